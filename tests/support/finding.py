"""How a caller who knows the name of a group comes to its next date: the keys, and the seconds of listening.

Seconds are estimated from letters as the embedded voice speaks them, or measured by whoever brings a real voice.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from functools import cache
from zlib import crc32

from audio.page import lead_in_ms, sentences
from ivr.call import begin, step
from ivr.flows.finding import NEXT_DATES
from ivr.model.plan import Group, Office, Plan
from ivr.model.recurrence import Rule, Span
from ivr.reply import Ask, Reply
from ivr.say import Press, Say, said_in
from ivr.world import World
from prompts.wording import page
from tests.conftest import TUESDAY

# Some sentences in that voice (pico, 30 November 2026), in seconds.
MEASURED = {
    "Guten Tag beim Selbsthilfe-Telefon Lindental.": 3.46,
    "Welche Treffen möchten Sie hören?": 1.99,
    "Für die Suche nach einem Thema": 1.95,
    "Für die nächsten Treffen": 1.44,
    "Für Namen mit A bis E": 1.62,
    "Für Namen mit S bis Z": 1.79,
    "Für T bis V": 1.21,
    "Für K": 0.69,
    "Für Gruppe Lichtblick": 1.41,
    "drücken Sie die Eins.": 1.34,
    "die Fünf.": 0.94,
    "Gruppe Sonnenblume.": 1.32,
    "Thema: Seele.": 1.24,
    "Thema: Schlaganfall.": 1.91,
    "Heute, Dienstag, zehnter März, achtzehn Uhr dreißig bis zwanzig Uhr.": 5.86,
    "Dienstag, vierundzwanzigster März, achtzehn Uhr dreißig bis zwanzig Uhr.": 5.66,
    "Mittwoch, achtzehnter März, achtzehn Uhr.": 3.54,
    "Stadtbücherei Lindental, Marktplatz zwei.": 3.45,
    "Am Telefon.": 1.14,
}
Seconds = Callable[[str], float]
RARE = (
    *("Aufwind", "Atempause", "Balance", "Brücke", "Courage", "Donnerstag", "Ehrenwort", "Efeu", "Flieder", "Frauen"),
    *("Ginster", "Gezeiten", "Hoffnung", "Herzenssache", "Insel", "Iris", "Jasmin", "Kompass", "Krokus", "Kraftquelle"),
    *("Lichtblick", "Leuchtturm", "Mutmacher", "Morgentau", "Neuland", "Oase", "Ohrwurm", "Perspektive", "Quelle"),
    *("Rückenwind", "Regenbogen", "Seerose", "Silberstreif", "Sonnenblume", "Spurwechsel", "Tulpe", "Tandem", "Ufer"),
    *("Vergissmeinnicht", "Wegwarte", "Windrose", "Weitblick", "Zuversicht", "Zugvogel", "Anker"),
)
# What stands before a topic, or behind it in the same word.
BEFORE = ("Selbsthilfegruppe ", "Leben mit ")
BEHIND = ("treff", "kreis", "")
TOPICS = (
    *("Adipositas", "Allergie", "Angehörige", "Angst", "Arthrose", "Asthma", "Autismus", "Borreliose", "Brustkrebs"),
    *("Burnout", "Demenz", "Depression", "Diabetes", "Dystonie", "Einsamkeit", "Eltern", "Endometriose", "Epilepsie"),
    *("Familien", "Fibromyalgie", "Frühchen", "Gelenke", "Gicht", "Glaukom", "Haut", "Herz", "Hochbegabung", "Hospiz"),
    *("Impfschaden", "Inkontinenz", "Jugend", "Kehlkopf", "Kopfschmerz", "Krebs", "Leber", "Long-Covid", "Lunge"),
    *("Lupus", "Makula", "Migräne", "Mobbing", "Nieren", "Narkolepsie", "Organspende", "Osteoporose", "Parkinson"),
    *("Pflege", "Pubertät", "Rheuma", "Rücken", "Scheidung", "Schilddrüse", "Schlaganfall", "Schmerz", "Sehnerv"),
    *("Spieler", "Stoma", "Stotterer", "Sucht", "Tinnitus", "Transplantation", "Trauer", "Trennung", "Umwelt"),
    *("Väter", "Verlust", "Verwaiste", "Wechseljahre", "Witwen", "Zöliakie", "Zwang", "Zwillinge"),
)
PLACES = ("am Telefon", "Gemeindehaus, Hauptstr. 5", "Stadtbücherei", "Rathaus, Zimmer 2", "Klinikum", "Alte Schule")


@dataclass(frozen=True)
class Way:
    """The keys that lead to the next date of a group, and the seconds from ringing until it has been told."""

    group: str
    keys: str
    seconds: float


def estimated(sentence: str) -> float:
    """About how many seconds a sentence lasts."""
    return 0.3 + 0.061 * len(sentence) + 0.4 * sentence.count(",")


def lasts(text: str, seconds: Seconds) -> float:
    """How many seconds it takes until the last word of a page has been said."""
    parts = sentences(text)
    pauses = sum(part.pause_after_ms for part in parts[:-1]) + lead_in_ms(text)
    return sum(seconds(part.text) for part in parts) + pauses / 1000


def many_groups(count: int) -> World:
    """A plan of so many groups, called as groups are: many names begin with the same words."""
    plan = Plan(Office(greeting="Guten Tag beim Selbsthilfe-Telefon Lindental"), tuple(map(_group, range(count))))
    return World(TUESDAY, plan, b"key")


def _group(number: int) -> Group:
    evening = Span(time(9 + number % 10, 30), time(11 + number % 10))
    rule = Rule((number % 5,), evening, nths=(1 + number % 4,))
    topic, place = TOPICS[number * 5 % 36], PLACES[number % 6]
    return Group(_names()[number], topic, rules=(rule,), place=place, code=f"{317207 + number}")


@cache
def _names() -> tuple[str, ...]:
    """More than five hundred, as there are in a large town; a third of them begins with S."""
    kinds = (
        [f"{before}{topic}" for topic in TOPICS for before in BEFORE],
        [f"{topic}{behind}" for topic in TOPICS for behind in BEHIND],
        [f"{name}{town}" for town in ("", " Nord", " Süd", " West") for name in RARE],
    )
    return tuple(sorted((name for kind in kinds for name in kind), key=lambda name: crc32(name.encode())))


def ways(world: World, seconds: Seconds = estimated, along: Collection[str] = ()) -> Iterator[Way]:
    """The way to each group by its name, or only `along` some keys; one is pressed as soon as it has been offered."""

    def behind(reply: Reply, keys: str, passed: float) -> Iterator[Way]:
        assert isinstance(reply.then, Ask)
        hear = said_in(reply.hear)
        told = list(_told(hear))
        for name, until in told:
            yield Way(name, keys, passed + lasts(page(until), seconds))
        for key, offer in () if told else _by_name(hear, keys):
            if not along or any(way.startswith(keys + key) for way in along):
                heard = passed + lasts(page(hear[: offer + 1]), seconds)
                yield from behind(step(reply.then.place, key, world), keys + key, heard)

    yield from behind(begin(world), "", 0.0)


def _by_name(hear: Sequence[Say], keys: str) -> Iterator[tuple[str, int]]:
    """The keys by which a caller goes on who knows the name, and where they are offered."""
    for number, said in enumerate(hear):
        press = dict(said.values).get("druecken")
        is_on_the_way = said.key in ("zum.namen", "zum.bereich", "zum.namen_gruppe") if keys else True
        if isinstance(press, Press) and is_on_the_way and (keys or press.key == NEXT_DATES):
            yield press.key, number


def _told(hear: Sequence[Say]) -> Iterator[tuple[str, list[Say]]]:
    """The groups of which a page tells the next date, and what has been heard when it is told."""
    for number, said in enumerate(hear):
        if said.key.startswith("termin") and "gruppe" in dict(said.values):
            without_place = Say(said.key, tuple((name, "" if name == "ort" else value) for name, value in said.values))
            yield str(dict(said.values)["gruppe"]), [*hear[:number], without_place]
