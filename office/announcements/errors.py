"""What a form about announcements asks for; and why it is not done, for the clerk to read."""

from collections.abc import Mapping

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from hotline import hotline
from ivr.model.announcement import Announcement, NotDone
from ivr.model.plan import Group
from office.announcements.by_group import group_named
from office.redirects import back_to

NO_GROUP = "Diese Gruppe gibt es nicht mehr. Es hat sich nichts geändert."
NO_RECORDING = "Diese Aufnahme gibt es nicht mehr. Es hat sich nichts geändert."
NEWER = "Jemand war schneller: Inzwischen gilt etwas Neueres. Ihre Änderung gilt noch nicht."
NOT_NOW = (
    "Das geht jetzt nicht: Die Hotline kann nichts speichern. Es hat sich nichts geändert. Versuchen Sie es später."
)
UNREADABLE = "Die Ansagen lassen sich jetzt nicht lesen. Es hat sich nichts geändert. Versuchen Sie es später."
LONGEST_NUMBER = 9


class Refused(Exception):
    """What a form asks for is not done; the argument tells the clerk why."""


def tells_why(bp: Blueprint) -> None:
    """Whatever the pages of `bp` refuse, or the parts refuse them, leads back to the list, which says why."""
    bp.register_error_handler(Refused, lambda error: back(str(error), "wrong"))
    bp.register_error_handler(NotDone, lambda error: back(why_not(request.form), "wrong"))
    bp.register_error_handler(OSError, _unreadable)


def back(words: str, kind: str) -> ResponseReturnValue:
    """To the list, which says these words."""
    return back_to("office.announcements.page", words, kind)


def why_not(form: Mapping[str, str]) -> str:
    """Why something was not done: somebody was quicker, or nothing can be kept."""
    latest = latest_of(form.get("gruppe", ""))
    return NEWER if latest and form.get("vorher", str(latest.number)) != str(latest.number) else NOT_NOW


def group_in(form: Mapping[str, str]) -> Group:
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


def latest_of(of: str) -> Announcement | None:
    """The newest of a group; raises OSError."""
    known = (one for one in hotline().announcements.history() if one.of == of)
    return max(known, key=lambda one: one.number, default=None)


def _unreadable(error: OSError) -> ResponseReturnValue:
    # There is nothing to go back to: the list cannot be read either.
    return render_template("fehler.html", heading="Ansagen", words=UNREADABLE), 503
