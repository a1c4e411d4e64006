"""Announcements as people make them: what a person reads from them day by day, or asks."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from ivr.model.meeting import meetings
from tests.support.composed_phrases import PHRASES
from tests.support.naive_times import all_starts, in_notation
from tests.support.staff import IN_THURINGIA, TODAY, written

TABLE = Path(__file__).parents[1] / "golden" / "angekuendigte_zeiten.tsv"
ROWS = [tuple(line.split("\t")) for line in TABLE.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
UNTIL = date(2027, 12, 31)


def starts(phrase, key="Regel"):
    """When the group meets until the end of next year, or None if the phrase is asked about."""
    plan, _ = written(f"Gruppe: Krokus\n{key}: {phrase}\n", IN_THURINGIA)
    if not plan.groups:
        return None
    return {one.start.replace(tzinfo=None) for one in meetings(plan.groups[0], TODAY, UNTIL) if not one.cancelled}


@pytest.mark.parametrize(("phrase", "meant"), ROWS, ids=[row[0][:60] for row in ROWS])
def test_a_phrase_is_read_as_a_person_reads_it_or_asked(phrase, meant):
    expected = None if meant == "ASK" else all_starts(in_notation(meant), TODAY, UNTIL)
    assert starts(phrase) == expected


@settings(max_examples=200)
@given(PHRASES)
def test_a_composed_phrase_means_what_its_parts_mean(composed):
    phrase, meant = composed
    assert starts(phrase) == meant.starts(TODAY, UNTIL)


def test_a_list_of_days_may_stand_behind_rule_too():
    several = "31.05., 28.06. und 26.07.2027, jeweils um 17 Uhr"
    assert starts(several) == starts(several, "Termine") and len(starts(several)) == 3


@pytest.mark.parametrize(
    "written_so", ["2027-05-31 17:00", "31.05.2027 17:00:00", "2027-05-31T17:00", "Mo 31.5.27 17 h"]
)
def test_a_day_of_a_table_is_read(written_so):
    assert starts(written_so, "Termine") == starts("31.5.2027, 17 Uhr", "Termine")


def test_a_day_of_a_table_without_a_time_has_none():
    assert starts("31.05.2027 00:00:00", "Termine") is None


def test_the_office_has_fillers_of_its_own():
    office = f"{IN_THURINGIA}Füllwörter: im Gemeindehaus; mit [warmer] Suppe/Kaffee\n"
    plan, problems = written("Gruppe: Krokus\nRegel: montags 18 Uhr im Gemeindehaus, mit warmer Suppe\n", office)
    assert not problems and plan.groups[0].rules


def test_a_note_may_speak_of_a_day():
    note = "Das Treffen am 12.12.2026 ist online."
    plan, problems = written(f"Gruppe: Krokus\nRegel: montags, 18 Uhr\nHinweis: {note}\n")
    assert not problems and plan.groups[0].note == note


@pytest.mark.parametrize(
    "written_so",
    [
        "abends um fünf, am 31.5. und 7.6.2027",
        "31. Mai und 7. Juni 2027, nachmittags um 5",
        "2 Termine: 31.5., 7.6.2027, 17 Uhr",
    ],
)
def test_single_days_are_written_like_rules(written_so):
    assert starts(written_so, "Termine") == starts("31.5.2027, 17 Uhr; 7.6.2027, 17 Uhr", "Termine")


@pytest.mark.parametrize(
    ("filler", "word"),
    [
        ("Haus/außer", "außer"),
        ("[Haus/außer] Garten", "außer"),
        ("alle/jede", "jede"),
        ("(außer Haus)", "außer"),
        ("alle zwei Wochen", "alle zwei Wochen"),
    ],
)
def test_no_part_of_a_filler_of_the_office_says_when(filler, word):
    (problem,) = written("Gruppe: Krokus\nRegel: montags, 18 Uhr\n", f"{IN_THURINGIA}Füllwörter: {filler}\n")[1]
    assert problem.text == f"»{word}« kann sagen, wann etwas ist."


@pytest.mark.parametrize("filler", ["Zimmer 3.12", "im [großen] Saal/Keller", "Maiandacht", "So-Treff"])
def test_a_filler_of_the_office_may_look_like_a_day(filler):
    assert not written("Gruppe: Krokus\nRegel: montags, 18 Uhr\n", f"{IN_THURINGIA}Füllwörter: {filler}\n")[1]
