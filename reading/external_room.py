"""A room in another system: the fields that describe how to dial into it, and what is dialled as a whole."""

import re
from collections.abc import Iterator, Sequence

from ivr.model.external_systems import pressed
from ivr.model.plan import ExternalRoom
from reading.external_entrance import SIP_ADDRESS, DialIn
from reading.group_block import GroupBlock, Objection
from reading.problem import Problem
from reading.text.fields import FieldValues
from reading.text.pieces import Piece, collect, fold

# The carrier presses no more than this.
MOST_PRESSED = 32
LONGEST_WAIT = 20
EXTERNAL_ROOM_KEYS = ("Wartezeit", "Abschluss", "Stumm-Taste")
WAIT = re.compile(r"(\d{1,2})(?: ?(?:s|sek\.?|sekunden?))?", re.IGNORECASE | re.ASCII)
TERMINATORS = {
    **dict.fromkeys(("#", "raute", "mit #", "mit raute"), "#"),
    **dict.fromkeys(("*", "stern"), "*"),
    **dict.fromkeys(("ohne", "ohne #", "ohne raute", "keine", "keiner", "kein"), ""),
}
MUTE_KEY = re.compile(r"\*?[0-9]")
NO_KEY = ("keine", "ohne", "keiner")


def read_wait(piece: Piece) -> int:
    """Seconds, at most LONGEST_WAIT: "4", "4 Sekunden"."""
    match = WAIT.fullmatch(piece.words)
    if not match or int(match[1]) > LONGEST_WAIT:
        remedy = f"Schreiben Sie ganze Sekunden von 0 bis {LONGEST_WAIT}, zum Beispiel »4«."
        raise piece.mistake("Das ist keine Wartezeit.", remedy)
    return int(match[1])


def read_terminator(piece: Piece) -> str:
    """The key that ends a number: "#" or "*"; "" for "ohne"."""
    if fold(piece.text) not in TERMINATORS:
        raise piece.mistake(f"»{piece.words}« kann keine Nummer abschließen.", "Schreiben Sie »#«, »*« oder »ohne«.")
    return TERMINATORS[fold(piece.text)]


def read_mute_key(piece: Piece) -> str:
    """The keys that mute a caller there: "0", "*6"; "" for "keine"."""
    key = re.sub(r"\s", "", piece.text)
    if MUTE_KEY.fullmatch(key):
        return key
    if fold(piece.text) in NO_KEY:
        return ""
    raise piece.mistake(f"»{piece.words}« ist keine Taste.", "Schreiben Sie eine wie »0« oder »*6«, oder »keine«.")


# --- put together


def external_room_of(read: FieldValues) -> tuple[ExternalRoom | None, list[Problem]]:
    """The external room of a block, None if there is none; and the problems of its fields taken together."""
    rooms, problems = collect(lambda dial_in: _room(dial_in, read), read.values["Raum"])
    return next(iter(rooms), None), problems


def _room(dial_in: DialIn, read: FieldValues) -> ExternalRoom:
    system = dial_in.system
    wait, terminator = (
        read.first("Wartezeit", min(max(system.wait, dial_in.wait), LONGEST_WAIT)),
        read.first("Abschluss", system.ends),
    )
    digits = pressed(system, dial_in.numbers, wait, terminator)
    if len(digits) > MOST_PRESSED:
        text = f"Das sind {len(digits)} Tasten und Sekunden, höchstens {MOST_PRESSED} sind möglich."
        raise dial_in.piece.mistake(text, "Schreiben Sie eine kürzere Wartezeit, zum Beispiel »Wartezeit: 2«.")
    return ExternalRoom(system.name, dial_in.number, digits, read.first("Stumm-Taste", system.mutes))


def has_the_external_room_it_speaks_of(groups: Sequence[GroupBlock]) -> Iterator[Objection]:
    for block in groups:
        if block.has("Raum") and not block.has("Zugang"):
            remedy = "Schreiben Sie eine Zeile »Zugang:« mit einer Nummer dazu."
            yield block, block.at("Raum").problem("Ohne »Zugang:« kommt niemand in diesen Raum.", remedy)
        for key in EXTERNAL_ROOM_KEYS:
            if block.has(key) and not block.has("Raum"):
                remedy = "Schreiben Sie auch »Raum:«, oder streichen Sie diese Zeile."
                yield block, block.at(key).problem("Das gilt nur für einen Raum in einem anderen System.", remedy)


def secret_numbers(room: ExternalRoom | None) -> list[str]:
    """The digits or the SIP user that open an external room, and so must not be read out to callers."""
    if room is None:
        return []
    if address := SIP_ADDRESS.fullmatch(room.number):
        return [address["whom"]]
    return re.findall("[0-9]{4,}", room.digits) or [re.sub(r"\D", "", room.number)]
