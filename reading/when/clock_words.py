"""Clock times in words ("halb acht"), and what the part of the day tells of a time that means two ("abends um 8")."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from reading.text.pieces import Mistake, Piece, fold

ONES = ("eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
TEENS = ("dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn", "zwanzig")
TWENTIES = ("einundzwanzig", "zweiundzwanzig", "dreiundzwanzig", "vierundzwanzig")
MIDNIGHT = "mitternacht"
HOURS = {fold(word): hour for hour, word in enumerate((*ONES, *TEENS, *TWENTIES), 1)} | {"ein": 1, MIDNIGHT: 24}
MINUTES = {**HOURS, "dreissig": 30, "fuenfunddreissig": 35, "vierzig": 40, "fuenfundvierzig": 45, "fuenfzig": 50}
# In minutes, from the hour that is named: "Viertel acht" is a quarter past seven.
QUARTERS = {"halb": -30, "viertel": -45, "dreiviertel": -15, "viertel vor": -15, "viertel nach": 15}
QUARTERS |= {f"{word} vor": -minutes for word, minutes in (("fuenf", 5), ("zehn", 10), ("zwanzig", 20))}
QUARTERS |= {f"{word} nach": minutes for word, minutes in (("fuenf", 5), ("zehn", 10), ("zwanzig", 20))}
QUARTERS |= {"fuenf vor halb": -35, "fuenf nach halb": -25}

HOUR = rf"(?:{'|'.join(sorted((*ONES, *TEENS, *TWENTIES, 'ein'), key=len, reverse=True))})(?!\w)"
MINUTE = r"(?:fünf|zehn|fünfzehn|zwanzig|dreißig|vierzig|fünfundvierzig|fünfzig)(?!\w)"
QUARTER = r"(?:halb|viertel\s+(?:vor|nach)|(?:drei)?viertel|(?:fünf|zehn|zwanzig)\s+(?:vor|nach)(?:\s+halb)?)"
NO_LENGTH = r"(?!\s*-?(?:Woche|Monat|Stunde|Std|Tag|Min|Termin|mal\b|x\b))"

HALF_A_DAY, NOON = timedelta(hours=12), timedelta(hours=12)
# From which hour to which it may be.
PARTS_OF_DAY = {
    **{"frueh": (4, 12), "fruehmorgens": (4, 12), "morgen": (4, 12), "vormittag": (6, 13)},
    **{"mittag": (11, 15), "nachmittag": (12, 19), "abend": (16, 24)},
}
IN_THE_MORNING = {"frueh", "fruehmorgens", "morgen", "vormittag"}
# Nobody meets at night; at these hours people meet in the morning and in the evening.
DOUBTFUL = (timedelta(hours=6), timedelta(hours=10))


def in_words(which: int, alone: bool = False) -> str:
    """A pattern with the groups q1, n1, u1 and v1 (or q2 …); `alone`: no "um" before it tells that it is a time."""
    until = f"|{MIDNIGHT}" if which > 1 else ""
    hour = rf"{HOUR}(?=\s+Uhr)" if alone else rf"(?:{HOUR}{until}){NO_LENGTH}"
    quarter = rf"(?P<q{which}>{QUARTER})\s+(?P<n{which}>{HOUR}|[0-9]{{1,2}}(?![0-9.:]))"
    return rf"(?<!\w)(?:{quarter}|(?P<u{which}>{hour}))(?:\s+Uhr\b(?:\s+(?P<v{which}>{MINUTE}))?)?"


@dataclass(frozen=True)
class WrittenTime:
    """A time since midnight; `in_words`: of a clock with twelve hours."""

    since_midnight: timedelta
    in_words: bool

    @property
    def candidates(self) -> tuple[timedelta, ...]:
        """What may be meant, in the morning first."""
        first = self.since_midnight
        return (first, first + HALF_A_DAY) if first < NOON else (first,)


def time_in_words(match: re.Match[str], which: int) -> WrittenTime:
    """The time of a match of `in_words`."""
    hour = fold(match[f"n{which}"] or match[f"u{which}"])
    hours = int(hour) if hour.isdigit() else HOURS[hour]
    minutes = (
        QUARTERS[fold(match[f"q{which}"] or "")]
        if match[f"q{which}"]
        else MINUTES[fold(match[f"v{which}"])]
        if match[f"v{which}"]
        else 0
    )
    written = timedelta(hours=hours, minutes=minutes)
    return WrittenTime(written % HALF_A_DAY if hours <= 12 else written, in_words=hours <= 12)


def begins(piece: Piece, written: WrittenTime, parts_of_day: Collection[str], at: int) -> timedelta:
    """When it begins; raises Mistake if that may be in the morning or in the evening."""
    parts = {fold(part) for part in parts_of_day}
    if not written.in_words and (not parts or (written.since_midnight >= NOON and not parts & IN_THE_MORNING)):
        return written.since_midnight
    found = [time for time in written.candidates if all(_is_in(time, part) for part in parts)]
    if not parts:
        found = _by_day(written)
    if len(found) == 1:
        return found[0]
    raise _which(piece, written, sorted(parts_of_day), at)


def ends(written: WrittenTime, start: timedelta, is_later: bool) -> timedelta:
    """When it ends; `is_later`: the start was meant half a day later than it stands there."""
    if written.in_words:
        return next((time for time in written.candidates if time > start), written.since_midnight)
    later = written.since_midnight + HALF_A_DAY
    return later if is_later and start < later <= 2 * HALF_A_DAY else written.since_midnight


def _is_in(time: timedelta, part: str) -> bool:
    first, last = PARTS_OF_DAY[part]
    return timedelta(hours=first) <= time < timedelta(hours=last)


def _by_day(written: WrittenTime) -> list[timedelta]:
    first, last = DOUBTFUL
    if first <= written.since_midnight < last:
        return list(written.candidates)
    return [written.since_midnight if written.since_midnight >= last else written.candidates[-1]]


def _which(piece: Piece, written: WrittenTime, parts_of_day: list[str], at: int) -> Mistake:
    if parts_of_day:
        text = f"»{parts_of_day[0]}« und diese Uhrzeit passen nicht zusammen."
        return piece.mistake(text, "Berichtigen Sie eines von beiden.", at)
    morning, evening = (f"{time.seconds // 3600}:{time.seconds // 60 % 60:02}" for time in written.candidates)
    text = f"Ist {morning} Uhr oder {evening} Uhr gemeint?"
    return piece.mistake(text, f"Schreiben Sie die Uhrzeit in Ziffern, zum Beispiel »{evening} Uhr«.", at)
