"""ASKS: what the hotline asks of the telephone side by itself, outside any call. Imports nothing of ours."""
