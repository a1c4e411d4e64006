"""A caller's visit to a room: group, meeting, talk, and whether the door lets him in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ivr.model.agenda import sitting
from ivr.model.door import Door, door
from ivr.model.meeting import Meeting
from ivr.model.moment import later
from ivr.model.plan import Group
from ivr.model.room_texts import RoomText
from ivr.model.talk import Talk
from ivr.place import Place
from ivr.place_names import At
from ivr.say import Heard
from ivr.world import World

# A handset beside its telephone is let go after so long, whatever the room: a carrier may allow no more.
LONGEST_STAY = timedelta(hours=4)
# The states of a door behind which there is a room.
WITH_A_ROOM = ("open", "ending", "soon", "early")


@dataclass(frozen=True)
class Visit:
    """A caller at the room of a meeting; `state` is that of its door, `until` is when he has to go."""

    group: Group
    meeting: Meeting
    state: str
    talk: Talk
    room: str
    person: str
    leads: bool
    until: datetime
    world: World = field(compare=False, repr=False)

    @property
    def now(self) -> float:
        """The moment, in seconds since 1970."""
        return self.world.now.timestamp()

    @property
    def opening(self) -> tuple[Heard, ...]:
        """What can be played into the room to begin with, () = nothing."""
        return self.world.room_text(self.group, RoomText.OPENING)

    @property
    def closing(self) -> tuple[Heard, ...]:
        """What can be played into the room to end with, () = nothing."""
        return self.world.room_text(self.group, RoomText.CLOSING)


def group_here(place: Place, world: World) -> Group | None:
    """The group this place is about, None if it is not on air any more."""
    return world.group(place.group) if place.group else None


def door_here(place: Place, world: World) -> Door:
    """The door of the group this place is about; a group that is not on air any more has no date."""
    group = group_here(place, world)
    return door(group, world.now) if group else Door("no_date", None)


def visit(place: Place, world: World) -> Visit | None:
    """The caller's visit; None where no meeting has a room now."""
    found = door_here(place, world)
    if found.meeting is None or found.state not in WITH_A_ROOM:
        return None
    room = world.room(found.meeting)
    return Visit(
        group=found.meeting.group,
        meeting=found.meeting,
        state=found.state,
        talk=world.talk(found.meeting),
        room=room,
        person=world.person,
        leads=place.leads,
        until=min(closing(found.meeting, world.now), _leaves_by(place, world.now)),
        world=world,
    )


def rooms_of(groups: Iterable[Group], world: World) -> list[str]:
    """The rooms of those groups that have one now."""
    return [room for group in groups if (room := room_of(group, world))]


def room_of(group: Group, world: World) -> str:
    """The room in which a group meets now or soon, "" while it has none."""
    found = door(group, world.now)
    has_a_room = found.meeting is not None and found.state in WITH_A_ROOM
    return world.room(found.meeting) if found.meeting and has_a_room else ""


def closing(meeting: Meeting, now: datetime) -> datetime:
    """When the room of a meeting closes: after the last, where one follows another without a break."""
    return later(sitting(meeting, now).end, meeting.group.closes_after)


def staying(place: Place, name: At, now: datetime) -> Place:
    """A place inside a room, from one before it or inside: from now on it is known when the caller has to go."""
    return place.to(name, ("group", "leads"), until=_leaves_by(place, now).replace(microsecond=0))


def _leaves_by(place: Place, now: datetime) -> datetime:
    return place.until or later(now, LONGEST_STAY)


def admission(here: Visit | None, world: World) -> str:
    """Whether the caller may go in: "in", or why not: full, locked, ended (by the one who leads), or "closed"."""
    if here is None or (here.state in ("soon", "early") and not here.leads):
        return "closed"
    knows_it = here.person in here.talk.seats or world.caller in here.talk.let_in
    for reason, holds in REFUSALS.items():
        if not here.leads and holds(here, knows_it):
            return reason
    return "in"


REFUSALS: Mapping[str, Callable[[Visit, bool], bool]] = {
    "ended": lambda here, knows_it: here.talk.over,
    "closed": lambda here, knows_it: here.state == "ending" and not knows_it,
    "locked": lambda here, knows_it: here.talk.locked and not knows_it,
    "full": lambda here, knows_it: here.talk.taken >= here.group.seats and here.person not in here.talk.seats,
}
