"""Invitations: texts to copy, send or print for each group, and for the rooms beside the plan."""
