"""What calendar programs write and what means nothing changes no date, and a day never becomes a moment at midnight."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.model.recurrence import Rule, Span
from reading.calendar.dates import AHEAD, BEHIND
from tests.support.calendars import NAMED, TREFFEN, calendar, krokus, starts, understood
from tests.support.series import as_series
from tests.support.staff import TODAY

WEEKLY = TREFFEN + "RRULE:FREQ=WEEKLY;COUNT=3\n"
THREE = ["17.03. 18:00", "24.03. 18:00", "31.03. 18:00"]


def each(name: str, change: Callable[[str], str]) -> Callable[[list[str]], list[str]]:
    """Changes every line that begins with this name."""
    return lambda lines: [change(line) if line.startswith(name) else line for line in lines]


def behind(name: str, *more: str) -> Callable[[list[str]], list[str]]:
    return lambda lines: [new for line in lines for new in (line, *(more if line.startswith(name) else ()))]


# Each changes the lines of a calendar, and not what it means.
ODDITIES = {
    "exceptions without any day": behind("DTSTART", "EXDATE;TZID=Europe/Berlin:", "RDATE:", "EXDATE;VALUE=DATE: , "),
    "a comma at the end": each("EXDATE", lambda line: f"{line},"),
    "a doubled comma": each("EXDATE", lambda line: line.replace(":", ":,,")),
    "blanks in the rule": each("RRULE", lambda line: line.replace(";", " ; ").replace("=", " = ").replace(",", ", ")),
    "parts of nobody": each("RRULE", lambda line: f"{line};X-NAME=1;RSCALE=GREGORIAN;BYMONTHDAY=;SKIP=OMIT;;"),
    "a rule in small letters": each("RRULE", lambda line: f"RRULE:{line[6:].lower()}"),
    "names in small letters": each("", lambda line: line.partition(":")[0].lower() + ":" + line.partition(":")[2]),
    "empty parameters": each("DTSTART", lambda line: line.replace(":", ";;TZID=;LANGUAGE=:", 1)),
    "parameters of nobody": each("RECURRENCE-ID", lambda line: line.replace(":", ';X-A="b;c:d";VALUE=DATE-TIME:', 1)),
    "every line twice": each("RRULE", lambda line: f"{line}\n{line}"),
    "moments of ISO 8601": each(
        "DTSTART",
        lambda line: f"{line[:-15]}{line[-15:-11]}-{line[-11:-9]}-{line[-9:-4]}:{line[-4:-2]}:{line[-2:]}.000",
    ),
    "lines of nobody": behind(
        "UID", 'ATTENDEE;CN="Müller:mailto', "X-", "und so weiter", "SEQUENCE:", "DTEND:", "RRULE:"
    ),
    "parts that are no meetings": behind("UID", "BEGIN:VALARM", "TRIGGER:bald", "DTSTART:?", "END:VALARM"),
    "a time zone of nobody": behind(
        "BEGIN:VCALENDAR", "BEGIN:VTIMEZONE", "BEGIN:STANDARD", "END:STANDARD", "END:VTIMEZONE"
    ),
    "tasks": behind("BEGIN:VCALENDAR", "BEGIN:VTODO", "DUE:", "RRULE:FREQ=SECONDLY", "END:VTODO"),
    "the first of one day": each("RRULE:FREQ=DAILY", lambda line: f"{line};BYSETPOS=1"),
    "folded lines": each("", lambda line: "\n ".join(line[at : at + 11] for at in range(0, len(line), 11))),
    "blanks at the ends of lines": each("", lambda line: f"{line} \t"),
    "CR CR LF": each("", lambda line: f"{line}\r\r"),
    "empty lines": each("", lambda line: f"{line}\n\n"),
}
SOME = st.lists(st.sampled_from(sorted(ODDITIES)), max_size=4, unique=True)
TIMES = st.builds(time, st.integers(1, 23), st.sampled_from((0, 30)))
RULES = st.builds(
    Rule,
    weekdays=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    span=st.builds(Span, TIMES, st.none()),
    nths=st.just(()) | st.sets(st.sampled_from((1, 2, 4, -1)), min_size=1).map(tuple),
    every=st.integers(1, 3),
    since=st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    until=st.dates(date(2027, 2, 1), date(2027, 12, 31)),
)


def odd(plain: str, oddities: list[str]) -> str:
    lines = plain.split("\n")
    for name, change in ODDITIES.items():
        lines = "\n".join(change(lines)).split("\n") if name in oddities else lines
    return "\n".join(lines)


@settings(max_examples=40)
@given(RULES, SOME, st.data())
def test_oddities_leave_the_dates_that_another_engine_finds_without_them(rule, oddities, data):
    days = st.lists(st.sampled_from(rule.days(date(2026, 1, 1), date(2027, 12, 31))), unique=True, max_size=3)
    moved = {day: (day + timedelta(days=1), Span(time(17, 15))) for day in data.draw(days)}
    plain = as_series(rule, moved, [day for day in data.draw(days) if day not in moved])
    plan, problems = understood(odd(plain, oddities))
    theirs = recurring_ical_events.of(icalendar.Calendar.from_ical(plain)).between(TODAY - BEHIND, TODAY + AHEAD)
    assert not [problem for problem in problems if not problem.harmless]
    ours = {datetime.combine(day, span.start) for day, span in plan.groups[0].dates}
    assert ours == {event["DTSTART"].dt for event in theirs}


@pytest.mark.parametrize("oddity", ODDITIES)
def test_no_oddity_costs_a_meeting(oddity):
    assert starts(krokus(odd(calendar(WEEKLY), [oddity]))) == THREE


SAID_TWICE = ["BYHOUR=18;BYMINUTE=0;BYSECOND=0", "BYDAY=TU;BYSETPOS=1", "BYDAY=TU;BYSETPOS=-1", "INTERVAL=1;WKST=MO"]


@pytest.mark.parametrize("more", SAID_TWICE)
def test_what_the_beginning_of_a_series_says_may_stand_in_its_rule(more):
    assert starts(krokus(calendar(WEEKLY.replace("COUNT", f"{more};COUNT")))) == THREE


@pytest.mark.parametrize("more", ["BYHOUR=19", "BYHOUR=18,19", "BYMINUTE=30"])
def test_another_time_in_the_rule_is_not_passed_over(more):
    _, (problem, *_) = understood(calendar(WEEKLY.replace("COUNT", f"{more};COUNT")))
    assert problem.text == "Diese Wiederholung verstehe ich nicht." and not problem.harmless
    assert "für jede Uhrzeit eine eigene" in problem.remedy


# --- days and moments


@pytest.mark.parametrize("zone", [";TZID=Europe/Berlin:{}", ":{}", ";TZID=America/New_York:{}", ":{}Z"])
def test_the_day_until_which_a_series_counts_is_its_last(zone):
    series = f"UID:1\nDTSTART{zone.format('20260317T183000')}\nRRULE:FREQ=WEEKLY;UNTIL=20260331"
    assert len(starts(krokus(calendar(series)))) == 3


@pytest.mark.parametrize("until", ["20260331T180000", "20260331T160000Z"])
@pytest.mark.parametrize("zone", [";TZID=Europe/Berlin", ""])
def test_the_moment_until_which_a_series_counts_is_that_of_the_last_meeting_in_any_zone(until, zone):
    series = f"UID:1\nDTSTART{zone}:20260317T180000\nRRULE:FREQ=WEEKLY;UNTIL={until}"
    assert starts(krokus(calendar(series))) == THREE


ALL_DAY = [
    *(
        "DTSTART;TZID=Europe/Berlin:20260318T000000\nDTEND;TZID=Europe/Berlin:20260319T000000",
        "DTSTART:20260318T000000",
    ),
    *("DTSTART;TZID=Europe/Berlin;VALUE=DATE:20260318", "DTSTART:20260318\nDTEND:20260319"),
    *("DTSTART:20260317T230000Z\nDTEND:20260318T230000Z", "DTSTART:20260318T000000\nDURATION:P1D"),
    "DTSTART:20260318T080000\nDTEND:20260318T170000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
]


@pytest.mark.parametrize("event", ALL_DAY)
def test_a_whole_day_is_no_meeting_however_it_is_written(event):
    plan, (problem,) = understood(calendar(TREFFEN, f"UID:2\nSUMMARY:Ausflug\n{event}"))
    assert starts(plan.groups[0]) == ["17.03. 18:00"]
    assert problem.text == "In diesem Kalender hat »Ausflug« keine Uhrzeit." and "18.3.2026" in problem.remedy
    assert problem.harmless and problem.urgent


WITHOUT_TIMES = [
    *(";VALUE=DATE:20260324", ":20260324", ":20260325T000000", ":20260324T000000\nDTEND:20260325T000000"),
    *(":20260323T230000Z\nDTEND:20260324T230000Z", ":20260324T080000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE"),
    *(":20260324T180000\nDTEND:20260326T193000", ":20260324T180000\nDURATION:P2D"),
]


@pytest.mark.parametrize("which", [";VALUE=DATE:20260324", ";TZID=Europe/Berlin:20260324T180000", ":20260324T170000Z"])
@pytest.mark.parametrize("start", WITHOUT_TIMES)
def test_one_meeting_of_a_series_made_a_whole_day_or_longer_is_a_mistake_at_its_line(which, start):
    _, (problem,) = understood(calendar(WEEKLY, f"UID:1\nSUMMARY:Treffen\nRECURRENCE-ID{which}\nDTSTART{start}"))
    assert (problem.file, problem.line, problem.harmless) == ("gruppen/krokus.ics", 11, False)
    assert problem.text.startswith("In einer Serie dieses Kalenders ") and "»Treffen« am 2" in problem.text


def test_from_a_day_on_all_meetings_of_a_series_made_whole_days_are_one_mistake():
    days = "UID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260324T180000\nDTSTART;VALUE=DATE:20260324"
    _, (problem,) = understood(calendar(WEEKLY.replace(";TZID=Europe/Berlin", ""), days))
    assert problem.text == "In einer Serie dieses Kalenders hat »ohne Titel« am 24.3.2026 keine Uhrzeit."


def test_without_its_series_a_meeting_made_a_whole_day_is_known_by_the_others():
    some = (f"UID:1\nRECURRENCE-ID:202603{day}T180000\nDTSTART" for day in (17, 24))
    _, (problem,) = understood(calendar(f"{next(some)};VALUE=DATE:20260317", f"{next(some)}:20260324T190000"))
    assert not problem.harmless and problem.line == 4


@pytest.mark.parametrize(
    "instead", ["20260303T180000\nDTSTART;VALUE=DATE:20260303", "20260324T180000\nDTSTART:20260324\nSTATUS:CANCELLED"]
)
def test_of_a_series_what_is_over_or_off_needs_no_time(instead):
    series = WEEKLY.replace("0317", "0303").replace("COUNT=3", "COUNT=5")
    assert krokus(calendar(series, f"UID:1\nRECURRENCE-ID;TZID=Europe/Berlin:{instead}"))


@pytest.mark.parametrize("days", [";VALUE=DATE:20260318", ":20260318T000000\nDTEND:20260319T000000"])
def test_a_second_series_of_whole_days_stays_away_and_is_told_in_the_same_words_week_after_week(days):
    plan, (problem,) = understood(calendar(WEEKLY, f"UID:2\nSUMMARY:Frühstück\nDTSTART{days}\nRRULE:FREQ=WEEKLY"))
    assert starts(plan.groups[0]) == THREE and problem.harmless and problem.urgent
    assert problem.text == "In diesem Kalender hat »Frühstück« keine Uhrzeit."
    moved = "UID:2\nRECURRENCE-ID;VALUE=DATE:20260325\nDTSTART;VALUE=DATE:20260326"
    _, problems = understood(calendar(WEEKLY, f"UID:2\nDTSTART{days}\nRRULE:FREQ=WEEKLY", moved))
    assert all(problem.harmless for problem in problems)


def test_a_meeting_up_to_midnight_and_one_from_midnight_on_are_meetings():
    late = "UID:2\nDTSTART:20260318T220000\nDTEND:20260319T000000"
    assert starts(krokus(calendar(late, "UID:3\nDTSTART:20260320T000000\nDTEND:20260320T013000"))) == [
        "18.03. 22:00",
        "20.03. 00:00",
    ]


A_DAY = ["EXDATE;VALUE=DATE:20260324", "EXDATE:20260324", "EXDATE;TZID=Europe/Berlin:20260324T000000"]
A_DAY += ["EXDATE:20260324T000000Z", "EXDATE:20260323T230000Z", "EXDATE:20260324T170000Z", "EXDATE:20260324T180000"]


@pytest.mark.parametrize("line", A_DAY)
def test_a_day_is_left_out_however_it_is_written(line):
    assert starts(krokus(calendar(f"{WEEKLY}{line}"))) == [THREE[0], THREE[2]]


@pytest.mark.parametrize("line", ["RDATE;VALUE=DATE:20260319", "RDATE:20260319", "RDATE:20260319T000000"])
def test_a_day_more_has_the_time_of_the_series(line):
    assert starts(krokus(calendar(f"{WEEKLY}{line}"))) == [THREE[0], "19.03. 18:00", *THREE[1:]]


@pytest.mark.parametrize("which", [";VALUE=DATE:20260324", ":20260324T000000", ";TZID=Europe/Berlin:20260324T180000"])
def test_a_moved_day_is_the_right_one_however_it_is_written(which):
    moved = f"UID:1\nRECURRENCE-ID{which}\nDTSTART;TZID=Europe/Berlin:20260325T170000"
    assert starts(krokus(calendar(WEEKLY, moved))) == [THREE[0], "25.03. 17:00", THREE[2]]


def test_all_from_a_day_on_are_moved_when_it_is_written_as_a_day():
    moved = "UID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20260324\nDTSTART;TZID=Europe/Berlin:20260324T190000"
    assert starts(krokus(calendar(WEEKLY, moved))) == [THREE[0], "24.03. 19:00", "31.03. 19:00"]


def test_a_midnight_that_is_a_meeting_in_another_zone_stays_one():
    series = "UID:1\nDTSTART;TZID=America/New_York:20260317T200000\nRRULE:FREQ=WEEKLY;COUNT=2\nEXDATE:20260318T000000Z"
    assert starts(krokus(calendar(series))) == ["25.03. 01:00"]


# --- several events of one name


@pytest.mark.parametrize("uid", ["UID:1", "UID:", "UID"])
def test_several_events_of_one_name_all_count(uid):
    events = (f"{uid}\nDTSTART:202603{day}T180000" for day in (17, 24, 31))
    assert starts(krokus(calendar(*events))) == THREE


def test_the_newer_version_of_an_event_counts():
    old, new = WEEKLY + "SEQUENCE:1", WEEKLY.replace("T18", "T17") + "SEQUENCE:2"
    assert starts(krokus(calendar(new, old))) == [start.replace("18:", "17:") for start in THREE]


def test_of_an_event_that_stands_there_twice_the_later_one_counts():
    off = f"{WEEKLY}EXDATE;TZID=Europe/Berlin:20260324T180000\n"
    stamped = [f"{off}DTSTAMP:20260302T120000Z", f"{WEEKLY}DTSTAMP:20260301T120000Z"]
    assert starts(krokus(calendar(*stamped))) == starts(krokus(calendar(WEEKLY, off))) == [THREE[0], THREE[2]]


def test_an_exception_belongs_to_the_series_of_its_name_that_it_is_about():
    morning = WEEKLY.replace("T18", "T10").replace("T19", "T11")
    moved = "UID:1\nRECURRENCE-ID;TZID=Europe/Berlin:20260324T100000\nDTSTART;TZID=Europe/Berlin:20260325T090000"
    both = sorted([*THREE, "17.03. 10:00", "25.03. 09:00", "31.03. 10:00"])
    assert starts(krokus(calendar(WEEKLY, morning, moved))) == both


def test_very_many_events_and_exceptions_of_one_name_are_refused():
    many = (f"UID:1\nDTSTART:202603{day:02}T{hour:02}0000" for day in range(1, 29) for hour in range(1, 22))
    moved = (f"UID:1\nRECURRENCE-ID:202603{day:02}T010000\nDTSTART:20260401T100000" for day in range(1, 9))
    _, (problem,) = understood(calendar(*many, *moved))
    assert "dieselbe Kennung" in problem.text and not problem.harmless


# --- cancelled, over


def test_a_calendar_that_cancels_is_told_as_off():
    plan, _ = understood(calendar(TREFFEN, head="METHOD:CANCEL\n"))
    assert starts(plan.groups[0], cancelled=True) == ["17.03. 18:00"] and not starts(plan.groups[0])


@pytest.mark.parametrize("event", ["RRULE:FREQ=WEEKLY;UNTIL=20260303", "RRULE:FREQ=WEEKLY;COUNT=2", ""])
def test_a_calendar_that_is_over_goes_on_air_and_the_office_gets_a_message(event):
    plan, (problem,) = understood(calendar(TREFFEN.replace("0317", "0217") + event))
    assert plan.groups and problem.harmless and problem.urgent
    assert problem.text == "In diesem Kalender steht kein kommender Termin."


def test_a_calendar_in_which_all_that_is_coming_has_no_time_is_a_mistake():
    _, problems = understood(calendar("UID:1\nDTSTART;VALUE=DATE:20260317\nRRULE:FREQ=WEEKLY"), NAMED)
    assert [(problem.file, problem.text) for problem in problems if not problem.harmless] == [
        ("gruppen/krokus.ics", "In diesem Kalender ist kein kommender Termin ein Treffen mit Anfang und Ende.")
    ]
