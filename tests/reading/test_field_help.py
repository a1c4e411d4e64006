"""Every word that staff may write is explained, and every example is taken as it stands."""

import pytest

from reading import groups, information, office_file
from reading.content import read
from reading.field_help import FieldHelp, field_help
from tests.support.calendars import TREFFEN, calendar
from tests.support.staff import IN_THURINGIA, OFFICE, TODAY, files

FIELDS = {
    "gruppen/krokus.txt": tuple(groups.FIELDS),
    "buero.txt": tuple(office_file.FIELDS),
    "infos/geld.txt": tuple(information.FIELDS),
    "regeln.txt": ("",),
    "aussprache.txt": ("",),
}
# The files in which an example is tried, and what stands in them besides.
AROUND = {
    "gruppen/krokus.txt": "Gruppe: Krokus\nRegel: dienstags, 18 Uhr\nZugang: 582 917\n",
    "gruppen/krokus.ics": calendar(TREFFEN),
    "buero.txt": IN_THURINGIA,
    "infos/geld.txt": "Titel: Geld\nDie Kassen fördern Gruppen.\n",
}
# What an example needs or cannot stand beside.
BESIDE = {key: "Raum: Zoom 030 23125 126, 123 4567 8901\n" for key in ("Wartezeit", "Abschluss", "Stumm-Taste")}
INSTEAD_OF = {"Kalender": "Regel:", "Beginn": "Ort:"}
FILLED = {"zugang": "471 103", "leitung": "9988 7766", "tag": "24.3.2026", "folgetag": "25.3.2026", "ende": "30.4.2026"}
EXAMPLES = [(name, one) for name in FIELDS for one in field_help(name)]


def text_with(name: str, one: FieldHelp) -> str:
    """The file with the line of an example in place of any other of its field."""
    without = (f"{one.key}:", INSTEAD_OF.get(one.key, f"{one.key}:"))
    lines = [
        line for line in AROUND.get(name, "").splitlines(keepends=True) if not (one.key and line.startswith(without))
    ]
    line = f"{one.line.format(**FILLED)}\n"
    first = one.key in ("Gruppe", "Titel", "Gilt")
    return "".join([line, *lines] if first else [*lines, line, BESIDE.get(one.key, "")])


@pytest.mark.parametrize("name", FIELDS)
def test_every_word_is_explained_and_no_other(name):
    assert tuple(sorted(one.key for one in field_help(name))) == tuple(sorted(FIELDS[name]))
    assert all(one.about.endswith(".") and len(one.about) <= 90 for one in field_help(name))


@pytest.mark.parametrize(("name", "one"), EXAMPLES, ids=[f"{name} {one.key}" for name, one in EXAMPLES])
def test_an_example_is_taken_as_it_stands(name, one):
    texts = {**AROUND, "buero.txt": IN_THURINGIA if name != "buero.txt" else OFFICE, name: text_with(name, one)}
    if one.key != "Kalender":
        texts["gruppen/aster.txt"] = "Gruppe: Aster\nKalender: krokus.ics\n"
    plan, problems = read(files({each: text.encode() for each, text in texts.items()}), TODAY)
    assert problems == () and plan.groups and plan.information
    assert plan.rules_of_talk or name != "regeln.txt"
    assert plan.lexicon or name != "aussprache.txt"


def test_what_is_no_text_needs_no_help():
    assert field_help("gruppen/lotus.docx") == field_help("gruppen/krokus.ics") == ()
