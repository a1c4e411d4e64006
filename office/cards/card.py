"""The printed card of a group: all its texts, computed for the template."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from ivr.flows.external_room import connecting_words
from ivr.model.external_systems import SYSTEMS
from ivr.model.plan import CrisisLine, Group
from ivr.place import Place
from ivr.place_names import At
from ivr.say import say
from office.cards.box import Box, box, tells_the_topic
from office.cards.keys import Key, key_to, keys_in_the_room, keys_to_the_rules, main_keys, world_inside
from office.cards.shared import (
    Imprint,
    PrintContext,
    Step,
    cost,
    dial_step,
    fitting,
    imprint,
    key_step,
    line_count,
    unbroken,
)
from prompts.spoken import listed
from reading.codes import spaced

MINUTE = timedelta(minutes=1)
CONNECTING = ("anderswo.verbinden", "tuer.open")
# How many lines of what staff write have room on the back; the office stands there too.
BACK = 21


@dataclass(frozen=True)
class Card:
    """The card of participants. `number` is the group's code as printed, "" = none; its room opens so many `minutes`
    before the meeting (0: there is no room). `connecting` is what is said on the way into an external room, where
    our keys do nothing."""

    name: str
    hotline: str
    cost: str
    number: str
    box: Box
    note: str
    minutes: int
    steps: tuple[Step, ...]
    keys: tuple[Key, ...]
    inside: tuple[Key, ...]
    connecting: tuple[str, ...]
    rules: tuple[str, ...]
    all_rules: bool
    key_of_rules: str
    crisis: str
    imprint: Imprint


def card(group: Group, printing: PrintContext) -> Card:
    """The card of a group, without its topic and the leader's code."""
    office, inside, connecting = (
        imprint(printing, group.code),
        _inside(group, printing),
        tuple(_connecting(group, printing)),
    )
    crisis = _crisis(printing.world.plan.office.crisis)
    of_office = (f"{office.office}, Telefon {office.number}", office.hours, office.emergency, crisis)
    room = BACK - line_count(*of_office, " ".join(connecting), *(key.words for key in inside))
    note = _note(group, room)
    rules = printing.world.plan.rules_of_talk or (printing.says(say("regeln.keine")),)
    shown = _rules(rules, room - line_count(note))
    return Card(
        name=group.name,
        hotline=printing.hotline,
        cost=cost(printing.world.plan.office.hotline),
        number=spaced(group.code) if group.code else "",
        box=box(group, printing),
        note=note,
        minutes=group.opens_before // MINUTE if group.by_telephone else 0,
        steps=(dial_step(printing), *_way(group, printing)),
        keys=main_keys(printing.world, printing.words),
        inside=inside,
        connecting=connecting,
        rules=shown,
        all_rules=len(shown) == len(rules),
        key_of_rules=keys_to_the_rules(printing.world),
        crisis=crisis,
        imprint=office,
    )


def _crisis(line: CrisisLine | None) -> str:
    if not line:
        return ""
    numbers = listed(list(map(unbroken, line.numbers)), "oder")
    return f"In seelischer Not, Tag und Nacht und kostenlos: {line.name}, {numbers}"


def _rules(rules: Sequence[str], room: int) -> tuple[str, ...]:
    """As many rules as fit into so many lines, one of them free for a note if some are left out."""
    return tuple(fitting(rules, room if line_count(*rules) <= room else room - 1))


def _way(group: Group, printing: PrintContext) -> Iterator[Step]:
    """From the main menu into the room, or to the dates of a group that has none."""
    if not group.by_telephone:
        yield key_step(At.MENU, At.DATES, "zum.termine", printing)
        yield Step("Hören Sie zu. Was Sie drücken können, wird genannt.")
        yield Step("Legen Sie auf, wann Sie möchten.")
        return
    if group.code:
        yield key_step(At.MENU, At.GROUP_CODE, "zum.gruppe", printing)
        yield Step("Drücken Sie Ihre Gruppen-Nummer:", spaced(group.code), ".")
    else:
        yield key_step(At.MENU, At.OPEN_GROUPS, "zum.offenen", printing)
        yield Step("Sind mehrere Treffen offen, drücken Sie die Taste, die für Ihre Gruppe genannt wird.")
    question = At.CONSENT if group.consent else At.CONFIRM_GROUP
    asked = printing.says(say(question))
    yield Step(f"Sie hören: „{asked}“ Drücken Sie dann die", key_to(question, At.ROOM), ". Das heißt Ja.")


def _inside(group: Group, printing: PrintContext) -> tuple[Key, ...]:
    if not group.by_telephone or group.external_room:
        return ()
    return keys_in_the_room(group, False, printing.world, printing.words)


def _connecting(group: Group, printing: PrintContext) -> Iterator[str]:
    """The sentences on the way into an external room, with the name of the system as it is written."""
    if not group.external_room:
        return
    if SYSTEMS[group.external_room.kind].has_name:
        yield f"Der Raum ist bei {group.external_room.kind}."
    here = Place(At.EXTERNAL, group=printing.world.group_id(group))
    heard = connecting_words(here, world_inside(here, group, printing.world))
    yield from (printing.says(said) for said in heard if said.key not in CONNECTING)


def _note(group: Group, room: int) -> str:
    """The note, unless it tells the topic or leaves none of so many lines for the rules."""
    return "" if tells_the_topic(group.note, group) or line_count(group.note) >= room else group.note
