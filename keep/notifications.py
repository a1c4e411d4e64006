"""Messages to staff: sent by the notifier, and the last of them kept in the store with what became of them."""

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from ivr.model.moment import in_berlin
from keep.notifier import Notifier
from storage.store import Store

log = logging.getLogger(__name__)

FILE = "verschickt.json"
MOST_KEPT = 10
TEST_TITLE, TEST_TEXT = "Probe-Nachricht", "Das ist nur eine Probe. Nachrichten der Hotline kommen hier an."
BETWEEN_TESTS = timedelta(minutes=1)


@dataclass(frozen=True)
class SentMessage:
    """A message: when it was sent (aware), its text, and the services that took it and that did not."""

    when: datetime
    text: str
    taken: tuple[str, ...]
    failed: tuple[str, ...]


class Notifications:
    """The same for every process. No text holds a number of a caller or of a room: whoever writes one sees to it."""

    def __init__(self, notifier: Notifier, store: Store, now: Callable[[], datetime]):
        self._notifier = notifier
        self._store = store
        self._now = now

    def send(self, title: str, text: str) -> Sequence[tuple[str, bool]]:
        """Send to every address; the name of each service, and whether it took the message."""
        results = self._notifier.send(title, text)
        taken, failed = (tuple(name for name, took in results if took is wanted) for wanted in (True, False))
        try:
            self._keep(SentMessage(self._now(), text, taken, failed))
        except OSError as error:
            log.warning("A message that was sent cannot be kept: %s", type(error).__name__)
        return results

    def send_test(self) -> Sequence[tuple[str, bool]] | None:
        """Send a test message; None if the last one was sent within BETWEEN_TESTS. Raises OSError."""
        since = self._now() - BETWEEN_TESTS
        if any(one.text == TEST_TEXT and one.when > since for one in self.last()):
            return None
        return self.send(TEST_TITLE, TEST_TEXT)

    def last(self) -> tuple[SentMessage, ...]:
        """The last MOST_KEPT messages, the newest first. Raises OSError."""
        return _unpacked(self._store.read(FILE) or b"[]")

    def addresses(self) -> tuple[tuple[str, str], ...]:
        """The service of each address, and its host where it has one."""
        return self._notifier.addresses()

    def _keep(self, message: SentMessage) -> None:
        with self._store.alone(FILE):
            kept = (message, *self.last())[:MOST_KEPT]
            self._store.write(FILE, json.dumps([asdict(one) for one in kept], default=str, ensure_ascii=False).encode())


def _unpacked(raw: bytes) -> tuple[SentMessage, ...]:
    """Nothing for a file that is damaged."""
    try:
        return tuple(_message(**one) for one in json.loads(raw))
    except (TypeError, ValueError, RecursionError):
        return ()


def _message(when: str, text: str, taken: Sequence[str], failed: Sequence[str]) -> SentMessage:
    moment = in_berlin(datetime.fromisoformat(when))
    return SentMessage(moment, str(text), tuple(map(str, taken)), tuple(map(str, failed)))
