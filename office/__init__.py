"""SHOWS: the pages of the office and of leaders, made on the server; what they show is asked of the parts."""
