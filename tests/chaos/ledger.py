"""What people have heard or read confirmed, and whether it is there: edits, cancellations, announcements."""

import itertools
import random
import re
from dataclasses import dataclass, field
from threading import Event, Thread

from requests import RequestException

from exchange.recorder import tone
from exchange.twiml.verbs import TwimlError
from keep.announcements.announcements import Announcements
from tests.chaos.stage import Stage
from tests.support.people import comes
from tests.support.web_clerk import WebClerk

GROUP, LEADER = "Sonnenblume", ("8", "99887766")
TO_CALL_OFF = (*LEADER, "3", "1")
# Half past eight to half past six: all before the end of the meeting.
MINUTES = 600
NOT_CONFIRMED = (RequestException, TwimlError, OSError, ValueError)


@dataclass
class Claims:
    """What was tried in turn, and where in it the last confirmation is."""

    tried: list[str] = field(default_factory=list)
    last: int = -1
    confirmed: int = 0

    def may_be(self) -> set[str]:
        """The states that are right now: the last one confirmed, and whatever was tried later."""
        return set(self.tried[max(self.last, 0) :])

    def confirm(self) -> None:
        self.confirmed += 1
        self.last = len(self.tried) - 1


class Ledger:
    """One clerk and one leader who do something again and again, and note what they were told."""

    def __init__(self, stage: Stage):
        self._stage, self._clerk = stage, WebClerk(stage.url)
        self._clerk.signs_in()
        self.edits, self.cancellations, self.announcements = Claims(), Claims(), Claims()
        self._minutes = itertools.cycle(range(MINUTES))
        self._turns = itertools.cycle((self.call_off, self.announce))

    @property
    def confirmed(self) -> tuple[int, int, int]:
        return self.edits.confirmed, self.cancellations.confirmed, self.announcements.confirmed

    def keep_on(self, ends: Event) -> list[Thread]:
        """Both go on in threads until the end."""
        deeds = (self.edit, lambda: next(self._turns)())
        threads = [Thread(target=_again_and_again, args=(deed, ends), daemon=True) for deed in deeds]
        for thread in threads:
            thread.start()
        return threads

    def edit(self) -> str:
        """The clerk lets Krokus meet at another time; that time."""
        minute = next(self._minutes) + 30
        time = f"{8 + minute // 60:02}:{minute % 60:02}"
        self.edits.tried.append(time)
        if "Gespeichert" in self._clerk.saves(time):
            self.edits.confirm()
        return time

    def call_off(self) -> None:
        """The leader calls the next meeting off, or lets it take place after all."""
        line = comes(self._stage.dial, *TO_CALL_OFF)
        off = "ausfallen?" in line.said_last
        if off or "stattfinden?" in line.said_last:
            self.cancellations.tried.append("off" if off else "on")
            line.press("1")
            if ("fällt aus" if off else "findet statt") in line.said_last:
                self.cancellations.confirm()
        line.hang_up()

    def announce(self) -> None:
        """The leader records an announcement and saves it."""
        line = comes(self._stage.dial, *LEADER, "2", "1")
        line.speak(tone(random.randrange(2, 4), random.randrange(300, 900)))
        line.press("5")
        line.wait()
        line.press("1")
        self.announcements.tried.append("")
        line.press("3")
        if line.said_last.startswith("Gespeichert."):
            self.announcements.confirm()
        line.hang_up()

    def is_heard(self, time: str) -> bool:
        """Whether the plan on air has a meeting of Krokus at that time."""
        return f"T{time.replace(':', '')}00" in self._clerk.opens("/plan/krokus.ics")

    def lost(self) -> list[str]:
        """What was confirmed and is not there. Raises one of NOT_CONFIRMED while that cannot be seen."""
        kept = Announcements(self._stage.data)
        there = [one for one in kept.history() if one.of == GROUP]
        found = re.search(r"(\d\d:\d\d) bis", self._clerk.reads())
        question = comes(self._stage.dial, *TO_CALL_OFF).said_last
        state = "on" if "ausfallen?" in question else "off"
        return [
            *([] if not self.edits.confirmed or (found and found[1] in self.edits.may_be()) else ["an edit"]),
            *([] if not self.cancellations.confirmed or state in self.cancellations.may_be() else ["a cancellation"]),
            *["an announcement"] * (self.announcements.confirmed - len(there)),
            *["a recorded sound" for one in there if kept.sound(one.sound) is None],
        ]


def _again_and_again(deed, ends: Event) -> None:
    while not ends.wait(0.2):
        try:
            deed()
        except NOT_CONFIRMED:
            ends.wait(0.5)
