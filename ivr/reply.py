"""The reply of a turn: what is heard, its effects, and exactly one next step."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ivr.model.adhoc_rooms import Opened
from ivr.model.announcement import Announcement
from ivr.model.talk import Talk
from ivr.place import Place
from ivr.place_names import At
from ivr.say import Heard, Say


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
class Record:
    """After a tone record the caller alone, until a key or so many seconds of `silence`, at most `seconds`; then on at
    `after`, which is brought the carrier's id of the recording ("" = there is none)."""

    after: Place
    seconds: int
    silence: int


@dataclass(frozen=True)
class Wait:
    """Hold music, then on at `place`: what is heard in a room until the talk begins."""

    place: Place


@dataclass(frozen=True)
class HangUp:
    """The call is over; something friendly was said before."""


@dataclass(frozen=True)
class Change:
    """What becomes of the talk in a room: `how(talk, *args)` of ivr/model/talk.py or presence.py."""

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
    """Everybody in the room hears this: words, or something recorded."""

    room: str
    hear: tuple[Heard, ...]


@dataclass(frozen=True)
class Tell:
    """One person in the room hears this; the others do not."""

    room: str
    person: str
    hear: tuple[Say, ...]


@dataclass(frozen=True)
class End:
    """Everybody in the room is let out."""

    room: str


@dataclass(frozen=True)
class Expect:
    """This call is about to record something, which is to be looked after whatever happens to the call."""


@dataclass(frozen=True)
class ExpectMessage:
    """This call is about to record a message for the office, which is deleted after `lasts`. `caller` tells callers
    apart (a keyed hash, "" when the number is withheld)."""

    lasts: timedelta
    caller: str


@dataclass(frozen=True)
class LeaveMessage:
    """The office gets the message of this recording; without this it does when the call is over."""

    recording: str


@dataclass(frozen=True)
class DiscardMessage:
    """Nobody gets the message of this recording."""

    recording: str


@dataclass(frozen=True)
class Cancel:
    """The meeting of a group on a day is called off, or (`on` False) takes place after all."""

    group: str
    day: date
    on: bool = True


Then = Ask | Join | Dial | Record | Wait | HangUp
# What is done besides: in the book of talks, by the carrier outside this call, or for callers to come: a room that is
# opened, something to be recorded, an announcement, a message, a meeting that is called off.
Effect = (
    Change
    | Mute
    | Announce
    | Tell
    | End
    | Opened
    | Expect
    | Announcement
    | Cancel
    | ExpectMessage
    | LeaveMessage
    | DiscardMessage
)


START = Place(At.MENU)


@dataclass(frozen=True)
class Reply:
    """Things to hear, then exactly one thing to do. Before that its `effects`, as far as they succeed;
    where one of them does not, the call goes on at `otherwise` instead. In the first `pause` seconds no key counts."""

    hear: tuple[Heard, ...]
    then: Then
    effects: tuple[Effect, ...] = ()
    otherwise: Place = START
    pause: int = 0
