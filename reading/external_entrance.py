"""`Raum:` in a group's block: how to dial into a room of another system."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ivr.model.external_systems import SYSTEMS, System
from reading.invitation import Invitation, read_invitation
from reading.phone_numbers import read_number
from reading.text.pieces import Mistake, Piece, fold, nearest

LONGEST_NUMBER = 20
# With fewer digits it is a room in a building, not a telephone number.
FEWEST_DIGITS = 6
SIP = "SIP"
# Other names of the systems.
SYNONYMS = {
    "BigBlueButton": ("BBB", "Big Blue Button", "Greenlight"),
    "Jitsi": ("Jitsi Meet",),
    "Zoom": ("Zoom Meeting",),
    "Teams": ("MS Teams", "Microsoft Teams"),
    "TeamViewer": ("TeamViewer Meeting", "Blizz"),
    "Webex": ("Webex Meeting", "Cisco Webex"),
    "Telefonkonferenz": ("Telko", "Meebl"),
}
SYSTEM_BY_SPELLING = {fold(word): name for name in SYSTEMS for word in (name, *SYNONYMS.get(name, ()))}
EXAMPLES = {
    "BigBlueButton": "BigBlueButton 030 23125 123, 123456789",
    "Senfcall": "Senfcall 030 23125 123, 123456789",
    "Jitsi": "Jitsi 030 23125 124, 2042531021",
    "Zoom": "Zoom 030 23125 126, 123 4567 8901",
    "TeamViewer": "TeamViewer 030 23125 127, 123 456 789",
    "Teams": "Teams 030 23125 128, 123 456 789",
    "Webex": "Webex 030 23125 129, 2721 123 4567",
    "Telefonkonferenz": "Telefonkonferenz 030 23125 125, 4711, 9876",
    SIP: "SIP sip:gruppe7@konferenz.example.org",
}

_WORDS = "|".join(r"[\s-]+".join(word.split()) for word in sorted(SYSTEM_BY_SPELLING, key=len, reverse=True))
# An address tells by itself what it is.
SYSTEM_NAME = re.compile(rf"(?=sips?:\S)|(?P<name>{_WORDS})(?!-?\w)[\s,:;]*", re.IGNORECASE)
ANYWHERE = re.compile(rf"(?<![a-zäöüß])(?:{_WORDS})(?![a-zäöüß])", re.IGNORECASE)
SIP_ADDRESS = re.compile(
    r"sips?:(?P<whom>[\w.!~*'+-]+@[A-Za-z0-9][A-Za-z0-9.-]*)(?::\d{1,5})?(?:[;?][\w.!~*'+;?&=-]*)?", re.ASCII
)
ON_THE_INTERNET = re.compile("https?://|www[.]", re.IGNORECASE)


@dataclass(frozen=True)
class DialIn:
    """The dial-in of a system: its telephone number or SIP address, and the numbers to enter there, in order."""

    system: System
    number: str
    numbers: tuple[str, ...]
    piece: Piece
    # How long the invitation waits before the first number, in seconds; 0: it does not say.
    wait: int = 0


def read_dial_in(piece: Piece) -> DialIn:
    """A dial-in as our own line writes it, or an invitation as people paste it; raises Mistake."""
    try:
        return read_dial_in_line(piece)
    except Mistake:
        found = read_invitation(piece.text)
        name = _named_in(piece.text)
        if found and name and found.has_a_host and not found.rooms:
            raise _only_a_host(piece, SYSTEMS[name]) from None
        if not (found and found.rooms and name):
            raise
        system = SYSTEMS[name]
        if found.is_dialled_at_once and len(found.rooms[0]) > system.most:
            raise
    return _invited(piece, found, system)


def _only_a_host(piece: Piece, system: System) -> Mistake:
    remedy = f"Schreiben Sie, was alle anderen wählen, zum Beispiel »Raum: {EXAMPLES[system.name]}«."
    return piece.mistake("Hier steht nur die Nummer für die Leitung dieser Konferenz.", remedy)


def _invited(piece: Piece, found: Invitation, system: System) -> DialIn:
    lines = [_line(system, phone, room) for phone in found.phones for room in found.rooms]
    if len(lines) > 1:
        what = "Telefonnummern" if len(found.phones) > 1 else "Nummern von Räumen"
        remedy = f"Schreiben Sie nur eine, zum Beispiel »Raum: {lines[0]}«."
        raise piece.mistake(f"In dieser Einladung stehen mehrere {what}.", remedy)
    (phone,), (room,) = found.phones, found.rooms
    number = read_number(replace(piece, text=phone))
    return DialIn(system, number, room[: system.most], piece, found.pause)


def _line(system: System, phone: str, room: Sequence[str]) -> str:
    """The same in the words of our own line."""
    return ", ".join((f"{system.name} {phone}", *room[: system.most]))


def _named_in(text: str) -> str:
    """The system that an invitation names; its address names it, too. "" for unknown words, which may mean another."""
    if found := ANYWHERE.search(text):
        return SYSTEM_BY_SPELLING[fold(re.sub(r"[\s-]+", " ", found[0]))]
    return "" if re.search("[^\\W\\d_]{2}", text.removeprefix("tel:")) else "Telefonkonferenz"


def read_dial_in_line(piece: Piece) -> DialIn:
    """ "Zoom 030 23125 126, 123 4567 8901": system, telephone number, numbers of the room; raises Mistake."""
    if address := ON_THE_INTERNET.search(piece.text):
        remedy = f"Schreiben Sie, was man am Telefon wählt, zum Beispiel »{EXAMPLES['Zoom']}«."
        raise piece.mistake("Eine Adresse im Internet kann die Hotline nicht anrufen.", remedy, address.start())
    match = SYSTEM_NAME.match(piece.text)
    if not match:
        raise _unknown(piece)
    system = SYSTEMS[SYSTEM_BY_SPELLING[fold((match["name"] or SIP).replace("-", " "))]]
    number, *numbers = piece.cut(match.end(), len(piece.text)).split("[,;]") or [piece.cut(0, 0)]
    return (_by_sip if system.name == SIP else _by_telephone)(piece, system, number, numbers)


def _unknown(piece: Piece) -> Mistake:
    written = re.split(r"[\d(+,:]", piece.words)[0].strip()
    meant = nearest(written, tuple(SYSTEMS)) if written else None
    if not meant and len(re.findall("[0-9]", piece.text)) < FEWEST_DIGITS:
        text = f"»{piece.words}« ist kein Raum, mit dem die Hotline verbinden kann."
        return piece.mistake(text, "Meinten Sie »Ort:«?")
    remedy = f"Meinten Sie »{meant}«?" if meant else f"Schreiben Sie eines davon: {', '.join(SYSTEMS)}."
    text = f"»{written}« kenne ich nicht." if written else "Hier fehlt, in welchem System der Raum ist."
    return piece.mistake(text, remedy)


def _by_sip(piece: Piece, system: System, address: Piece, numbers: list[Piece]) -> DialIn:
    if numbers or not SIP_ADDRESS.fullmatch(address.text):
        raise piece.mistake("Das ist keine SIP-Adresse.", f"Schreiben Sie zum Beispiel »{EXAMPLES[SIP]}«.")
    return DialIn(system, address.text, (), piece)


def _by_telephone(piece: Piece, system: System, number: Piece, numbers: list[Piece]) -> DialIn:
    example = f"Schreiben Sie zum Beispiel »{EXAMPLES[system.name]}«."
    if not number.text:
        raise piece.mistake("Hier fehlt die Telefonnummer, die gewählt wird.", example)
    if len(numbers) < system.fewest:
        raise piece.mistake("Hier fehlt hinter einem Komma die Nummer des Raums.", example)
    if len(numbers) > system.most:
        raise numbers[system.most].mistake("Diese Nummer ist eine zu viel.", example)
    return DialIn(system, read_number(number), tuple(map(_of_the_room, numbers)), piece)


def _of_the_room(piece: Piece) -> str:
    digits = re.sub(r"[\s-]", "", piece.text)
    if wrong := re.search(r"[^0-9\s-]", piece.text):
        remedy = "Schreiben Sie nur die Ziffern; welche Taste dahinter kommt, steht bei »Abschluss:«."
        raise piece.mistake(f"»{wrong[0]}« gehört nicht in die Nummer des Raums.", remedy, wrong.start())
    if not 1 <= len(digits) <= LONGEST_NUMBER:
        remedy = "Mehrere Nummern trennen Sie mit einem Komma."
        raise piece.mistake(f"Diese Nummer hat {len(digits)} Ziffern.", remedy)
    return digits
