"""DECIDES: what a caller hears next. Pure: no clock, no files, no network, no Flask, no carrier."""
