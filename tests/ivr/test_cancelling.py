"""Meetings that leaders call off by telephone: on the calendar, in the file, and for whoever changes it meanwhile."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.call import begin, step
from ivr.model.announcement import NotDone
from ivr.model.door import door
from ivr.model.exceptions import single
from ivr.model.meeting import Meeting, meetings
from ivr.model.moment import BERLIN
from ivr.model.plan import Group, Moved, Plan
from ivr.model.recurrence import Rule, Span
from ivr.reply import Ask, Cancel, Reply
from ivr.say import said_in
from ivr.world import World
from keep.content.cancellations import Cancellations
from prompts.wording import page
from reading.cancellations import FILE, CancellationFile, read_cancellations, unknown_groups, with_cancellations
from reading.cancellations_edit import HEADING, with_cancellation, without_cancellation, without_past
from reading.text.encodings import decode
from reading.text.pieces import fold
from tests.support.small_hotline import Clock
from tests.support.staff import SAVED
from tests.support.walks import every_turn, heard_in, spoken_beforehand

NOW = datetime(2026, 3, 10, 18, 45, tzinfo=BERLIN)
TODAY = NOW.date()
SOON = st.integers(0, 40).map(lambda days: TODAY + timedelta(days=days))
SPANS = st.sampled_from([Span(time(9)), Span(time(18), time(20)), Span(time(22), time(1))])
GROUPS = st.builds(
    Group,
    name=st.just("Krokus"),
    rules=st.lists(st.builds(lambda day, span: Rule((day,), span), st.integers(0, 6), SPANS), max_size=3).map(tuple),
    dates=st.lists(st.tuples(SOON, SPANS), max_size=3, unique=True).map(tuple),
    off=st.lists(SOON.map(single), max_size=3).map(tuple),
    moved=st.lists(st.builds(Moved, SOON, SOON, SPANS), max_size=3, unique_by=lambda move: move.day).map(tuple),
)


def all_of(group: Group) -> list[Meeting]:
    """The meetings of the next weeks, as those of the group without what was called off."""
    found = meetings(group, TODAY - timedelta(days=1), TODAY + timedelta(days=45))
    return [replace(meeting, group=replace(group, cancellations=frozenset())) for meeting in found]


def taking_place(found: list[Meeting]) -> set[datetime]:
    return {meeting.start for meeting in found if not meeting.cancelled}


@given(GROUPS, st.frozensets(SOON, max_size=4))
def test_on_a_day_that_is_called_off_nothing_takes_place_and_all_other_days_are_as_before(group, days):
    before, after = all_of(group), all_of(replace(group, cancellations=days))
    assert [meeting.start for meeting in after] == [meeting.start for meeting in before]
    assert taking_place(after) == {start for start in taking_place(before) if start.date() not in days}


@given(GROUPS, st.frozensets(SOON, max_size=4))
def test_only_what_would_take_place_otherwise_can_be_taken_back(group, days):
    before, after = all_of(group), all_of(replace(group, cancellations=days))
    assert {meeting.start for meeting in after if meeting.cancellations} == taking_place(before) - taking_place(after)


@given(GROUPS, st.frozensets(SOON, max_size=4))
def test_nobody_is_sent_to_a_new_date_that_is_called_off(group, days):
    for before, after in zip(all_of(group), all_of(replace(group, cancellations=days)), strict=True):
        to = before.moved_to
        assert after.moved_to == (None if to and to.date() in days else to)


# --- the file

NAMES = ("Sonnenblume", "Café Äther", "Kreis 2; die Zweite", "#1", "Gruppe: Mut", "ausfall")
DAYS = st.dates(date(2026, 3, 1), date(2026, 12, 31))
CALLS = st.lists(st.tuples(st.sampled_from(NAMES), DAYS), max_size=8)
EMPTY = read_cancellations(b"")
KROKUS = f"Gruppe:  Krokus\nAusfall: {TODAY:%d.%m.%Y}\n"


def entered(calls: list[tuple[str, date]]) -> bytes:
    """The file after leaders have called off these."""
    sheet = EMPTY
    for name, day in calls:
        sheet = with_cancellation(sheet, name, day, NOW)
    return sheet.raw


@given(CALLS)
def test_whatever_is_called_off_is_read_back_and_nothing_is_wrong(calls):
    sheet = read_cancellations(entered(calls))
    assert not sheet.problems and not list(unknown_groups(sheet, Plan(groups=tuple(map(Group, NAMES)))))
    assert sheet.days == {(fold(name), day) for name, day in calls}


@given(CALLS, st.sampled_from(NAMES), DAYS)
def test_calling_off_and_taking_back_leaves_the_file_as_it_was(calls, name, day):
    before = read_cancellations(entered([call for call in calls if call != (name, day)]))
    after = without_cancellation(with_cancellation(before, name, day, NOW), name, day)
    assert after.days == before.days and after.lines == (before.lines if before.days else HEADING)


def test_the_file_reads_as_staff_would_write_it():
    text = decode(entered([("Sonnenblume", date(2026, 3, 24)), ("Krokus", date(2026, 3, 12))]))
    assert text.split("\n")[2:] == [
        "",
        "Gruppe:  Sonnenblume",
        "# eingetragen am 10.03.2026 um 18:45 Uhr",
        "Ausfall: 24.03.2026",
        "",
        "Gruppe:  Krokus",
        "# eingetragen am 10.03.2026 um 18:45 Uhr",
        "Ausfall: 12.03.2026",
        "",
    ]


STAFF = st.sampled_from(
    [
        *("Gruppe: Sonnenblume", "Gruppe Krokus", "Gruppe:", "Gruppe:  café Aether", "Ausfall: 24.3.2026; 31.03.2026"),
        *("Ausfall: Ostern", "Ausfall: 24.3.", "Ausfall: 1.4. bis 3.4.2026", "Ausfall:", "Absage: 2.4.2026", "Unsinn"),
        *("  2.4.2026", "# eine Notiz", "", "Ausfall: Di, 24.3.2026", "Ausfall: Mi, 24.3.2026", "\t", "Ort: hier"),
    ]
)
FILES = st.lists(STAFF | st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=6), max_size=12).map(
    "\n".join
)


@given(FILES, CALLS)
def test_whatever_staff_wrote_stays_when_the_file_is_written_anew(text, calls):
    before = read_cancellations(text.encode())
    after = before
    for name, day in calls:
        after = with_cancellation(after, name, day, NOW)
    assert after.days == before.days | read_cancellations(entered(calls)).days
    rest = iter(after.lines)
    assert all(line in rest for line in before.lines)


@given(FILES, CALLS, st.data())
def test_only_the_days_that_are_taken_back_go(text, calls, data):
    before = read_cancellations((text + "\n" + decode(entered(calls))).encode())
    name, day = data.draw(st.sampled_from([*sorted(before.days), ("Krokus", TODAY)]))
    after = without_cancellation(before, name, day)
    assert after.days == before.days - {(fold(name), day)}
    assert not_understood(before) == not_understood(after)


def not_understood(sheet: CancellationFile) -> list[str]:
    """What staff wrote and the hotline cannot read, and their notes."""
    numbers = {number for part in sheet.parts if not (part.days or part.names) for number in part.lines}
    notes = {number for number, text in enumerate(sheet.lines) if "# eine" in text}
    return [sheet.lines[number] for number in sorted(numbers | notes)]


@pytest.mark.parametrize("saved", SAVED)
def test_however_staff_save_it_it_is_the_same_file(saved):
    text = "Gruppe: Café Äther\nAusfall: Di, 24.03.2026; 31.3.2026\n"
    assert read_cancellations(saved(text)).days == {("café aether", date(2026, 3, day)) for day in (24, 31)}


MISTAKES = {
    "Ausfall: 24.03.2026": (1, "Welche Gruppe das ist, steht hier nicht."),
    "Gruppe: Krokus\nAusfall: 24.3.": (2, "Hier stehen nur einzelne Tage, mit ihrem Jahr."),
    "Gruppe: Krokus\nAusfall: 24.3. bis 31.3.2026": (2, "Hier stehen nur einzelne Tage, mit ihrem Jahr."),
    "Gruppe: Krokus\nAusfall: Mi, 24.03.2026": (2, "Der 24.3.2026 ist ein Dienstag, nicht Mittwoch."),
    "Gruppe: Krokus\nAusfall:": (2, "Hier stehen nur einzelne Tage, mit ihrem Jahr."),
    "Gruppe: Krokus\nAusfal: 24.03.2026": (2, "»Ausfal:« kenne ich hier nicht."),
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_line_that_is_not_understood_is_told(text):
    sheet = read_cancellations(text.encode())
    assert [(problem.line, problem.text) for problem in sheet.problems] == [MISTAKES[text]] and not sheet.days


def test_a_group_that_there_is_not_is_told():
    (problem,) = unknown_groups(
        read_cancellations(b"Gruppe: Krokuss\nAusfall: 24.03.2026"), Plan(groups=(Group("Krokus"),))
    )
    assert (problem.line, problem.text) == (1, "Eine Gruppe »Krokuss« gibt es nicht.")
    assert problem.remedy == "Meinten Sie »Krokus«?"


def test_what_is_over_goes_a_day_later():
    off = with_cancellation(EMPTY, "Krokus", TODAY, NOW)
    assert without_past(off, TODAY + timedelta(days=1)) == off
    assert without_past(off, TODAY + timedelta(days=2)).lines == HEADING


# --- in the plan

PLAN = Plan(groups=(Group("Sonnenblume"), Group("Café Äther"), Group("Cafe Äther")))


def test_groups_that_are_not_concerned_are_the_very_same():
    off = with_cancellations(PLAN, frozenset({("sonnenblume", TODAY)}))
    assert off.groups[0] == Group("Sonnenblume", cancellations=frozenset({TODAY}))
    assert off.groups[1] is PLAN.groups[1] and off.groups[2] is PLAN.groups[2]


def test_a_plan_that_is_not_concerned_is_the_very_same():
    assert with_cancellations(PLAN, frozenset()) is PLAN
    assert with_cancellations(PLAN, frozenset({("krokus", TODAY)})) is PLAN


def test_the_same_days_make_the_very_same_plan():
    days = frozenset({("sonnenblume", TODAY)})
    assert with_cancellations(PLAN, days) is with_cancellations(PLAN, frozenset({*days}))


def test_a_group_is_called_off_under_any_spelling_that_no_other_group_may_have():
    off = with_cancellations(PLAN, read_cancellations("Gruppe: CAFÉ AETHER\nAusfall: 10.3.2026".encode()).days)
    assert [bool(group.cancellations) for group in off.groups] == [False, True, False]


# --- kept


class Drawer:
    """A store in memory, with a real lock; `broken`: nothing can be read or written."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.writes = self.reads = 0
        self.broken = False
        self._locks: dict[str, threading.Lock] = {}

    def read(self, name: str) -> bytes | None:
        self._look()
        self.reads += 1
        return self.files.get(name)

    def write(self, name: str, data: bytes) -> None:
        self._look()
        self.writes += 1
        self.files[name] = data

    @contextmanager
    def alone(self, name: str) -> Iterator[None]:
        self._look()
        with self._locks.setdefault(name, threading.Lock()):
            yield

    def _look(self) -> None:
        if self.broken:
            raise OSError("broken")


