"""An evening on which several people telephone: plays it scene by scene."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

from exchange.activity import Activity, InRoom
from exchange.line import Line
from exchange.transcript import DIALLED, SILENCE, SILENCE_IN_WORDS, Turn, state, take_step, words
from tests.support.scenes import HANGS_UP, NAMES, TALKS, Scene, acts

ALL = "alle im Raum"


class Evening:
    """The telephones of all: `dial(name)` calls the hotline from one of them.

    `at("18:29")` sets the clock, lets happen what is due, and returns how much time has passed.
    """

    def __init__(self, dial: Callable[[str], Line], at: Callable[[str], timedelta]) -> None:
        self._dial = dial
        self._at = at
        self._lines: dict[str, Line] = {}
        self._may_stay: dict[str, timedelta] = {}

    def play(self, scenes: Iterable[Scene]) -> list[Scene]:
        """The scenes as they go now; raises TwimlError, and ValueError for what nobody can do now."""
        return [self._play(scene) for scene in scenes]

    def _play(self, scene: Scene) -> Scene:
        before = {name: (line.doing, len(line.heard)) for name, line in self._lines.items() if name != scene.who}
        turn = self._acted(scene.who, scene.turn.step) if scene.who else self._passed(scene.turn)
        noticed = {name: _noticed(self._lines[name], *known) for name, known in before.items()}
        inside = {name for name, (doing, _) in before.items() if isinstance(doing, InRoom)}
        return Scene(scene.who, turn, tuple(_told(noticed, inside)))

    def _acted(self, who: str, steps: str) -> Turn:
        for step in acts(steps):
            heard_before = self._act(who, step)
        self._hear_out()
        line = self._lines[who]
        self._may_stay[who] = timedelta(seconds=line.doing.seconds if isinstance(line.doing, InRoom) else 0)
        return Turn(steps, words(line, heard_before), state(line))

    def _act(self, who: str, step: str) -> int:
        if step == DIALLED:
            return self._dials(who)
        if who not in self._lines:
            raise ValueError(f"{who} has not dialled")
        line = self._lines[who]
        heard_before = len(line.heard)
        if step == HANGS_UP:
            line.hang_up()
        elif step in TALKS:
            line.talk(TALKS[step])
        else:
            take_step(line, SILENCE if step == SILENCE_IN_WORDS else step)
        return heard_before

    def _dials(self, who: str) -> int:
        if who in self._lines and not self._lines[who].ended:
            raise ValueError(f"{who} is on the telephone already")
        self._lines[who] = self._dial(who)
        self._lines[who].listen()
        return 0

    def _passed(self, clock: Turn) -> Turn:
        passed = self._at(clock.step)
        for name, line in self._lines.items():
            self._may_stay[name] -= passed
            if isinstance(line.doing, InRoom) and self._may_stay[name] <= timedelta(0):
                line.time_up()
        self._hear_out()
        return clock

    def _hear_out(self) -> None:
        for line in self._lines.values():
            line.listen()


def _noticed(line: Line, doing_before: Activity, heard_before: int) -> str:
    return " ".join(filter(None, (words(line, heard_before), _change(doing_before, line))))


def _change(before: Activity, line: Line) -> str:
    """What is different for somebody who has done nothing; how many are in the room is told to those who come."""
    now = line.doing
    if not (isinstance(before, InRoom) and isinstance(now, InRoom)):
        return "" if type(before) is type(now) else state(line)
    if before.muted != now.muted:
        return "(stumm)" if now.muted else "(zu hören)"
    return "(das Gespräch beginnt)" if before.waiting and not now.waiting else ""


def _told(noticed: Mapping[str, str], inside: set[str]) -> Iterable[str]:
    """The same for several people in one line."""
    for what in dict.fromkeys(filter(None, noticed.values())):
        names = [name for name in NAMES if noticed.get(name) == what]
        who = ALL if len(names) > 1 and set(names) == inside else ", ".join(names)
        yield f"{who}: {what}"
