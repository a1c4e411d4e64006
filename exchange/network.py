"""The test telephone network: lines and rooms like Twilio's, for one hotline."""

import time
from collections.abc import Callable, Iterable

from exchange.control import Control
from exchange.exchange import Answers, Deliver, Dialled, Exchange
from exchange.line import Line
from exchange.queues import Action, Scheduler
from exchange.webhook_client import Answer, Fetch, Form

__all__ = ["Answer", "Fetch", "Network"]


def nobody_answers(number: str) -> str:
    """The DialCallStatus of a telephone that nobody answers."""
    return "no-answer"


def at_once(method: str, url: str, form: Form, send: Action) -> None:
    """Delivers every callback once and in order."""
    send()


class Network:
    """`fetch(method, url, form, headers) -> Answer` reaches the hotline at `public_url`; `token` signs as Twilio does.

    `office(address)` says how ringing a number or SIP address ends: completed, busy, no-answer or failed, or
    ("completed", 4) when they talk for four seconds. `clock()` gives seconds; it serves only to tell how long calls and
    recordings lasted. `deliver(method, url, form, send)` gets each callback and may `send()` it at once, later, twice
    or never. `scheduler` says which threads do that, and what others cause on a line; without one it is the thread
    that caused it. `control` acts on rooms and recordings from outside, as Twilio's REST API does. Safe to use from
    several threads.
    """

    def __init__(
        self,
        fetch: Fetch,
        public_url: str,
        token: str,
        office: Answers = nobody_answers,
        clock: Callable[[], float] = time.monotonic,
        deliver: Deliver = at_once,
        scheduler: Scheduler | None = None,
    ) -> None:
        self._exchange = Exchange(fetch, public_url, token, office, clock, deliver, scheduler)
        self.control = Control(self._exchange)

    @property
    def warnings(self) -> Iterable[str]:
        """The latest callbacks that the hotline answered with an error; their calls continued."""
        return tuple(self._exchange.webhooks.warnings)

    @property
    def dialled(self) -> list[Dialled]:
        """The latest numbers and SIP addresses that were rung."""
        return list(self._exchange.dialled)

    def delivers(self, deliver: Deliver) -> None:
        """Replaces `deliver`, which gets each callback from now on."""
        self._exchange.deliver = deliver

    def line(self, caller: str, called: str) -> Line:
        """A line between two numbers (+49...), not dialled yet."""
        return Line(self._exchange, caller, called)

    def call(self, caller: str, called: str) -> Line:
        """A dialled line; raises TwimlError."""
        line = self.line(caller, called)
        line.dial()
        return line
