"""The hours in which somebody answers, as they are told on a day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from ivr.model.exceptions import Between, Named, Off
from ivr.model.recurrence import Rule
from ivr.say import Answering

# Days off that are farther away nobody keeps in mind.
SOON = 14


def answering(hours: Sequence[Rule], besides: str, today: date) -> Answering:
    """The hours with holidays, and with other days off that are near; without hours that are over."""
    told = [replace(rule, off=_worth_telling(rule.off, today)) for rule in hours]
    told = [rule for rule in told if not (rule.until and rule.until < today)]
    has_days = any(rule.since or rule.until or any(isinstance(off, Between) for off in rule.off) for rule in told)
    return Answering(tuple(told), besides, today if has_days else None)


def _worth_telling(several: Sequence[Off], today: date) -> tuple[Off, ...]:
    near = [today + timedelta(days=number) for number in range(SOON)]
    return tuple(off for off in several if isinstance(off, Named) or any(map(off.covers, near)))
