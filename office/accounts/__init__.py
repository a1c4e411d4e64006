"""The people of the office: who they are, what they may, and their passwords."""
