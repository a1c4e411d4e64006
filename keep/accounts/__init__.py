"""The people of the office: their names, roles and hashed passwords."""
