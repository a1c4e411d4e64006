"""Calendar files (RFC 5545): content lines in, dates and problems out."""