@pytest.fixture
def drawer() -> Drawer:
    return Drawer()


@pytest.fixture
def seconds() -> Clock:
    return Clock()


@pytest.fixture
def cancellations(drawer, seconds) -> Cancellations:
    return Cancellations(drawer, lambda: NOW, seconds)


def test_a_meeting_is_called_off_at_once_and_for_every_process(cancellations, drawer):
    cancellations.cancel("Krokus", TODAY)
    assert cancellations.days() == Cancellations(drawer, lambda: NOW).days() == {("krokus", TODAY)}


def test_what_is_asked_for_twice_is_done_once(cancellations, drawer):
    cancellations.cancel("Krokus", TODAY)
    cancellations.cancel("Krokus", TODAY)
    assert drawer.writes == 1
    cancellations.reopen("Krokus", TODAY)
    cancellations.reopen("Krokus", TODAY)
    assert drawer.writes == 2 and not cancellations.days()


def test_a_line_that_staff_delete_is_taken_back_within_a_second(cancellations, drawer, seconds):
    cancellations.cancel("Krokus", TODAY)
    assert cancellations.days()
    drawer.files[FILE] = b""
    seconds.now += 1
    assert not cancellations.days()


def test_what_staff_added_meanwhile_stays(cancellations, drawer):
    cancellations.cancel("Krokus", TODAY)
    drawer.files[FILE] += "Gruppe: Café Äther\r\nAusfall: 24.03.2026\r\n# wegen Grippe\r\n".encode()
    cancellations.cancel("Sonnenblume", TODAY)
    assert cancellations.days() == {("krokus", TODAY), ("café aether", date(2026, 3, 24)), ("sonnenblume", TODAY)}
    assert "# wegen Grippe" in decode(drawer.files[FILE])


