"""SHOWS: the pages of the office (/buero) and of leaders (/leitung), rendered on the server."""
