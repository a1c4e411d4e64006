"""Publishes an uploaded sound or an earlier announcement, after it was listened to."""

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audio.mastering import RecordingError, master_upload
from audio.telephone import wav
from audio.voices.voice import SpeechError
from hotline import hotline
from ivr.model.announcement import Announcement, NotDone, RecordingOutcome
from office.announcements.by_group import timed
from office.announcements.durations import InvalidEnd, choices, chosen_end
from office.announcements.errors import (
    NO_RECORDING,
    Refused,
    back_to_list,
    failure_words,
    latest_announcement,
    next_number,
    number_on_air,
    register_error_handlers,
    requested_group,
)
from office.formats import until
from office.sessions import author
from office.undo.deeds import undoable_announcement

bp = Blueprint("on_air", __name__, url_prefix="/ansagen")
register_error_handlers(bp)

FAILURES = {
    "short": "Die Aufnahme ist zu kurz. Sie muss länger als eine Sekunde sein.",
    "silent": "In der Aufnahme ist keine Stimme zu hören. Nehmen Sie sie noch einmal auf, näher am Mikrofon.",
    "long": "Die Aufnahme ist zu lang. Höchstens anderthalb Minuten: Mehr hört niemand zu Ende.",
    "no_sound": "Das ist keine Tondatei, die ich lesen kann. Es gehen zum Beispiel mp3, m4a, wav, ogg, flac und webm.",
}
NO_FILE = "Wählen Sie zuerst eine Datei aus."
ON_AIR = "Die Ansage ist jetzt zu hören, {until}."
# The fields that identify a recording: an uploaded sound, or the number of an earlier announcement.
RECORDING = ("gruppe", "ton", "nummer")


@bp.post("/hochladen")
def upload() -> ResponseReturnValue:
    """Stores an uploaded sound, and redirects to the page where it is listened to."""
    group, sent = requested_group(request.form), request.files.get("ton")
    if sent is None or not sent.filename:
        raise Refused(NO_FILE)
    before = latest_announcement(group.name)
    take = _stored_upload(sent.read())
    if take.failure:
        raise Refused(FAILURES[take.failure])
    return _redirect_to_listen(gruppe=group.name, ton=take.sound, vorher=before.number if before else 0)


def _stored_upload(file: bytes) -> RecordingOutcome:
    """The stored sound, or the failure why it cannot be used; raises NotDone."""
    try:
        return RecordingOutcome(sound=hotline().announcements.keep_sound(wav(master_upload(file))))
    except RecordingError as error:
        return RecordingOutcome(failure=error.failure)
    except (OSError, SpeechError) as error:
        raise NotDone(f"a sound cannot be taken ({type(error).__name__})") from error


@bp.get("/anhoeren")
def listen() -> ResponseReturnValue:
    """GET /buero/ansagen/anhoeren: the recording, the announcement it replaces, and the choice of its end."""
    world, new, latest = hotline().world(), _requested(request.args), latest_announcement(request.args["gruppe"])
    recording = timed(new)
    if not recording.seconds:
        raise Refused(NO_RECORDING)
    return render_template(
        "ansage_pruefen.html",
        new=recording,
        replaces=timed(latest) if latest and world.is_on_air(latest) and latest.sound != new.sound else None,
        form={name: request.args[name] for name in (*RECORDING, "vorher") if name in request.args},
        choices=choices(requested_group(request.args), world.now),
    )


@bp.post("/senden")
def put_on_air() -> ResponseReturnValue:
    """Publishes the recording until the chosen end."""
    form = request.form
    try:
        new = replace(_requested(form), until=chosen_end(requested_group(form), form, hotline().world().now))
        before = number_on_air(form["gruppe"])
        hotline().announcements.publish(new)
    except InvalidEnd as missing:
        flash(str(missing), "wrong")
    except NotDone:
        flash(failure_words(form), "wrong")
    else:
        undoable_announcement(new.of, before, new.number)
        return back_to_list(ON_AIR.format(until=until(new.until)), "done")
    latest = latest_announcement(form["gruppe"])
    recording = {name: form[name] for name in RECORDING if name in form}
    return _redirect_to_listen(**recording, vorher=latest.number if latest else 0)


def _requested(form: Mapping[str, str]) -> Announcement:
    """The announcement requested by a form, numbered after the one it was made for, still without an end."""
    group, number, now = requested_group(form), next_number(form), hotline().world().now
    if "nummer" not in form:
        return Announcement(group.name, number, now.replace(microsecond=0), form.get("ton", ""), by=author())
    known = (one for one in hotline().announcements.history() if one.of == group.name and one.sound)
    found = next((one for one in known if str(one.number) == form["nummer"]), None)
    if found is None:
        raise Refused(NO_RECORDING)
    return replace(found, number=number, until=None, by=author())


def _redirect_to_listen(**recording: str | int) -> ResponseReturnValue:
    return redirect(url_for("office.on_air.listen", **recording), 303)  # type: ignore[arg-type]
