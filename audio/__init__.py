"""SOUNDS: turns a page of words into telephone sound. Independent of menus, groups and callers."""
