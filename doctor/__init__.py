"""Examines: looks at the machine, at what the hotline needs, and at how it is reached, when somebody asks for it."""
