"""Who hears only the words, and knows only "Für … die …", gets what she calls for, among few groups and among many."""

import re
import shutil

import pytest

from app import create_app
from exchange.activity import Playing
from tests.conftest import CONTENT, TUESDAY
from tests.support.finding import estimated
from tests.support.hotlines import hotline_of
from tests.support.many_groups import NAMES, TOPICS, group
from tests.support.persona import Persona, Wish, within
from tests.support.small_hotline import CALLED, CALLER

EXAMPLE = CONTENT.parents[1] / "beispiel"
COUNTS = (2, 15, 60, 300, 500)
# Always open, so that there is a room at any hour.
SONNENBLUME = "Gruppe: Sonnenblume\nThema: Seele\nRegel: täglich, 0 bis 24 Uhr\nZugang: 471103\nLeitung: 99887766\n"
MORNING, NIGHT = TUESDAY.replace(hour=10, minute=5), TUESDAY.replace(hour=22, minute=5)
PAPER = {"sechs Ziffern": "471103"}
LEADS = {"acht Ziffern": "99887766"}


@pytest.fixture(params=COUNTS, scope="module")
def content(request, tmp_path_factory):
    folder = shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("persona") / "inhalt")
    shutil.rmtree(folder / "gruppen")
    (folder / "gruppen").mkdir()
    for number, block in enumerate((*map(group, range(request.param - 1)), SONNENBLUME)):
        (folder / f"gruppen/{number}.txt").write_text(block, encoding="utf-8")
    return request.param, folder


@pytest.fixture
def dials(environ, content, clock):
    """Somebody dials the hotline at a moment."""

    def dials(now=TUESDAY) -> Persona:
        clock.now = now
        hotline = hotline_of(create_app(environ | {"CONTENT_DIR": str(content[1])}, clock))
        return Persona(hotline.network.call(CALLER, CALLED), lambda sound: lasts(sound))

    return dials


def lasts(sound: Playing) -> float:
    """About how many seconds a page takes, with the pauses between its sentences."""
    return sum(estimated(sentence) + 0.6 for sentence in re.split(r"(?<=[.?!])\s", sound.words) if sentence)


def name_among(count: int) -> str:
    return NAMES[min(count - 2, 7)]


def test_the_next_date_of_a_group_that_she_knows_by_name(dials, content):
    name, caller = name_among(content[0]), dials()
    found = caller.finds(rf"{name}\b.*?Uhr", rf"\b{name}$", within(name), "Termine")
    assert found and caller.keys <= 5 and caller.seconds <= (60 if content[0] <= 15 else 90), caller.heard


@pytest.mark.parametrize("begins", ["Termine", "Neue"])
def test_a_group_for_a_topic(dials, content, begins):
    topic = TOPICS[min(content[0] - 2, 2)]
    wishes: tuple[Wish, ...] = (rf"\b{topic}$", "Thema$", within(topic), "Suche nach einer Gruppe", begins)
    caller = dials()
    assert caller.finds(rf"Thema:? {topic}", *wishes), caller.heard


@pytest.mark.parametrize(
    ("now", "answer", "wishes", "numbers"),
    [
        (TUESDAY, "Ich verbinde Sie", ("Ja$", "Ihre Gruppe"), PAPER),
        (TUESDAY, "Die Nummer bekommen Sie im Büro", ("Ihre Gruppe",), {}),
        (TUESDAY, "Nummer. Die bekommen Sie", ("Neue",), {}),
        (MORNING, "Ich verbinde Sie mit dem Büro", ("Büro",), {}),
        (NIGHT, "Sie erreichen uns", ("Büro",), {}),
        (NIGHT, "Ich verbinde Sie", ("Gespräch dort", "Not"), {}),
        (MORNING, "Null acht null null", ("Not",), {}),
        (TUESDAY, "ausreden", ("Gesprächsregeln", "Regeln"), {}),
        (TUESDAY, "Krankenkassen", ("Krankenkasse", "weitere Auskünfte", "Auskünfte"), {}),
        (TUESDAY, "Dieses Treffen fällt aus", ("Ja$", "Mittwoch", "Absage", "Ihre Gruppe"), LEADS),
        (TUESDAY, "Sprechen Sie nach dem Ton", ("neue Ansage", "Ihre Ansage", "Ihre Gruppe"), LEADS),
    ],
    ids=["in", "no number", "new", "by day", "at night", "in need", "crisis", "rules", "text", "calls off", "records"],
)
def test_what_she_calls_for(dials, now, answer, wishes, numbers):
    caller = dials(now)
    assert caller.finds(answer, *wishes, numbers=numbers), caller.heard
