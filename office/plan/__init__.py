"""The plan as the office edits it: files, versions, a new group."""
