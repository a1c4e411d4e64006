"""The numbers of groups: looked up, searched, and replaced by new ones."""
