"""CONNECTS: a small telephone network that interprets TwiML and signs its requests as Twilio does."""
