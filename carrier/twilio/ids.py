"""The shapes of Twilio's ids (SIDs): an id of any other shape is none, and must not become part of an address."""

import re

ACCOUNT = re.compile("AC[0-9a-f]{32}")
CALL = re.compile("CA[0-9a-f]{32}")
RECORDING = re.compile("RE[0-9a-f]{32}")
