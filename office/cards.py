"""The card of a group for the kitchen table: everything that stands on it, worked out beforehand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ivr.elsewhere import connecting_words
from ivr.names import folded
from ivr.plan import Group
from ivr.reply import Place
from ivr.say import Say, say
from ivr.world import World
from office.keys import Key, Words, for_what, in_its_room, key_to, keys_in_the_room, lowered, main_keys
from reading.codes import as_written
from routes.hotline import Written

MINUTE = timedelta(minutes=1)
BY_TELEPHONE = folded("am Telefon")
# Of a topic "Angehörige von Menschen mit Demenz" only the long words tell what it is about.
TELLING_WORD = 4
MOST_TIMES = 4
# So many letters stand in a line at least, and so many lines of rules have room on the back of a usual card.
LETTERS, RULE_LINES, USUAL_LINES = 52, 12, 4
# What the call costs, by how the number begins; nobody can say it of a number that begins with 032.
COSTS = (
    ("0800", "Der Anruf kostet nichts."),
    ("032", ""),
    ("01", "Der Anruf kostet so viel wie ein Gespräch in ein Mobilfunknetz."),
    ("0", "Der Anruf kostet so viel wie ein Gespräch ins Festnetz; mit einer Flatrate nichts extra."),
)


@dataclass(frozen=True)
class Printing:
    """What all cards of one print share: the world, its edition, the words of the telephone, and how times stand."""

    world: World
    edition: str
    words: Words
    written: Written

    def says(self, said: Say) -> str:
        """A sentence of the telephone, without its pauses."""
        return re.sub(r"\s*\|+\s*", " ", self.words(said)).strip()

    @property
    def hotline(self) -> str:
        """The number to call, "" if nobody has written it down."""
        return self.written.number(self.world.plan.office.hotline)


@dataclass(frozen=True)
class Step:
    """One step of the way: what to do, the keys to press for it as they are printed ("" = none), and what that does."""

    do: str
    press: str = ""
    then: str = ""

    @property
    def keys(self) -> str:
        """The keys as they are pressed."""
        return self.press.replace(" ", "")


@dataclass(frozen=True)
class Imprint:
    """What stands at the end of every card: the office, when and how it is reached, and when this was printed."""

    office: str
    number: str
    hours: str
    emergency: str
    day: date
    edition: str


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
    times, place, note = times_of(group, printing), _place(group), _note(group)
    lines = sum(map(_lines, (*times, place, note)))
    rules = printing.world.plan.rules_of_talk or (printing.says(say("regeln.keine")),)
    shown = tuple(_as_many(rules, RULE_LINES - max(0, lines - USUAL_LINES)))
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
        elsewhere=_elsewhere(group, printing),
        rules=shown,
        all_rules=len(shown) == len(rules),
        key_of_rules=key_to("menu", "regeln"),
        imprint=imprint(printing),
    )


def times_of(group: Group, printing: Printing) -> tuple[str, ...]:
    """When a group meets; what is too long for paper is heard."""
    times = printing.written.times(group, printing.world.now)
    told = sum(map(_lines, times)) <= MOST_TIMES
    return times if told else (f"Die Termine hören Sie mit der Taste {key_to('menu', 'termine')}.",)


def cost(hotline: str) -> str:
    """What a call costs, "" where that is not known."""
    return next((words for begins, words in COSTS if hotline.startswith(begins)), "")


def dial(printing: Printing) -> Step:
    """The first step of every way."""
    return Step(f"Rufen Sie an: {printing.hotline}." if printing.hotline else "Rufen Sie die Nummer oben an.")


def pressed(place: str, goal: str, sentence: str, printing: Printing) -> Step:
    """A step that is one key of a menu."""
    return Step("Drücken Sie die", key_to(place, goal), f" – {lowered(for_what(sentence, printing.words))}.")


def imprint(printing: Printing) -> Imprint:
    """What stands at the end of a card."""
    office, written = printing.world.plan.office, printing.written
    return Imprint(
        office=office.name,
        number=written.number(office.number),
        hours=written.hours(office.hours),
        emergency=office.emergency,
        day=printing.world.now.date(),
        edition=printing.edition,
    )


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


def _elsewhere(group: Group, printing: Printing) -> tuple[str, ...]:
    if not group.elsewhere:
        return ()
    here = Place("anderswo", (printing.world.group_id(group),))
    return tuple(map(printing.says, connecting_words(here, in_its_room(here, group, printing.world))))


def _place(group: Group) -> str:
    return "" if group.by_telephone and folded(group.place) == BY_TELEPHONE else group.place


def _note(group: Group) -> str:
    """The note, unless it tells the topic: the card may lie about openly."""
    words = [word for word in folded(group.topic).split() if len(word) >= TELLING_WORD]
    return "" if any(word in folded(group.note) for word in words) else group.note


def _as_many(rules: Sequence[str], lines: int) -> Iterator[str]:
    for rule in rules:
        lines -= _lines(rule)
        if lines < 0:
            return
        yield rule


def _lines(text: str) -> int:
    return -(-len(text) // LETTERS)
