"""A talk as JSON and back; whoever writes something else into Redis must not stop a call."""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from ivr.model.attendance import Attendance
from ivr.model.talk import Seat, Talk


def packed(talk: Talk) -> bytes:
    """The JSON of a talk."""
    return json.dumps(asdict(talk)).encode()


def unpacked(raw: bytes | None) -> Talk | None:
    """The talk of a JSON, None for anything else. What an older version did not write yet is as in an empty talk."""
    try:
        return Talk(**{name: READS[name](value) for name, value in json.loads(raw or b"").items() if name in READS})
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return None


def _words(written: Any) -> tuple[str, ...]:
    return tuple(map(str, written))


def _seats(written: Any) -> dict[str, Seat]:
    return {person: _seat(seat) for person, seat in written.items()}


def _seat(written: Any) -> Seat:
    flags = (bool(written.get(name)) for name in ("leads", "muted", "outside"))
    return Seat(int(written["number"]), *flags)


def _events(written: Any) -> dict[str, Attendance]:
    return {conference: _attendance(**told) for conference, told in written.items()}


def _attendance(people: Any, numbers: Any, settled: Any) -> Attendance:
    told = {person: (int(number), bool(inside)) for person, (number, inside) in people.items()}
    return Attendance(told, tuple(map(int, numbers)), int(settled))


READS: dict[str, Callable[[Any], Any]] = {
    "seats": _seats,
    "hands": _words,
    "floor": str,
    "silenced_by": _words,
    "hushed": bool,
    "locked": bool,
    "over": bool,
    "given": int,
    "let_in": _words,
    "events": _events,
    "ended": _words,
    "gone": _words,
}
