"""The exchange: the state that all lines share, and the lock that guards it."""

import math
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import NamedTuple

from exchange.conference.rooms import Rooms
from exchange.queues import Action, SameThread, Scheduler, SerialQueue
from exchange.recordings import Recordings
from exchange.webhook_client import Fetch, Form, WebhookClient

Answers = Callable[[str], str | tuple[str, int]]
Deliver = Callable[[str, str, Form, Action], None]

DIALLED_KEPT = 100


class Dialled(NamedTuple):
    """A number or SIP address that was rung, the keys sent after the answer, and the caller id shown."""

    address: str
    send_digits: str
    caller_id: str


class Calls:
    """The CallSids of calls in progress. Thread-safe."""

    def __init__(self) -> None:
        self._sids: frozenset[str] = frozenset()
        self._lock = threading.Lock()

    def begin(self, sid: str) -> None:
        with self._lock:
            self._sids |= {sid}

    def end(self, sid: str) -> None:
        with self._lock:
            self._sids -= {sid}

    def all(self) -> frozenset[str]:
        return self._sids


class Exchange:
    """The shared state; see `Network` for `office`, `clock`, `deliver` and `scheduler`.

    `calls`: those in progress; `dialled`: the latest addresses that were rung. `lock` guards rooms and what is in
    them; it is held for moments, and never while a request is made.
    """

    def __init__(
        self,
        fetch: Fetch,
        public_url: str,
        token: str,
        office: Answers,
        clock: Callable[[], float],
        deliver: Deliver,
        scheduler: Scheduler | None = None,
    ) -> None:
        self.public_url = public_url.rstrip("/")
        self.office = office
        self.clock = clock
        self.deliver = deliver
        self.webhooks = WebhookClient(fetch, token)
        self.calls = Calls()
        self.rooms = Rooms(self.report)
        self.recordings = Recordings()
        self.dialled: deque[Dialled] = deque(maxlen=DIALLED_KEPT)
        self.lock = threading.RLock()
        self._scheduler = scheduler or SameThread()

    def turn(self) -> AbstractContextManager[None]:
        """Something happens from outside; may raise a TwimlError of what follows from it."""
        return self._scheduler.turn()

    @contextmanager
    def event(self, queue: SerialQueue) -> Iterator[None]:
        """The same for the line with this queue: waits until nothing else happens to it."""
        with self.turn():
            try:
                with queue.alone():
                    yield
            finally:
                # What was put meanwhile, nobody else could do.
                self._scheduler.wake(queue)

    def seconds_since(self, moment: float) -> int:
        """Seconds rounded up, as a carrier counts them."""
        return math.ceil(self.clock() - moment)

    def later(self, queue: SerialQueue, action: Action) -> None:
        """Has an action done in its turn, outside of the lock."""
        queue.put(action)
        self._scheduler.wake(queue)

    def report(self, queue: SerialQueue, method: str, url: str, form: Form) -> None:
        """Sends a callback behind those that are in the queue."""
        send = partial(self.webhooks.tell, method, url, form)
        self.later(queue, partial(self.deliver, method, url, form, send))
