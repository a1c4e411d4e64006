"""What the hotline understood of a group, said back in one German sentence."""

from datetime import date

from ivr.off import Between
from ivr.plan import Group
from prompts.normal import words
from prompts.rules import rule_words
from prompts.spoken import listed, on_day, span, year


def understood(group: Group) -> str:
    """As "Gruppe Krokus trifft sich immer montags, um achtzehn Uhr, aber nicht am Montag, dem ersten Juni."."""
    meets = [*map(rule_words, group.rules), *(f"{_day(day)}, {span(hours)}" for day, hours in group.dates)]
    not_on = [_day(day) for day in sorted(off.first for off in group.off if isinstance(off, Between))]
    exceptions = f", aber nicht {listed(not_on)}" if not_on else ""
    return f"Gruppe {words(group.name)} trifft sich {listed(meets)}{exceptions}."


def _day(day: date) -> str:
    return f"{on_day(day)} {year(day.year)}"
