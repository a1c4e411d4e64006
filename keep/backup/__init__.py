"""Copies of what a hotline cannot get again, in one encrypted file, and the way back."""
