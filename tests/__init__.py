"""The tests: what callers, staff and operators do, and the laws that hold whatever they do."""