def test_the_file_is_looked_at_once_a_second_and_the_days_stay_the_same_object(cancellations, drawer, seconds):
    drawer.files[FILE] = KROKUS.encode()
    first = cancellations.days()
    drawer.files[FILE] = (KROKUS + "# noch eine Notiz\n").encode()
    assert all(cancellations.days() is first for _ in range(9)) and drawer.reads == 1
    seconds.now += 1
    assert cancellations.days() is first and drawer.reads == 2


def test_while_the_store_fails_what_was_known_last_is_true_and_nothing_is_done(cancellations, drawer, seconds):
    cancellations.cancel("Krokus", TODAY)
    drawer.broken = True
    seconds.now += 1
    for change in (cancellations.cancel, cancellations.reopen):
        with pytest.raises(NotDone):
            change("Krokus", date(2026, 3, 24))
    assert cancellations.days() == {("krokus", TODAY)}


def test_a_file_that_is_no_text_is_told_and_never_overwritten(cancellations, drawer, seconds):
    cancellations.cancel("Krokus", TODAY)
    drawer.files[FILE] = b"PK\0\0"
    seconds.now += 1
    assert cancellations.days() == {("krokus", TODAY)}
    assert [problem.text for problem in cancellations.problems(PLAN)] == [
        "Diese Datei ist kein Text, den ich lesen kann."
    ]
    with pytest.raises(NotDone):
        cancellations.reopen("Krokus", TODAY)
    assert drawer.files[FILE] == b"PK\0\0"


