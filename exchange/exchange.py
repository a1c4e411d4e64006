"""The exchange: the state that all lines share, and the lock that serialises their events."""

import math
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple

from exchange.conference.rooms import Rooms
from exchange.recordings import Recordings
from exchange.twiml.verbs import TwimlError
from exchange.webhook_client import Fetch, Form, WebhookClient

Action = Callable[[], None]
Answers = Callable[[str], str | tuple[str, int]]
Deliver = Callable[[str, str, Form, Action], None]

DIALLED_KEPT = 100


class Dialled(NamedTuple):
    """A number or SIP address that was rung, the keys sent after the answer, and the caller id shown."""

    address: str
    send_digits: str
    caller_id: str


class Exchange:
    """The shared state; see `Network` for `office`, `clock` and `deliver`.

    `calls`: the CallSids of calls in progress; `dialled`: the latest addresses that were rung.
    """

    def __init__(
        self,
        fetch: Fetch,
        public_url: str,
        token: str,
        office: Answers,
        clock: Callable[[], float],
        deliver: Deliver,
    ) -> None:
        self.public_url = public_url.rstrip("/")
        self.office = office
        self.clock = clock
        self.deliver = deliver
        self.webhooks = WebhookClient(fetch, token)
        self.calls: set[str] = set()
        self.rooms = Rooms(self.report)
        self.recordings = Recordings()
        self.dialled: deque[Dialled] = deque(maxlen=DIALLED_KEPT)
        self._lock = threading.RLock()
        self._turns = 0
        self._later: deque[Action] = deque()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One event at a time; actions registered with `later` run at its end. Raises their first TwimlError.

        A nested turn (the hotline acts on a room while it answers a webhook) is part of the outer one.
        """
        with self._lock:
            self._turns += 1
            try:
                yield
            finally:
                self._end_turn()

    def seconds_since(self, moment: float) -> int:
        """Seconds rounded up, as a carrier counts them."""
        return math.ceil(self.clock() - moment)

    def later(self, task: Action) -> None:
        """Runs the action at the end of the turn."""
        self._later.append(task)

    def report(self, method: str, url: str, form: Form) -> None:
        """Sends a callback at the end of the turn."""
        send = partial(self.webhooks.tell, method, url, form)
        self.later(partial(self.deliver, method, url, form, send))

    def _end_turn(self) -> None:
        try:
            if self._turns == 1:
                self._settle()
        finally:
            self._turns -= 1

    def _settle(self) -> None:
        errors: list[TwimlError] = []
        while self._later:
            try:
                self._later.popleft()()
            except TwimlError as error:
                errors.append(error)
        if errors:
            raise errors[0]
