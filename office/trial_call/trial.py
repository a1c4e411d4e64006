"""Which trial call it is, by the address of its page: with which plan, when, for whom, and what was pressed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import request, url_for

from audio.sealed import TextSeal
from hotline import hotline
from ivr.model.agenda import next_meeting
from ivr.model.moment import later, moment_at
from ivr.model.plan import Group, Plan

BEFORE_THE_MEETING = timedelta(minutes=30)
# Nobody plans further ahead, and every day is reckoned anew.
FURTHEST = timedelta(days=400)
WRITTEN = "%Y-%m-%dT%H:%M"
SAVED = "datei"
BETWEEN = ","


@dataclass(frozen=True)
class Trial:
    """A trial call: for which group ("" for none), when, with which plan (SAVED: that of the files; "": that on air),
    and its steps, which may be numbers of rooms: they stand sealed in the address."""

    group: str
    moment: datetime
    source: str
    steps: tuple[str, ...]

    def address(self, *more: str, back: bool = False) -> str:
        """The address of the same call with more steps, or with one less."""
        steps = self.steps[:-1] if back else (*self.steps, *more)
        asked: dict[str, Any] = {"gruppe": self.group, "am": self.moment.strftime(WRITTEN), "von": self.source or None}
        way = _seal().sealed(BETWEEN.join(steps)) if steps else None
        return url_for("office.trial.page", **asked, weg=way, _anchor="jetzt")


def requested_trial(plan: Plan) -> Trial:
    """The trial call that the request names."""
    group = plan.group_named(request.args.get("gruppe", ""))
    steps = _seal().opened(request.args.get("weg", ""))
    return Trial(
        group=group.name if group else "",
        moment=_chosen_moment(request.args.get("am", "")) or _usual_moment(group),
        source=SAVED if request.args.get("von") == SAVED else "",
        steps=() if steps is None else tuple(steps.split(BETWEEN)),
    )


def _chosen_moment(written: str) -> datetime | None:
    now = hotline().now()
    try:
        entered = datetime.strptime(written, WRITTEN)
    except ValueError:
        return None
    moment = moment_at(entered.date(), entered.time())
    return moment if abs(moment - now) < FURTHEST else None


def _usual_moment(group: Group | None) -> datetime:
    """Half an hour before the next meeting of a group, or now."""
    now = hotline().now()
    meeting = next_meeting(group, now) if group else None
    return max(now, later(meeting.start, -BEFORE_THE_MEETING)) if meeting else now


def _seal() -> TextSeal:
    return TextSeal(hotline().settings.key_for("trial calls"))
