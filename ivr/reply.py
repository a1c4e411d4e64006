"""What a caller hears, and then exactly one thing that happens next."""

from dataclasses import dataclass
from datetime import date

from ivr.plan import Group


@dataclass(frozen=True)
class Place:
    """A point in the call. `args` are short ASCII words; `misses` counts the tries that led nowhere so far."""

    name: str
    args: tuple[str, ...] = ()
    misses: int = 0


@dataclass(frozen=True)
class Day:
    """A date as seen from today, so that it can be said as "Heute" or "Morgen"."""

    day: date
    today: date


@dataclass(frozen=True)
class Meets:
    """When a group meets, as seen from today: a whole sentence."""

    group: Group
    today: date


@dataclass(frozen=True)
class Keys:
    """Keys to be named aloud: "Eins, Zwei oder Null"."""

    keys: tuple[str, ...]


@dataclass(frozen=True)
class PhoneNumber:
    """A telephone number as staff wrote it."""

    written: str


@dataclass(frozen=True)
class Say:
    """One entry of prompts/saetze.toml by its key, with what fills its gaps."""

    key: str
    values: tuple[tuple[str, object], ...] = ()


def say(key: str, **values: object) -> Say:
    """Say("termin", ...) with its gaps filled by name."""
    return Say(key, tuple(values.items()))


@dataclass(frozen=True)
class Ask:
    """Wait for keys and bring them to `place`: at most `digits` of them, at most `seconds` of silence."""

    place: Place
    digits: int = 1
    seconds: int = 8


@dataclass(frozen=True)
class Join:
    """Enter the telephone room `room` for at most `seconds`, then go on at `after`."""

    room: str
    begins: bool
    after: Place
    seconds: int


@dataclass(frozen=True)
class Dial:
    """Put the caller through to `number`, then go on at `after`."""

    number: str
    after: Place


@dataclass(frozen=True)
class HangUp:
    """The call is over; something friendly was said before."""


@dataclass(frozen=True)
class Reply:
    """Things to hear, then exactly one thing to do."""

    hear: tuple[Say, ...]
    then: Ask | Join | Dial | HangUp
