"""The card of a group for the kitchen table: everything that stands on it, worked out beforehand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from ivr.elsewhere import connecting_words
from ivr.names import folded
from ivr.plan import Group
from ivr.reply import Place
from ivr.say import say
from ivr.systems import SYSTEMS
from office.fits import LARGE_LETTERS, as_many, lines
from office.keys import Key, in_its_room, key_to, keys_in_the_room, main_keys
from office.printing import Imprint, Printing, Step, cost, dial, imprint, pressed
from reading.codes import as_written

MINUTE = timedelta(minutes=1)
BY_TELEPHONE = folded("am Telefon")
CONNECTING = ("anderswo.verbinden", "tuer.open")
# Of a topic "Angehörige von Menschen mit Demenz" only the longer words tell what it is about.
TELLING_WORD = 4
MOST_TIMES = 4
# So many lines of rules have room where the lines that staff write are no more than usual.
RULE_LINES, USUAL_LINES = 12, 9


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
    times, place, note, office = _times(group, printing), _place(group), _note(group), imprint(printing)
    told = lines(*times, place, note, office.office, office.office, office.hours, office.emergency)
    longer = told + 2 * lines(group.name, letters=LARGE_LETTERS) - USUAL_LINES
    rules = printing.world.plan.rules_of_talk or (printing.says(say("regeln.keine")),)
    shown = tuple(as_many(rules, RULE_LINES - max(0, longer)))
    return Card(
        name=group.name,
        hotline=printing.hotline,
        cost=cost(printing.world.plan.office.hotline),
        number=as_written(group.code) if group.code else "",
        times=times,
        place=place,
        note=note,
        minutes=group.opens_before // MINUTE if group.by_telephone else 0,
        steps=(dial(printing), *_way(group, printing)),
        keys=main_keys(printing.world, printing.words),
        inside=_inside(group, printing),
        elsewhere=tuple(_elsewhere(group, printing)),
        rules=shown,
        all_rules=len(shown) == len(rules),
        key_of_rules=key_to("menu", "regeln"),
        imprint=office,
    )


def _times(group: Group, printing: Printing) -> tuple[str, ...]:
    """When a group meets; what is too long for paper is heard."""
    times = printing.written.times(group, printing.world.now)
    heard = f"Die Termine hören Sie mit der Taste {key_to('menu', 'termine')}."
    return times if lines(*times) <= MOST_TIMES else (heard,)


def _way(group: Group, printing: Printing) -> Iterator[Step]:
    """From the main menu into the room, or to the dates of a group that has none."""
    if not group.by_telephone:
        yield pressed("menu", "termine", "zum.termine", printing)
        yield Step("Hören Sie zu. Was Sie drücken können, wird genannt.")
        yield Step("Legen Sie auf, wann Sie möchten.")
        return
    if group.code:
        yield pressed("menu", "gruppe", "zum.gruppe", printing)
        yield Step("Drücken Sie Ihre Gruppen-Nummer:", as_written(group.code), ".")
    else:
        yield pressed("menu", "offene", "zum.offenen", printing)
        yield Step("Sind mehrere Treffen offen, drücken Sie die Taste, die für Ihre Gruppe genannt wird.")
    question = "zusage" if group.consent else "stimmt"
    asked = printing.says(say(question))
    yield Step(f"Sie hören: „{asked}“ Drücken Sie dann die", key_to(question, "raum"), ". Das heißt Ja.")


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
    here = Place("anderswo", (printing.world.group_id(group),))
    heard = connecting_words(here, in_its_room(here, group, printing.world))
    yield from (printing.says(said) for said in heard if said.key not in CONNECTING)


def _place(group: Group) -> str:
    return "" if group.by_telephone and folded(group.place) == BY_TELEPHONE else group.place


def _note(group: Group) -> str:
    """The note, unless it tells the topic: the card may lie about openly."""
    telling = [word for word in folded(group.topic).split() if len(word) >= TELLING_WORD]
    return "" if any(word in folded(group.note) for word in telling) else group.note
