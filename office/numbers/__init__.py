"""Statistics as the office sees and exports them."""
