"""A group that names a calendar: what calendar programs write becomes its dates, and what cannot is told."""

from datetime import date, datetime, time
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.model.meeting import meetings
from reading.content import read
from tests.support.calendars import NAMED, TREFFEN, calendar, krokus, starts, understood
from tests.support.staff import OFFICE, TODAY, files

NEW_YORK = """BEGIN:VTIMEZONE
TZID:Unsere Zeit
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:-0500
TZOFFSETTO:-0500
END:STANDARD
END:VTIMEZONE
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_calendar_stands_instead_of_a_rule(encoding, line_end):
    group = krokus(calendar(TREFFEN).replace("\n", line_end).encode(encoding))
    assert [(day, span.start, span.end) for day, span in group.dates] == [(date(2026, 3, 17), time(18), time(19, 30))]


def test_a_series_with_an_exception_a_moved_and_a_cancelled_date():
    series = TREFFEN + "RRULE:FREQ=WEEKLY;COUNT=5\nEXDATE;TZID=Europe/Berlin:20260324T180000"
    one = "UID:1\nSUMMARY:Treffen\nRECURRENCE-ID;TZID=Europe/Berlin:"
    moved = f"{one}20260331T180000\nDTSTART;TZID=Europe/Berlin:20260401T170000"
    off = f"{one}20260407T180000\nDTSTART;TZID=Europe/Berlin:20260407T180000\nSTATUS:CANCELLED"
    group = krokus(calendar(series, moved, off))
    assert starts(group) == ["17.03. 18:00", "01.04. 17:00", "14.04. 18:00"]
    assert starts(group, cancelled=True) == ["07.04. 18:00"]


OUTLOOK = """BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
METHOD:PUBLISH
X-MS-OLK-FORCEINSPECTOROPEN:TRUE
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
CLASS:PUBLIC
CREATED:20260301T120000Z
DTEND;TZID="W. Europe Standard Time":20260319T200000
DTSTAMP:20260301T120000Z
DTSTART;TZID="W. Europe Standard Time":20260319T183000
EXDATE;TZID="W. Europe Standard Time":20260402T183000
LOCATION:Gemeindehaus\\, Kirchstr. 4
RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20260430T163000Z;BYDAY=TH
SUMMARY;LANGUAGE=de:Gesprächsgruppe
UID:040000008200E00074C5B7101A82E00800000000
X-ALT-DESC;FMTTYPE=text/html:<html><body>\\n\\n<p
	>Liebe Grüße</p></body></html>
BEGIN:VALARM
TRIGGER:-PT15M
ACTION:DISPLAY
DESCRIPTION:Reminder
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_as_outlook_writes_it():
    group = krokus(OUTLOOK.replace("\n", "\r\n"))
    assert starts(group) == ["19.03. 18:30", "16.04. 18:30", "30.04. 18:30"]
    assert {span.end for _, span in group.dates} == {time(20)}


def test_a_cancelled_date_costs_no_other_date_of_its_day():
    off = TREFFEN.replace("UID:1", "UID:2").replace("T18", "T10").replace("T19", "T11") + "STATUS:CANCELLED"
    assert starts(krokus(calendar(TREFFEN, off))) == ["17.03. 18:00"]


ZONES = {
    "DTSTART:20260317T180000": "17.03. 18:00",
    "DTSTART:20260317T170000Z": "17.03. 18:00",
    "DTSTART:20260714T160000Z": "14.07. 18:00",
    "DTSTART;TZID=W. Europe Standard Time:20260317T180000": "17.03. 18:00",
    "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20260317T180000": "17.03. 18:00",
    "DTSTART;TZID=Mitteleuropa:20260317T180000": "17.03. 18:00",
    "DTSTART;TZID=America/New_York:20260317T180000": "17.03. 23:00",
    "DTSTART;TZID=Unsere Zeit:20260317T180000": "18.03. 00:00",
}


@pytest.mark.parametrize("line", ZONES)
def test_every_time_zone_becomes_the_time_on_the_wall(line):
    assert starts(krokus(calendar(f"UID:1\n{line}", head=NEW_YORK))) == [ZONES[line]]


def test_the_time_zone_of_one_calendar_says_nothing_about_the_next():
    event = "UID:1\nDTSTART;TZID=Unsere Zeit:20260317T180000"
    in_berlin = NEW_YORK.replace("-0500", "+0100")
    found = [starts(krokus(calendar(event, head=zone))) for zone in (NEW_YORK, in_berlin, NEW_YORK)]
    assert found == [["18.03. 00:00"], ["17.03. 18:00"], ["18.03. 00:00"]]


