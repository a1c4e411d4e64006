"""What a caller hears, and then exactly one thing that happens next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ivr.plan import Group
from ivr.talk import Talk


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
    """Wait for keys and bring them to `place`: at most `digits` of them, at most `seconds` of silence.

    `music` is played after what is said, before the silence begins.
    """

    place: Place
    digits: int = 1
    seconds: int = 8
    music: bool = False


@dataclass(frozen=True)
class Join:
    """Enter the telephone room `room` under the label `person` for at most `seconds`, then go on at `after`.

    What is heard until the talk begins is said at `waits`. `begins`: the talk may begin with this caller. At most so
    many people as `most` are let in; `beeps`: they hear that somebody comes.
    """

    room: str
    begins: bool
    after: Place
    seconds: int
    person: str
    waits: Place
    muted: bool = False
    beeps: bool = True
    most: int = 250


@dataclass(frozen=True)
class Dial:
    """Put the caller through to `number` (national, or "sip:..."), then go on at `after`.

    Once it answers, the keys `digits` are pressed there (w = half a second, W = a second). `seconds` is how long the
    call may last; 0 = as long as the carrier allows.
    """

    number: str
    after: Place
    digits: str = ""
    seconds: int = 0


@dataclass(frozen=True)
class HangUp:
    """The call is over; something friendly was said before."""


@dataclass(frozen=True)
class Change:
    """What becomes of the talk in a room: `how(talk, *args)` of ivr/talk.py."""

    room: str
    how: Callable[..., Talk]
    args: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Mute:
    """These people in the room are muted, or heard again."""

    room: str
    people: tuple[str, ...]
    on: bool


@dataclass(frozen=True)
class Announce:
    """Everybody in the room hears this."""

    room: str
    hear: tuple[Say, ...]


@dataclass(frozen=True)
class End:
    """Everybody in the room is let out."""

    room: str


# What the carrier is asked for outside the call itself.
Order = Mute | Announce | End


@dataclass(frozen=True)
class Reply:
    """Things to hear, then exactly one thing to do; before, what changes in a room and what its carrier is asked."""

    hear: tuple[Say, ...]
    then: Ask | Join | Dial | HangUp
    changes: tuple[Change, ...] = ()
    orders: tuple[Order, ...] = ()
