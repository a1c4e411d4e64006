"""The manual (docs/handbuch.md) as a page: its sections, the search in it, and the section a problem belongs to."""
