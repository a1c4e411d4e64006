"""German words for the hours in which somebody answers, spoken and on paper."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from ivr.model.exceptions import Off
from ivr.model.recurrence import WEEKDAYS, Rule
from ivr.say import Answering
from prompts import on_paper
from prompts.days_off import exception_words
from prompts.normalise import normalised
from prompts.rules import rule_words
from prompts.spoken import listed, span, weekdays


def hours_words(answering: Answering) -> str:
    """As "Montag bis Donnerstag | von neun bis zwölf Uhr, | und Freitag | von neun bis elf Uhr, | aber nicht an
    Feiertagen"; none: ""."""
    hours, off = _without_common_off(answering.rules)
    said = [_spoken(*alike, answering.today) for alike in _alike(hours)]
    hours_said = ", | ".join([*said[:-1], f"und {said[-1]}"] if len(said) > 1 else said)
    but = f"aber {exception_words(off, answering.today)}" if off else ""
    besides = normalised(answering.besides)
    return ", | ".join(filter(None, (hours_said, but, f"und {besides}" if hours and besides else besides)))


def hours_on_paper(hours: Sequence[Rule], today: date, besides: str = "") -> str:
    """As "Montag bis Donnerstag, 9 bis 12 Uhr; Freitag, 9 bis 11 Uhr; nicht an Feiertagen"; none: ""."""
    plain, off = _without_common_off(hours)
    lines = [_written(*alike, today) for alike in _alike(plain)]
    but = on_paper.exceptions_on_paper(off)
    return "; ".join(filter(None, (*lines, f"nicht {but}" if but else "", f"und {besides}" if besides else "")))


def _without_common_off(hours: Sequence[Rule]) -> tuple[list[Rule], tuple[Off, ...]]:
    """The hours without the days off that all of them have, and these."""
    common = tuple(off for off in (hours[0].off if hours else ()) if all(off in rule.off for rule in hours))
    return [replace(rule, off=tuple(off for off in rule.off if off not in common)) for rule in hours], common


def _alike(hours: Sequence[Rule]) -> list[tuple[Rule, list[Rule]]]:
    """The hours that differ by nothing but the time, together."""
    times = groupby(hours, key=lambda rule: replace(rule, span=hours[0].span))
    return [(alike, list(several)) for alike, several in times]


def _is_weekly(rule: Rule) -> bool:
    return rule == Rule(rule.weekdays, rule.span)


def _spoken(alike: Rule, several: Sequence[Rule], today: date | None) -> str:
    if _is_weekly(alike):
        return f"{_days(alike)} | {listed([span(rule.span) for rule in several])}"
    return ", und ".join(rule_words(rule, today) for rule in several)


def _written(alike: Rule, several: Sequence[Rule], today: date) -> str:
    if _is_weekly(alike):
        return f"{_days(alike)}, {listed([on_paper.span(rule.span) for rule in several])}"
    return "; ".join(on_paper.rule_on_paper(rule, today) for rule in several)


def _days(rule: Rule) -> str:
    return "täglich" if len(rule.weekdays) == len(WEEKDAYS) else weekdays(rule.weekdays)
