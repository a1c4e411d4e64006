"""Limits on attempts: numbers at the telephone, passwords on pages, and the keys that tell callers apart for a day."""
