"""A trial: a fault happens to a hotline under calls and edits, and what comes of it is counted."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from tests.bench.load import Outcome
from tests.chaos.carrier import Calls
from tests.chaos.faults import Fault
from tests.chaos.ledger import NOT_CONFIRMED, Ledger
from tests.chaos.stage import Stage

# Twilio gives up then.
PATIENCE_S = 15.0
# Longer than any promise, so that it is told how long it took.
MOST_S = 120.0


@dataclass(frozen=True)
class Load:
    """So many calls at once; the fault lasts so many seconds."""

    calls: int
    seconds: float


@dataclass(frozen=True)
class Result:
    """`confirmed` are edits, cancellations and announcements while the fault lasted, `healed` the seconds after it
    until the hotline worked, and an edit was heard."""

    fault: Fault
    calls: Outcome
    confirmed: tuple[int, ...]
    lost: list[str]
    healed: float
    refused: str = ""

    @property
    def silence(self) -> float:
        """The longest time that a caller waited for an answer or a sound."""
        return max(*self.calls.webhooks, *self.calls.sounds, 0.0)

    def broken(self, patience: float = 1.0) -> list[str]:
        """The promises that were not kept; a slow machine may take `patience` times as long."""
        webhooks, failed = len(self.calls.webhooks), self.calls.failed
        most = self.fault.broken_off * webhooks / 1000
        return [
            *([f"{len(failed)} times no German words, first: {failed[0]}"] if len(failed) > most else []),
            *(["no call was answered"] if not self.calls.calls else []),
            *([f"silence of {self.silence:.1f} s"] if self.silence > PATIENCE_S * patience else []),
            *(f"lost: {what}" for what in self.lost),
            *([f"healed after {self.healed:.0f} s"] if self.healed > self.fault.heals_within * patience else []),
            *([self.refused] if self.refused else []),
        ]

    def told(self) -> str:
        """One line of the page."""
        p99 = sorted(self.calls.webhooks)[int(len(self.calls.webhooks) * 0.99)] if self.calls.webhooks else 0
        return (
            f"{self.fault.name:<24}{self.calls.calls:>6}{len(self.calls.webhooks):>10}{len(self.calls.failed):>10}"
            f"{self.calls.apologies:>10}{p99:>8.2f}{self.silence:>9.2f}  "
            f"{'/'.join(map(str, self.confirmed)):>10}{len(self.lost):>6}{self.healed:>9.1f}"
        )


HEADING = (
    f"{'fault':<24}{'calls':>6}{'webhooks':>10}{'no words':>10}{'apologies':>10}{'p99 s':>8}{'worst s':>9}  "
    f"{'confirmed':>10}{'lost':>6}{'healed s':>9}"
)


def tried(stage: Stage, ledger: Ledger, fault: Fault, load: Load) -> Result:
    """Let a fault happen, and see what becomes of it."""
    calls, ends, before, refused = Calls(stage.port, load.calls, load.seconds / 4), Event(), ledger.confirmed, ""
    calls.start()
    threads = ledger.keep_on(ends)
    time.sleep(load.seconds / 4)
    try:
        with fault.happens(stage):
            time.sleep(load.seconds)
    except AssertionError as wrong:
        refused = str(wrong)
    over = time.monotonic()
    ends.set()
    for thread in threads:
        thread.join(MOST_S)
    healed = _until(lambda: stage.is_healthy() and _is_heard(ledger), over)
    outcome, lost = calls.end(), _lost(ledger)
    confirmed = tuple(now - then for now, then in zip(ledger.confirmed, before, strict=True))
    return Result(fault, outcome, confirmed, lost, healed, refused)


def _lost(ledger: Ledger) -> list[str]:
    """What is lost, as soon as that can be seen."""
    lost: list[list[str]] = []

    def is_seen() -> bool:
        lost.append(ledger.lost())
        return True

    _until(is_seen, time.monotonic())
    return lost[0] if lost else ["whatever was confirmed: nobody can tell"]


def _is_heard(ledger: Ledger) -> bool:
    """Whether an edit is confirmed, and heard soon."""
    time_of_meeting, confirmed = ledger.edit(), ledger.edits.confirmed
    return confirmed > 0 and _until(lambda: ledger.is_heard(time_of_meeting), time.monotonic(), 10) < 10


def _until(holds: Callable[[], bool], since: float, most: float = MOST_S) -> float:
    """The seconds since a moment until something holds, or `most`."""
    while (passed := time.monotonic() - since) < most:
        try:
            if holds():
                return time.monotonic() - since
        except NOT_CONFIRMED:
            pass
        time.sleep(0.2)
    return passed
