"""Pages that are the same for every caller, kept for a minute: what was decided, and how it was answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ivr.model.adhoc_rooms import Opened
from ivr.model.announcement import Announcement
from ivr.model.plan import Plan
from ivr.place import Place
from ivr.reply import Reply
from ivr.shared_replies import is_shared
from ivr.world import World
from keep.snapshots import Snapshot

# Nobody can make up places; so these are more than the calls of a minute are at.
MOST = 1024


@dataclass(frozen=True)
class SharedPage:
    """A reply as it was answered to one call: `action` is where that call goes on, which is another place for each."""

    reply: Reply
    answer: bytes
    action: str

    def answer_to(self, action: str) -> bytes:
        """What a call is answered that goes on there."""
        return self.answer.replace(self.action.encode(), action.encode())


@dataclass(frozen=True)
class _Basis:
    """What pages depend on besides place and keys."""

    minute: datetime
    plan: Plan
    announcements: Mapping[str, Announcement]
    opened: tuple[Opened, ...]
    pages: dict[tuple[Place | None, str], SharedPage] = field(default_factory=dict)

    def is_of(self, world: World) -> bool:
        same = self.plan is world.plan and self.announcements is world.announcements
        return same and self.minute == _minute(world) and self.opened == world.opened


class SharedPages:
    """The pages of this minute by place (None: a call comes in) and keys. Thread-safe: threads that find another minute
    begin anew, and at worst decide the same page twice."""

    def __init__(self) -> None:
        self._basis: _Basis | None = None

    def find(self, place: Place | None, keys: str, world: World) -> SharedPage | None:
        """What has been answered there, None if it must be decided anew. Of this world talks and caller do not matter:
        what is kept is about none."""
        return self._pages(world).get((place, keys))

    def keep(self, place: Place | None, keys: str, snapshot: Snapshot, page: SharedPage) -> None:
        """Keep a page, if it is the same for everybody."""
        pages = self._pages(snapshot.world)
        entered, own = snapshot.world.entered, place.recording or place.typed if place else ""
        is_about_nobody = not (snapshot.seen or (entered and entered.number) or own)
        if is_about_nobody and len(keys) <= 1 and is_shared(page.reply) and len(pages) < MOST:
            pages[place, keys] = page

    def _pages(self, world: World) -> dict[tuple[Place | None, str], SharedPage]:
        basis = self._basis
        if basis is None or not basis.is_of(world):
            self._basis = basis = _Basis(_minute(world), world.plan, world.announcements, world.opened)
        return basis.pages


def _minute(world: World) -> datetime:
    return world.now.replace(second=0, microsecond=0)
