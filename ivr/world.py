"""The snapshot of the world that a turn decides on."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from ivr.model.adhoc_rooms import PRACTICE, PRACTICE_ID, Opened, still_open
from ivr.model.agenda import sitting
from ivr.model.announcement import Announcement, RecordingOutcome
from ivr.model.meeting import Meeting
from ivr.model.moment import in_berlin
from ivr.model.plan import Group, InformationText, Plan
from ivr.model.room_texts import RoomText, groups_of_texts, name_of_text, written_text
from ivr.model.talk import Talk
from ivr.say import Heard, Recorded, say

ALWAYS = "always"
EVERYBODY_ID = "alle"


@dataclass(frozen=True)
class Entered:
    """The whole number that was entered at a place, "" if there is none yet, and the group whose it is. Nothing that is
    heard may depend on `owner` but as far as `World.compares` allows. `is_leaders`: it is as long as the number of one
    who leads, was asked for or accepted as such, and counts as one."""

    number: str
    owner: Group | None = None
    is_leaders: bool = False


@dataclass(frozen=True)
class World:
    """A snapshot for one turn, plain and frozen: the clock (aware), the plan on air, the key that hides names, and the
    talks by the names of rooms.

    `person` is this call as it is known in rooms. `caller` tells callers apart (a keyed hash of the number, "" when it
    is withheld). `entered` is what was entered now, None where nobody has looked. `compares` says with which groups a
    number that is entered now may be compared: with "all"; with those whose door is open, because too many numbers have
    led nowhere on the whole hotline ("open"), in this call ("new call") or from this caller ("today"); else with none:
    "later" this call may wait for it. `opened` are the rooms that callers have opened. `announcements` holds the latest
    of each group by its name, `recordings` what became of those by the carrier's id.
    """

    now: datetime
    plan: Plan
    key: bytes
    talks: Mapping[str, Talk] = field(default_factory=dict)
    person: str = ""
    caller: str = ""
    compares: str = "all"
    entered: Entered | None = None
    opened: tuple[Opened, ...] = ()
    announcements: Mapping[str, Announcement] = field(default_factory=dict)
    recordings: Mapping[str, RecordingOutcome] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not all(isinstance(held, dict) for held in (self.talks, self.announcements, self.recordings)):
            raise TypeError("a snapshot holds plain values, and asks nobody")
        # Whatever clock it was read from: days and times are told by those of Berlin.
        object.__setattr__(self, "now", in_berlin(self.now))

    @property
    def opened_groups(self) -> tuple[Group, ...]:
        """The rooms that callers have opened, as groups."""
        return tuple(room.group for room in still_open(self.opened, self.now))

    @property
    def groups(self) -> tuple[Group, ...]:
        """Every group that a number may belong to: those of the plan, the rooms that callers have opened, everybody."""
        return (*self.plan.groups, *self.opened_groups, self.everybody)

    @property
    def everybody(self) -> Group:
        """All who call, as a group that never meets: the office leads it, and its announcement is for all."""
        return Group("", leader_code=self.plan.office.leader_code)

    def group_id(self, group: Group) -> str:
        """How a group is called in addresses: stable, ASCII, and says nothing about the group."""
        if not group.name:
            return EVERYBODY_ID
        return PRACTICE_ID if group == PRACTICE else hidden(self.key, "group", group.name)

    def text_id(self, text: InformationText) -> str:
        """How a text of information is called in addresses."""
        return hidden(self.key, "text", text.title)

    def group(self, group_id: str) -> Group | None:
        """The group of that id, or None if it is not on air any more."""
        if found := _by_id(self.plan, self.key).get(group_id):
            return found
        beside = (PRACTICE, self.everybody, *self.opened_groups)
        return next((group for group in beside if self.group_id(group) == group_id), None)

    def room(self, meeting: Meeting) -> str:
        """The carrier's name of a meeting's room. The carrier keeps these names: no name, topic or date may show."""
        together = sitting(meeting, self.now)
        # Who talks round the clock must not be parted at midnight.
        when = ALWAYS if together.is_long else together.begin.isoformat()
        return hidden(self.key, "room", meeting.group.name, when)

    def talk(self, meeting: Meeting) -> Talk:
        """What is known of the room of a meeting; nothing yet, if nobody was there."""
        return self.talks.get(self.room(meeting)) or Talk()

    def announced(self, group: Group) -> int:
        """The number of a group's latest announcement, 0 before the first."""
        latest = self.announcements.get(group.name)
        return latest.number if latest else 0

    def announcement(self, group: Group) -> Announcement | None:
        """What the callers of a group hear now."""
        latest = self.announcements.get(group.name)
        return latest if latest and self.is_on_air(latest) else None

    def room_text(self, group: Group, which: RoomText) -> tuple[Heard, ...]:
        """What is heard in a group's room, as the one who leads has recorded it or else as it is written; () = none."""
        latest = self.announcements.get(name_of_text(group, which))
        if latest and self.is_on_air(latest):
            return (Recorded(latest.sound),)
        text = written_text(group, which)
        return (say("frei", text=text),) if text else ()

    def is_on_air(self, latest: Announcement) -> bool:
        """Whether the latest of a group can be heard: it is not deleted, and its time is not over."""
        return bool(latest.sound) and (latest.until is None or self.now < latest.until)


@lru_cache(maxsize=4)
def _by_id(plan: Plan, key: bytes) -> dict[str, Group]:
    # A group of that very name comes first.
    found = (*(text for group in plan.groups for text in groups_of_texts(group)), *plan.groups)
    return {hidden(key, "group", group.name): group for group in found}


@lru_cache(maxsize=4096)
def hidden(key: bytes, *words: str) -> str:
    """Words that nobody can read or guess who lacks the key: 24 hexadecimal digits."""
    return hmac.digest(key, "\n".join(words).encode(), "sha256").hex()[:24]
