"""A carrier whose callbacks may never come, and calls that press keys in one of its rooms."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

from carrier.port import Carrier
from ivr.call import enter, step
from ivr.model.adhoc_rooms import PRACTICE_ID
from ivr.model.moderation import time_passed
from ivr.model.moment import BERLIN
from ivr.model.plan import Plan
from ivr.model.presence import also_told, conference_ended, left_for_good, told
from ivr.model.talk import Talk
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Ask, Change, End, Join, Mute, Reply
from ivr.visit import visit
from ivr.world import World
from keep.rooms.room_control import RoomControl
from keep.rooms.talks import Talks
from tests.bench.guessing import Away
from worker.reconciler import Reconciler

Callback = tuple[Callable[..., Talk], tuple[Any, ...]]
NOW = datetime(2026, 3, 10, 18, 20, tzinfo=BERLIN)


@dataclass(frozen=True)
class Participant:
    label: str
    muted: bool = False


@dataclass(frozen=True)
class Conference:
    sid: str
    participants: tuple[Participant, ...]


@dataclass
class Unheard:
    """The practice room at a carrier: what is true there, and the callbacks that are still on their way; whether they
    tell of somebody who leaves the room that the call goes on."""

    tells_status: bool = True
    muted: dict[str, bool] = field(default_factory=dict)
    going_on: dict[str, Reply] = field(default_factory=dict)
    on_the_way: list[Callback] = field(default_factory=list)
    seconds: float = 0.0
    sid: str = ""
    conferences: int = 0
    sequence: int = 0

    def __post_init__(self) -> None:
        self.talks = Talks(Away(), b"key", now=lambda: self.now.timestamp())
        self.control = RoomControl(cast(Carrier, self), "", lambda hear: hear[0].key)
        self.reconciler = Reconciler(self.talks, self.control, lambda: self.seconds)
        here = visit(Place(At.ROOM, group=PRACTICE_ID), World(NOW, Plan(), b"key"))
        assert here
        self.room = here.room

    # --- what a carrier can be asked

    def conference(self, room: str) -> Conference | None:
        people = tuple(Participant(*one) for one in self.muted.items())
        return Conference(self.sid, people) if people else None

    def calls(self) -> list[str]:
        return [*self.going_on]

    def mute(self, room: str, labels: Iterable[str], on: bool) -> None:
        self.muted |= dict.fromkeys({*labels} & {*self.muted}, on)

    def announce(self, room: str, url: str) -> None:
        """Nobody listens."""

    def tell(self, room: str, label: str, url: str) -> None:
        """Nobody listens."""

    # --- what callers do

    @property
    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.seconds)

    @property
    def talk(self) -> Talk:
        return self.talks.get(self.room) or Talk()

    def is_inside(self, call: str) -> bool:
        return self.talks.person(call) in self.muted

    def comes(self, call: str, leads: bool) -> None:
        place = Place(At.ROOM, group=PRACTICE_ID, leads=leads)
        self._answered(call, enter(place, self._world(call)))

    def presses(self, call: str, key: str) -> Reply:
        """A key at the star menu ("" = none), or a star in the room; what is answered."""
        then = self.going_on[call].then
        if isinstance(then, Join):
            self._out(call, self.tells_status)
            return self._answered(call, step(then.after, "answered", self._world(call)))
        assert isinstance(then, Ask)
        return self._answered(call, step(then.place, key, self._world(call)))

    def hangs_up(self, call: str) -> None:
        self._out(call, False)
        del self.going_on[call]
        self.on_the_way.append((left_for_good, (self.talks.person(call),)))

    def looks(self, seconds: float) -> None:
        """Time passes, and the carrier's lists are asked for."""
        self.seconds += seconds
        self.control.follow(self.talks.time_passes())
        self.reconciler.look()

    def hears(self, nth: int, keep: bool = False) -> None:
        """A callback comes in."""
        how, args = self.on_the_way[nth] if keep else self.on_the_way.pop(nth)
        passes = Change(self.room, time_passed, (self.now.timestamp(),))
        self.control.follow(self.talks.changed(Change(self.room, how, args), passes))

    def hears_all(self) -> None:
        while self.on_the_way:
            self.hears(0)

    def _world(self, call: str) -> World:
        return World(self.now, Plan(), b"key", {self.room: self.talk}, self.talks.person(call))

    def _answered(self, call: str, reply: Reply) -> Reply:
        for effect in reply.effects:
            match effect:
                case Change(room, how, args):
                    self.talks.change(room, how, *args)
                case Mute(room, people, on):
                    self.mute(room, people, on)
                case End():
                    raise AssertionError("the practice room is not ended")
        self.going_on[call] = reply
        if isinstance(reply.then, Join):
            self._in(reply.then.person, reply.then.muted)
        return reply

    def _in(self, person: str, muted: bool) -> None:
        if not self.muted:
            self.conferences += 1
            self.sid, self.sequence = f"CF{self.conferences}", 0
        self.muted[person] = muted
        self._tell(told, person, True)
        if len(self.muted) == 2:
            self._tell(also_told)

    def _out(self, call: str, goes_on: bool) -> None:
        person = self.talks.person(call)
        if self.muted.pop(person, None) is None:
            return
        self._tell(told, person, False, goes_on)
        if not self.muted:
            self.on_the_way.append((conference_ended, (self.sid,)))

    def _tell(self, how: Callable[..., Talk], *args: object) -> None:
        self.sequence += 1
        self.on_the_way.append((how, (self.sid, self.sequence, *args)))
