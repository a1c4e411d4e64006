"""The whole program: as a newcomer starts it, as Twilio calls it, killed and measured."""
