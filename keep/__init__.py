"""KEEPS: what the hotline remembers between two turns, and the snapshot that a turn takes of it."""
