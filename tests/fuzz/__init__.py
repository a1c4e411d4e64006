"""Searches, guided by coverage, for a text or file that stops a reader, takes too long, or is told without end."""
