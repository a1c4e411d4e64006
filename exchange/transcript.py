"""A call as a German transcript: keys, sentences, and the state of the caller after each turn."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exchange.activity import InRoom, Recording, Ringing, Talking
from exchange.line import Line
from exchange.recorder import tone

DIALLED = "☎"
SILENCE = "-"
SILENCE_IN_WORDS = "stille"
SPEAKS = "spricht"
SPEAKING = rf"{SPEAKS} \d{{1,3}}"
PRESSES = "[0-9*#]+"
TURN = re.compile(rf"\[?({DIALLED}|{SILENCE}|{SILENCE_IN_WORDS}|{SPEAKING}|{PRESSES})\]?(?:\s+(.*))?")
COUNTED = ("niemand", "eine Person", *(f"{n} Personen" for n in (
    "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
)))  # fmt: skip


@dataclass(frozen=True)
class Turn:
    """One turn: ☎, keys, - for silence, or "spricht 12" for twelve seconds of speaking into a recording.

    `words` are those that followed, `state` is the caller's state afterwards.
    """

    step: str
    words: str
    state: str = ""

    def __str__(self) -> str:
        spoken = f"[{SILENCE_IN_WORDS if self.step == SILENCE else self.step}] {self.words}".rstrip()
        return f"{spoken}\n{self.state}" if self.state else spoken


def turns_of(line: Line, steps: Iterable[str]) -> list[Turn]:
    """Takes these steps in a call that has just been dialled, until it ends.

    Raises TwimlError, and ValueError for speaking where nothing is recorded.
    """
    line.listen()
    turns = [Turn(DIALLED, words(line), state(line))]
    for step in steps:
        if line.ended:
            break
        heard_before = len(line.heard)
        take_step(line, step)
        turns.append(Turn(step, words(line, heard_before), state(line)))
    return turns


def transcript(line: Line, steps: Iterable[str]) -> str:
    """The call as text, one line per turn; raises as `turns_of` does."""
    return "\n".join(map(str, turns_of(line, steps)))


def parse(text: str) -> list[Turn]:
    """Reads a transcript, with or without brackets around the steps; an indented line continues the one before it.

    Raises ValueError for a line that is none of these.
    """
    turns: list[Turn] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        if line.strip():
            _read(line, turns)
    return turns


def people(count: int) -> str:
    """Eine Person, zwei Personen, ... 13 Personen."""
    return COUNTED[count] if count < len(COUNTED) else f"{count} Personen"


def take_step(line: Line, step: str) -> None:
    """Presses keys, waits for - (silence), or speaks a tone, and hears what follows."""
    if step == SILENCE:
        line.wait()
    elif step.startswith(SPEAKS):
        line.speak(tone(int(step.split()[1])))
    else:
        line.press(step)
        line.listen()


def words(line: Line, since: int = 0) -> str:
    """The captions from index `since` on, in one line."""
    return " ".join(" ".join(line.heard[since:]).split())


def state(line: Line) -> str:
    """The caller's state in brackets; "" while the call waits for a key."""
    match line.doing:
        case InRoom(waiting=True, people=count):
            return f"(im Raum, {people(count)})"
        case InRoom(muted=True, people=count):
            return f"({people(count)} im Raum, stumm)"
        case InRoom(people=count):
            return f"({people(count)} im Raum)"
        case Ringing():
            return "(es klingelt beim anderen)"
        case Talking():
            return "(mit dem anderen verbunden)"
        case Recording():
            return "(die Aufnahme läuft)"
    return "(aufgelegt)" if line.ended else ""


def _read(line: str, turns: list[Turn]) -> None:
    last: Sequence[Turn] = turns[-1:]
    if last and line.startswith("("):
        turns[-1] = Turn(last[0].step, last[0].words, line.strip())
    elif last and line[0].isspace():
        turns[-1] = Turn(last[0].step, f"{last[0].words} {line.strip()}".strip(), last[0].state)
    elif turn := TURN.fullmatch(line.rstrip()):
        step = SILENCE if turn[1] == SILENCE_IN_WORDS else turn[1]
        turns.append(Turn(step, turn[2] or ""))
    else:
        raise ValueError(f"this is no turn of a call: {line!r}")