def test_an_unknown_zone_of_the_whole_calendar_changes_nothing():
    assert starts(krokus(calendar(TREFFEN, head="X-WR-TIMEZONE:Mond\n"))) == ["17.03. 18:00"]


def test_a_series_stays_at_its_hour_over_both_clock_changes():
    group = krokus(calendar(TREFFEN + "RRULE:FREQ=WEEKLY"))
    assert {start[-5:] for start in starts(group)} == {"18:00"} and len(starts(group)) == 42


def test_a_day_off_and_single_dates_may_stand_beside_the_calendar():
    group = krokus(calendar(TREFFEN), f"{NAMED}Ausfall: 17.3.2026\nTermine: 19.3.2026 9 Uhr\n")
    assert (starts(group), starts(group, cancelled=True)) == (["19.03. 09:00"], ["17.03. 18:00"])


def test_holidays_and_the_summer_are_off_for_a_calendar_too():
    weekly = calendar(TREFFEN.replace("20260317", "20260316") + "RRULE:FREQ=WEEKLY;UNTIL=20260810T220000Z")
    off = starts(krokus(weekly, f"{NAMED}Ausfall: Feiertage; 15.7. bis 31.8.\n"), cancelled=True)
    assert off == ["06.04. 18:00", "25.05. 18:00", "20.07. 18:00", "27.07. 18:00", "03.08. 18:00", "10.08. 18:00"]


NAMES = [
    *("krokus.ics", "KROKUS.ICS", "gruppen/krokus.ics", " krokus.ics ", "krokus", "»krokus.ics«", "„Krokus“"),
    *(
        '"krokus.ics"',
        "gruppen\\krokus.ics",
        "C:\\Hotline\\Inhalt\\gruppen\\krokus.ics",
        "/srv/inhalt/gruppen/krokus.ics",
    ),
    *("./krokus.ics", "krokus.ics;", "krokus.ics, Krokus", "<krokus.ics>"),
]


@pytest.mark.parametrize("name", NAMES)
def test_the_calendar_is_found_by_its_name(name):
    assert starts(krokus(calendar(TREFFEN), f"Gruppe: Krokus\nKalender:{name}\n")) == ["17.03. 18:00"]


@pytest.mark.parametrize(
    "names", ["krokus, ferien", "krokus.ics; ferien.ics", "»ferien« und »krokus«", "ferien + krokus"]
)
def test_a_group_may_have_several_calendars(names):
    more = {"gruppen/ferien.ics": calendar(TREFFEN.replace("UID:1", "UID:2").replace("20260317", "20260318"))}
    texts = {"buero.txt": OFFICE, "gruppen/krokus.txt": f"Gruppe: Krokus\nKalender: {names}\n", **more}
    raw = {name: text.encode() for name, text in {**texts, "gruppen/krokus.ics": calendar(TREFFEN)}.items()}
    plan, problems = read(files(raw), TODAY)
    assert not problems and starts(plan.groups[0]) == ["17.03. 18:00", "18.03. 18:00"]


def test_of_several_calendars_each_must_be_there_and_be_readable():
    plan, (problem,) = understood(calendar(TREFFEN), "Gruppe: Krokus\nKalender: krokus, sommer\n")
    assert not plan.groups and problem.text == "Einen Kalender »sommer« gibt es nicht."


def test_a_file_may_have_a_comma_and_another_umlaut_in_its_name():
    name = "gruppen/" + normalize("NFD", "müller, termine.ics")
    raw = {"buero.txt": OFFICE, "gruppen/k.txt": "Gruppe: Krokus\nKalender: Müller, Termine\n", name: calendar(TREFFEN)}
    plan, problems = read(files({name: text.encode() for name, text in raw.items()}), TODAY)
    assert not problems and starts(plan.groups[0]) == ["17.03. 18:00"]


def test_two_groups_may_share_a_calendar():
    plan, problems = understood(calendar(TREFFEN), NAMED + "\n" + NAMED.replace("Krokus", "Aster"))
    assert not problems and [starts(group) for group in plan.groups] == [["17.03. 18:00"]] * 2


