"""The help beside the text box: what may stand in the file, with examples that fit it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from hotline import hotline
from office.manual.places import section_about
from office.manual.sections import Section
from prompts.summary import summarise
from reading.codes import spaced
from reading.field_help import FieldHelp, field_help
from reading.when.days import german_date

IN_A_WEEK, IN_TWO_MONTHS, NEXT_DAY = timedelta(days=7), timedelta(days=60), timedelta(days=1)


@dataclass(frozen=True)
class ExplainedField:
    """A field of the file, the line that its example makes, and where the manual tells more."""

    help: FieldHelp
    line: str
    section: Section


def explained_fields(name: str, groups: Sequence[str]) -> tuple[ExplainedField, ...]:
    """What may stand in a file of this name, which holds these groups."""
    helps = field_help(name)
    values = _values(groups) if helps else {}
    return tuple(ExplainedField(one, one.line.format(**values), section_about(name, one.key)) for one in helps)


def _values(groups: Sequence[str]) -> dict[str, str]:
    """What the words in braces of an example stand for."""
    access, leader = next(islice(hotline().free_codes(), 1))
    day = _next_meeting(groups)
    return {
        "zugang": spaced(access),
        "leitung": spaced(leader),
        "tag": german_date(day),
        "folgetag": german_date(day + NEXT_DAY),
        "ende": german_date(hotline().today() + IN_TWO_MONTHS),
    }


def _next_meeting(groups: Sequence[str]) -> date:
    """The day of the next meeting on air of one of these groups, or else a day of next week."""
    found = (group for group in hotline().world().plan.groups if group.name in groups)
    days = [day.date() for group in found for day in summarise(group, hotline().now()).next]
    return min(days, default=hotline().today() + IN_A_WEEK)
