"""From a sound that is brought, or an announcement of before, to what callers hear: it is heard here first."""

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audio.mastering import RecordingError, uploaded
from audio.telephone import wav
from audio.voices.voice import SpeechError
from hotline import hotline
from ivr.model.announcement import Announcement, NotDone, Take
from office.announcements.by_group import kept
from office.announcements.durations import NoEnd, choices, chosen_end
from office.announcements.errors import (
    NO_RECORDING,
    Refused,
    back,
    group_in,
    latest_of,
    next_number,
    tells_why,
    why_not,
)
from office.formats import until

bp = Blueprint("on_air", __name__, url_prefix="/ansagen")
tells_why(bp)

FAILURES = {
    "short": "Die Aufnahme ist zu kurz. Sie muss länger als eine Sekunde sein.",
    "silent": "In der Aufnahme ist keine Stimme zu hören. Nehmen Sie sie noch einmal auf, näher am Mikrofon.",
    "long": "Die Aufnahme ist zu lang. Höchstens anderthalb Minuten: Mehr hört niemand zu Ende.",
    "no_sound": "Das ist keine Tondatei, die ich lesen kann. Es gehen zum Beispiel mp3, m4a, wav, ogg, flac und webm.",
}
NO_FILE = "Wählen Sie zuerst eine Datei aus."
ON_AIR = "Die Ansage ist jetzt zu hören, {until}."
# What a form says of a recording: a sound that was brought, or the number of an earlier announcement.
RECORDING = ("gruppe", "ton", "nummer")


@bp.post("/hochladen")
def upload() -> ResponseReturnValue:
    """Take a sound, and let it be heard before anybody else hears it."""
    group, sent = group_in(request.form), request.files.get("ton")
    if sent is None or not sent.filename:
        raise Refused(NO_FILE)
    before = latest_of(group.name)
    take = _taken(sent.read())
    if take.failure:
        raise Refused(FAILURES[take.failure])
    return _to_be_heard(gruppe=group.name, ton=take.sound, vorher=before.number if before else 0)


def _taken(file: bytes) -> Take:
    """A sound that somebody has brought, kept; or why it cannot be used. Raises NotDone."""
    try:
        return Take(sound=hotline().announcements.keep_sound(wav(uploaded(file))))
    except RecordingError as error:
        return Take(failure=error.failure)
    except (OSError, SpeechError) as error:
        raise NotDone(f"a sound cannot be taken ({type(error).__name__})") from error


@bp.get("/anhoeren")
def listen() -> ResponseReturnValue:
    """A recording that may go on air, what is on air until then, and for how long it shall be."""
    world, new, latest = hotline().world(), _wanted(request.args), latest_of(request.args["gruppe"])
    recording = kept(new)
    if not recording.seconds:
        raise Refused(NO_RECORDING)
    return render_template(
        "ansage_pruefen.html",
        new=recording,
        replaces=kept(latest) if latest and world.is_on_air(latest) and latest.sound != new.sound else None,
        form={name: request.args[name] for name in (*RECORDING, "vorher") if name in request.args},
        choices=choices(group_in(request.args), world.now),
    )


@bp.post("/senden")
def put_on_air() -> ResponseReturnValue:
    """On air, for as long as was chosen; what is on air may so get another end."""
    form = request.form
    try:
        new = replace(_wanted(form), until=chosen_end(group_in(form), form, hotline().world().now))
        hotline().announcements.publish(new)
    except NoEnd as missing:
        flash(str(missing), "wrong")
    except NotDone:
        flash(why_not(form), "wrong")
    else:
        return back(ON_AIR.format(until=until(new.until)), "done")
    latest = latest_of(form["gruppe"])
    recording = {name: form[name] for name in RECORDING if name in form}
    return _to_be_heard(**recording, vorher=latest.number if latest else 0)


def _wanted(form: Mapping[str, str]) -> Announcement:
    """The announcement that a form asks for, as the next after the one it was made for; its end is not said yet."""
    group, number, now = group_in(form), next_number(form), hotline().world().now
    if "nummer" not in form:
        return Announcement(group.name, number, now.replace(microsecond=0), form.get("ton", ""))
    known = (one for one in hotline().announcements.history() if one.of == group.name and one.sound)
    found = next((one for one in known if str(one.number) == form["nummer"]), None)
    if found is None:
        raise Refused(NO_RECORDING)
    return replace(found, number=number, until=None)


def _to_be_heard(**recording: str | int) -> ResponseReturnValue:
    return redirect(url_for("office.on_air.listen", **recording), 303)  # type: ignore[arg-type]
