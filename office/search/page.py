"""The search field: words become a part of the address of the page, numbers do not."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from hotline import hotline
from office.search.found import contents, found_in
from office.search.index import DIGITS_ONLY, Hit

bp = Blueprint("search", __name__)

# The pages with a search field, by what their form calls them.
PAGES = {
    "plan": "office.plan.page",
    "termine": "office.dates.page",
    "absagen": "office.cancellations.page",
    "ansagen": "office.announcements.page",
    "karten": "office.cards.page",
}
# What else of its address such a page keeps.
KEPT = ("ansicht", "ab", "thema")
MOST_TOLD = 10
THESE = "Zu diesen Ziffern: {}."
NOTHING = "Zu diesen Ziffern gibt es nichts."


@bp.post("/suche")
def search() -> ResponseReturnValue:
    """Redirects to the page with what is searched for in its address; instead of a number that opens a room, with the
    name of its group, so that it is in no history and no log of a proxy."""
    page = PAGES.get(request.form.get("seite", "")) or abort(404)
    wanted = " ".join(request.form.get("suche", "").split())
    found = found_in(contents(), hotline().world().plan, wanted)
    by_number = [hit for hit in found if _is_secret(hit)]
    if DIGITS_ONLY.fullmatch(wanted) and not found:
        # It may be a number of which one digit is wrong.
        flash(NOTHING, "wrong")
        wanted = ""
    if by_number:
        flash(THESE.format("; ".join(map(_told, by_number[:MOST_TOLD]))), "done")
        wanted = by_number[0].key if len(by_number) == 1 else ""
    kept: dict[str, Any] = {name: request.form[name] for name in KEPT if request.form.get(name)}
    return redirect(url_for(page, suche=wanted or None, **kept), 303)


def _is_secret(hit: Hit) -> bool:
    return any(field.secret for field in hit.matched)


def _told(hit: Hit) -> str:
    labels: Sequence[str] = [field.label for field in hit.matched if field.secret]
    return f"{hit.key} ({', '.join(labels)})"
