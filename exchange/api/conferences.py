"""The conferences and calls of the test network, as Twilio's REST API shows and changes them."""

from flask import Blueprint, abort, current_app, request

from exchange.control import Conference, Control, Participant

bp = Blueprint("conferences", __name__)
bp.record_once(lambda setup: setup.app.extensions.setdefault("rooms", {}))

# Twilio, too, shows those who still wait as in progress.
STATUS = "in-progress"
ROOMS_KEPT = 1000

Json = dict[str, object]


@bp.get("/Conferences.json")
def conferences() -> Json:
    """The conferences of one FriendlyName: one or none."""
    room = request.args.get("FriendlyName", "")
    found = _control().conference(room)
    if found is None or request.args.get("Status", STATUS) != STATUS:
        return {"conferences": []}
    _remember(found.sid, room)
    return {"conferences": [_conference(found.sid, room)]}


@bp.get("/Calls.json")
def calls() -> Json:
    """All calls that go on."""
    wanted = request.args.get("Status", STATUS) == STATUS
    return {"calls": [{"sid": sid, "status": STATUS} for sid in sorted(_control().calls()) if wanted]}


@bp.post("/Conferences/<sid>.json")
def change_conference(sid: str) -> Json:
    """Announce something, or end it."""
    room, _ = _found(sid)
    match request.form.to_dict():
        case {"Status": "completed"}:
            _control().end(room)
            return _conference(sid, room) | {"status": "completed"}
        case {"AnnounceUrl": url, "AnnounceMethod": "GET"}:
            _control().announce(room, url)
            return _conference(sid, room)
    abort(400)


@bp.get("/Conferences/<sid>/Participants.json")
def participants(sid: str) -> Json:
    """Who is there."""
    _, conference = _found(sid)
    return {"participants": [_participant(sid, one) for one in conference.participants]}


@bp.post("/Conferences/<sid>/Participants/<label>.json")
def change_participant(sid: str, label: str) -> Json:
    """Mute somebody, let somebody be heard again, or announce something to this one alone."""
    room, _ = _found(sid)
    _seated(sid, label)
    match request.form.to_dict():
        case {"Muted": word}:
            _control().mute(room, [label], word == "true")
        case {"AnnounceUrl": url, "AnnounceMethod": "GET"}:
            _control().tell(room, label, url)
        case _:
            abort(400)
    return _participant(sid, _seated(sid, label))


def _control() -> Control:
    control: Control = current_app.extensions["network"].control
    return control


def _found(sid: str) -> tuple[str, Conference]:
    room = _rooms().get(sid)
    conference = _control().conference(room) if room else None
    if room is None or conference is None or conference.sid != sid:
        abort(404)
    return room, conference


def _seated(sid: str, label: str) -> Participant:
    _, conference = _found(sid)
    return next((one for one in conference.participants if one.label == label), None) or abort(404)


def _rooms() -> dict[str, str]:
    """The names of the rooms whose conferences were listed: nobody can know the sid of another."""
    rooms: dict[str, str] = current_app.extensions["rooms"]
    return rooms


def _remember(sid: str, room: str) -> None:
    rooms = _rooms()
    rooms[sid] = room
    for old in list(rooms)[:-ROOMS_KEPT]:
        rooms.pop(old, None)


def _conference(sid: str, room: str) -> Json:
    return {"sid": sid, "friendly_name": room, "status": STATUS}


def _participant(sid: str, one: Participant) -> Json:
    return {"conference_sid": sid, "label": one.label, "muted": one.muted, "hold": False}
