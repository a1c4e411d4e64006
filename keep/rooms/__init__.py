"""Talks in rooms, the same for every process, and the rooms that callers open."""
