"""German telephone numbers as staff write them: the office's, contacts', rooms', and those of help lines."""

import re

from reading.text.pieces import Piece

BETWEEN = r"[\s/().–-]"
ABROAD = re.compile(rf"^{BETWEEN}*(?:\+|00){BETWEEN}*49{BETWEEN}*0?")
# What stands before a slash or in brackets: "(0 36 41)", "030/".
AREA_CODE = re.compile(r"^\(?([0-9 ]{3,8})[/)]")

# Whoever calls the hotline would be put through to these at our expense: the classic fraud.
EXPENSIVE = re.compile("0900|0190|0137|0138|0180|0700|0?118")
# An area code or a mobile network, and a subscriber's number; 0800 costs nothing.
GERMAN_NUMBER = re.compile("0[2-9][0-9]{4,10}|01[5-7][0-9]{7,9}")
# Free of charge, and there for people in need; with the first two kinds the hotline can connect.
FREE = re.compile("0800[0-9]{5,9}")
EUROPEAN = re.compile("116[0-9]{3}")
EMERGENCY = re.compile("11[02]")
FREE_OR_SHORT = re.compile("0800|11[026]")


def read_number(piece: Piece, refused: str = "Mit dieser teuren Nummer verbindet die Hotline nicht.") -> str:
    """A German telephone number as dialled within Germany, in the blocks it is written in: "030 23125 042"."""
    number = _national(piece.text)
    digits = re.sub(BETWEEN, "", number)
    if EXPENSIVE.match(digits):
        raise piece.mistake(refused, "Nehmen Sie eine Festnetznummer; 0900, 0137, 0180, 0700 und 118 sind gesperrt.")
    if not GERMAN_NUMBER.fullmatch(digits):
        remedy = "Schreiben Sie sie mit der Vorwahl, zum Beispiel »030 23125 042«."
        raise piece.mistake("Das ist keine deutsche Telefonnummer.", remedy)
    return " ".join(re.findall("[0-9]+", number))


def read_own_number(piece: Piece) -> str:
    """The number of this hotline, with a blank after the area code as on the cards; raises Mistake."""
    number = read_number(piece, "Diese Nummer ist für alle teuer, die anrufen.")
    if " " not in number:
        remedy = "Schreiben Sie dahinter ein Leerzeichen, zum Beispiel »030 23125 000«."
        raise piece.mistake("Ich sehe nicht, wo die Vorwahl endet.", remedy)
    return number


def _national(text: str) -> str:
    """The number with 0 instead of +49, the area code in one block."""
    number = ABROAD.sub("0", text.replace("(0)", "0"))
    number = AREA_CODE.sub(lambda area: re.sub(BETWEEN, "", area[1]) + " ", number)
    return re.sub(rf"^{BETWEEN}*0{BETWEEN}+", "0", number)


def read_help_number(piece: Piece) -> str:
    """A free number of help in its blocks: "0800 111 0 111", "116 123", "112"; raises Mistake."""
    number = _national(piece.text)
    digits = re.sub(BETWEEN, "", number)
    if EUROPEAN.fullmatch(digits):
        return f"{digits[:3]} {digits[3:]}"
    if not FREE_OR_SHORT.match(digits):
        remedy = "Nehmen Sie Nummern, die mit 0800 oder 116 beginnen; andere schreiben Sie hinter »Notfall:«."
        raise piece.mistake(f"»{piece.words}« ist keine kostenlose Nummer.", remedy)
    if not (FREE.fullmatch(digits) or EMERGENCY.fullmatch(digits)):
        remedy = "Schreiben Sie nur Nummern, durch Kommas getrennt, zum Beispiel »0800 111 0 111, 116 123«."
        raise piece.mistake(f"»{piece.words}« verstehe ich nicht als eine Nummer.", remedy)
    return " ".join(re.findall("[0-9]+", number))


def is_same_number(one: str, other: str) -> bool:
    """Whether two numbers are one, in whatever blocks they are written."""
    return one.replace(" ", "") == other.replace(" ", "")
