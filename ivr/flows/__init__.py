"""What happens at the places of a call, subject by subject: words, keys and effects."""
