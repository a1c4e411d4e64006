"""The carrier that is in use: all that the hotline takes of it, by name. Another carrier is another folder that has the
same names and passes the tests in tests/carrier/; besides it only this file changes, and the settings."""

from carrier.twilio.answer import HANG_UP, Answer
from carrier.twilio.apology import apology
from carrier.twilio.callbacks import call_ended_in, recording_report_in, room_event_in
from carrier.twilio.ids import ACCOUNT
from carrier.twilio.outage import outage
from carrier.twilio.phone_numbers import PhoneNumber, PhoneNumbers, Webhooks, wanted_webhooks
from carrier.twilio.region import EDGES, api_base
from carrier.twilio.rest import TwilioCarrier as RestCarrier
from carrier.twilio.signature import HEADER, is_signed
from carrier.twilio.signed_call import signed_call
from carrier.twilio.webhooks import turn_in

__all__ = (
    "ACCOUNT",
    "EDGES",
    "HANG_UP",
    "HEADER",
    "Answer",
    "PhoneNumber",
    "PhoneNumbers",
    "RestCarrier",
    "Webhooks",
    "api_base",
    "apology",
    "call_ended_in",
    "is_signed",
    "outage",
    "recording_report_in",
    "room_event_in",
    "signed_call",
    "turn_in",
    "wanted_webhooks",
)
