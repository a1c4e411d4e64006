"""The search of the office: what a clerk remembers of a group finds it, and no number gets into an address."""

import sys

import pytest

from app import create_app
from office.search.index import Document, Field, Index
from tests.support.clerk import Clerk, text
from tests.support.many_groups import files as many_files

GROUPS = {
    "Sonnenblume": ("Seele", "dienstags", "am Telefon", "471103"),
    "Rosenhof": ("Sucht", "montags", "Gemeindehaus, Hauptstr. 5", "582917"),
    "Neue Wege": ("Sucht und Familie", "mittwochs, sonntags", "Straße der Einheit", "619204"),
}
LABELS = ("Thema", "Tag", "Ort")


@pytest.fixture
def index() -> Index:
    return Index(
        Document(
            name,
            (
                Field("Gruppe", name),
                *(Field(label, told) for label, told in zip(LABELS, of_group, strict=False)),
                Field("Nummer", of_group[3], secret=True),
            ),
        )
        for name, of_group in GROUPS.items()
    )


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("Rosnhof", ["Rosenhof"]),
        ("rosen hof", ["Rosenhof"]),
        ("Sonenblume", ["Sonnenblume"]),
        ("neuewege", ["Neue Wege"]),
        ("Sucht", ["Rosenhof", "Neue Wege"]),
        ("Familie Sucht", ["Neue Wege"]),
        ("montags", ["Rosenhof"]),
        ("Mo", ["Rosenhof"]),
        ("Mo.", ["Rosenhof"]),
        ("Dienstag", ["Sonnenblume"]),
        ("so", ["Neue Wege"]),
        ("Hauptstr", ["Rosenhof"]),
        ("HAUPTSTR. 5", ["Rosenhof"]),
        ("strasse", ["Neue Wege"]),
        ("471103", ["Sonnenblume"]),
        ("47 11 03", ["Sonnenblume"]),
        ("471-103", ["Sonnenblume"]),
        ("471104", []),
        ("montags Seele", []),
        ("Zebra", []),
        ("", list(GROUPS)),
        (" .,; ", list(GROUPS)),
    ],
)
def test_what_somebody_remembers_finds_the_group(index, wanted, found):
    assert [hit.key for hit in index.search(wanted)] == found


def test_it_is_told_by_what_a_group_was_found(index):
    (hit,) = index.search("hauptstr mo")
    assert [field.label for field in hit.matched] == ["Ort", "Tag"] and hit.matched[1].text == "montags"
    assert index.search("Rosenhof")[0].matched == ()


@pytest.fixture
def clerk(app) -> Clerk:
    clerk = Clerk(app)
    clerk.opens("/buero/plan")
    return clerk


@pytest.mark.parametrize("page", ["plan", "absagen", "ansagen", "karten"])
def test_every_page_has_the_same_search(clerk, page):
    clerk.opens(f"/buero/{page}")
    clerk.sends("/buero/suche", seite=page, suche="Sonenblume")
    assert clerk.answer.request.path == f"/buero/{page}" and clerk.answer.request.args["suche"] == "Sonenblume"
    assert "Sonnenblume" in clerk.page and "Krokus" not in clerk.page


@pytest.mark.parametrize("number", ["471103", "471 103", "4711-03", "9988 7766"])
def test_a_number_finds_its_group_and_is_in_no_address(clerk, number):
    clerk.sends("/buero/suche", seite="plan", suche=number)
    assert clerk.answer.request.args["suche"] == "Sonnenblume" and "Zu diesen Ziffern: Sonnenblume" in text(clerk.page)


def test_a_number_with_a_wrong_digit_is_in_no_address_either(clerk):
    clerk.sends("/buero/suche", seite="karten", suche="471 104")
    assert not clerk.answer.request.args and "gibt es nichts" in clerk.page


def test_a_page_without_a_search_is_none(clerk):
    assert clerk.sends("/buero/suche", seite="zahlen", suche="x") == 404


def test_five_times_as_many_groups_cost_about_five_times_as_much(environ, clock, tmp_path):
    """Counted in calls of Python functions, which are the same on every machine."""
    few, many = (clerk_among(count, environ, clock, tmp_path / str(count)) for count in (100, 500))
    assert calls_of(many) < 7 * calls_of(few)
    assert many.page.count("<td>Sucht</td>") == 50


def clerk_among(count, environ, clock, folder) -> Clerk:
    for name, raw in many_files(count).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(raw)
    clerk = Clerk(create_app(environ | {"CONTENT_DIR": str(folder), "DATA_DIR": str(folder / "data")}, clock))
    clerk.opens("/buero/plan")
    return clerk


def calls_of(clerk: Clerk) -> int:
    """How many functions a search calls when all files have been read before."""
    calls, before = [], sys.getprofile()
    sys.setprofile(lambda frame, event, _: calls.append(event) if event == "call" else None)
    try:
        clerk.opens("/buero/plan?suche=sucht")
    finally:
        sys.setprofile(before)
    return len(calls)