LEFT_OUT = ["DTSTART;VALUE=DATE:20260320", "DTSTART:20260320T100000\nDTEND:20260322T100000"]
NOT_UNDERSTOOD = [
    *("", "DTSTART:99999999T100000", "DTSTART 20260320T100000", "DTSTART:00010101T100000\nRRULE:FREQ=DAILY"),
    *(
        f"DTSTART:20260320T100000\n{line}"
        for line in (
            *("DTEND:20260320T090000", "DTEND 20260320T110000", "DTEND:gestern", "DTSTART:20260321T100000"),
            *("DURATION:-PT1H", "DURATION:lang", "RDATE:gestern"),
            *("EXDATE:gestern", "EXDATE 20260320T100000", "EXDATE:20260320T100000,x", "RRULE:FREQ=WEEKLY;BYDAY=XX"),
        )
    ),
]


@pytest.mark.parametrize("event", LEFT_OUT)
def test_an_event_that_cannot_be_a_meeting_costs_only_itself_and_is_told(event):
    plan, (problem,) = understood(calendar(TREFFEN, f"UID:2\nSUMMARY:Ausflug\n{event}"))
    assert starts(plan.groups[0]) == ["17.03. 18:00"]
    assert problem.harmless and problem.urgent
    assert (problem.file, problem.line, problem.column) == ("gruppen/krokus.txt", 2, 11)
    assert "»Ausflug«" in problem.text


@pytest.mark.parametrize("event", NOT_UNDERSTOOD)
def test_an_event_that_is_not_understood_is_a_mistake_of_the_calendar(event):
    plan, (problem,) = understood(calendar(TREFFEN, f"UID:2\nSUMMARY:Ausflug\n{event}"))
    assert starts(plan.groups[0]) == ["17.03. 18:00"]
    assert not problem.harmless and (problem.file, problem.line) == ("gruppen/krokus.ics", 10)
    assert problem.text == "In diesem Kalender verstehe ich den Termin »Ausflug« nicht."


@pytest.mark.parametrize("event", ["DTSTART:20260301T180000\nDTEND:gestern", "DTSTART:20260301T180000\nEXDATE:x"])
def test_what_is_not_understood_and_surely_over_costs_nothing(event):
    assert starts(krokus(calendar(TREFFEN, f"UID:2\n{event}"))) == ["17.03. 18:00"]


@pytest.mark.parametrize("event", ["DTSTART;VALUE=DATE:20260301", "DTSTART;VALUE=DATE:20260320\nSTATUS:CANCELLED"])
def test_what_is_over_or_off_needs_no_time(event):
    assert starts(krokus(calendar(TREFFEN, f"UID:2\n{event}"))) == ["17.03. 18:00"]


UNUSABLE = [
    *(
        b"",
        b"\0",
        b"x",
        b"x" * 10_000_000,
        calendar(TREFFEN)[:-20],
        calendar(TREFFEN + "RRULE:FREQ=MINUTELY"),
        b"BEGIN:VEVENT\n" * 9,
    ),
    *(calendar(TREFFEN + f"RRULE:FREQ=DAILY;INTERVAL={n}") for n in ("0", "-1", "9999", "x")),
    *(
        calendar(TREFFEN + f"RRULE{rule}")
        for rule in ("=FREQ=WEEKLY", ":WEEKLY", ":FREQ=WEEKLY;OFT", ":FREQ=WEEKLY;SKIP=FORWARD")
    ),
    *(calendar(), calendar().replace("END:VCAL", "BEGIN:VTODO\nSUMMARY:x\nEND:VTODO\nEND:VCAL"), "END:VCALENDAR\n"),
    calendar(TREFFEN).replace("END:VEVENT\n", ""),
    calendar(TREFFEN, TREFFEN).replace("END:VEVENT\n", "", 1),
    calendar(TREFFEN + "RRULE:FREQ=DAILY;BYHOUR=1,2,3"),
    calendar(TREFFEN + "EXRULE:FREQ=DAILY"),
    *(
        calendar(TREFFEN + f"{name}FREQ=SECONDLY")
        for name in ("RRU\n LE:", "rrule:", "RRULE\n :", 'RRULE;X=":":', "RRULE;X\n =1:")
    ),
    calendar(*[TREFFEN] * 1001),
    calendar(*[TREFFEN + "RRULE:FREQ=DAILY"] * 51),
    calendar(TREFFEN + "RRULE:FREQ=YEARLY;BYMONTHDAY=" + ",".join(["1"] * 500)),
]


@pytest.mark.parametrize("ics", UNUSABLE, ids=range(len(UNUSABLE)))
def test_a_calendar_that_cannot_be_used_is_told_once_where_it_is(ics):
    plan, (problem,) = understood(ics)
    assert not plan.groups and problem.file == "gruppen/krokus.ics"


