"""Statistics of a call: counts by day, place and group, and the call position that they are derived from."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ivr.model.adhoc_rooms import PRACTICE, PRACTICE_ID
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Ask, Dial, HangUp, Join, Record, Reply, Then
from ivr.world import World

CALLS, VISITS, GIVEN_UP = "Anrufe", "Besuche", "Aufgelegt"
JOINS, SECONDS, ROOM_SECONDS = "Eintritte", "Sekunden", "Raumsekunden"
# Meetings of a day: all that were planned, and those of them that were called off.
PLANNED, OFF = "Geplant", "Ausgefallen"
KINDS = (CALLS, VISITS, GIVEN_UP, JOINS, SECONDS, ROOM_SECONDS, PLANNED, OFF)
# Its own name holds the number that opens it.
OPENED_ROOM = "Eigener Raum"


@dataclass(frozen=True, order=True)
class Counted:
    """Something that is counted by day: one of KINDS, `of` an hour ("09"), a place or a group by name."""

    day: date
    kind: str
    of: str = ""


Counts = Mapping[Counted, int]


@dataclass(frozen=True)
class CallPosition:
    """Where a call is: at `place` ("" = where hanging up is no giving up), `since` (seconds since 1970); `group` is the
    id of the group whose room it came to last, `inside` whether it is there now."""

    place: str
    group: str
    inside: bool
    since: float


def position_after(reply: Reply, before: CallPosition | None, now: datetime) -> CallPosition:
    """Where a call is after a reply."""
    group = _room_of(reply.then)
    # Whoever is told goodbye, put through, or in a room, has not been lost on the way.
    place = reply.then.place.name if isinstance(reply.then, Ask) else _recording(reply.then)
    return CallPosition(place, group or (before.group if before else ""), bool(group), now.timestamp())


def counts_of_turn(
    place: Place | None, reply: Reply, before: CallPosition | None, after: CallPosition, world: World
) -> Counts:
    """A call gets this reply, having been at `place` (None: it comes in). Saying a place again is no visit, and coming
    back into the same room no joining."""
    counts: Counter[Counted] = Counter(_in_the_room(before, world))
    # The carrier may ask twice for the beginning of a call.
    if place is None and before is None:
        counts[Counted(world.now.date(), CALLS, f"{world.now:%H}")] += 1
    is_back = after.inside and before is not None and before.group == after.group
    reached = _onward(reply.then)
    if reached and not is_back and not _is_again(place, reached):
        counts[Counted(world.now.date(), VISITS, reached)] += 1
    if after.inside and not is_back and (name := _name(after.group, world)):
        counts[Counted(world.now.date(), JOINS, name)] += 1
    return counts


def _is_again(before: Place | None, reached: str) -> bool:
    """Whether a place says itself again; behind an unknown number another one is asked for at the same question."""
    return before is not None and (before.name == reached or (before.name, reached) == (At.REST_OF_CODE, At.GROUP_CODE))


def counts_at_end(last: CallPosition, seconds: int, world: World) -> Counts:
    """A call of so many seconds is over. It counts for the day on which it ends."""
    counts: Counter[Counted] = Counter(_in_the_room(last, world))
    counts[Counted(world.now.date(), SECONDS)] += seconds
    if last.place:
        counts[Counted(world.now.date(), GIVEN_UP, last.place)] += 1
    return counts


def of_month(counts: Counts, first: date) -> Counts:
    """What was counted in the month of a day."""
    return {one: count for one, count in counts.items() if one.day.replace(day=1) == first.replace(day=1)}


def months(counts: Counts) -> Iterator[date]:
    """The first day of each month in which something was counted, in order."""
    return iter(sorted({one.day.replace(day=1) for one in counts}))


def _in_the_room(stand: CallPosition | None, world: World) -> Counts:
    name = _name(stand.group, world) if stand and stand.inside else ""
    if not stand or not name:
        return {}
    return {Counted(world.now.date(), ROOM_SECONDS, name): max(0, round(world.now.timestamp() - stand.since))}


def _onward(then: Then) -> str:
    """The place where the call goes on."""
    if isinstance(then, HangUp):
        return ""
    return (then.after if isinstance(then, Join | Dial | Record) else then.place).name


def _recording(then: Then) -> str:
    """Where an announcement is recorded: whoever hangs up gives it up. A message is left by hanging up."""
    return then.after.name if isinstance(then, Record) and then.after.name != At.MESSAGE_SPOKEN else ""


def _room_of(then: Then) -> str:
    """The id of the group whose room is joined, here or in another system; whom one can ask has none."""
    if isinstance(then, Dial) and then.after.name != At.AFTER_EXTERNAL:
        return ""
    return then.after.group if isinstance(then, Join | Dial) else ""


def _name(group_id: str, world: World) -> str:
    """How a group is called in counts; "" if it is not on air any more."""
    group = world.group(group_id)
    if group_id == PRACTICE_ID:
        return PRACTICE.name
    return "" if group is None else group.name if group == world.plan.group_named(group.name) else OPENED_ROOM
