"""The plan for any calendar program: to subscribe to, or to fetch once."""

from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, request

from ivr.plan import Plan
from routes.hotline import hotline
from routes.ics import calendar, slugs

bp = Blueprint("calendar", __name__)

# A program that asks too often is answered from what lies on the way.
FIVE_MINUTES = "public, max-age=300"


@bp.get("/plan.ics")
def of_all() -> Response:
    """The meetings of all groups."""
    return _calendar(None)


@bp.get("/plan/<slug>.ics")
def of_one(slug: str) -> Response:
    """The meetings of one group, by its name in small letters without umlauts."""
    return _calendar(slug)


def _calendar(slug: str | None) -> Response:
    world = hotline().world()
    if slug is not None and slug not in slugs(world.plan.groups):
        abort(404)
    host = urlsplit(hotline().public_url).hostname or ""
    response = Response(_written(world.plan, slug, host, world.now.date()), mimetype="text/calendar")
    response.headers["Cache-Control"] = FIVE_MINUTES
    response.add_etag()
    response.make_conditional(request)
    return response


# Whoever asks, and however often: it is computed once a day for a plan.
@lru_cache(maxsize=64)
def _written(plan: Plan, slug: str | None, host: str, today: date) -> bytes:
    groups = slugs(plan.groups)
    if slug is None:
        return calendar(plan.office.name, groups, host, today)
    return calendar(groups[slug].name, {slug: groups[slug]}, host, today)
