"""The plan for any calendar program: to subscribe to, or to fetch once."""

from threading import Lock
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, request

from hotline import hotline
from routes.slugs import slugs

bp = Blueprint("calendar", __name__)

# The first to ask on a day waits seconds where there are hundreds of groups; others must not wait in every thread that
# calls need, and come again.
_one_at_a_time = Lock()
PATIENCE = 1.0
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
    # Its library takes a quarter of a second, and a hotline may never be asked for it.
    from routes.calendar_file import calendar

    world = hotline().world()
    groups = slugs(world.plan.groups)
    if slug is not None and slug not in groups:
        abort(404)
    name, wanted = (groups[slug].name, {slug: groups[slug]}) if slug else (world.plan.office.name, groups)
    host = urlsplit(hotline().settings.public_url).hostname or ""
    if not _one_at_a_time.acquire(timeout=PATIENCE):
        return Response(status=503, headers={"Retry-After": "30"})
    try:
        written = calendar(name, wanted, host, world.now.date())
    finally:
        _one_at_a_time.release()
    response = Response(written, mimetype="text/calendar")
    response.headers["Cache-Control"] = FIVE_MINUTES
    response.add_etag()
    response.make_conditional(request)
    return response
