"""Fields of the forms about announcements, and error messages for staff."""

from collections.abc import Mapping

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from hotline import hotline
from ivr.model.announcement import Announcement, NotDone
from ivr.model.plan import Group
from office.announcements.by_group import group_named
from office.redirects import redirect_with_message

NO_GROUP = "Diese Gruppe gibt es nicht mehr. Es hat sich nichts geändert."
NO_RECORDING = "Diese Aufnahme gibt es nicht mehr. Es hat sich nichts geändert."
NEWER = "Jemand war schneller: Inzwischen gilt etwas Neueres. Ihre Änderung gilt noch nicht."
NOT_NOW = (
    "Das geht jetzt nicht: Die Hotline kann nichts speichern. Es hat sich nichts geändert. Versuchen Sie es später."
)
UNREADABLE = "Die Ansagen lassen sich jetzt nicht lesen. Es hat sich nichts geändert. Versuchen Sie es später."
LONGEST_NUMBER = 9


class Refused(Exception):
    """Raised when a form cannot be carried out; the argument is the German reason."""


def register_error_handlers(bp: Blueprint) -> None:
    """Makes errors of the pages of `bp` redirect to the list of announcements with the reason."""
    bp.register_error_handler(Refused, lambda error: back_to_list(str(error), "wrong"))
    bp.register_error_handler(NotDone, lambda error: back_to_list(failure_words(request.form), "wrong"))
    bp.register_error_handler(OSError, _unreadable)


def back_to_list(words: str, kind: str) -> ResponseReturnValue:
    """A redirect to the list of announcements with a message."""
    return redirect_with_message("office.announcements.page", words, kind)


def failure_words(form: Mapping[str, str]) -> str:
    """The reason why a change was not saved: an edit conflict, or storage failed."""
    latest = latest_announcement(form.get("gruppe", ""))
    return NEWER if latest and form.get("vorher", str(latest.number)) != str(latest.number) else NOT_NOW


def requested_group(form: Mapping[str, str]) -> Group:
    """The group that a form names, "" = everybody who calls; raises Refused."""
    group = group_named(form.get("gruppe"), hotline().world())
    if group is None:
        raise Refused(NO_GROUP)
    return group


def next_number(form: Mapping[str, str]) -> int:
    """The number after the announcement that a form was made for; raises Refused."""
    before = form.get("vorher", "")
    if not (before.isascii() and before.isdecimal() and len(before) <= LONGEST_NUMBER):
        raise Refused(NO_RECORDING)
    return int(before) + 1


def latest_announcement(of: str) -> Announcement | None:
    """The newest announcement of a group, None if it has none; raises OSError."""
    known = (one for one in hotline().announcements.history() if one.of == of)
    return max(known, key=lambda one: one.number, default=None)


def number_on_air(of: str) -> int:
    """The number of the newest announcement of a group, which may be over, 0 if it is deleted; raises OSError."""
    latest = latest_announcement(of)
    return latest.number if latest and latest.sound else 0


def _unreadable(error: OSError) -> ResponseReturnValue:
    # There is nothing to go back to: the list cannot be read either.
    return render_template("fehler.html", heading="Ansagen", words=UNREADABLE), 503
