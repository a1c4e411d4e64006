"""What the cards of one print have in common: the steps of a way, the office, what a call costs."""

import re
from dataclasses import dataclass
from datetime import date

from ivr.place_names import At
from ivr.say import Say
from ivr.world import World
from office.cards.keys import Words, for_what, key_to, lowered
from office.cards.layout import short
from prompts import on_paper

# What the call costs, by how the number begins; nobody can say it of a number that begins with 032.
COSTS = (
    ("0800", "Der Anruf kostet nichts."),
    ("032", ""),
    ("01", "Der Anruf kostet so viel wie ein Gespräch in ein Mobilfunknetz."),
    ("0", "Der Anruf kostet so viel wie ein Gespräch ins Festnetz; mit einer Flatrate nichts extra."),
)
MOST_HOURS = 3


@dataclass(frozen=True)
class Printing:
    """What all cards of one print share: the world, its edition, the words of the telephone, and how times stand."""

    world: World
    edition: str
    words: Words

    def says(self, said: Say) -> str:
        """A sentence of the telephone, without its pauses."""
        return re.sub(r"\s*\|+\s*", " ", self.words(said)).strip()

    @property
    def hotline(self) -> str:
        """The number to call, "" if nobody has written it down."""
        return on_paper.number(self.world.plan.office.hotline)


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


def imprint(printing: Printing) -> Imprint:
    """What stands at the end of a card; hours that are too long for it can be heard."""
    office = printing.world.plan.office
    return Imprint(
        office=office.name,
        number=on_paper.number(office.number),
        hours=short(on_paper.hours(office.hours), MOST_HOURS),
        emergency=office.emergency,
        day=printing.world.now.date(),
        edition=printing.edition,
    )


def cost(hotline: str) -> str:
    """What a call costs, "" where that is not known."""
    return next((words for begins, words in COSTS if hotline.startswith(begins)), "")


def dial(printing: Printing) -> Step:
    """The first step of every way."""
    return Step(f"Rufen Sie an: {printing.hotline}." if printing.hotline else "Rufen Sie die Nummer oben an.")


def pressed(place: At, goal: At, sentence: str, printing: Printing) -> Step:
    """A step that is one key of a menu."""
    return Step("Drücken Sie die", key_to(place, goal), f" – {lowered(for_what(sentence, printing.words))}.")
