"""Faults of all kinds under calls, edits and announcements: what callers hear of it, and whether anything is lost."""
