"""The pages of leaders: sign-in by code, and the live view of their room."""
