"""READS: what staff write, text in, plan and problems out. Pure, and never raises on any text."""