def test_a_calendar_with_too_many_dates_is_told_and_the_first_count():
    plan, (problem,) = understood(calendar(*(f"UID:{h}\nDTSTART:20260310T{h}0000\nRRULE:FREQ=DAILY" for h in (10, 12))))
    assert len(plan.groups[0].dates) == 1000 and "mehr als 1000" in problem.text


# A rule that has no day at all is looked for up to the year 9999, and fifty such rules hold up a call.
NEVER = [
    *("FREQ=DAILY;INTERVAL=7;BYDAY=WE", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=300", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
    *("FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=3", "FREQ=WEEKLY;BYDAY=1MO,2MO;BYSETPOS=2", "FREQ=DAILY;BYMONTH=13"),
    *("FREQ=YEARLY;BYWEEKNO=53;BYMONTH=5", "FREQ=YEARLY;BYYEARDAY=400", "FREQ=MONTHLY;BYMONTH=2,4;BYMONTHDAY=31"),
]


@pytest.mark.parametrize("rule", NEVER)
def test_a_rule_that_never_comes_is_refused(rule):
    _, (problem, *_) = understood(calendar(f"UID:1\nDTSTART:20260310T180000\nRRULE:{rule}"))
    assert problem.text == "Diese Wiederholung verstehe ich nicht."


PLAIN = [
    *(
        "FREQ=DAILY",
        "FREQ=DAILY;COUNT=999999999",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    ),
    *("FREQ=MONTHLY;BYDAY=TU;BYMONTHDAY=8,9,10,11,12,13,14", "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1"),
    *("FREQ=DAILY;INTERVAL=365;BYMONTH=12", "FREQ=WEEKLY;BYDAY=MO,SU;BYSETPOS=2;BYMONTH=12"),
    *("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28"),
]


@pytest.mark.parametrize("rule", PLAIN)
def test_as_many_series_as_may_be_are_computed(rule):
    events = (f"UID:{n}\nDTSTART:20200102T18{n:02}00\nRRULE:{rule}" for n in range(50))
    plan, _ = understood(calendar(*events))
    assert len(plan.groups[0].dates) >= 50


NONSENSE = [
    *('X;A="\n' * 150_000, "BEGIN:VALARM\n" * 39_000, "RDATE:2026,\n" * 39_000, ":\n" * 39_000),
    *(f"{name}:{','.join(['20260310T100000'] * 60_000)}" for name in ("EXDATE", "RDATE")),
    "SUMMARY:" + "\n x" * 39_000,
]


@pytest.mark.parametrize("nonsense", NONSENSE, ids=range(len(NONSENSE)))
def test_a_megabyte_of_nonsense_loses_no_group_in_silence(nonsense):
    plan, problems = understood(calendar(TREFFEN, f"UID:2\nDTSTART:20260310T100000\n{nonsense}"))
    assert plan.groups or problems


LINES = st.sampled_from(
    [
        *("BEGIN:VEVENT", "END:VEVENT", "UID:1", "UID:2", "DTSTART:20260317T180000", "DTSTART;VALUE=DATE:20260317"),
        *(
            "DTEND:20260317T190000Z",
            "DURATION:PT1H",
            "DURATION:-P1D",
            "RRULE:FREQ=WEEKLY",
            "RRULE:",
            "RRULE:FREQ=DAILY",
        ),
        *(
            "EXDATE:20260317",
            "RECURRENCE-ID:20260324T180000",
            "RDATE;VALUE=PERIOD:20260317T180000/PT1H",
            "STATUS:CANCELLED",
        ),
        *(
            "BEGIN:VTIMEZONE",
            "TZID:A",
            "END:VTIMEZONE",
            "DTSTART;TZID=A:20260317T180000",
            " ",
            "SUMMARY:ä",
            "SEQUENCE:x",
        ),
    ]
)


@given(st.lists(LINES | st.text(max_size=9), max_size=20).map("\n".join))
def test_no_calendar_stops_the_hotline_or_another_group(body):
    ics = f"BEGIN:VCALENDAR\n{body}\nEND:VCALENDAR\n"
    plan, problems = understood(ics, f"{NAMED}\nGruppe: Aster\nRegel: montags, 18 Uhr\n")
    assert plan.groups[-1].name == "Aster" and all(problem.text.endswith(".") for problem in problems)
    assert all(isinstance(each.start, datetime) for each in meetings(plan.groups[0], TODAY, date(2027, 1, 1)))
