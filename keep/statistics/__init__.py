"""Counts, and where each call is while it lasts."""
