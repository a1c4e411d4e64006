"""The language of times: recurrences, days, clock times and exceptions as people write them."""
