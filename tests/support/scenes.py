"""What several people do on their telephones as one German text: who acts, what they hear, what others notice of it."""

import re
from dataclasses import dataclass, replace

from exchange.transcript import DIALLED, PRESSES, SILENCE_IN_WORDS, SPEAKING, Turn

NAMES = ("Leitung", "Eins", "Zwei", "Drei", "Vier", "Fünf", "Sechs", "Sieben", "Acht", "Neun")
HANGS_UP = "aufgelegt"
# Whether somebody speaks to the others in the room.
TALKS = {"redet": True, "schweigt": False}
ACT = rf"(?:{DIALLED}|{SILENCE_IN_WORDS}|{HANGS_UP}|{'|'.join(TALKS)}|{SPEAKING}|{PRESSES})"
STEP = re.compile(rf"({'|'.join(NAMES)}) \[({ACT}(?: {ACT})*)\](?: (.*))?")
TIME = re.compile(r"# (\d\d:\d\d(?::\d\d)?)(?:, (.*))?")
INDENT = "    "


@dataclass(frozen=True)
class Scene:
    """One thing that `who` does, or with `who` "" a time on the clock; `others` tells, a line each, what others notice.

    `turn.step` holds one or more of ☎, keys, stille, aufgelegt, redet and schweigt (to the others in a room), and
    "spricht 12" (seconds of speaking into a recording), with blanks between them, and `turn.words` what the last one
    led to. With a time they are "18:29" or "18:29:30", and a remark.
    """

    who: str
    turn: Turn
    others: tuple[str, ...] = ()

    def __str__(self) -> str:
        time = ", ".join(filter(None, (f"# {self.turn.step}", self.turn.words)))
        return f"\n{INDENT}".join((f"{self.who} {self.turn}" if self.who else time, *self.others))


def acts(step: str) -> list[str]:
    """The single acts of a step, in their order."""
    return re.findall(ACT, step)


def parse(text: str) -> list[Scene]:
    """Read an evening; blank lines between the scenes count for nothing. Raises ValueError for any other line."""
    scenes: list[Scene] = []
    for line in filter(None, map(str.rstrip, text.splitlines())):
        _read(line, scenes)
    return scenes


def _read(line: str, scenes: list[Scene]) -> None:
    if step := STEP.fullmatch(line):
        scenes.append(Scene(step[1], Turn(step[2], step[3] or "")))
    elif time := TIME.fullmatch(line):
        scenes.append(Scene("", Turn(time[1], time[2] or "")))
    elif scenes and line.startswith("("):
        scenes[-1] = replace(scenes[-1], turn=replace(scenes[-1].turn, state=line))
    elif scenes and line.startswith(INDENT):
        scenes[-1] = replace(scenes[-1], others=(*scenes[-1].others, line.strip()))
    else:
        raise ValueError(f"this is nothing that happens on an evening: {line!r}")
