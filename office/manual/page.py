"""Hilfe: the manual, and the search in it."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from office.manual.search import found
from office.manual.sections import sections

bp = Blueprint("manual", __name__)

# More than these nobody reads through; of the rest only the headings are shown.
MOST_SHOWN = 8


@bp.get("/hilfe")
def page() -> ResponseReturnValue:
    """GET /buero/hilfe: the whole manual, or the sections in which the words of `suche` stand."""
    wanted = request.args.get("suche", "").strip()
    shown = found(wanted) if wanted else sections()[1:]
    return render_template(
        "hilfe.html", wanted=wanted, introduction=sections()[0], sections=shown, most=MOST_SHOWN, html=Markup
    )
