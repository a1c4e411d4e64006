"""The card of a group for the kitchen table: everything that stands on it, worked out beforehand."""

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
from office.cards.keys import Key, in_its_room, key_to, keys_in_the_room, main_keys
from office.cards.layout import BOXED, LARGE, as_many, lines
from office.cards.shared import Imprint, Printing, Step, cost, dial, imprint, pressed
from prompts import on_paper
from reading.codes import as_written

MINUTE = timedelta(minutes=1)
BY_TELEPHONE = folded("am Telefon")
CONNECTING = ("anderswo.verbinden", "tuer.open")
# Of a topic "Angehörige von Menschen mit Demenz" only the longer words tell what it is about.
TELLING_WORD = 4
# How many lines of what staff write have room on the front and on the back; names and the office stand there too.
FRONT, BACK = 9, 21


@dataclass(frozen=True)
class Card:
    """The card of those who take part. `number` is the group's as printed, "" = none; its room opens so many `minutes`
    before the meeting (0: there is no room). `elsewhere` is what is said on the way into another system's room, where
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
    elsewhere: tuple[str, ...]
    rules: tuple[str, ...]
    all_rules: bool
    key_of_rules: str
    imprint: Imprint


def card(group: Group, printing: Printing) -> Card:
    """The card of a group; no topic stands on it, and no leader's number."""
    office, note = imprint(printing), _note(group)
    inside, elsewhere = _inside(group, printing), tuple(_elsewhere(group, printing))
    beside = (note, f"{office.office}, Telefon {office.number}", office.hours, office.emergency, " ".join(elsewhere))
    rules = printing.world.plan.rules_of_talk or (printing.says(say("regeln.keine")),)
    shown = _rules(rules, BACK - lines(*beside, *(key.words for key in inside)))
    return Card(
        name=group.name,
        hotline=printing.hotline,
        cost=cost(printing.world.plan.office.hotline),
        number=as_written(group.code) if group.code else "",
        times=_times(group, printing),
        place=_place(group),
        note=note,
        minutes=group.opens_before // MINUTE if group.by_telephone else 0,
        steps=(dial(printing), *_way(group, printing)),
        keys=main_keys(printing.world, printing.words),
        inside=inside,
        elsewhere=elsewhere,
        rules=shown,
        all_rules=len(shown) == len(rules),
        key_of_rules=key_to(At.MENU, At.RULES),
        imprint=office,
    )


def _times(group: Group, printing: Printing) -> tuple[str, ...]:
    """When a group meets; what is too long for paper is heard."""
    times = on_paper.times(group, printing.world.now)
    beside = lines(printing.world.plan.office.name, f"Ort: {_place(group)}", letters=BOXED)
    beside += lines(f"Gruppe {group.name}", letters=LARGE)
    heard = f"Die Termine hören Sie mit der Taste {key_to(At.MENU, At.DATES)}."
    return times if lines(*times, letters=BOXED) <= FRONT - beside else (heard,)


def _rules(rules: Sequence[str], room: int) -> tuple[str, ...]:
    """As many as have room; if they are not all, a line below tells where the others are heard."""
    return tuple(as_many(rules, room if lines(*rules) <= room else room - 1))


def _way(group: Group, printing: Printing) -> Iterator[Step]:
    """From the main menu into the room, or to the dates of a group that has none."""
    if not group.by_telephone:
        yield pressed(At.MENU, At.DATES, "zum.termine", printing)
        yield Step("Hören Sie zu. Was Sie drücken können, wird genannt.")
        yield Step("Legen Sie auf, wann Sie möchten.")
        return
    if group.code:
        yield pressed(At.MENU, At.GROUP_CODE, "zum.gruppe", printing)
        yield Step("Drücken Sie Ihre Gruppen-Nummer:", as_written(group.code), ".")
    else:
        yield pressed(At.MENU, At.OPEN_GROUPS, "zum.offenen", printing)
        yield Step("Sind mehrere Treffen offen, drücken Sie die Taste, die für Ihre Gruppe genannt wird.")
    question = At.CONSENT if group.consent else At.CONFIRM_GROUP
    asked = printing.says(say(question))
    yield Step(f"Sie hören: „{asked}“ Drücken Sie dann die", key_to(question, At.ROOM), ". Das heißt Ja.")


def _inside(group: Group, printing: Printing) -> tuple[Key, ...]:
    if not group.by_telephone or group.elsewhere:
        return ()
    return keys_in_the_room(group, False, printing.world, printing.words)


def _elsewhere(group: Group, printing: Printing) -> Iterator[str]:
    """What is heard on the way there, but the name of the system, which is written as it is and not as it is spoken."""
    if not group.elsewhere:
        return
    if SYSTEMS[group.elsewhere.kind].has_name:
        yield f"Der Raum ist bei {group.elsewhere.kind}."
    here = Place(At.EXTERNAL, group=printing.world.group_id(group))
    heard = connecting_words(here, in_its_room(here, group, printing.world))
    yield from (printing.says(said) for said in heard if said.key not in CONNECTING)


def _place(group: Group) -> str:
    return "" if group.by_telephone and folded(group.place) == BY_TELEPHONE else group.place


def _note(group: Group) -> str:
    """The note, unless it tells the topic: the card may lie about openly."""
    telling = [word for word in folded(group.topic).split() if len(word) >= TELLING_WORD]
    return "" if any(word in folded(group.note) for word in telling) else group.note
