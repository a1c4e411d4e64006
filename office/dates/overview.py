"""Termine: the meetings of a week or a month, of all groups or of those found by a search."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from hotline import hotline
from office.dates.periods import by_day, day_of, month_of, week_of
from office.saved_plan import saved_plan
from office.search.found import found_groups

bp = Blueprint("dates", __name__, url_prefix="/termine")

MONTH = "monat"


@bp.get("")
def page() -> ResponseReturnValue:
    """GET /buero/termine?ansicht=woche&ab=2026-12-01: a week (or `monat`) around a day; else today's."""
    world, wanted = hotline().world_with(saved_plan()), request.args.get("suche", "")
    topic, is_month = request.args.get("thema", ""), request.args.get("ansicht") == MONTH
    period = (month_of if is_month else week_of)(day_of(request.args.get("ab", "")) or world.now.date())
    groups = [group for group, _ in found_groups(world.plan, wanted)] if wanted else world.plan.groups
    shown = [group for group in groups if not topic or group.topic == topic]
    return render_template(
        "termine.html",
        period=period,
        meetings=by_day(shown, period.first, period.last, world.now),
        view=MONTH if is_month else "woche",
        today=world.now.date(),
        wanted=wanted,
        topic=topic,
        topics=sorted({group.topic for group in world.plan.groups if group.topic}),
    )
