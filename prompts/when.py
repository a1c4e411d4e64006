"""Replaces dates, ordinals and clock times in staff's texts by words in the right case."""

import re
from datetime import time

from ivr.model import recurrence
from ivr.model.recurrence import Span
from prompts import spoken
from prompts.grammar import ENDINGS, Rule, connected, ending, gender

MONTHS = {name[:3]: name for name in recurrence.MONTHS} | {"Mrz": "März"}
MONTH = rf"(?:(?:{'|'.join(recurrence.MONTHS)})\b|(?:Jan|Febr?|Mär|Mrz|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)\b\.?)"
UHR = r"\s?(?:[Uu]hr|UHR|h)\b"
ALONE = r"(?<![\w.,:])"

DAY = r"(?:0?[1-9]|[12]\d|3[01])"
YEAR = r"(?:19|20)\d\d"
IN_FIGURES = rf"{DAY}\.\s?(?:0?[1-9]|1[0-2])\.(?:\s?{YEAR}(?!\d)|\d\d(?![\d:.]|{UHR}))?(?!\d)"
IN_LETTERS = rf"{DAY}\.\s?{MONTH}(?:\s{YEAR}\b(?!{UHR}))?"
ITEM = rf"(?:{IN_FIGURES}|{IN_LETTERS}|\d\d?\.(?![\d:]))"
BETWEEN = r"\s*(?:,|-|/|&|\+|\bund\b|\bu\.|\boder\b|\bsowie\b|\bbis(?:\szum)?\b)\s*"
ON = rf"[Aa]m\s(?P<day>{'|'.join(recurrence.WEEKDAYS)}),?\s(?:(?:de[mn]|d\.)\s)?"
CHAIN = rf"(?:{ON}|(?P<before>\b[^\W\d]+)\s)?{ALONE}(?P<items>{ITEM}(?:{BETWEEN}{ITEM})*)(?=\s*(?P<noun>[^\W\d]*))"
# "Wir sind von 18 bis 20. Danach gibt es Tee": after these words a figure with a dot may just end the sentence.
UNSURE = {"ab", "bis", "von", "vor", "nach", "seit"}

HOUR = r"(?:2[0-4]|[01]?\d)"
TIME = rf"(?:{HOUR}[.:,h][0-5]\d|{HOUR})(?!\d)"
EXACT = rf"(?:{HOUR}:[0-5]\d|{HOUR}\.[0-5][05])(?![\d:.])"
BEFORE_A_TIME = r"um|ab|gegen|von|bis|(?:Beginn|Beg\.|Ende|Einlass|Start|Uhrzeit|Zeit):?"
TO = r"\s*(?:-|\bbis\b)\s*"
# "9-12 und 14-16 Uhr": the one word stands for both.
SHARED = rf"(?:{UHR}|(?=\s*(?:,|/|und|u\.|sowie)\s*{TIME}{TO}{TIME}{UHR}))"
VON = rf"(?:\b(?P<von>[Vv])on\s)?{ALONE}"


def time_written(written: str) -> time:
    """A time of day, written as "18.30", "18:30" or "18"; 24 is midnight."""
    hour, minute = ([*re.findall(r"\d+", written), "0"])[:2]
    return time(int(hour) % 24, int(minute))


def _chain(m: re.Match[str]) -> str:
    """A list of dates or ordinals in words, with the ending that the word before it requires."""
    dated = re.search(f"{IN_FIGURES}|{IN_LETTERS}", m["items"])
    before = m["before"] or ""
    sure = ENDINGS.get(before.lower()) is not None and before.lower() not in UNSURE
    if not (dated or m["day"] or sure or gender(m["noun"]) or (not before and _opens(m))):
        return m[0]
    lead = f"am {m['day']}, dem " if m["day"] else before and f"{before} "
    end = "n" if m["day"] else ending(before, "Tag" if dated else m["noun"])
    said = re.sub(ITEM, lambda item: _item(item[0], end), m["items"])
    return lead + connected(said)


def _opens(m: re.Match[str]) -> bool:
    return not re.search(r"\w\s*$", m.string[: m.start()]) and bool(m["noun"])


def _item(written: str, end: str) -> str:
    day, *figures = re.findall(r"\d+", written)
    name = re.search(r"[^\W\d]+", written)
    month = MONTHS[name[0][:3]] if name else recurrence.MONTHS[int(figures.pop(0)) - 1] if figures else ""
    year = spoken.year(int(figures[0][-4:]) + (2000 if len(figures[0]) == 2 else 0)) if figures else ""
    return " ".join(filter(None, (spoken.ordinal(int(day), end), month, year)))


def _span(m: re.Match[str]) -> str:
    said = spoken.span(Span(time_written(m["start"]), time_written(m["end"])))
    return said[0].upper() + said[1:] if m["von"] == "V" else said


def _clock(m: re.Match[str]) -> str:
    return spoken.clock(time_written(m[1]))


DATES: tuple[Rule, ...] = (
    (rf"{ALONE}({YEAR})-(\d\d)-(\d\d)(?!\d)", r"\3.\2.\1"),
    (CHAIN, _chain),
    (r"(?<!\w)(\d{1,3})(?:s?te)([nrms]?)\b", lambda m: spoken.ordinal(int(m[1]), m[2])),
)
CLOCK: tuple[Rule, ...] = (
    (
        rf"(?:\b[Vv]on\s)?{ALONE}({TIME})(?:{UHR})?{TO}ca\.?\s?({TIME}){UHR}",
        lambda m: f"von {spoken.clock(time_written(m[1]))} bis etwa {spoken.clock(time_written(m[2]))}",
    ),
    (rf"{VON}(?P<start>{TIME})(?:{UHR})?{TO}(?P<end>{TIME}){SHARED}", _span),
    (rf"{VON}(?P<start>{EXACT}){TO}(?P<end>{TIME})(?![.,:]?\d)", _span),
    (
        rf"(wischen\s)({TIME})(?:{UHR})?(\sund\s)({TIME}){UHR}",
        lambda m: f"{m[1]}{spoken.clock(time_written(m[2]))}{m[3]}{spoken.clock(time_written(m[4]))}",
    ),
    (rf"{ALONE}({TIME})\s?(?:[Uu]hr|UHR)\b", _clock),
    (rf"{ALONE}({HOUR}[.,][0-5]\d)\s?h\b", _clock),
    (rf"{ALONE}({HOUR}[:h][0-5]\d)(?![\d:])(?:\s?h\b)?", _clock),
    # "2 h" is how long, "18 h" is when.
    (rf"{ALONE}(0?[6-9]|1\d|2[0-3])\s?h\b", _clock),
    (rf"\b({BEFORE_A_TIME})\s({EXACT})", lambda m: f"{m[1]} {spoken.clock(time_written(m[2]))}"),
)
