"""German words for a recurrence: "immer am zweiten Dienstag im Monat, um achtzehn Uhr"."""

from collections.abc import Sequence
from datetime import date

from ivr.model.recurrence import EVEN_WEEKS, LAST, ODD_WEEKS, SECOND_TO_LAST, WEEKDAYS, Rule
from prompts.days import date_words, in_months, year_of
from prompts.days_off import exception_words
from prompts.spoken import cardinal, listed, ordinal, span

ADVERBS = tuple(f"{weekday.lower()}s" for weekday in WEEKDAYS)
FROM_THE_END = {LAST: "letzten", SECOND_TO_LAST: "vorletzten"}
WEEKS = {ODD_WEEKS: "in ungeraden Kalenderwochen", EVEN_WEEKS: "in geraden Kalenderwochen"}


def rule_words(rule: Rule, today: date | None = None) -> str:
    """When and at what time: "immer montags, von achtzehn bis zwanzig Uhr".

    With `today` as callers need it: no numbers of weeks, and nothing that is over. Without it in full, for staff.
    """
    when, off = f"{_season(rule)} {_rhythm(rule, today)}".lstrip(), exception_words(rule.off, today)
    when += " stattdessen" if rule.instead else ""
    return ", ".join(filter(None, (when, span(rule.span), _limits(rule, today), off and f"aber {off}")))


def _rhythm(rule: Rule, today: date | None) -> str:
    if rule.nths:
        return f"{_every(rule, 'Monate')} {_nth_weekdays(rule)} {_few_months(rule) or 'im Monat'}"
    if rule.weeks:
        return f"{_weeks(rule.weeks, today)} {_on_weekdays(rule.weekdays)}"
    if rule.every > 1:
        return f"{_every(rule, 'Wochen')} {_on_weekdays(rule.weekdays)}"
    if len(rule.weekdays) == len(WEEKDAYS):
        return "täglich"
    return f"immer {_run(rule.weekdays) or listed([ADVERBS[day] for day in rule.weekdays])}"


def _every(rule: Rule, units: str) -> str:
    return f"alle {cardinal(rule.every)} {units}" if rule.every > 1 else "immer"


def _nth_weekdays(rule: Rule) -> str:
    # "jeden zweiten Dienstag" would be heard as every other Tuesday.
    nths = listed([FROM_THE_END.get(nth) or ordinal(nth, "n") for nth in rule.nths])
    return listed([f"am {nths} {WEEKDAYS[day]}" for day in rule.weekdays])


def _weeks(weeks: tuple[int, ...], today: date | None) -> str:
    if today is None:
        return WEEKS.get(weeks) or f"in den Kalenderwochen {listed([cardinal(week) for week in weeks])}"
    # Not always: after a year of 53 weeks two odd ones follow one another.
    return "meist alle zwei Wochen" if weeks in WEEKS else "nur in manchen Wochen"


def _on_weekdays(days: Sequence[int]) -> str:
    return _run(days) or f"am {listed([WEEKDAYS[day] for day in days])}"


def _run(days: Sequence[int]) -> str:
    """ "von Montag bis Freitag", or "" for days that are few or do not follow one another."""
    follow = len(days) > 2 and days[-1] - days[0] == len(days) - 1
    return f"von {WEEKDAYS[days[0]]} bis {WEEKDAYS[days[-1]]}" if follow else ""


def _season(rule: Rule) -> str:
    return in_months(rule.months) if rule.months and not _few_months(rule) else ""


def _few_months(rule: Rule) -> str:
    """ "im Januar und Juli", for a day of these months; "" if the months are a season: "von Oktober bis April"."""
    said = in_months(rule.months) if rule.months and rule.nths and rule.every == 1 else ""
    return "" if "bis" in said else said


def _limits(rule: Rule, today: date | None) -> str:
    since = rule.since if rule.since and (today is None or rule.since > today) else None
    first = since and f"{date_words(since)}{year_of(since, today)}"
    last = rule.until and f"{date_words(rule.until)}{year_of(rule.until, today)}"
    if first and last:
        return f"vom {first} bis zum {last}"
    return f"ab dem {first}" if first else f"bis zum {last}" if last else ""
