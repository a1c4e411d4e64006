"""Technik: what works and what does not, examined when somebody presses the button."""

from threading import Lock

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from hotline import hotline
from office.redirects import redirect_with_message

bp = Blueprint("technology", __name__, url_prefix="/technik")

BUSY = "Es wird gerade schon geprüft. Versuchen Sie es in einer halben Minute noch einmal."
# An examination holds a dozen threads for some seconds; one at a time is enough.
_alone = Lock()


@bp.get("")
def page() -> ResponseReturnValue:
    """GET /buero/technik: nothing is examined yet."""
    return render_template("technik.html")


@bp.post("")
def examined() -> ResponseReturnValue:
    """All findings, the worst first."""
    # It asks over the network, and no other page needs what it takes for that.
    from doctor.checks import CHECKS
    from doctor.examination import examine

    if not _alone.acquire(blocking=False):
        return redirect_with_message("office.technology.page", BUSY)
    try:
        results = examine(hotline(), CHECKS)
    finally:
        _alone.release()
    by_status = {wanted: [one for one in results if one.finding.status == wanted] for wanted in ORDER}
    return render_template("technik.html", by_status=by_status, headings=ORDER, when=hotline().now())


ORDER = {"failed": "Das geht nicht", "warning": "Darauf sollte jemand achten", "ok": "Das ist in Ordnung"}
