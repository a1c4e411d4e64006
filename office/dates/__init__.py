"""Termine: all meetings of a week or a month, and moving one of them."""
