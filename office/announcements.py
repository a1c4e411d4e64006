"""Ansagen: what callers hear of leaders and of the office; heard, brought, ended, deleted, put back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ivr.announcement import Announcement, NotDone
from ivr.announcing import FOR_EVER, MEETING, heard_until
from ivr.leaders_menu import ANNOUNCES, LEADS
from ivr.menu import MAIN
from ivr.plan import Group
from ivr.reply import Place
from ivr.spot import Row
from routes.hotline import hotline

bp = Blueprint("announcements", __name__, url_prefix="/ansagen")

FAILURES = {
    "short": "Die Aufnahme ist zu kurz. Sie muss länger als eine Sekunde sein.",
    "silent": "In der Aufnahme ist nichts zu hören. Nehmen Sie sie noch einmal auf, näher am Mikrofon.",
    "long": "Die Aufnahme ist zu lang. Mehr als anderthalb Minuten hört niemand zu Ende.",
    "no_sound": "Das ist keine Tondatei, die ich lesen kann. Es gehen zum Beispiel mp3, m4a, wav, ogg, flac und webm.",
}
NO_FILE = "Wählen Sie zuerst eine Datei aus."
NO_GROUP = "Diese Gruppe gibt es nicht mehr."
CHANGED = "Es hat sich nichts geändert: Inzwischen gibt es eine neuere Ansage, oder die Platte nimmt nichts an."
ON_AIR, RESTORED = "Die Ansage ist jetzt zu hören.", "Diese Ansage ist wieder zu hören."
UNTIL, DELETED = (
    "Gespeichert. Die Ansage ist so lange zu hören.",
    "Gelöscht. Zwei Wochen lang lässt sie sich zurückholen.",
)
# Until when something is heard, as it is chosen on the page.
CHOICES = (
    (MEETING, "bis zum Ende des nächsten Treffens"),
    ("7", "eine Woche"),
    ("30", "dreißig Tage"),
    (FOR_EVER, "bis sie gelöscht wird"),
)


@dataclass(frozen=True)
class Shelf:
    """The announcements of a group, "" = for all: the one on air, and those that can be put back; `latest` is the
    number of the newest, by which a form notices that there is a newer one."""

    of: str
    latest: int
    on_air: Announcement | None
    earlier: tuple[Announcement, ...]


@bp.get("")
def page() -> ResponseReturnValue:
    """All that there is, and how there can be more."""
    try:
        shelves = tuple(_shelves(hotline().announcements.history()))
    except OSError:
        flash("Die Ansagen lassen sich jetzt nicht lesen.", "wrong")
        shelves = ()
    groups = [group.name for group in hotline().world().plan.groups]
    return render_template(
        "ansagen.html", shelves=shelves, groups=sorted(groups), keys=tuple(_keys_to_record()), choices=CHOICES
    )


@bp.post("/hochladen")
def upload() -> ResponseReturnValue:
    """Take a sound, and let it be heard before anybody else hears it."""
    group, sent = _group(), request.files.get("ton")
    if group is None:
        return _back(NO_GROUP)
    if sent is None or not sent.filename:
        return _back(NO_FILE)
    try:
        take = hotline().taken(sent.read())
    except OSError:
        return _back(CHANGED)
    if take.failure:
        return _back(FAILURES[take.failure])
    before = hotline().world().announced(group)
    return render_template("ansage_pruefen.html", of=group.name, sound=take.sound, before=before, choices=CHOICES)


@bp.post("/senden")
def put_on_air() -> ResponseReturnValue:
    """On air with what was heard."""
    return _published(ON_AIR, sound=request.form.get("ton", ""))


@bp.post("/bis")
def until() -> ResponseReturnValue:
    """Another end for what is on air."""
    group = _group()
    now = hotline().world().announcement(group) if group else None
    return _published(UNTIL, sound=now.sound if now else "", recorded=now.recorded if now else None)


@bp.route("/loeschen", methods=["GET", "POST"])
def delete() -> ResponseReturnValue:
    """Ask, and then take off the air."""
    group = _group()
    now = hotline().world().announcement(group) if group else None
    if group is None or now is None:
        return _back(NO_GROUP)
    if request.method == "GET":
        return render_template("ansage_loeschen.html", now=now)
    return _published(DELETED)


@bp.post("/zurueck")
def restore() -> ResponseReturnValue:
    """An earlier one on air again."""
    try:
        hotline().announcements.restore(request.form.get("gruppe", ""), request.form.get("nummer", 0, int))
    except NotDone:
        return _back(CHANGED)
    return _back(RESTORED, "done")


def _published(words: str, sound: str = "", recorded: datetime | None = None) -> ResponseReturnValue:
    """Publish what the form asks for, as the next after the one that it was made for."""
    group, now = _group(), hotline().world().now
    if group is None:
        return _back(NO_GROUP)
    number = request.form.get("vorher", -1, int) + 1
    end = heard_until(group, request.form.get("bis", FOR_EVER), now) if sound else None
    try:
        hotline().announcements.publish(
            Announcement(group.name, number, recorded or now.replace(microsecond=0), sound, end)
        )
    except NotDone:
        return _back(CHANGED)
    return _back(words, "done")


def _group() -> Group | None:
    """The group that the form names, "" = everybody who calls."""
    world, name = hotline().world(), request.values.get("gruppe")
    return next((group for group in (*world.plan.groups, world.everybody) if group.name == name), None)


def _shelves(history: Iterable[Announcement]) -> Iterator[Shelf]:
    world = hotline().world()
    in_order = sorted(history, key=lambda one: (one.of, -one.number))
    for of, kept in groupby(in_order, key=lambda one: one.of):
        latest, *before = kept
        on_air = latest if world.is_on_air(latest) else None
        earlier = before if on_air else [latest, *before]
        yield Shelf(of, latest.number, on_air, tuple(one for one in earlier if one.sound))


def _keys_to_record() -> Iterator[str]:
    """The keys from the greeting to the tone, as the menus have them; "" stands for the number of the one who leads."""
    yield _key(MAIN, "leitung")
    yield ""
    yield _key(LEADS.rows, "ansagen")
    yield _key(ANNOUNCES.rows, "aufnehmen")


def _key(rows: Iterable[Row], name: str) -> str:
    return next(row.key for row in rows if row.to(Place("", ("",))).name == name)


def _back(words: str, kind: str = "wrong") -> ResponseReturnValue:
    flash(words, kind)
    return redirect(url_for("office.announcements.page"), 303)
