"""Whether two spans of time have some in common."""

from datetime import date, datetime, timedelta

from ivr.model.meeting import USUAL_LENGTH
from ivr.model.recurrence import Span

DAY, NONE = timedelta(days=1), timedelta()
ANY_DAY = date(2026, 1, 1)


def overlap(one: Span, other: Span, later: timedelta = NONE, apart: timedelta = NONE) -> bool:
    """Whether two different spans, the second of the same day or that much `later`, have some time in common, or are
    not so far `apart`."""
    (start, end), (other_start, other_end) = _bounds(one), _bounds(other)
    start, end = start - later, end - later
    return one != other and start < other_end + apart and other_start < end + apart


def _bounds(span: Span) -> tuple[datetime, datetime]:
    start = datetime.combine(ANY_DAY, span.start)
    if span.end is None:
        return start, start + USUAL_LENGTH
    return start, datetime.combine(ANY_DAY + DAY * (span.end <= span.start), span.end)
