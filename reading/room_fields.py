"""The fields that set up a group's room: minutes before and after a meeting, seats, and consent."""

import re
from datetime import timedelta

from ivr.model.plan import MOST_PEOPLE
from reading.text.pieces import Piece, fold

LONGEST = timedelta(hours=2)
MINUTES = re.compile(r"(?P<count>\d{1,4})(?: ?(?P<unit>min(?:uten?|\.)?|std\.?|stunden?|h))?", re.IGNORECASE)
HOURS = ("s", "h")
IN_WORDS = {
    "sofort": 0,
    "keiner": 0,
    "keine": 0,
    "viertelstunde": 15,
    "eine viertelstunde": 15,
    "halbe stunde": 30,
    "eine halbe stunde": 30,
    "stunde": 60,
    "eine stunde": 60,
}
YES_OR_NO = {"ja": True, "nein": False}


def read_minutes(piece: Piece) -> timedelta:
    """ "15 Minuten", "20", "eine halbe Stunde": at most two hours; raises Mistake."""
    minutes = IN_WORDS.get(fold(piece.text))
    if match := MINUTES.fullmatch(piece.words):
        is_hours = (match["unit"] or "m").lower().startswith(HOURS)
        minutes = int(match["count"]) * (60 if is_hours else 1)
    if minutes is None:
        raise piece.mistake("Hier steht keine Dauer.", "Schreiben Sie Minuten, zum Beispiel »20 Minuten«.")
    if timedelta(minutes=minutes) > LONGEST:
        raise piece.mistake("Das ist zu lang.", "Höchstens zwei Stunden sind möglich, also »120 Minuten«.")
    return timedelta(minutes=minutes)


def read_yes_or_no(piece: Piece) -> bool:
    """ "ja" or "nein"; raises Mistake."""
    answer = YES_OR_NO.get(fold(piece.text))
    if answer is None:
        raise piece.mistake(f"»{piece.words}« ist weder ja noch nein.", "Schreiben Sie »ja« oder »nein«.")
    return answer


def read_seats(piece: Piece) -> int:
    """The seats of a room, 2 to MOST_PEOPLE; raises Mistake."""
    if piece.text.isascii() and piece.text.isdigit() and 2 <= int(piece.text[:9]) <= MOST_PEOPLE:
        return int(piece.text)
    remedy = f"Schreiben Sie eine Zahl von 2 bis {MOST_PEOPLE}, zum Beispiel »12«."
    raise piece.mistake("So viele Plätze kann ein Raum nicht haben.", remedy)
