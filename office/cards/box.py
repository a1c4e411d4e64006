"""The box at the top of a group's card: when and where it meets, whom it is for, and whom to ask."""

from collections.abc import Iterator
from dataclasses import dataclass

from ivr.model.names import folded
from ivr.model.plan import Group
from ivr.place_names import At
from ivr.say import say
from office.cards.keys import key_to
from office.cards.shared import BOXED, LARGE, MOST_HOURS, PrintContext, fitting, if_fits, line_count, unbroken
from prompts import on_paper
from prompts.hours import hours_on_paper

BY_TELEPHONE = folded("am Telefon")
# Of a topic "Angehörige von Menschen mit Demenz" only the longer words tell what it is about.
TELLING_WORD = 4
# How many lines of what staff write have room in the box; the names stand there too.
LINES = 9


@dataclass(frozen=True)
class Box:
    """Its lines by subject: when the group meets, where ("" = by telephone), and what newcomers ask."""

    times: tuple[str, ...]
    place: str
    about: tuple[str, ...]


def box(group: Group, printing: PrintContext) -> Box:
    """The box of a group's card; times that are too long are replaced by the key to hear them."""
    where, times = place(group), on_paper.times(group, printing.world.now)
    room = LINES - _boxed(printing.world.plan.office.name, f"Ort: {where}")
    room -= line_count(f"Gruppe {group.name}", letters=LARGE)
    if _boxed(*times) > room:
        times = (f"Die Termine hören Sie mit der Taste {key_to(At.MENU, At.DATES)}.",)
    return Box(times, where, tuple(fitting(about(group, printing), room - _boxed(*times), BOXED)))


def _boxed(*texts: str) -> int:
    """How many lines these texts need within the box."""
    return line_count(*texts, letters=BOXED)


def place(group: Group) -> str:
    """Where it meets, "" if by telephone alone."""
    return "" if group.by_telephone and folded(group.place) == BY_TELEPHONE else group.place


def about(group: Group, printing: PrintContext) -> Iterator[str]:
    """Whom it is for, whether new people may come, and whom to ask."""
    if group.for_whom and not tells_the_topic(group.for_whom, group):
        yield f"Für {group.for_whom}."
    if group.newcomers:
        yield printing.says(say(f"neue.{group.newcomers}"))
    if group.contact:
        hours = if_fits(hours_on_paper(group.contact.hours, printing.world.now.date()), MOST_HOURS)
        yield ", ".join(filter(None, (f"Fragen zur Gruppe: Telefon {unbroken(group.contact.number)}", hours)))


def tells_the_topic(text: str, group: Group) -> bool:
    """Whether a text tells the topic: the card may lie about openly."""
    telling = [word for word in folded(group.topic).split() if len(word) >= TELLING_WORD]
    return any(word in folded(text) for word in telling)
