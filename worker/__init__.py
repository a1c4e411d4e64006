"""The second process: publishes editions, looks after rooms, counts and recordings, and alerts staff."""
