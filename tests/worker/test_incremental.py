"""Work grows with what changed: what is read and listed bit by bit is the same as what is read from nothing."""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.model.agenda import entries
from ivr.model.moment import midnight
from ivr.prerender.sayable import parts
from ivr.say import Say
from ivr.world import World
from keep.content.editions import Edition, check
from reading import checked_groups, content, file_lines
from reading.files import File
from tests.conftest import TUESDAY
from tests.support.many_groups import group
from tests.support.staff import IN_THURINGIA, OFFICE
from worker.sentences import SayableSentences

TWENTY = {f"gruppen/{n:02}.txt": group(n).encode() for n in range(20)}
BLOCKS = (
    "Gruppe: Krokus\nRegel: montags, 17 Uhr\nZugang: 640281\n",
    "Gruppe: Rose\nRegel: täglich, 18 bis 19:30 Uhr, außer an Feiertagen\nZugang: 640281\n",
    "Gruppe: Krokus\nRegel: mondtags, 17 Uhr\n",
    "Gruppe: Nelke\nTermine: 17.3.2026 18 Uhr; 9.3.2024 18 Uhr\nZugang: 7402819\n",
    "Gruppe: Lilie\nRegel: alle 14 Tage dienstags, 19 Uhr\nStart: 10.3.2026\nAusfall: 24.3.2026; 25.3.2026\n",
    "Gruppe: Iris\nKalender: iris.ics\n",
    "Gruppe: Tulpe\nRegel: dienstags, 18 Uhr\nZugang: offen\n",
    "# nichts\n",
)
CALENDAR = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:1\nDTSTART:{}T180000\nEND:VEVENT\nEND:VCALENDAR\n"
CALENDARS = (CALENDAR.format(20260317), CALENDAR.format(20260324), "nichts")
NAMES = ("gruppen.txt", "gruppen/a.txt", "gruppen/b.txt", "gruppen/c.txt")

edits = st.one_of(
    st.tuples(st.sampled_from(NAMES), st.lists(st.sampled_from(BLOCKS), max_size=3).map("\n".join)),
    st.tuples(st.just("gruppen/iris.ics"), st.sampled_from(CALENDARS)),
    st.tuples(st.just("buero.txt"), st.sampled_from((OFFICE, IN_THURINGIA, f"{OFFICE}Stellen: 7\n", ""))),
    st.tuples(st.just("aussprache.txt"), st.sampled_from(("Rose = Rohse\n", "Rose\n"))),
    st.tuples(st.sampled_from(NAMES), st.none()),
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES).map(lambda name: File(name.encode()))),
)
EDITS = st.lists(st.tuples(edits, st.integers(0, 2)), min_size=1, max_size=6)


def edited(folder: Mapping[str, File], edit: tuple[str, str | File | None], day: date) -> dict[str, File]:
    """The folder after somebody has written a file, deleted it (None), or given it another name (a File)."""
    name, written = edit
    others = {other: file for other, file in folder.items() if other != name}
    if isinstance(written, File):
        moved = folder.get(name)
        return others | ({written.raw.decode(): moved} if moved else {})
    return others if written is None else {**others, name: File(written.encode(), day)}


def forget_everything() -> None:
    """As if the process had just started."""
    for remembered in (
        checked_groups.read_file,
        checked_groups.checked_file,
        file_lines._lines_of_file,
        content.interned,
    ):
        remembered.cache_clear()


def from_nothing(folder: Mapping[str, File], day: date) -> Edition:
    forget_everything()
    return check(folder, day)


def states(several: list[tuple[tuple[str, str | File | None], int]]) -> list[tuple[dict[str, File], date]]:
    """The folder and the day after each of several edits."""
    folder, day = {"buero.txt": File(OFFICE.encode(), TUESDAY.date())}, TUESDAY.date()
    found = []
    for edit, days in several:
        day += timedelta(days=days)
        folder = edited(folder, edit, day)
        found.append((folder, day))
    return found


@settings(max_examples=40)
@given(EDITS)
def test_whatever_is_edited_what_is_read_bit_by_bit_is_what_is_read_from_nothing(several):
    forget_everything()
    bit_by_bit = [check(*state) for state in states(several)]
    anew = [from_nothing(*state) for state in states(several)]
    assert [(one.plan, one.problems) for one in bit_by_bit] == [(one.plan, one.problems) for one in anew]


@settings(max_examples=20)
@given(EDITS)
def test_whatever_is_edited_what_is_known_of_a_group_is_what_is_listed_anew(several):
    """What is kept is kept by the keys of parts: so parts with one key have to say the same."""
    said: dict[Hashable, set[Say]] = {}
    for hours, (folder, day) in enumerate(states(several), 17):
        world = World(midnight(day) + timedelta(hours=hours), from_nothing(folder, day).plan, b"key")
        for part in (part for part in parts(world) if part.key[0] == "group"):
            heard = {words for hear in part.hear() for words in hear}
            assert said.setdefault(part.key, heard) == heard


def test_after_an_hour_and_an_edit_all_sentences_listed_bit_by_bit_are_those_listed_from_nothing():
    remembers, name = SayableSentences(), "gruppen/05.txt"
    changed = TWENTY[name].replace(b"Ort: ", b"Ort: Neubau, ")
    for world in (twenty(), replace(twenty({name: changed}), now=TUESDAY + timedelta(hours=1))):
        assert list(remembers.of(world)) == list(SayableSentences().of(world))


def test_what_is_spoken_before_an_edition_goes_on_air_is_what_the_one_before_did_not_say():
    before, after = twenty(), twenty({"gruppen/05.txt": b"Gruppe: Krokus\nRegel: montags, 17 Uhr\n"})
    new = set(SayableSentences().new(after, before))
    assert any("Krokus" in text for text in new)
    assert set(SayableSentences().of(after)) <= set(SayableSentences().of(before)) | new


def twenty(changed: Mapping[str, bytes] | None = None) -> World:
    folder = {name: File(raw) for name, raw in {**TWENTY, **(changed or {})}.items()}
    return World(TUESDAY, check(folder, TUESDAY.date()).plan, b"key")


def test_greeting_and_menus_are_listed_first_and_then_the_groups_that_meet_first():
    kinds = [kind for kind, _ in groupby(part.key[0] for part in parts(twenty()))]
    assert kinds[:3] == ["menus", "group", "questions"]
    now = [part.key[1] for part in parts(twenty()) if part.key[0] == "group"][: len(TWENTY)]
    assert now == [entry.group for entry in entries(twenty().plan, TUESDAY)]


def test_after_one_changed_line_only_its_group_is_listed_again():
    name = "gruppen/05.txt"
    after = twenty({name: TWENTY[name].replace(b"Ort: ", b"Ort: Neubau, ")})
    new = {part.key for part in parts(after)} - {part.key for part in parts(twenty())}
    assert {key[1] for key in new if key[0] == "group"} == {after.plan.groups[5]}
    assert {key[0] for key in new} == {"group", "questions"}


def test_an_hour_later_nothing_is_listed_again_that_was_listed_ahead():
    before, after = (replace(twenty(), now=TUESDAY.replace(hour=hour, minute=0)) for hour in (15, 17))
    assert {part.key for part in parts(after)} <= {part.key for part in parts(before)}
