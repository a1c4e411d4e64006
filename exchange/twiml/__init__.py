"""TwiML as the test network reads it: verbs, their attributes, and documents of them."""
