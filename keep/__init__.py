"""KEEPS: the content folder, the checked editions of it, and the Redis both live in."""
