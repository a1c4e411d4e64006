"""WORDS: the German sentences for callers, and how dates, times, numbers and staff's texts are spoken."""
