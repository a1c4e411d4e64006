"""Text as editors save it: encodings, lines, `Key: value` fields, and pieces with their line and column."""
