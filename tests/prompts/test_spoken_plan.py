"""The law of every plan: whatever it holds, only letters, blanks and the marks of a sentence ever reach a voice."""

import re
from datetime import date, time
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.model.exceptions import Between, EveryYear, Named
from ivr.model.plan import Group, Moved
from ivr.model.recurrence import EVEN_WEEKS, LAST, ODD_WEEKS, SECOND_TO_LAST, Rule, Span
from ivr.say import Day, Meets, Say, say
from prompts.grammar import TABLES
from prompts.meeting_times import meeting_sentence
from prompts.normalise import normalised
from prompts.rules import rule_words
from prompts.shorthand import one_of
from prompts.wording import PAUSES, page

TODAY = date(2026, 3, 10)

SAYABLE = re.compile(r"(?:[^\W\d_]|[ ,?!'-]|\.(?= [A-ZÀ-ÖØ-Þ]|$))*")
SHORT = re.compile(rf"(?<!\w)(?:{one_of(TABLES['abkuerzungen'] | TABLES['eigenschaften'])})")

WRITTEN = """
Hauptstr. 12 b|2. OG|1.OG,|Raum 3.12|Haus 2a|Tel. 0 30/2 31 25-0|10–12 Uhr|18.30 Uhr|am 3. Mai|z. B.|ggf.|e. V.|ev.|St.
DRK|VdK|ADHS|LGBTQ+|AD(H)S|§ 5|&|%|5 €|/|…|info@example.org|www.example.org/a?b=1|1x|2-3 mal|12-Schritte|XXIII.
Typ II|*|_|#|„|“|½|Frau A. Muster|c/o|Teilnehmer*innen|Mo.-Fr.|KW 12|24./25.12.|-|.|,|:|;|(|)|'|Neue|Café|gr. Saal|f.|v.
Xyz.|COPD-|²|‰|🌻|Ⅷ|\u00ad
"""
SCRAPS = st.sampled_from([scrap for line in WRITTEN.strip().splitlines() for scrap in line.split("|")])
SHORTS = st.sampled_from([*TABLES["abkuerzungen"], *TABLES["eigenschaften"], *TABLES["woerter"]])
TEXT = st.tuples(
    st.sampled_from(["", " ", ", ", "-"]), st.lists(SCRAPS | SHORTS | st.text(max_size=4), max_size=5)
).map(lambda found: found[0].join(found[1]))


def some(values, most: int):
    return st.lists(values, min_size=1, max_size=most, unique=True).map(lambda found: tuple(sorted(found)))


def none_or(values):
    return st.just(()) | values


DAYS = st.dates(date(2025, 1, 1), date(2029, 12, 31))
TIMES = st.times(time(0), time(23, 59)).map(lambda moment: moment.replace(second=0, microsecond=0))
SPANS = st.builds(Span, TIMES, st.none() | TIMES)
DAYS_OF_THE_YEAR = DAYS.map(lambda day: (day.month, day.day))
NAMES = st.sampled_from(["Feiertage", "Ferien", "Sommerferien", "Heiligabend", "1. Mai", "Buß- und Bettag"])
OFF = none_or(
    st.lists(
        st.tuples(DAYS, DAYS).map(lambda ends: Between(*sorted(ends)))
        | st.builds(EveryYear, DAYS_OF_THE_YEAR, DAYS_OF_THE_YEAR)
        | st.builds(Named, NAMES),
        max_size=3,
    ).map(tuple)
)
RULES = st.builds(
    Rule,
    some(st.integers(0, 6), 7),
    SPANS,
    nths=none_or(some(st.sampled_from([1, 2, 3, 4, 5, LAST, SECOND_TO_LAST]), 3)),
    every=st.integers(1, 12),
    weeks=none_or(st.sampled_from([ODD_WEEKS, EVEN_WEEKS]) | some(st.integers(1, 53), 3)),
    months=none_or(some(st.integers(1, 12), 12)),
    since=st.none() | DAYS,
    until=st.none() | DAYS,
    off=OFF,
)
GROUPS = st.builds(
    Group,
    name=TEXT,
    rules=st.lists(RULES, max_size=3).map(tuple),
    by_words=st.just("") | st.sampled_from(["nach Absprache", "Termine auf Anfrage", "n. V."]) | TEXT,
    dates=st.lists(st.tuples(DAYS, SPANS), max_size=3).map(tuple),
    off=OFF,
    moved=st.lists(st.builds(Moved, DAYS, DAYS, SPANS), max_size=2).map(tuple),
    place=TEXT,
    note=TEXT,
)


def heard(group: Group) -> list[Say]:
    """All that can be said of a group."""
    return [
        say("gruppe.trifft_sich", satz=Meets(group, TODAY)),
        say("termin", tag=Day(TODAY, TODAY), zeit=time(18), gruppe=group.name, ort=group.place),
        say("frei", text=group.note),
    ]


@settings(max_examples=100)
@given(GROUPS, st.lists(st.tuples(TEXT, TEXT), max_size=2))
def test_only_words_ever_reach_a_voice(group, lexicon):
    pages = [meeting_sentence(group, lexicon=lexicon), *(page([said], lexicon) for said in heard(group))]
    for piece in (piece for said in pages for piece in PAUSES.split(said)[::2]):
        assert SAYABLE.fullmatch(piece), piece


@given(TEXT)
def test_no_known_abbreviation_reaches_a_voice(text):
    assert not SHORT.search(normalised(text))


@given(RULES.map(lambda rule: Group("Krokus", rules=(rule,))))
def test_callers_hear_no_number_of_a_week(group):
    assert "Kalenderwoche" not in page([say("gruppe.trifft_sich", satz=Meets(group, TODAY))])


def test_no_two_recurrences_sound_alike():
    days = [(0,), (1,), (0, 2), (0, 1, 2), (0, 1, 2, 3, 4), (4, 5, 6), tuple(range(7))]
    nths = [(), (1,), (2,), (5,), (LAST,), (SECOND_TO_LAST,), (1, 3), (2, 4), (4, LAST)]
    months = [
        (),
        *((month,) for month in range(1, 13)),
        (1, 2),
        (12, 1),
        (7, 8, 9),
        (11, 12, 1),
        (1, 4, 7, 10),
        (1, 2, 3, 7),
    ]
    limits = [{"every": 1}, {"every": 2}, {"every": 3}, {"since": TODAY}, {"until": TODAY}]
    rules = [
        Rule(weekdays, Span(time(18)), nth, months=month, **limit)
        for weekdays, nth, month, limit in product(days, nths, months, limits)
    ]
    rules += [
        Rule(weekdays, Span(time(18)), weeks=weeks) for weekdays in days for weeks in (ODD_WEEKS, EVEN_WEEKS, (1, 2))
    ]
    assert len({rule_words(rule) for rule in rules}) == len(rules)
