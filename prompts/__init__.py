"""WORDS: every German sentence a caller can hear, and how dates, times and numbers are said."""
