"""What a caller wants of the hotline who knows only what is said, and contact points with so many groups to call."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tests.conftest import TUESDAY
from tests.support.many_groups import NAMES, TOPICS, group
from tests.support.persona import Persona, Wish, within
from tests.support.staff import EXAMPLE

COUNTS = (2, 15, 60, 300, 500)
# Always open, so that there is a room at any hour.
SONNENBLUME = "Gruppe: Sonnenblume\nThema: Seele\nRegel: täglich, 0 bis 24 Uhr\nZugang: 471103\nLeitung: 99887766\n"
MORNING, NIGHT = TUESDAY.replace(hour=10, minute=5), TUESDAY.replace(hour=22, minute=5)
PAPER = {"sechs Ziffern": "471103"}
LEADS = {"acht Ziffern": "99887766"}
NEXT_DATE = "next date of a group"


@dataclass(frozen=True)
class Errand:
    """Something she calls for: the pattern of what she wants to hear, what she presses on the way, the best first, when
    she calls, and the numbers that she has on paper, by the words that ask for them."""

    name: str
    answer: str
    wishes: tuple[Wish, ...]
    now: datetime = TUESDAY
    numbers: Mapping[str, str] = field(default_factory=dict)

    def done_by(self, caller: Persona) -> bool:
        """Whether she gets what she calls for."""
        return caller.finds(self.answer, *self.wishes, numbers=self.numbers)


def errands(count: int) -> tuple[Errand, ...]:
    """The errands among so many groups."""
    name, topic = NAMES[min(count - 2, 7)], TOPICS[min(count - 2, 2)]
    told = rf"Thema:? {topic}"
    by_topic: tuple[Wish, ...] = (rf"\b{topic}$", "Thema$", within(topic), "Suche nach einer Gruppe")
    return (
        Errand(NEXT_DATE, rf"{name}\b.*?Uhr", (rf"\b{name}$", within(name), "Termine")),
        Errand("group for a topic", told, (*by_topic, "Termine")),
        Errand("group for a topic, as a newcomer", told, (*by_topic, "Neue")),
        Errand("in with a number", "Ich verbinde Sie", ("Ja$", "Ihre Gruppe"), numbers=PAPER),
        Errand("without a number", "Die Nummer bekommen Sie im Büro", ("Ihre Gruppe",)),
        Errand("new", "Nummer. Die bekommen Sie", ("Neue",)),
        Errand("somebody by day", "Ich verbinde Sie mit dem Büro", ("Büro",), MORNING),
        Errand("somebody at night", "Sie erreichen uns", ("Büro",), NIGHT),
        Errand("in need at night", "Ich verbinde Sie", ("Gespräch dort", "Not"), NIGHT),
        Errand("in need by day", "Null acht null null", ("Not",), MORNING),
        Errand("rules of talk", "ausreden", ("Gesprächsregeln", "Regeln")),
        Errand("text of information", "Krankenkassen", ("Krankenkasse", "weitere Auskünfte", "Auskünfte")),
        Errand(
            "leader calls off", "Dieses Treffen fällt aus", ("Ja$", "Mittwoch", "Absage", "Ihre Gruppe"), numbers=LEADS
        ),
        Errand(
            "leader records", "Sprechen Sie nach dem Ton", ("neue Ansage", "Ihre Ansage", "Ihre Gruppe"), numbers=LEADS
        ),
    )


def written(count: int, folder: Path) -> Path:
    """The content of a contact point with so many groups, and all else as in the example."""
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("gruppen"))
    (folder / "gruppen").mkdir()
    for number, block in enumerate((*map(group, range(count - 1)), SONNENBLUME)):
        (folder / f"gruppen/{number}.txt").write_text(block, encoding="utf-8")
    return folder
