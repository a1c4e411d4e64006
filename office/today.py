"""Heute: the edition on air, its problems, the meetings of two days, and the open rooms."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from hotline import hotline
from ivr.model.door import door
from ivr.model.moment import since_1970
from ivr.world import World
from keep.worker_tasks import MISSING_WITHOUT
from office.dates.periods import by_day
from office.numbers.page import hours_of_today
from office.refused_calls import refused_today
from routes.health import health_of

bp = Blueprint("today", __name__)

TOMORROW = timedelta(days=1)
NO_SPEECH = "Es kann nichts vorgelesen werden. Anrufende hören nur eine Entschuldigung."
# The key in /health, the German name, and what a failure means.
COMPONENTS = (
    ("voices", "Stimme", NO_SPEECH),
    ("worker", "Arbeit im Hintergrund", *MISSING_WITHOUT.values()),
    ("redis", "Zwischenspeicher", "Anrufe gehen weiter, manche Sätze kommen aber mit Verzögerung."),
    ("store", "Speicher für Ansagen und Absagen", "Was zuletzt galt, gilt. Aufnehmen und absagen geht jetzt nicht."),
)


@dataclass(frozen=True)
class Component:
    """A component of the hotline, whether it works, and what its failure means, in sentences."""

    name: str
    works: bool
    meaning: tuple[str, ...]


@dataclass(frozen=True)
class OpenRoom:
    """A room that is open or not empty: the number of participants and of raised hands."""

    name: str
    people: int
    hands: int


@bp.get("/")
def page() -> ResponseReturnValue:
    """GET /buero/."""
    world, health = _world(), health_of(hotline())
    _, problems = hotline().checked()
    today = world.now.date()
    found = by_day(world.plan.groups, today, today + TOMORROW, world.now)
    return render_template(
        "heute.html",
        now=world.now,
        edition=health["edition"],
        since=since_1970(hotline().on_air.since()),
        mistakes=[problem for problem in problems if not problem.harmless],
        hints=[problem for problem in problems if problem.harmless],
        days=[(name, day, found.get(day, [])) for name, day in (("Heute", today), ("Morgen", today + TOMORROW))],
        is_slow=hotline().is_slow(),
        is_second_plan=not health["one_plan"],
        refused=refused_today(),
        parts=tuple(Component(name, bool(health[key]), tuple(meaning)) for key, name, *meaning in COMPONENTS),
        rooms=tuple(_open_rooms(world)),
        messages=_messages(),
        hours=hours_of_today(),
        is_anybody_told=hotline().notifications is not None,
    )


@bp.get("/raeume")
def rooms() -> ResponseReturnValue:
    """GET /buero/raeume: the part of the page that is polled."""
    return render_template("raeume.html", rooms=tuple(_open_rooms(_world())))


def _messages() -> int:
    """How many callers have left and nobody has deleted; whether somebody has listened to them is kept nowhere."""
    try:
        return len(hotline().messages.all())
    except OSError:  # their own page tells
        return 0


def _world() -> World:
    """With the talks of all groups."""
    groups = (group for group in hotline().on_air.edition().plan.groups if group.by_telephone)
    return hotline().world(*groups, *(room.group for room in hotline().opened_rooms.all()))


def _open_rooms(world: World) -> Iterator[OpenRoom]:
    for group in sorted((*world.plan.groups, *world.opened_groups), key=lambda group: group.name):
        found = door(group, world.now)
        talk = world.talk(found.meeting) if found.meeting and group.by_telephone else None
        if talk and (found.state in ("open", "ending") or talk.people):
            yield OpenRoom(group.name, talk.people, len(talk.hands))
