"""Calendar files (iCalendar, RFC 5545): text in, dates and problems out."""
