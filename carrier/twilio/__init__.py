"""Twilio as the carrier: its webhooks, its TwiML, and its REST API."""
