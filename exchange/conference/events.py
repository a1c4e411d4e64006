"""The status callbacks of a conference."""

from collections.abc import Callable
from email.utils import formatdate
from secrets import token_hex

from exchange.call_leg import ACCOUNT
from exchange.queues import SerialQueue
from exchange.twiml.verbs import Conference
from exchange.webhook_client import Form

Report = Callable[[SerialQueue, str, str, Form], None]

# The event as it is sent, and the word in statusCallbackEvent that asks for it.
EVENTS = {
    "conference-start": "start",
    "conference-end": "end",
    "participant-join": "join",
    "participant-leave": "leave",
    "participant-mute": "mute",
    "participant-unmute": "mute",
    "participant-speech-start": "speaker",
    "participant-speech-stop": "speaker",
    "announcement-end": "announcement",
    "announcement-fail": "announcement",
}


class ConferenceEvents:
    """Sends the events of a conference that `terms` ask for, with `report(queue, method, url, form)`, one behind the
    other in `queue`.

    As with Twilio the terms are those of the first participant; what everybody else asks for is ignored.
    """

    def __init__(self, terms: Conference, report: Report) -> None:
        self.sid = "CF" + token_hex(16)
        self.queue = SerialQueue()
        self._terms = terms
        self._report = report
        self._sequence = 0

    def tell(self, event: str, form: Form) -> None:
        """Reports an event; `form` has its other parameters."""
        if not self._terms.status_callback or EVENTS[event] not in self._terms.status_callback_event:
            return
        self._sequence += 1
        about = {
            "ConferenceSid": self.sid,
            "FriendlyName": self._terms.name,
            "AccountSid": ACCOUNT,
            "SequenceNumber": str(self._sequence),
            "Timestamp": formatdate(),
            "StatusCallbackEvent": event,
        }
        method, url = self._terms.status_callback_method, self._terms.status_callback
        self._report(self.queue, method, url, about | dict(form))
