"""Announcements as the office sees, publishes and restores them."""
