"""How long an announcement stays on air, as it is chosen in a form."""

from collections.abc import Mapping
from datetime import datetime

from ivr.flows.announcing import FOR_EVER, MEETING, heard_until
from ivr.model.agenda import next_sitting
from ivr.model.moment import moment_at
from ivr.model.plan import Group

CHOICES = (
    (MEETING, "bis zum Ende des nächsten Treffens"),
    ("7", "eine Woche"),
    ("30", "dreißig Tage"),
    (FOR_EVER, "bis sie gelöscht wird"),
)
NOTHING_CHOSEN = "Wählen Sie, wie lange die Ansage zu hören ist. Noch hat sich nichts geändert."
NO_MOMENT = "Diesen Tag und diese Uhrzeit gibt es nicht. Noch hat sich nichts geändert."
OVER = "Dieser Zeitpunkt ist schon vorbei. Wählen Sie einen späteren. Noch hat sich nichts geändert."


class InvalidEnd(Exception):
    """Raised for a missing or impossible end; the argument is the German reason."""


def choices(group: Group, now: datetime) -> tuple[tuple[str, str], ...]:
    """The options for a group: value and label."""
    meets = next_sitting(group, now) is not None
    return tuple((value, words) for value, words in CHOICES if meets or value != MEETING)


def chosen_end(group: Group, form: Mapping[str, str], now: datetime) -> datetime | None:
    """The end (aware), None = never. A date and time in the form wins over the chosen option; raises InvalidEnd."""
    if written := form.get("zeitpunkt", "").strip():
        return _moment(written, now)
    how_long = form.get("bis", "")
    if how_long not in dict(choices(group, now)):
        raise InvalidEnd(NOTHING_CHOSEN)
    return heard_until(group, how_long, now)


def _moment(written: str, now: datetime) -> datetime:
    """What a browser sends for a day and a time: "2026-03-24T18:30"."""
    try:
        entered = datetime.strptime(written, "%Y-%m-%dT%H:%M")
    except ValueError as error:
        raise InvalidEnd(NO_MOMENT) from error
    moment = moment_at(entered.date(), entered.time())
    if moment <= now:
        raise InvalidEnd(OVER)
    return moment
