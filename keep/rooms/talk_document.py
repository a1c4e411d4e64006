"""A talk as a JSON document."""

import json
from collections.abc import Callable
from dataclasses import asdict, fields
from functools import lru_cache
from operator import attrgetter
from typing import Any

from ivr.model.attendance import Attendance
from ivr.model.round import Round
from ivr.model.talk import Seat, Talk

# A talk, its version, and when it was written (seconds since 1970, 0 = unknown).
Meaning = tuple[Talk, int, float]


def document(talk: Talk, version: int, now: float) -> bytes:
    """The document of a talk that is written `now` (seconds since 1970)."""
    fields = {name: WRITES.get(name, _as_it_is)(getattr(talk, name)) for name in READS}
    return json.dumps({"version": version, "written": now, **fields}).encode()


def meaning(raw: bytes) -> Meaning:
    """What a document says. One that is somebody else's raises ValueError, TypeError, KeyError, AttributeError,
    OverflowError or RecursionError."""
    fields = json.loads(raw)
    talk = Talk(**{name: READS[name](value) for name, value in fields.items() if name in READS})
    return talk, int(fields.get("version", 0)), float(fields.get("written", 0))


def _words(written: Any) -> tuple[str, ...]:
    return tuple(map(str, written))


def _seats(written: Any) -> dict[str, Seat]:
    return {person: _seat(seat) for person, seat in written.items()}


def _seat(written: Any) -> Seat:
    # Until November 2026 a seat was written with the names of its parts; a talk goes on through an update.
    return _same_seat(*(written.values() if isinstance(written, dict) else written))


# Nearly every seat of a large room is as it was when the room was read before.
@lru_cache(maxsize=2048)
def _same_seat(number: Any, leads: Any, muted: Any, outside: Any) -> Seat:
    return Seat(int(number), bool(leads), bool(muted), bool(outside))


def _events(written: Any) -> dict[str, Attendance]:
    return {conference: _attendance(**told) for conference, told in written.items()}


def _numbers_by_caller(written: Any) -> dict[str, int]:
    # Until November 2026 the callers stood alone.
    return {caller: int(written[caller]) if isinstance(written, dict) else 0 for caller in written}


def _round(written: Any) -> Round | None:
    if not written:
        return None
    known = {field.name: written[field.name] for field in fields(Round) if field.name in written}
    return Round(**known | {name: tuple(map(int, known.get(name, ()))) for name in ("heard", "interrupted")})


def _as_it_is(value: Any) -> Any:
    return value


def _attendance(people: Any, numbers: Any, settled: Any) -> Attendance:
    told = {person: (int(number), bool(inside)) for person, (number, inside) in people.items()}
    return Attendance(told, tuple(map(int, numbers)), int(settled))


SEAT_PARTS = attrgetter("number", "leads", "muted", "outside")
PARTS = ("people", "numbers", "settled")
READS: dict[str, Callable[[Any], Any]] = {
    "seats": _seats,
    "hands": _words,
    "floor": str,
    "silenced_by": _words,
    "hushed": bool,
    "locked": bool,
    "over": bool,
    "given": int,
    "let_in": _numbers_by_caller,
    "events": _events,
    "ended": _words,
    "gone": _words,
    "listening": _words,
    "round": _round,
    "still_until": float,
    "moderator": str,
    "tells_speech": bool,
    "has_gone_round": bool,
}
WRITES: dict[str, Callable[[Any], Any]] = {
    # In few words: with 250 people they are read and written at every key.
    "seats": lambda seats: dict(zip(seats, map(SEAT_PARTS, seats.values()), strict=True)),
    "events": lambda events: {name: {part: getattr(one, part) for part in PARTS} for name, one in events.items()},
    "round": lambda found: asdict(found) if found else None,
}
