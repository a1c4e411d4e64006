"""Edits what staff have written: the lines of a field that changes are written anew, all others stay byte for byte."""
