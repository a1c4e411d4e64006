"""Which role each page of the office needs."""

from collections.abc import Mapping

from flask import render_template, request
from flask.typing import ResponseReturnValue

from keep.accounts.account import ALL, PLAN, Account
from office.sessions import current_account

# By endpoint, or by blueprint for all endpoints of it. What is missing here needs ALL.
NEEDED: Mapping[str, str] = {
    "phone": PLAN,
    "office.static": PLAN,
    "office.not_found": PLAN,
    "office.door": PLAN,
    "office.today": PLAN,
    "office.manual": PLAN,
    "office.plan": PLAN,
    "office.edit": PLAN,
    "office.new_group": PLAN,
    "office.information": PLAN,
    "office.versions": PLAN,
    "office.files": PLAN,
    "office.uploads": PLAN,
    "office.announcements": PLAN,
    "office.on_air": PLAN,
    "office.cancellations": PLAN,
    "office.dates": PLAN,
    "office.moving": PLAN,
    "office.cards": PLAN,
    "office.invitations": PLAN,
    "office.own_account": PLAN,
    "office.search": PLAN,
    "office.undo": PLAN,
    "office.form": PLAN,
    "office.trial": PLAN,
    "office.confirmation": PLAN,
    "office.codes": ALL,
    "office.refused": ALL,
    "office.notifications": ALL,
    "office.technology": ALL,
    "office.accounts": ALL,
    "office.messages": ALL,
    "office.numbers": ALL,
    "office.report": ALL,
}
HEADING = "Nicht für Ihren Zugang"
WORDS = (
    "Diese Seite sieht nur, wer im Büro alles darf. Ihr Zugang ist für den Plan. Wenn Sie sie brauchen, fragen Sie "
    "jemanden, der die Zugänge verwaltet. Es hat sich nichts geändert."
)


def needed_role(endpoint: str) -> str | None:
    """The role that an endpoint needs, None if NEEDED does not tell."""
    return NEEDED.get(endpoint) or NEEDED.get(endpoint.rpartition(".")[0])


def allows(account: Account | None, endpoint: str) -> bool:
    """Whether a person may open a page."""
    return account is not None and (account.role == ALL or needed_role(endpoint) == PLAN)


def refused() -> ResponseReturnValue | None:
    """403 in German for a page that needs another role, else None."""
    if allows(current_account(), request.endpoint or ""):
        return None
    return render_template("fehler.html", heading=HEADING, words=WORDS), 403
