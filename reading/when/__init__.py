"""The language of times: recurrences, days, clock times and exceptions. Start with word_kinds.py."""
