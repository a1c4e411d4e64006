"""Text as staff save it: encodings, lines, fields, and pieces that know where they stand."""
