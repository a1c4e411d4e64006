"""SOUNDS: a page of words becomes telephone sound. Knows nothing of menus, groups or callers."""
