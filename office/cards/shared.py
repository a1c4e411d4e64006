"""What all cards share: steps, imprint, cost of a call, and how much text fits."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from ivr.place_names import At
from ivr.say import Say
from ivr.world import World
from office.cards.keys import Words, key_to, lower_first, purpose
from prompts import on_paper
from prompts.hours import hours_on_paper

# What the call costs, by how the number begins; nobody can say it of a number that begins with 032.
COSTS = (
    ("0800", "Der Anruf kostet nichts."),
    ("032", ""),
    ("01", "Der Anruf kostet so viel wie ein Gespräch in ein Mobilfunknetz."),
    ("0", "Der Anruf kostet so viel wie ein Gespräch ins Festnetz; mit einer Flatrate nichts extra."),
)
MOST_HOURS = 3
NO_BREAK = "\u00a0"
# A line of 16 points has so many letters; within a box, and of 24 points there, it has fewer.
LETTERS, BOXED, LARGE = 60, 56, 34


@dataclass(frozen=True)
class PrintContext:
    """The context of a print: the world, the name of its edition, the wording of sentences, and the marks of codes."""

    world: World
    edition: str
    words: Words
    mark: Callable[[str], str]

    def says(self, said: Say) -> str:
        """A sentence of the telephone, without its pauses."""
        return re.sub(r"\s*\|+\s*", " ", self.words(said)).strip()

    @property
    def hotline(self) -> str:
        """The hotline's number as printed, "" if it is unknown."""
        return on_paper.number(self.world.plan.office.hotline)


@dataclass(frozen=True)
class Step:
    """A step: what to do, the keys to press as they are printed ("" = none), and what they do."""

    do: str
    press: str = ""
    then: str = ""

    @property
    def keys(self) -> str:
        """The keys as they are pressed."""
        return self.press.replace(" ", "")


@dataclass(frozen=True)
class Imprint:
    """The end of every card: the office, its number and hours, when the card was printed, and the mark of its number
    ("" = it has none)."""

    office: str
    number: str
    hours: str
    emergency: str
    day: date
    edition: str
    mark: str


def imprint(printing: PrintContext, code: str) -> Imprint:
    """The imprint of a card with this code; hours that do not fit are left out."""
    office = printing.world.plan.office
    return Imprint(
        office=office.name,
        number=on_paper.number(office.number),
        hours=if_fits(hours_on_paper(office.hours, printing.world.now.date(), office.by_appointment), MOST_HOURS),
        emergency=office.emergency,
        day=printing.world.now.date(),
        edition=printing.edition,
        mark=printing.mark(code),
    )


def unbroken(number: str) -> str:
    """A telephone number as printed, with blanks at which no line ends."""
    return on_paper.number(number).replace(" ", NO_BREAK)


def cost(hotline: str) -> str:
    """What a call costs, "" where that is not known."""
    return next((words for begins, words in COSTS if hotline.startswith(begins)), "")


def dial_step(printing: PrintContext) -> Step:
    """The first step of every way."""
    return Step(f"Rufen Sie an: {printing.hotline}." if printing.hotline else "Rufen Sie die Nummer oben an.")


def key_step(place: At, goal: At, sentence: str, printing: PrintContext) -> Step:
    """A step that is one key of a menu."""
    return Step("Drücken Sie die", key_to(place, goal), f" – {lower_first(purpose(sentence, printing.words))}.")


def line_count(*texts: str, letters: int = LETTERS) -> int:
    """How many lines these texts need, each beginning a line of its own."""
    return sum(len(wrap(text, letters)) for text in texts)


def if_fits(text: str, most: int) -> str:
    """The text if it fits into so many lines, else ""."""
    return text if line_count(text) <= most else ""


def fitting(texts: Iterable[str], room: int, letters: int = LETTERS) -> Iterator[str]:
    """The first of the texts, as many as fit into `room` lines."""
    for text in texts:
        room -= line_count(text, letters=letters)
        if room < 0:
            return
        yield text
