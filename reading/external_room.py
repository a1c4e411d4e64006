"""What differs in another system's room from the usual, and the room as a whole: number, keys and seconds."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ivr.model.external_systems import pressed
from ivr.model.plan import Elsewhere
from reading.external_entrance import SIP_ADDRESS, Entrance
from reading.group_block import Objection, Written
from reading.problem import Problem
from reading.text.pieces import Piece, collect, fold

# The carrier presses no more than this.
MOST_PRESSED = 32
LONGEST_WAIT = 20
OF_ANOTHER_ROOM = ("Wartezeit", "Abschluss", "Stumm-Taste")
WAIT = re.compile(r"(\d{1,2})(?: ?(?:s|sek\.?|sekunden?))?", re.IGNORECASE | re.ASCII)
ENDS = {
    **dict.fromkeys(("#", "raute", "mit #", "mit raute"), "#"),
    **dict.fromkeys(("*", "stern"), "*"),
    **dict.fromkeys(("ohne", "ohne #", "ohne raute", "keine", "keiner", "kein"), ""),
}
MUTE_KEY = re.compile(r"\*?[0-9]")
NO_KEY = ("keine", "ohne", "keiner")


def read_wait(piece: Piece) -> int:
    """Seconds: "4", "4 Sekunden"."""
    match = WAIT.fullmatch(piece.words)
    if not match or int(match[1]) > LONGEST_WAIT:
        remedy = f"Schreiben Sie ganze Sekunden von 0 bis {LONGEST_WAIT}, zum Beispiel »4«."
        raise piece.mistake("Das ist keine Wartezeit.", remedy)
    return int(match[1])


def read_ends(piece: Piece) -> str:
    """The key behind a number: "#", "*", or "ohne"."""
    if fold(piece.text) not in ENDS:
        raise piece.mistake(f"»{piece.words}« kann keine Nummer abschließen.", "Schreiben Sie »#«, »*« oder »ohne«.")
    return ENDS[fold(piece.text)]


def read_mute_key(piece: Piece) -> str:
    """ "0", "*6", or "keine"."""
    key = re.sub(r"\s", "", piece.text)
    if MUTE_KEY.fullmatch(key):
        return key
    if fold(piece.text) in NO_KEY:
        return ""
    raise piece.mistake(f"»{piece.words}« ist keine Taste.", "Schreiben Sie eine wie »0« oder »*6«, oder »keine«.")


# --- put together


def elsewhere(good: dict[str, list[Any]]) -> tuple[Elsewhere | None, list[Problem]]:
    """The room of what was read of a block, None if there is none; and what is wrong with the whole of it."""
    rooms, problems = collect(lambda entrance: _room(entrance, good), good["Raum"])
    return next(iter(rooms), None), problems


def _room(entrance: Entrance, good: dict[str, list[Any]]) -> Elsewhere:
    system = entrance.system
    wait = next(iter(good["Wartezeit"]), system.wait)
    ends = next(iter(good["Abschluss"]), system.ends)
    digits = pressed(system, entrance.numbers, wait, ends)
    if len(digits) > MOST_PRESSED:
        text = f"Das sind {len(digits)} Tasten und Sekunden, höchstens {MOST_PRESSED} sind möglich."
        raise entrance.piece.mistake(text, "Schreiben Sie eine kürzere Wartezeit, zum Beispiel »Wartezeit: 2«.")
    return Elsewhere(system.name, entrance.number, digits, next(iter(good["Stumm-Taste"]), system.mutes))


def has_the_other_room_it_speaks_of(groups: Sequence[Written]) -> Iterator[Objection]:
    for written in groups:
        if written.has("Raum") and not written.has("Zugang"):
            remedy = "Schreiben Sie eine Zeile »Zugang:« mit einer Nummer dazu."
            yield written, written.at("Raum").problem("Ohne »Zugang:« kommt niemand in diesen Raum.", remedy)
        for key in OF_ANOTHER_ROOM:
            if written.has(key) and not written.has("Raum"):
                remedy = "Schreiben Sie auch »Raum:«, oder streichen Sie diese Zeile."
                yield written, written.at(key).problem("Das gilt nur für einen Raum in einem anderen System.", remedy)


def secrets(room: Elsewhere | None) -> list[str]:
    """What only those may know who take part: the numbers of a room, or else the number or the address itself."""
    if room is None:
        return []
    if address := SIP_ADDRESS.fullmatch(room.number):
        return [address["whom"]]
    return re.findall("[0-9]{4,}", room.digits) or [re.sub(r"\D", "", room.number)]
