"""What happens to a line, or is told of a conference, one after the other; and which thread does it."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Protocol

from exchange.twiml.verbs import TwimlError

log = logging.getLogger(__name__)

Action = Callable[[], None]


class SerialQueue:
    """Actions that are done one at a time, in the order in which they were put. Thread-safe."""

    def __init__(self) -> None:
        self._waiting: deque[Action] = deque()
        self._lock = threading.Lock()

    def put(self, action: Action) -> None:
        """Adds an action; `work` does it."""
        self._waiting.append(action)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Waits until nothing is being done; what is put meanwhile has to wait for the next `work`."""
        with self._lock:
            yield

    def work(self) -> None:
        """Does what waits, unless another thread is doing it; raises the first TwimlError when all is done."""
        errors: list[TwimlError] = []
        # Asked again behind the lock: what was put just before its release would be done by nobody.
        while self._waiting and self._lock.acquire(blocking=False):
            try:
                self._do_all(errors)
            finally:
                self._lock.release()
        if errors:
            raise errors[0]

    def _do_all(self, errors: list[TwimlError]) -> None:
        while self._waiting:
            try:
                self._waiting.popleft()()
            except TwimlError as error:
                errors.append(error)


class Scheduler(Protocol):
    """Decides when and where queues are worked off."""

    def turn(self) -> AbstractContextManager[None]:
        """Something happens from outside."""

    def wake(self, queue: SerialQueue) -> None:
        """There is something to do in a queue."""


class SameThread(threading.local):
    """A `Scheduler` that does everything in the thread that caused it, at the end of its turn. Then `turn` raises the
    first TwimlError. A nested turn (the hotline acts on a room while it answers a webhook) is part of the outer one."""

    def __init__(self) -> None:
        self._turns = 0
        self._woken: deque[SerialQueue] = deque()

    @contextmanager
    def turn(self) -> Iterator[None]:
        self._turns += 1
        try:
            yield
        finally:
            try:
                if self._turns == 1:
                    self._settle()
            finally:
                self._turns -= 1

    def wake(self, queue: SerialQueue) -> None:
        self._woken.append(queue)

    def _settle(self) -> None:
        errors: list[TwimlError] = []
        while self._woken:
            try:
                self._woken.popleft().work()
            except TwimlError as error:
                errors.append(error)
        if errors:
            raise errors[0]


class InThreads:
    """A `Scheduler` that has queues worked off by the threads of a pool, so that nobody waits for the requests that
    others cause. A TwimlError is logged."""

    def __init__(self, pool: Executor) -> None:
        self._pool = pool

    def turn(self) -> AbstractContextManager[None]:
        return nullcontext()

    def wake(self, queue: SerialQueue) -> None:
        self._pool.submit(_work, queue)


def _work(queue: SerialQueue) -> None:
    try:
        queue.work()
    except TwimlError as error:
        log.error("test network: %s", error)
