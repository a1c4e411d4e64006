"""A trial call: what somebody would hear who called at a chosen moment; nothing of it is done or counted."""
