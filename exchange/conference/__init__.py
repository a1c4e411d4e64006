"""Conferences of the test network, as Twilio documents them."""
