"""Announcements, and the recordings that become announcements."""
