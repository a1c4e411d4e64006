"""The menus as tables: which place says what, and which key leads where."""
