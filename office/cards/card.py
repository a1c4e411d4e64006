"""The printed card of a group: all its texts, computed for the template."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from ivr.flows.external_room import connecting_words
from ivr.model.external_systems import SYSTEMS
from ivr.model.names import folded
from ivr.model.plan import Group
from ivr.place import Place
from ivr.place_names import At
from ivr.say import say
from office.cards.keys import Key, key_to, keys_in_the_room, keys_to_the_rules, main_keys, world_inside
from office.cards.shared import (
    BOXED,
    LARGE,
    Imprint,
    PrintContext,
    Step,
    cost,
    dial_step,
    fitting,
    imprint,
    key_step,
    line_count,
)
from prompts import on_paper
from reading.codes import spaced

MINUTE = timedelta(minutes=1)
BY_TELEPHONE = folded("am Telefon")
CONNECTING = ("anderswo.verbinden", "tuer.open")
# Of a topic "Angehörige von Menschen mit Demenz" only the longer words tell what it is about.
TELLING_WORD = 4
# How many lines of what staff write have room on the front and on the back; names and the office stand there too.
FRONT, BACK = 9, 21


@dataclass(frozen=True)
class Card:
    """The card of participants. `number` is the group's code as printed, "" = none; its room opens so many `minutes`
    before the meeting (0: there is no room). `connecting` is what is said on the way into an external room, where
    our keys do nothing."""

    name: str
    hotline: str
    cost: str
    number: str
    times: tuple[str, ...]
    place: str
    note: str
    minutes: int
    steps: tuple[Step, ...]
    keys: tuple[Key, ...]
    inside: tuple[Key, ...]
    connecting: tuple[str, ...]
    rules: tuple[str, ...]
    all_rules: bool
    key_of_rules: str
    imprint: Imprint


def card(group: Group, printing: PrintContext) -> Card:
    """The card of a group, without its topic and the leader's code."""
    office, note = imprint(printing), _note(group)
    inside, connecting = _inside(group, printing), tuple(_connecting(group, printing))
    beside = (note, f"{office.office}, Telefon {office.number}", office.hours, office.emergency, " ".join(connecting))
    rules = printing.world.plan.rules_of_talk or (printing.says(say("regeln.keine")),)
    shown = _rules(rules, BACK - line_count(*beside, *(key.words for key in inside)))
    return Card(
        name=group.name,
        hotline=printing.hotline,
        cost=cost(printing.world.plan.office.hotline),
        number=spaced(group.code) if group.code else "",
        times=_times(group, printing),
        place=_place(group),
        note=note,
        minutes=group.opens_before // MINUTE if group.by_telephone else 0,
        steps=(dial_step(printing), *_way(group, printing)),
        keys=main_keys(printing.world, printing.words),
        inside=inside,
        connecting=connecting,
        rules=shown,
        all_rules=len(shown) == len(rules),
        key_of_rules=keys_to_the_rules(printing.world),
        imprint=office,
    )


def _times(group: Group, printing: PrintContext) -> tuple[str, ...]:
    """When a group meets, or the key to hear it if it is too long for the card."""
    times = on_paper.times(group, printing.world.now)
    beside = line_count(printing.world.plan.office.name, f"Ort: {_place(group)}", letters=BOXED)
    beside += line_count(f"Gruppe {group.name}", letters=LARGE)
    heard = f"Die Termine hören Sie mit der Taste {key_to(At.MENU, At.DATES)}."
    return times if line_count(*times, letters=BOXED) <= FRONT - beside else (heard,)


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


def _place(group: Group) -> str:
    return "" if group.by_telephone and folded(group.place) == BY_TELEPHONE else group.place


def _note(group: Group) -> str:
    """The note, unless it tells the topic: the card may lie about openly."""
    telling = [word for word in folded(group.topic).split() if len(word) >= TELLING_WORD]
    return "" if any(word in folded(group.note) for word in telling) else group.note
