"""Abgewiesene Anrufe: how many calls were refused today because of wrong numbers, and lifting the limits."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from hotline import hotline
from keep.limits.code_attempts import HEARD, OF_A_CALL, OF_A_CALLER
from office.redirects import redirect_with_message

bp = Blueprint("refused", __name__, url_prefix="/abgewiesen")

LIFTED = "Die Sperren sind aufgehoben. Wer abgewiesen wurde, kann sofort wieder anrufen."
NOT_LIFTED = "Der Zwischenspeicher antwortet gerade nicht. Versuchen Sie es in einer Minute noch einmal."


@bp.get("")
def page() -> ResponseReturnValue:
    """GET /buero/abgewiesen."""
    return render_template(
        "abgewiesen.html",
        refused=refused_today(),
        is_slow=hotline().is_slow(),
        of_a_call=OF_A_CALL,
        of_a_caller=OF_A_CALLER,
    )


@bp.post("")
def lift() -> ResponseReturnValue:
    """Lifts the limits of the telephone; those of the pages stay."""
    are_lifted = all([hotline().attempts[kind].lift() for kind in HEARD])
    return redirect_with_message("office.refused.page", *((LIFTED, "done") if are_lifted else (NOT_LIFTED, "wrong")))


def refused_today() -> int:
    """How many calls were refused today."""
    return sum(hotline().attempts[kind].refused_today() for kind in HEARD)
