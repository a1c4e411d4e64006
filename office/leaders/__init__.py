"""The pages of a leader: the sign-in by number, and the own room, live."""
