"""Cards to print and hand out: for groups and for leaders."""
