"""The telephone exchange: what all lines share, and the one lock that lets them take turns."""

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
from exchange.webhook_client import Fetch, Form, Post

Task = Callable[[], None]
Office = Callable[[str], str | tuple[str, int]]
Deliver = Callable[[str, str, Form, Task], None]

DIALLED_KEPT = 100


class Dialled(NamedTuple):
    """A number or SIP address that was rung, the keys to be pressed there, and the number that was shown to it."""

    address: str
    send_digits: str
    caller_id: str


class Exchange:
    """What `office`, `clock` and `deliver` do is told at `Network`.

    `calls` are the CallSids of those that go on; `recordings` holds what callers spoke; `dialled` what was rung, the
    latest.
    """

    def __init__(
        self,
        fetch: Fetch,
        public_url: str,
        token: str,
        office: Office,
        clock: Callable[[], float],
        deliver: Deliver,
    ) -> None:
        self.public_url = public_url.rstrip("/")
        self.office = office
        self.clock = clock
        self.deliver = deliver
        self.post = Post(fetch, token)
        self.calls: set[str] = set()
        self.rooms = Rooms(self.report)
        self.recordings = Recordings()
        self.dialled: deque[Dialled] = deque(maxlen=DIALLED_KEPT)
        self._lock = threading.RLock()
        self._turns = 0
        self._later: deque[Task] = deque()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One event at a time; what it means for others happens when it is over. Raises TwimlError of any of them.

        A turn within a turn, when the hotline acts on a room while it answers, is part of the outer one.
        """
        with self._lock:
            self._turns += 1
            try:
                yield
            finally:
                self._end_turn()

    def seconds_since(self, moment: float) -> int:
        """Whole seconds, begun ones included, as a carrier counts."""
        return math.ceil(self.clock() - moment)

    def later(self, task: Task) -> None:
        """Do this at the end of the turn."""
        self._later.append(task)

    def report(self, method: str, url: str, form: Form) -> None:
        """Hand over a callback at the end of the turn, when all that it tells of has happened."""
        send = partial(self.post.tell, method, url, form)
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
