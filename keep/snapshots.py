"""A snapshot of the world for one turn, in one round trip to Redis; and what the turn has decided, in one more."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from ivr.call import groups_in_reach
from ivr.flows.codes import match
from ivr.menus.after_failure import BRINGS_A_RECORDING
from ivr.model.adhoc_rooms import Opened
from ivr.model.announcement import RecordingOutcome
from ivr.model.plan import Group, Plan
from ivr.place import Place
from ivr.reply import Change, Reply
from ivr.visit import rooms_of
from ivr.world import World
from keep.announcements.announcements import Announcements
from keep.announcements.recordings import Recordings
from keep.content.cancellations import Cancellations
from keep.content.on_air import OnAir
from keep.limits.code_attempts import CodeAttempts
from keep.limits.code_check import batch, check, forgives, is_about_leading
from keep.rooms.local_talks import Seen
from keep.rooms.opened_rooms import OpenedRooms
from keep.rooms.talk_store import of_rooms
from keep.rooms.talks import Outcome, Talks
from reading.cancellations import with_cancellations
from storage.expiring_counters import CounterBatch
from storage.redis_client import Query, RedisClient

NOTHING: Query[Any] = Query((), lambda answers: None)


@dataclass(frozen=True)
class Input:
    """What a call brings: `keys` to a `place`. `person` is the call as rooms know it; `caller` and
    `caller_today` are keyed hashes of the caller's number, by the key of the night and by that of the day, "" where
    none is shown."""

    place: Place
    keys: str = ""
    person: str = ""
    caller: str = ""
    caller_today: str = ""


@dataclass(frozen=True)
class Snapshot:
    """The world of a turn; the talks in it as they were `seen`, by rooms; and the counters in which a number that was
    entered is counted, until Redis has them."""

    world: World
    seen: Mapping[str, Seen]
    counters: CounterBatch | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Snapshots:
    """Takes snapshots, and writes what was decided. `now` is the time of day (aware), `key` hides names."""

    redis: RedisClient
    now: Callable[[], datetime]
    key: bytes
    on_air: OnAir
    cancellations: Cancellations
    announcements: Announcements
    opened_rooms: OpenedRooms
    talks: Talks
    recordings: Recordings
    attempts: Mapping[str, CodeAttempts]

    def with_plan(self, plan: Plan, opened: tuple[Opened, ...]) -> World:
        """The world with this plan on air, as far as Redis need not be asked for it."""
        return World(
            self.now(),
            with_cancellations(plan, self.cancellations.days()),
            self.key,
            opened=opened if plan.office.spontaneous else (),
            announcements=self.announcements.latest(),
        )

    def with_talks(self, world: World, groups: Iterable[Group]) -> World:
        """The same world, with the talks of these groups."""
        return _with_talks(world, self.talks.look(rooms_of(groups, world)))

    def look(self, given: Input) -> Snapshot:
        """The world as it is for what a call brings. A number that was entered is counted before it is compared."""
        world = replace(
            self.known_world(),
            person=given.person,
            caller=given.caller,
            recordings=self._recordings_named(recordings_of(given)),
        )
        world = replace(world, entered=match(given.place, given.keys, world))
        rooms = rooms_of(groups_in_reach(given.place, given.keys, world), world)
        leads = is_about_leading(given.place, world.entered)
        # Strangers who show the number of a leader must not keep that one from leading: leaders are not told apart.
        tries, caller = self.attempts["leaders" if leads else "tries"], "" if leads else given.caller_today
        counting = batch(given.place, given.keys, world, tries, caller)
        asked = (self.on_air.query, of_rooms(rooms), counting.counters.query if counting else NOTHING)
        is_asked = any(query.commands for query in asked) or not _is_known(given.place.group, world)
        opens = self.opened_rooms.query if is_asked and world.plan.office.spontaneous else NOTHING
        current, stored, counts, opened = self.redis.ask_all((*asked, opens)) or (None,) * (len(asked) + 1)
        self.on_air.follow(current)
        if opened is not None and opened != world.opened:
            # Another process has opened a room, whose number this may be: then its talk has to be read as well.
            return self.look(given)
        if counting:
            counting.counters.load(counts or {})
            world = check(given.place, given.keys, world, counting.attempts, caller)
            forgives(given.place, world, self.attempts["tries"], given.caller_today)
        seen = self.talks.seen(rooms, stored)
        return Snapshot(_with_talks(world, seen), seen, counting.counters if counting else None)

    def again(self, before: Snapshot, rooms: Iterable[str] = ()) -> Snapshot:
        """The talks anew, with those in some more rooms; all else as it was."""
        seen = self.talks.look([*before.seen, *sorted({*rooms} - {*before.seen})])
        return replace(before, world=_with_talks(before.world, seen), seen=seen)

    def commit(self, before: Snapshot, reply: Reply) -> bool:
        """Write what was decided: changes of talks, and rooms that are opened. False if a talk has changed meanwhile:
        then nothing is written."""
        if not (reply.effects or before.seen or before.counters):
            return True
        changes = [effect for effect in reply.effects if isinstance(effect, Change)]
        opened = [effect for effect in reply.effects if isinstance(effect, Opened)]
        counted = before.counters.commands if before.counters else ()
        commands = [*counted, *self.opened_rooms.opening(opened)]
        outcome = self.talks.commit(before.seen, changes, commands)
        if outcome is Outcome.OVERTAKEN:
            return False
        if before.counters and outcome is Outcome.WRITTEN:
            before.counters.written()
        self.opened_rooms.opened(opened, is_told=outcome is Outcome.WRITTEN)
        return True

    def known_world(self) -> World:
        """The world as far as this process knows it without asking Redis."""
        return self.with_plan(self.on_air.known().plan, self.opened_rooms.known())

    def _recordings_named(self, names: Iterable[str]) -> dict[str, RecordingOutcome]:
        return {name: take for name in names if (take := self.recordings.get(name))}


def _with_talks(world: World, seen: Mapping[str, Seen]) -> World:
    return replace(world, talks={room: one.talk for room, one in seen.items()}) if seen else world


def _is_known(group_id: str, world: World) -> bool:
    """Whether it is no room that another process may have opened since this one looked."""
    return not group_id or world.group(group_id) is not None


def rooms_touched(reply: Reply) -> frozenset[str]:
    """The rooms that a reply joins or changes."""
    return frozenset(one.room for one in (*reply.effects, reply.then) if hasattr(one, "room"))


def recordings_of(given: Input) -> set[str]:
    """The ids of the recordings that a turn is about: that of the place, and right after the tone what is brought."""
    brought = given.keys if given.place.name in BRINGS_A_RECORDING else ""
    return {given.place.recording, brought} - {""}