def test_many_at_once_lose_nothing(drawer):
    days = [TODAY + timedelta(days=n) for n in range(12)]
    processes = [Cancellations(drawer, lambda: NOW) for _ in range(3)]
    threads = [
        threading.Thread(target=process.cancel, args=(f"Kreis {number % 2}", day))
        for number, day in enumerate(days)
        for process in (processes[number % 3],)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Cancellations(drawer, lambda: NOW).days() == {(f"kreis {n % 2}", day) for n, day in enumerate(days)}


def test_one_process_that_changes_much_at_once_knows_the_newest(drawer):
    process = Cancellations(drawer, lambda: NOW)
    days = [TODAY + timedelta(days=n) for n in range(20)]
    threads = [threading.Thread(target=process.cancel, args=("Krokus", day)) for day in days]
    threads += [threading.Thread(target=process.days) for _ in days]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert process.days() == {("krokus", day) for day in days}


# --- on the telephone


TONIGHT = replace(PLAN, groups=(Group("Sonnenblume", dates=((TODAY, Span(time(20))),), code="471103"),))


def heard(world: World, *keys: str) -> list[str]:
    """What a caller hears last who presses these keys."""
    reply = begin(world)
    for key in keys:
        assert isinstance(reply.then, Ask)
        reply = step(reply.then.place, key, world)
    return [page([said]) for said in said_in(reply.hear)]


def off_today(plan: Plan, now: datetime = NOW) -> World:
    """The world in which every group has called off its meetings of today."""
    days = frozenset((fold(group.name), TODAY) for group in plan.groups)
    return World(now, with_cancellations(plan, days), b"key")


NEWS = "Heute fällt aus: | Gruppe Sonnenblume, zwanzig Uhr."


def test_whoever_comes_to_the_dates_hears_first_what_was_called_off_for_today():
    world = off_today(TONIGHT)
    assert heard(world, "1")[:2] == [NEWS, "Heute ist Dienstag, zehnter März."]
    assert heard(world, "", "", "")[:2] == ["Ich lese Ihnen jetzt die Termine vor.", NEWS]


def test_what_is_over_and_what_staff_have_cancelled_is_no_news():
    group = replace(TONIGHT.groups[0], off=(single(TODAY),), cancellations=frozenset({TODAY}))
    by_staff = World(NOW, Plan(groups=(group,)), b"key")
    assert NEWS not in heard(by_staff, "1")
    assert NEWS in heard(off_today(TONIGHT, NOW.replace(hour=21, minute=29)), "1")
    assert NEWS not in heard(off_today(TONIGHT, NOW.replace(hour=21, minute=30)), "1")


def test_of_many_the_soonest_five_are_told_before_the_question_and_not_again_behind_an_answer():
    evening = tuple(Group(f"Kreis {n}", dates=((TODAY, Span(time(23 - n % 4))),)) for n in range(20))
    world = off_today(Plan(groups=evening))
    said = heard(world, "1")
    assert [words.partition(":")[0] for words in said[:6]] == ["Heute fällt aus"] * 5 + ["Was möchten Sie hören?"]
    assert all(words.endswith("zwanzig Uhr.") for words in said[:5])
    assert not any("Heute fällt aus" in words for words in heard(world, "1", "1"))


def test_whoever_comes_to_a_meeting_that_is_called_off_hears_so_at_the_door():
    assert "Das Treffen heute fällt aus." in heard(off_today(TONIGHT), "2", "471103")


def test_it_is_told_when_the_group_meets_next():
    weekly = Group("Sonnenblume", rules=(Rule((1,), Span(time(20))),), code="471103")
    assert heard(off_today(Plan(groups=(weekly,))), "2", "471103")[1:3] == [
        "Das Treffen heute fällt aus.",
        "Das nächste Treffen: | Dienstag, siebzehnter März, zwanzig Uhr.",
    ]


def test_an_evening_that_does_not_take_place_is_told_behind_a_morning_that_did():
    morning = Moved(TODAY - timedelta(days=1), TODAY, Span(time(9)))
    twice = replace(TONIGHT.groups[0], moved=(morning,), off=(single(TODAY),))
    assert door(twice, NOW).state == "cancelled"


TUESDAYS = Group("Sonnenblume", rules=(Rule((1,), Span(time(18), time(19))),), leader_code="99887766")
AFTER_MIDNIGHT = replace(TUESDAYS, rules=(Rule((1,), Span(time(0), time(1))),))
TO_THE_QUESTION = ("8", "99887766", "3", "1")
BEGUN = "Das Treffen hat schon begonnen. | Es ist nicht abgesagt."


def confirmed(group: Group, asked: datetime, seconds: float, off: frozenset[date] = frozenset()) -> Reply:
    """What a leader is answered who comes to the question, and presses yes so long after."""
    plan = Plan(groups=(replace(group, cancellations=off),))
    reply = begin(World(asked, plan, b"key"))
    for key in TO_THE_QUESTION:
        assert isinstance(reply.then, Ask)
        reply = step(reply.then.place, key, World(asked, plan, b"key"))
    assert isinstance(reply.then, Ask)
    return step(reply.then.place, "1", World(asked + timedelta(seconds=seconds), plan, b"key"))


@pytest.mark.parametrize(
    "group, asked", [(TUESDAYS, (10, 17, 59, 40)), (AFTER_MIDNIGHT, (9, 23, 59, 40)), (TUESDAYS, (10, 12))]
)
def test_what_was_asked_before_a_meeting_began_is_called_off_by_who_confirms_it_seconds_after(group, asked):
    reply = confirmed(group, datetime(2026, 3, *asked, tzinfo=BERLIN), 30)
    assert reply.effects == (Cancel("Sonnenblume", TODAY),)
    assert page(reply.hear).startswith("Heute, Dienstag, zehnter März") and "Dieses Treffen fällt aus." in page(
        reply.hear
    )


def test_whoever_confirms_long_after_is_told_first_that_nothing_is_called_off():
    reply = confirmed(TUESDAYS, datetime(2026, 3, 10, 17, 59, 40, tzinfo=BERLIN), 300)
    assert not reply.effects and page(reply.hear).startswith(BEGUN)


def test_a_meeting_whose_time_is_over_cannot_take_place_after_all():
    reply = confirmed(TUESDAYS, datetime(2026, 3, 10, 18, 59, 40, tzinfo=BERLIN), 25, frozenset({TODAY}))
    assert not reply.effects and "Es hat sich nichts geändert." in page(reply.hear[:1])


@given(st.integers(-7200, 7200), st.integers(0, 900), st.booleans())
def test_at_any_moment_it_is_done_or_said_not_to_be_done(begins_in, seconds, is_off):
    asked = datetime(2026, 3, 10, 18, tzinfo=BERLIN) - timedelta(seconds=begins_in)
    reply = confirmed(TUESDAYS, asked, seconds, frozenset({TODAY} if is_off else ()))
    done = "findet statt" if is_off and begins_in > -3600 else "fällt aus"
    assert (done in page(reply.hear[:1])) == bool(reply.effects) == ("nicht" not in page(reply.hear[:1]))


def test_a_key_means_the_date_it_was_offered_for_although_a_meeting_begins_meanwhile():
    asked = datetime(2026, 3, 10, 17, 59, 40, tzinfo=BERLIN)
    world = World(asked, Plan(groups=(TUESDAYS,)), b"key")
    reply = begin(world)
    for key in TO_THE_QUESTION[:-1]:
        reply = step(reply.then.place, key, world)
    reply = step(reply.then.place, "1", replace(world, now=asked + timedelta(seconds=25)))
    assert page(reply.hear).startswith("Heute, Dienstag, zehnter März, achtzehn Uhr.")


def test_what_is_said_of_meetings_that_are_called_off_is_spoken_beforehand(plan):
    world = off_today(plan, datetime(2026, 3, 10, 0, 30, tzinfo=BERLIN))
    spoken = spoken_beforehand(world)
    assert NEWS.replace("zwanzig Uhr", "achtzehn Uhr dreißig") in spoken
    for hours in (0, 5, 14, 23):
        turns = every_turn(replace(world, now=world.now + timedelta(hours=hours)))
        assert heard_in(turns) <= spoken, hours
