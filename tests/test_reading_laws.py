"""Laws of the parser: nothing stops it, every mistake has its place, and what is written down is read back."""

from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.off import Between, Off, single
from ivr.plan import Group, Plan
from ivr.rule import LAST, WEEKDAYS, Rule, Span
from reading.content import read
from tests.staff import OFFICE, SAVED, TODAY, files, written


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["buero.txt", "gruppen.txt", "gruppen/a.txt", "regeln.txt", "x"]), st.binary()))
def test_no_bytes_can_stop_the_hotline(found):
    plan, _ = read(files(found), TODAY)
    assert not plan.groups


WORDS = [
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
        ["Gruppe: A", "Gruppe:", "Regel: ", "Termine: ", "Ausfall: ", "Zugang: 1", "Zeiten: ", " ", "#", ""]
    ),
    st.lists(st.sampled_from(WORDS) | st.text(max_size=3), max_size=9).map(" ".join),
).map("".join)


@settings(deadline=None)
@given(st.lists(LINES, max_size=8).map("\n".join))
def test_every_mistake_is_shown_at_a_place_that_exists(text):
    for problem in read(files({"buero.txt": text.encode(), "gruppen.txt": text.encode()}), TODAY)[1]:
        assert 1 <= problem.column <= max(len(problem.excerpt), 1) and 1 <= problem.line <= text.count("\n") + 1
        assert problem.text.endswith(".") and problem.remedy.endswith((".", "?"))


def clock(moment: time, ends: bool = False) -> str:
    return "24" if ends and moment == time(0) else f"{moment:%H:%M}"


def line(key: str, value: str) -> str:
    return f"{key}: {value}\n" if value else ""


def hours(span: Span) -> str:
    return f"{clock(span.start)} Uhr" if span.end is None else f"{clock(span.start)} bis {clock(span.end, True)} Uhr"


def phrase(rule: Rule) -> str:
    nths = " und ".join("letzten" if nth == LAST else f"{nth}." for nth in rule.nths)
    days = " und ".join(WEEKDAYS[day] for day in rule.weekdays)
    return f"jeden {nths} {days} {'im Monat' if nths else ''}, {hours(rule.span)}"


def singles(days: tuple[date, ...]) -> tuple[Off, ...]:
    return tuple(map(single, days))


def days_off(found: Group) -> list[date]:
    return [off.first for off in found.off if isinstance(off, Between)]


def as_text(found: Group) -> str:
    """A group as staff would write it."""
    rules = "; ".join(map(phrase, found.rules))
    dates = "; ".join(f"{day:%d.%m.%Y} {hours(span)}" for day, span in found.dates)
    off = "; ".join(f"{day:%d.%m.%Y}" for day in days_off(found))
    pairs = {"Gruppe": found.name, "Regel": rules, "Termine": dates, "Ausfall": off, "Ort": found.place}
    return "".join(line(key, value) for key, value in {**pairs, "Hinweis": found.note, "Zugang": found.code}.items())


def some(values, most: int, least: int = 1):
    return st.lists(values, min_size=least, max_size=most, unique=True).map(lambda found: tuple(sorted(found)))


TIMES = st.integers(0, 24 * 4 - 1).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))
SPANS = st.builds(Span, TIMES) | st.tuples(TIMES, TIMES).filter(lambda t: t[0] < t[1] or t[1] == time(0)).map(
    lambda t: Span(*t)
)
NTHS = st.just(()) | some(st.integers(1, 5), 3) | st.just((2, LAST))
ONE_LINE = st.from_regex(r"[A-Za-zäöüÄÖÜß]{1,9}( [A-Za-zäöüß.,]{1,9}){0,3}", fullmatch=True)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
RULES = st.builds(Rule, some(st.integers(0, 6), 7), SPANS, NTHS)
GROUPS = st.builds(
    Group,
    name=ONE_LINE,
    rules=st.lists(RULES, min_size=1, max_size=2).map(tuple),
    dates=st.lists(st.tuples(DAYS, SPANS), max_size=3, unique=True).map(tuple),
    place=st.just("") | ONE_LINE,
    note=st.just("") | ONE_LINE,
    code=st.just("") | st.from_regex("(47|58|92)[13579]{2,8}", fullmatch=True),
)


def days_of(found: Group) -> list[date]:
    """Days on which a group meets."""
    by_rule = [day for rule in found.rules for day in rule.days(date(2026, 1, 1), date(2027, 12, 31))]
    return [*by_rule, *(day for day, _ in found.dates)]


GROUPS_WITH_DAYS_OFF = GROUPS.flatmap(
    lambda found: st.builds(replace, st.just(found), off=some(st.sampled_from(days_of(found)), 3, 0).map(singles))
)


@settings(deadline=None)
@given(GROUPS_WITH_DAYS_OFF)
def test_a_group_written_down_is_read_as_the_same_group(found):
    assert written(as_text(found)) == (Plan(written("", OFFICE)[0].office, (found,)), ())


@settings(deadline=None)
@given(GROUPS, st.sampled_from(SAVED))
def test_however_a_group_is_saved_it_is_the_same_group(found, saved):
    assert written(saved(as_text(found))) == written(as_text(found))


@settings(deadline=None, max_examples=40)
@given(st.lists(GROUPS, min_size=2, max_size=5, unique_by=lambda found: found.name.casefold()), st.randoms())
def test_one_file_or_many_in_any_order_make_the_same_plan(found, chance):
    chance.shuffle(found)
    one = {"gruppen.txt": "\n".join(map(as_text, found)).encode()}
    many = {f"gruppen/{number}.txt": as_text(each).encode() for number, each in enumerate(found)}
    plans = [read(files({"buero.txt": OFFICE.encode(), **raw}), TODAY)[0] for raw in (one, many)]
    assert plans[0] == plans[1]


@settings(deadline=None)
@given(RULES, DAYS)
def test_a_day_off_without_a_meeting_is_answered_with_the_nearest_meeting(rule, day):
    around = rule.days(day - timedelta(days=100), day + timedelta(days=100))
    meant = min(around, key=lambda found: (abs(found - day), found))
    _, problems = written(as_text(Group("Krokus", rules=(rule,), off=(single(day),))))
    told = [problem.remedy for problem in problems]
    assert told == [f"Meinten Sie den {meant.day}.{meant.month}.{meant.year}?"] * (meant != day)
