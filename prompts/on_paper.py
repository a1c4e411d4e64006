"""Times and numbers in figures, for cards and pages."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice

from ivr.model.agenda import coming
from ivr.model.exceptions import Between, EveryYear, Off
from ivr.model.plan import Group
from ivr.model.recurrence import EVEN_WEEKS, ODD_WEEKS, WEEKDAYS, Rule, Span
from prompts import spoken
from prompts.days import in_months
from prompts.days_off import holiday_words, in_any_year, whole_months
from prompts.rules import ADVERBS, FROM_THE_END
from prompts.spoken import ENDS_OF_DAY, MIDNIGHT, listed

MOST_DATES = 4
WEEKS = {ODD_WEEKS: "in ungeraden Wochen", EVEN_WEEKS: "in geraden Wochen"}


def times(group: Group, now: datetime) -> tuple[str, ...]:
    """When a group meets, in lines: rules, yearly exceptions, and the next dates if the rules are irregular.

    Exceptions of single days are left out, as a card is used for years.
    """
    lines = rhythm(group, now.date())
    is_irregular = not lines or any(rule.every > 1 or rule.weeks for rule in _rules(group, now.date()))
    dates = _next_dates(group, now) if is_irregular else ""
    return (*lines, f"Die nächsten Treffen: {dates}") if dates else lines


def rhythm(group: Group, today: date) -> tuple[str, ...]:
    """The rules of a group and its yearly exceptions, in lines."""
    lines = [rule_on_paper(rule, today) for rule in _rules(group, today)]
    if group.by_words:
        lines.append(group.by_words.rstrip("."))
    if off := exceptions_on_paper(group.off):
        lines.append(f"nicht {off}")
    return tuple(line[0].upper() + line[1:] for line in lines)


def _rules(group: Group, today: date) -> list[Rule]:
    return [rule for rule in group.rules if not (rule.until and rule.until < today)]


def number(written: str) -> str:
    """A telephone number in the rhythm in which it is said: "030 23 12 54"."""
    return " ".join(spoken.blocks(written))


def span(hours: Span) -> str:
    """As "18:30 bis 20 Uhr"; without an end "18:30 Uhr", for a whole day "rund um die Uhr"."""
    if hours.end is None:
        return f"{_clock(hours.start)} Uhr"
    if hours.start == MIDNIGHT and hours.end in ENDS_OF_DAY:
        return "rund um die Uhr"
    return f"{_clock(hours.start)} bis {'24' if hours.end == MIDNIGHT else _clock(hours.end)} Uhr"


def rule_on_paper(rule: Rule, today: date) -> str:
    """ "jeden 2. und 4. Dienstag im Monat, 18:30 bis 20 Uhr"."""
    season = in_months(rule.months) if rule.months else ""
    limits = (
        f"ab {_day(rule.since)}" if rule.since and (rule.since > today or rule.every > 1) else "",
        f"bis {_day(rule.until)}" if rule.until else "",
    )
    off = exceptions_on_paper(rule.off)
    when = " ".join(filter(None, (_rhythm(rule), season, *limits, "stattdessen" if rule.instead else "")))
    return ", ".join(filter(None, (when, span(rule.span), off and f"außer {off}")))


def exceptions_on_paper(off: Sequence[Off]) -> str:
    """The yearly exceptions: "im Juli und August, an Feiertagen und vom 24.12. bis 6.1."; "" for nothing."""
    said = list(dict.fromkeys(_yearly_phrases(off)))
    return listed(said) if said else ""


def _yearly_phrases(off: Sequence[Off]) -> Iterator[str]:
    yearly = [one for one in off if isinstance(one, EveryYear)]
    months = {month for one in yearly for month in whole_months(*in_any_year(one))}
    if months:
        yield in_months(months)
    yield from (_every_year(one) for one in yearly if not whole_months(*in_any_year(one)))
    yield from (holiday_words(one.name) for one in off if not isinstance(one, EveryYear | Between))


def _every_year(off: EveryYear) -> str:
    first, last = (f"{day}.{month}." for month, day in (off.first, off.last))
    return f"am {first}" if first == last else f"vom {first} bis {last}"


def _rhythm(rule: Rule) -> str:
    days = _run(rule.weekdays) or listed([ADVERBS[day] for day in rule.weekdays])
    if rule.nths:
        nths = listed([FROM_THE_END.get(nth) or f"{nth}." for nth in rule.nths])
        every = f"alle {rule.every} Monate am" if rule.every > 1 else "jeden"
        return f"{every} {nths} {listed([WEEKDAYS[day] for day in rule.weekdays])} im Monat"
    if rule.weeks:
        return f"{days} {WEEKS.get(rule.weeks, 'in manchen Wochen')}"
    if rule.every > 1:
        return f"alle {rule.every} Wochen {days}"
    return "täglich" if len(rule.weekdays) == len(WEEKDAYS) else days


def _run(days: Sequence[int]) -> str:
    follow = len(days) > 2 and days[-1] - days[0] == len(days) - 1
    return f"{WEEKDAYS[days[0]]} bis {WEEKDAYS[days[-1]]}" if follow else ""


def _next_dates(group: Group, now: datetime) -> str:
    found = islice((meeting.start for meeting in coming(group, now) if not meeting.cancelled), MOST_DATES)
    return "; ".join(f"{WEEKDAYS[start.weekday()][:2]} {_day(start)}, {_clock(start.time())} Uhr" for start in found)


def _day(when: date) -> str:
    return f"{when.day}.{when.month}.{when.year}"


def _clock(moment: time) -> str:
    return f"{moment.hour}:{moment.minute:02}" if moment.minute else str(moment.hour)
