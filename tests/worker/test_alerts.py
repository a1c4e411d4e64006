"""What staff are told: each matter once, nothing too early, nothing lost, and never a number."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.model.announcement import Announcement
from ivr.model.moment import BERLIN
from reading.content import read
from reading.problem import Problem
from tests.support.staff import OFFICE, TODAY, files
from worker.alert_checks import CHECKS, Found, Matter, Sight, matters
from worker.alerts import MOST, REST, STANDS, Memory, at_first, due, letter, lines, packed, seen, told, unpacked

START = datetime(2026, 3, 10, 18, 20, tzinfo=UTC)
HERE = START.astimezone(BERLIN)
PARTS = tuple(Matter(("redis", name), f"{name} fails", f"{name} works") for name in "ab")
DEEDS = tuple(Matter(("called_off", name), f"{name} is off", f"{name} is on", at_once=True) for name in "cd")
ALL = frozenset((*PARTS, *DEEDS))
# What there is at each look, how many minutes passed since the look before, and whether messages arrive.
LOOKS = st.lists(
    st.tuples(st.frozensets(st.sampled_from(sorted(ALL, key=lambda one: one.key))), st.integers(1, 9), st.booleans()),
    max_size=40,
)


def found(here: frozenset[Matter]) -> Found:
    return {name: tuple(matter for matter in here if matter.key[0] == name) for name in CHECKS}


def evening(looks, restarts: bool = False) -> list[tuple[datetime, str]]:
    """When what was told in the course of these looks, after a first one at which there was nothing."""
    memory: Memory = at_first(found(frozenset()), START)
    now, heard = START, []
    for here, minutes, arrives in looks:
        now += timedelta(minutes=minutes)
        memory = seen(unpacked(packed(memory)) if restarts else memory, found(here), now)
        if arrives:
            keys = due(memory, now)
            heard += [(now, line) for line in lines(memory, keys, now)]
            memory = told(memory, keys, now)
    return heard


@given(LOOKS)
def test_a_restart_at_any_moment_repeats_nothing_and_loses_nothing(looks):
    assert evening(looks) == evening(looks, restarts=True)


@given(LOOKS)
def test_whatever_happens_it_is_told_in_turns_that_something_begins_and_is_over(looks):
    for matter in ALL:
        heard = [line for _, line in evening(looks) if line in (matter.begins, matter.ends)]
        assert heard == [(matter.begins, matter.ends)[number % 2] for number in range(len(heard))]


@given(LOOKS)
def test_what_fails_is_told_when_it_has_stood_for_five_minutes_and_at_most_once_an_hour(looks):
    heard = evening(looks)
    for part in PARTS:
        when = [now for now, line in heard if line == part.begins]
        assert all(later - earlier >= REST for earlier, later in pairwise(when))
        assert all(stood(part, looks, until=now) >= STANDS for now in when)


@given(LOOKS)
def test_in_the_end_staff_believe_what_is_true(looks):
    quiet = [(looks[-1][0] if looks else frozenset(), 9, True)] * 9
    heard = [line for _, line in evening(looks + quiet)]
    for matter in ALL:
        said = [line for line in heard if line in (matter.begins, matter.ends)]
        assert (said[-1:] == [matter.begins]) == (matter in quiet[0][0])


@given(LOOKS, st.sampled_from(sorted(CHECKS)))
def test_what_cannot_be_found_out_is_neither_new_nor_over(looks, name):
    memory = at_first(found(frozenset()), START)
    for here, minutes, _ in looks:
        memory = seen(memory, found(here), START + timedelta(minutes=minutes))
    here = {key: known for key, known in memory.items() if key[0] == name}
    after = seen(memory, {**found(frozenset()), name: None}, START + timedelta(days=1))
    assert {key: known for key, known in after.items() if key[0] == name} == here


def stood(part: Matter, looks, until: datetime) -> timedelta:
    """How long a part had been seen failing without a break."""
    now, since = START, None
    for here, minutes, _ in looks:
        now += timedelta(minutes=minutes)
        since = (since or now) if part in here else None
        if now == until:
            break
    return until - since if since else timedelta(0)


def test_what_was_there_before_anybody_was_told_is_no_news_unless_it_fails():
    memory = at_first(found(ALL), START)
    later = START + timedelta(minutes=6)
    assert lines(memory, due(memory, later), later) == tuple(part.begins for part in PARTS)


@pytest.mark.parametrize("raw", [b"", b"{", b"5", b"[5]", b"[{}]", b'{"a": 1}', b"[" * 100_000, b"\xff"])
def test_a_damaged_memory_is_recognised(raw):
    with pytest.raises(ValueError):
        unpacked(raw)


def told_of(**seen_then) -> tuple[str, ...]:
    """What is told of this six minutes after it has been seen, nothing having been there before."""
    before = at_first(matters(Sight(HERE)), START)
    sight, later = Sight(HERE, groups=("Krokus",), **seen_then), START + timedelta(minutes=6)
    memory = seen(before, matters(sight), START)
    return lines(memory, due(memory, later), later)


def test_an_announcement_is_told_with_its_group_and_its_end_and_not_by_whom():
    until = datetime(2026, 3, 24, 18, tzinfo=BERLIN)
    new = Announcement("Krokus", 3, HERE, "a.wav", until, "RE1")
    assert told_of(announcements=(new,)) == ("Neue Ansage der Gruppe Krokus, zu hören bis Di 24.03.2026, 18:00 Uhr.",)
    gone = Announcement("", 4, HERE)
    assert told_of(announcements=(gone,)) == ("Die Ansage für alle ist gelöscht.",)


def test_a_meeting_that_is_called_off_and_one_that_takes_place_after_all():
    off, day = "Gruppe Krokus: Das Treffen am Di 24.03.2026", date(2026, 3, 24)
    sight = Sight(HERE, groups=("Krokus",), called_off=frozenset({("krokus", day)}))
    assert told_of(called_off=sight.called_off) == (f"{off} ist abgesagt.",)
    after = seen(at_first(matters(sight), START), matters(Sight(HERE)), START)
    soon = START + timedelta(minutes=1)
    assert lines(after, due(after, soon), soon) == (f"{off} findet statt.",)
    next_day = datetime(2026, 3, 25, 1, tzinfo=BERLIN)
    assert lines(after, due(after, next_day), next_day) == ()


def test_a_problem_is_told_by_file_line_and_what_and_what_is_harmless_is_not():
    wrong = Problem(
        "gruppen/krokus.txt", 3, 10, "Den 31.4.2027 gibt es nicht.", "Sehen Sie nach.", "Ausfall: 31.4.2027"
    )
    expected = ("gruppen/krokus.txt, Zeile 3: Den 31.4.2027 gibt es nicht.",)
    assert told_of(problems=(wrong, replace(wrong, line=9, harmless=True))) == expected
    assert told_of(problems=(replace(wrong, harmless=True, urgent=True),)) == expected


def test_a_problem_whose_line_has_moved_is_not_told_again():
    wrong = Problem("gruppen.txt", 3, 1, "Es fehlt etwas.", "")
    memory = at_first(matters(Sight(HERE, problems=(wrong, replace(wrong, line=7)))), START)
    assert len(memory) == 2
    moved = matters(Sight(HERE, problems=(replace(wrong, line=5), replace(wrong, line=9))))
    assert seen(memory, moved, START).keys() == memory.keys()


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ({"redis": False}, "Redis"),
        ({"voices": {"pico": False, "espeak": True}}, "Die Stimme pico"),
        ({"free": (150 * 1024**2, 10**9)}, "Noch 150 MB"),
        ({"free": (10**9, 10**11)}, "fast voll"),
        ({"stuck": True}, "nicht auf Sendung"),
        ({"store": False}, "Der Speicher"),
    ],
)
def test_a_part_that_fails_is_told_in_one_line(part, words):
    (line,) = told_of(**part)
    assert words in line


def test_parts_that_work_are_not_worth_a_word():
    assert told_of(redis=True, voices={"espeak": True}, free=(10**9, 10**10), stuck=False, store=True) == ()


CODES = ("471 103", "471103", "9988-7766", "99 88 77 66", "4/7/1/1/0/3", "+49 30 23125 999", "030/23125999")
BROKEN = ("{0}: Seele", "Hinwais {0}", "Zugang: {0} x", "Raum: Zoom {0}", "Regel: {0} {0}", "{0}", "Ausfall: {0}")


@given(st.sampled_from(CODES), st.lists(st.sampled_from(BROKEN), min_size=1, max_size=4), st.sampled_from(CODES))
def test_no_message_and_nothing_that_is_kept_holds_a_code_or_a_number(code, broken, other):
    text = "\n".join(("Gruppe: Krokus", "Regel: montags, 18 Uhr", *(line.format(code) for line in broken)))
    named = f"gruppen/{other.replace('/', '.')}.txt"
    problems = read(files({"buero.txt": OFFICE.encode(), "gruppen.txt": text.encode(), named: b"Ort"}), TODAY)[1]
    off = frozenset({(f"krokus {other}", HERE.date())})
    sight = Sight(HERE, groups=(f"krokus {other}",), problems=problems, called_off=off)
    memory = at_first(matters(sight), START)
    said = letter(lines(memory, memory.keys(), START)) + "".join(known.matter.ends for known in memory.values())
    assert len(memory) >= 3
    assert not any(piece in said for piece in re.findall(r"\d{3,}", code))
    for text in (said, *(word for key in memory for word in key)):
        assert not any(digits_of(number) in digits_of(text) for number in (code, other))


def digits_of(text: str) -> str:
    return re.sub(r"\D", "", text)


def test_a_long_letter_is_cut_and_says_so():
    assert letter([f"Zeile {n}" for n in range(MOST + 7)]).splitlines()[-1] == "- und 7 weitere."
    assert letter(["a", "b"]) == "- a\n- b"
