"""Documents of word processors and tables: their lines, as if they had been written in an editor."""
