"""The room clock: tells rooms how much time is left, and asks the carrier who is in them where that may be in doubt."""

import itertools
import logging
import time
import traceback
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from carrier.port import CarrierError
from ivr.flows.rounds import asked_for_a_closing_round, may_begin_with_a_round, meetings_that_begin_with_a_round
from ivr.flows.time_signals import due
from ivr.model.moderation import round_begun_once
from ivr.model.talk import Talk
from ivr.reply import Change
from ivr.say import Say
from ivr.world import World
from keep.rooms.room_control import RoomControl
from keep.rooms.talks import Talks
from storage.redis_client import RedisClient
from worker.reconciler import Reconciler

log = logging.getLogger(__name__)

# In seconds. A turn that is over, or a tone, can wait so long; all else can wait longer.
LOOKS_EVERY = 1.0
# Whatever could not be said in its minute is not true any more.
LATE = timedelta(seconds=90)
TOLD_COUNTS = 600


class RoomClock:
    """A look every second. It never ends a conference, so that nobody is cut off in mid-sentence.

    `sweep` looks after recordings.
    """

    def __init__(
        self,
        redis_client: RedisClient,
        talks: Talks,
        world: Callable[[], World],
        control: RoomControl,
        sweep: Callable[[], None] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
    ):
        self._redis = redis_client
        self._talks = talks
        self._world = world
        self._control = control
        self._sweep = sweep
        self._reconciler = Reconciler(talks, control, clock)
        self._told: set[str] = set()
        self._carrier_works = True

    def run(self, wait: Callable[[float], object] = time.sleep) -> None:
        """Work for ever."""
        for look in itertools.count():
            for every, work in self._work:
                if look % every == 0:
                    self._try(work)
            wait(LOOKS_EVERY)

    @property
    def _work(self) -> tuple[tuple[int, Callable[[], None]], ...]:
        """What is done, and at every how many looks."""
        return (
            (1, self.keep_time),
            (5, self.announce),
            (5, self.begin_rounds),
            (5, self.repair_quiet_rooms),
            (30, self.repair),
            (5, self._sweep),
        )

    def keep_time(self) -> None:
        """Do what is due where it goes round, or where all are silent for a while."""
        self._control.follow(self._talks.time_passes())

    def begin_rounds(self) -> None:
        """Where a group begins with a round, it does once the talk has begun."""
        world = self._world()
        for meeting in meetings_that_begin_with_a_round(world.groups, world.now):
            room, group = world.room(meeting), meeting.group
            if may_begin_with_a_round(self._talk(room), group):
                begins = Change(room, round_begun_once, (group.turn_minutes or 0, self._talks.now()))
                self._control.follow(self._talks.changed(begins))

    def repair_quiet_rooms(self) -> None:
        """As `repair`, where somebody may be silent only because something has failed."""
        self._does(partial(self._reconciler.look_at, self._talks.timed()))

    def announce(self) -> None:
        """Say what is due where somebody is, each once, even if two workers look or one starts again."""
        world = self._world()
        found = [(world.room(meeting), words) for meeting, words in due(world.groups, world.now - LATE, world.now)]
        self._told &= {_mark(room, words) for room, words in found}
        for room, words in found:
            talk = self._talk(room)
            if self._is_first(_mark(room, words)) and talk.people:
                self._say(room, words)
                for effect in asked_for_a_closing_round(room, words, talk):
                    self._control.try_to_do(effect)

    def repair(self) -> None:
        """Make good, by the carrier's own lists, what callbacks that were lost have left wrong."""
        self._does(self._reconciler.look)

    def _say(self, room: str, words: Say) -> None:
        if not self._does(partial(self._control.carrier.announce, room, self._control.url((words,)))):
            # The next look tries again.
            self._told.discard(_mark(room, words))
            self._redis.ask(lambda client: client.delete(_mark(room, words)), 0)

    def _is_first(self, mark: str) -> bool:
        if mark in self._told:
            return False
        self._told.add(mark)
        return self._redis.ask(lambda client: bool(client.set(mark, b"1", ex=TOLD_COUNTS, nx=True)), True)

    def _talk(self, room: str) -> Talk:
        return self._talks.get(room) or Talk()

    def _does(self, what: Callable[[], None]) -> bool:
        """Whether the carrier does what it is asked; that it does not is logged once, until it does again."""
        try:
            what()
        except CarrierError as error:
            if self._carrier_works:
                log.warning("The carrier does not do what the room clock asks: %s", error)
            self._carrier_works = False
        else:
            self._carrier_works = True
        return self._carrier_works

    def _try(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as error:
            # Only the kind and the place of an error: its message may hold what is in a room.
            log.error(
                "%s in the room clock\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__))
            )


def _mark(room: str, words: Say) -> str:
    return f"told:{room}:{words.key}"
