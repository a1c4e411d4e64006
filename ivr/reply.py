"""What a caller hears, and then exactly one thing that happens next."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ivr.beside import Opened
from ivr.say import Say
from ivr.talk import Talk


@dataclass(frozen=True)
class Place:
    """A point in the call. `args` are short ASCII words; `misses` counts the tries that led nowhere so far.

    `agreed`: in this call somebody has promised to keep to himself what is said in a room.
    """

    name: str
    args: tuple[str, ...] = ()
    misses: int = 0
    agreed: bool = False


@dataclass(frozen=True)
class Ask:
    """Wait for keys and bring them to `place`: at most `digits` of them, at most `seconds` of silence.

    `music` is played so many times after what is said, before the silence begins.
    """

    place: Place
    digits: int = 1
    seconds: int = 8
    music: int = 0


@dataclass(frozen=True)
class Join:
    """Enter the telephone room `room` under the label `person` for at most `seconds`, then go on at `after`.

    What is heard until the talk begins is said at `waits`. `begins`: the talk may begin with this caller. `beeps`: the
    others hear that somebody comes.
    """

    room: str
    begins: bool
    after: Place
    seconds: int
    person: str
    waits: Place
    muted: bool = False
    beeps: bool = True


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
class Wait:
    """Hold music, then on at `place`: what is heard in a room until the talk begins."""

    place: Place


@dataclass(frozen=True)
class HangUp:
    """The call is over; something friendly was said before."""


@dataclass(frozen=True)
class Change:
    """What becomes of the talk in a room: `how(talk, *args)` of ivr/talk.py or ivr/presence.py."""

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


Then = Ask | Join | Dial | Wait | HangUp
# What is done besides: in the book of talks, by the carrier outside this call, or a room that is opened.
Deed = Change | Mute | Announce | End | Opened


@dataclass(frozen=True)
class Reply:
    """Things to hear, then exactly one thing to do. Before that the `deeds`, in this order, as far as they succeed."""

    hear: tuple[Say, ...]
    then: Then
    deeds: tuple[Deed, ...] = ()
