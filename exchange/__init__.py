"""CONNECTS: the other end of the line, a small telephone network that understands TwiML and signs like Twilio."""
