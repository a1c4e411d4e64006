"""Undo right after a deed: a button beside its message, as long as nothing else has changed what it did."""
