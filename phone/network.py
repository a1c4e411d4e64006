"""The test telephone network: lines and rooms like Twilio's, for one hotline."""

import time
from collections.abc import Callable, Iterable

from phone.control import Control
from phone.exchange import Exchange
from phone.line import Line
from phone.post import Answer, Fetch
from phone.recorder import tone

__all__ = ["Answer", "Fetch", "Network"]


def nobody_answers(number: str) -> str:
    """The DialCallStatus of a telephone that rings in vain."""
    return "no-answer"


class Network:
    """`fetch(method, url, form, headers) -> Answer` reaches the hotline at `public_url`; `token` signs as Twilio does.

    `office(number)` says how a dialled number ends: completed, busy, no-answer or failed. `clock()` gives seconds; it
    serves only to tell how long calls and recordings lasted. `control` acts on rooms from outside, as Twilio's REST API
    does. Safe to use from several threads.
    """

    def __init__(
        self,
        fetch: Fetch,
        public_url: str,
        token: str,
        office: Callable[[str], str] = nobody_answers,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._exchange = Exchange(fetch, public_url, token, office, clock)
        self.control = Control(self._exchange)

    @property
    def warnings(self) -> Iterable[str]:
        """The latest callbacks that the hotline refused; calls went on regardless."""
        return tuple(self._exchange.post.warnings)

    def line(self, caller: str, called: str) -> Line:
        """A line between two numbers (+49...), on which nobody has dialled yet."""
        return Line(self._exchange, caller, called)

    def call(self, caller: str, called: str) -> Line:
        """Dial, and hear what the hotline answers; raises TwimlError."""
        line = self.line(caller, called)
        line.dial()
        return line

    def recording(self, url: str) -> bytes | None:
        """The sound that a RecordingUrl of this network stands for, as WAV."""
        seconds = self._exchange.recordings.get(url)
        return None if seconds is None else tone(seconds)
