"""Laws of the parser: nothing stops it, every mistake has its place, and what is written down is read back."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.model.exceptions import Between, EveryYear, Off, single
from ivr.model.plan import Contact, Group, Newcomers, Plan
from ivr.model.recurrence import LAST, MONTHS, SECOND_TO_LAST, WEEKDAYS, Rule, Span
from reading.content import read
from tests.support.rules import DAYS, PARITIES, PLAIN_RULES, RULES, SPANS, WEEKDAY_SETS, some
from tests.support.staff import OFFICE, SAVED, TODAY, files, written


@given(st.dictionaries(st.sampled_from(["buero.txt", "gruppen.txt", "gruppen/a.txt", "regeln.txt", "x"]), st.binary()))
def test_no_bytes_can_stop_the_hotline(found):
    plan, _ = read(files(found), TODAY)
    assert not plan.groups


WORDS = [
    *("alle", "zwei", "Wochen", "Monate", "außer", "Feiertage", "Ferien", "Juli", "gerade", "KW", "abwechselnd", "x"),
    *("ab", "seit", "auf", "zweimal", "vorletzten", "Quartal", "für 2 Stunden", "abends", "Heiligabend", "5.", "/"),
    *("jeden", "2.", "und", "4.", "zweiten", "letzten", "im", "Monat", "18", "18:30", "Uhr", "bis", "-", "–", ";", ","),
    *("täglich", "werktags", "??", "14-tägig", "um", "ab"),
    "31.2.2027",
    "12.12.2026",
    "12.12.",
    "Dezember",
    "\n ",
    "\t",
    "ß",
    *WEEKDAYS,
    "Regel:",
    "Termine:",
    "Ausfall:",
]
LINES = st.tuples(
    st.sampled_from(
        [
            *(
                "Gruppe: A",
                "Gruppe:",
                "Regel: ",
                "Start: ",
                "Termine: ",
                "Ausfall: ",
                "Verlegt: ",
                "Zugang: 1",
                "Ort: ",
            ),
            *("Zeiten: ", " ", "#", ""),
            *("Für wen: ", "Neue: ", "Kontakt: 030 23125 077 ", "Krise: A 116 123 ", "Krise: ", "Löschen nach: "),
        ]
    ),
    st.lists(st.sampled_from(WORDS) | st.text(max_size=3), max_size=9).map(" ".join),
).map("".join)


@given(st.lists(LINES, max_size=8).map("\n".join))
def test_every_mistake_is_shown_at_a_place_that_exists(text):
    # Old Macs end lines with CR alone.
    ends = text.count("\n") or text.count("\r")
    for problem in read(files({"buero.txt": text.encode(), "gruppen.txt": text.encode()}), TODAY)[1]:
        assert 1 <= problem.column <= max(len(problem.excerpt), 1) and 1 <= problem.line <= ends + 1
        assert problem.text.endswith(".") and problem.remedy.endswith((".", "?"))


# What could keep a pattern busy for ever, were it written carelessly.
OVER_AND_OVER = [
    "1.",
    "1., ",
    "1. und ",
    "1.1. ",
    "18-",
    "montags ",
    f"Montag{' ' * 90}",
    "Juli bis ",
    "außer ",
    "für ca. ",
]


@pytest.mark.parametrize("key", ["Regel", "Termine", "Ausfall", "Verlegt", "Start", "Kontakt", "Neue"])
@pytest.mark.parametrize("words", OVER_AND_OVER)
def test_the_same_word_over_and_over_is_answered(key, words):
    lines = "\n ".join([words * (900 // len(words))] * 11)
    assert written(f"Gruppe: A\n{key}: {lines}\n")[1]


def clock(moment: time, ends: bool = False) -> str:
    return "24" if ends and moment == time(0) else f"{moment:%H:%M}"


def line(key: str, value: str) -> str:
    return f"{key}: {value}\n" if value else ""


def hours(span: Span) -> str:
    return f"{clock(span.start)} Uhr" if span.end is None else f"{clock(span.start)} bis {clock(span.end, True)} Uhr"


# One way to write each part of a rule, and whether new people may come.
NEWCOMERS_WRITTEN = dict(zip((None, *Newcomers), ("", "willkommen", "nach Anmeldung", "zurzeit nicht"), strict=True))
NTHS_WRITTEN = {LAST: "letzten", SECOND_TO_LAST: "vorletzten"}


def phrase(rule: Rule) -> str:
    nths = " und ".join(NTHS_WRITTEN.get(nth, f"{nth}.") for nth in rule.nths)
    days = " und ".join(WEEKDAYS[day] for day in rule.weekdays)
    parts = (
        f"alle {rule.every} {'Monate' if nths else 'Wochen'}" if rule.every > 1 else "",
        f"jeden {nths} {days} {'im Monat' if nths else ''}",
        PARITIES[rule.weeks],
        f"im {', '.join(MONTHS[month - 1] for month in rule.months)}" if rule.months else "",
        f"ab {rule.since:%d.%m.%Y}" if rule.since else "",
        f"bis {rule.until:%d.%m.%Y}" if rule.until else "",
        hours(rule.span),
        f"außer {', '.join(map(exception, rule.off))}" if rule.off else "",
    )
    return " ".join(filter(None, parts))


def exception(off: Off) -> str:
    if isinstance(off, EveryYear):
        return f"{off.first[1]}.{off.first[0]}. bis {off.last[1]}.{off.last[0]}."
    if isinstance(off, Between):
        return f"{off.first:%d.%m.%Y}" if off.first == off.last else f"{off.first:%d.%m.%Y} bis {off.last:%d.%m.%Y}"
    return off.name


def singles(days: tuple[date, ...]) -> tuple[Off, ...]:
    return tuple(map(single, days))


def as_text(found: Group) -> str:
    """A group as staff would write it."""
    rules = "; ".join(map(phrase, found.rules))
    dates = "; ".join(f"{day:%d.%m.%Y} {hours(span)}" for day, span in found.dates)
    off = "; ".join(map(exception, found.off))
    pairs = {"Gruppe": found.name, "Regel": rules, "Termine": dates, "Ausfall": off, "Ort": found.place}
    about = {"Für wen": found.for_whom, "Neue": NEWCOMERS_WRITTEN.get(found.newcomers, ""), "Hinweis": found.note}
    whom = {"Kontakt": contact(found.contact) if found.contact else "", "Zugang": found.code}
    return "".join(line(key, value) for key, value in {**pairs, **about, **whom}.items())


def contact(whom: Contact) -> str:
    """A contact as staff would write it."""
    at = "; ".join(f"{' und '.join(WEEKDAYS[day] for day in one.weekdays)} {hours(one.span)}" for one in whom.hours)
    return f"{whom.number}, {at}".rstrip(", ")


ONE_LINE = st.from_regex(r"[A-Za-zäöüÄÖÜß]{1,9}( [A-Za-zäöüß.,]{1,9}){0,3}", fullmatch=True)

HOURS = st.builds(Rule, WEEKDAY_SETS, SPANS.filter(lambda span: span.end is not None))
CONTACTS = st.builds(Contact, st.just("030 23125 077"), st.lists(HOURS, max_size=2, unique=True).map(tuple))


# Two rules at the same time are asked about.
MORNINGS = st.builds(replace, RULES, span=st.just(Span(time(9, 30), time(11))))
EVENINGS = st.builds(replace, RULES, span=st.sampled_from([Span(time(18)), Span(time(19), time(21, 15))]))

GROUPS = st.builds(
    Group,
    name=ONE_LINE,
    rules=RULES.map(lambda rule: (rule,)) | st.tuples(MORNINGS, EVENINGS),
    dates=st.lists(st.tuples(DAYS, SPANS), max_size=3, unique_by=lambda date: date[0]).map(tuple),
    place=st.just("") | ONE_LINE,
    note=st.just("") | ONE_LINE,
    for_whom=st.just("") | ONE_LINE.map(lambda words: f"alle, {words}".rstrip(". ")),
    newcomers=st.sampled_from([None, *Newcomers]),
    contact=st.none() | CONTACTS,
    code=st.just("") | st.from_regex("(46|68|82)[13579]{4}", fullmatch=True),
)


def days_of(found: Group) -> list[date]:
    """Days on which a group meets."""
    by_rule = [day for rule in found.rules for day in rule.days(date(2026, 1, 1), date(2027, 12, 31))]
    return [*by_rule, *(day for day, _ in found.dates)]


def off_by_day(found: Group) -> st.SearchStrategy[tuple[Off, ...]]:
    days = days_of(found)
    return some(st.sampled_from(days), 3, 0).map(singles) if days else st.just(())


GROUPS_WITH_DAYS_OFF = GROUPS.flatmap(lambda found: st.builds(replace, st.just(found), off=off_by_day(found)))


@given(GROUPS_WITH_DAYS_OFF)
def test_a_group_written_down_is_read_as_the_same_group(found):
    plan, problems = written(as_text(found))
    # Invented names may be abbreviations that nobody knows.
    assert plan == Plan(written("", OFFICE)[0].office, (found,)) and all(problem.harmless for problem in problems)


@given(GROUPS, st.sampled_from(SAVED))
def test_however_a_group_is_saved_it_is_the_same_group(found, saved):
    assert written(saved(as_text(found))) == written(as_text(found))


@settings(max_examples=40)
@given(st.lists(GROUPS, min_size=2, max_size=5, unique_by=lambda found: found.name.casefold()), st.randoms())
def test_one_file_or_many_in_any_order_make_the_same_plan(found, chance):
    chance.shuffle(found)
    one = {"gruppen.txt": "\n".join(map(as_text, found)).encode()}
    many = {f"gruppen/{number}.txt": as_text(each).encode() for number, each in enumerate(found)}
    plans = [read(files({"buero.txt": OFFICE.encode(), **raw}), TODAY)[0] for raw in (one, many)]
    assert plans[0] == plans[1]


@given(PLAIN_RULES, DAYS)
def test_a_day_off_without_a_meeting_is_answered_with_the_nearest_meeting(rule, day):
    around = rule.days(day - timedelta(days=100), day + timedelta(days=100))
    meant = min(around, key=lambda found: (abs(found - day), found))
    _, problems = written(as_text(Group("Krokus", rules=(rule,), off=(single(day),))))
    told = [problem.remedy for problem in problems]
    assert told == [f"Meinten Sie den {meant.day}.{meant.month}.{meant.year}?"] * (meant != day)
