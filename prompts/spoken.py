"""German words for numbers, times, digits, keys and telephone numbers."""

import re
from collections.abc import Sequence
from datetime import time

from ivr.model.recurrence import WEEKDAYS, Span
from prompts.numerals import GERMAN
from prompts.phone_numbers import rhythm

FIGURES = ("Null", "Eins", "Zwei", "Drei", "Vier", "Fünf", "Sechs", "Sieben", "Acht", "Neun")
KEYS = dict(zip("0123456789*#", (*FIGURES, "Stern", "Raute"), strict=True))
# "zwei" and "drei" sound alike on the telephone.
DIGITS = {figure: name.lower() for figure, name in KEYS.items()} | {"2": "zwo"}
ARTICLES = {"m": "ein", "f": "eine", "n": "ein"}

MIDNIGHT = time(0)
# 23:59 is how people write the end of a day where 24:00 is refused.
ENDS_OF_DAY = (MIDNIGHT, time(23, 59))


def listed(parts: Sequence[str], last: str = "und") -> str:
    """["a", "b", "c"] -> "a, b und c"."""
    *before, final = parts
    return f"{', '.join(before)} {last} {final}" if before else final


def cardinal(n: int) -> str:
    """5 -> "fünf"."""
    return str(GERMAN.to_cardinal(n))


def count(n: int, one: str, many: str, gender: str) -> str:
    """How many: "eine Person", "fünf Personen", "keine Personen"; `gender` of the noun is m, f or n."""
    if n == 1:
        return f"{ARTICLES[gender]} {one}"
    return f"{cardinal(n) if n else 'keine'} {many}"


def ordinal(n: int, ending: str = "") -> str:
    """2 -> "zweite"; with the ending "n" "zweiten", likewise "r", "s" and "m"."""
    return str(GERMAN.to_ordinal(n)) + ending


def year(n: int) -> str:
    """1998 -> "neunzehnhundertachtundneunzig", 2027 -> "zweitausendsiebenundzwanzig"."""
    return str(GERMAN.to_year(n)) if 1100 <= n < 2000 else cardinal(n)


def clock(moment: time) -> str:
    """18:30 -> "achtzehn Uhr dreißig", 1:00 -> "ein Uhr", 0:00 -> "Mitternacht"."""
    if moment == MIDNIGHT:
        return "Mitternacht"
    hour = "ein" if moment.hour == 1 else cardinal(moment.hour)
    minute = f" {cardinal(moment.minute)}" if moment.minute else ""
    return f"{hour} Uhr{minute}"


def span(hours: Span) -> str:
    """As "von neun bis zwölf Uhr"; without an end "um achtzehn Uhr", for a whole day "rund um die Uhr"."""
    if hours.end is None:
        return f"um {clock(hours.start)}"
    if hours.start == MIDNIGHT and hours.end in ENDS_OF_DAY:
        return "rund um die Uhr"
    start, end = clock(hours.start), clock(hours.end)
    # Nobody says "von neun Uhr bis zwölf Uhr"; but "von ein bis drei Uhr" would be wrong.
    if start.endswith(" Uhr") and end.endswith(" Uhr") and hours.start.hour != 1:
        start = start.removesuffix(" Uhr")
    return f"von {start} bis {end}"


def from_to(hours: Span) -> str:
    """As `span`, behind a day: "achtzehn Uhr dreißig bis zwanzig Uhr", without an end "achtzehn Uhr"."""
    return span(hours).removeprefix("von ").removeprefix("um ")


def digits(code: str) -> str:
    """Digit by digit, a short pause after every second one: "0472" -> "null vier, sieben zwo"."""
    figures = re.sub(r"[^0-9]", "", code)
    return ", ".join(_one_by_one(figures[at : at + 2]) for at in range(0, len(figures), 2))


def blocks(number: str) -> list[str]:
    """Like "030 231254" -> ["030", "23", "12", "54"]; +49 is the national 0.

    The area code is one block and the rest goes in pairs, unless staff grouped it in twos and threes. Numbers that
    everybody knows keep their rhythm, however they are written.
    """
    national = re.sub(r"^\s*(?:\+|00)\s*49\s*(?:\(0\))?\s*0?", "0", number).replace("+", "00")
    if known := rhythm(re.sub(r"[^0-9]", "", national)):
        return known
    # Some write "0 36 43/12 34 56".
    national = re.sub(r"^0[0-9 ]*(?=\s*/)", lambda code: code[0].replace(" ", ""), national)
    found = re.findall(r"[0-9]+", re.sub(r"(?<=^0)[^0-9]+", "", national))
    area = found[:1] if len(found) > 1 and found[0].startswith("0") else []
    rest = found[len(area) :]
    # "112", "12 34 56" and "555 0 555" are known by the rhythm in which they are written; "2 31 25-0" is not.
    if any(len(block) > 3 for block in rest) or (len(rest) > 1 and 1 in (len(rest[0]), len(rest[-1]))):
        rest = re.findall("..?", "".join(rest))
    return [*area, *rest]


def phone_number(number: str) -> str:
    """Block by block: "030 231254" -> "null drei null, zwo drei, eins zwo, fünf vier"."""
    return ", ".join(map(_one_by_one, blocks(number)))


def _one_by_one(figures: str) -> str:
    return " ".join(DIGITS[figure] for figure in figures)


def key(pressed: str) -> str:
    """The name of a key: "2" -> "Zwei", "*" -> "Stern". Raises KeyError for anything else."""
    return KEYS[pressed]


def press(pressed: str, in_full: bool) -> str:
    """ "drücken Sie die Zwei", or just "die Zwei"."""
    return f"{'drücken Sie ' if in_full else ''}die {key(pressed)}"


def keys(allowed: Sequence[str]) -> str:
    """("1", "2", "0") -> "Eins, Zwei oder Null"."""
    return listed([key(pressed) for pressed in allowed], "oder")


def weekdays(days: Sequence[int]) -> str:
    """Monday is 0: (0, 1, 2, 3) -> "Montag bis Donnerstag", (1, 3) -> "Dienstag und Donnerstag"."""
    runs: list[list[str]] = []
    for weekday in sorted(days):
        if not runs or weekday - 1 not in days:
            runs.append([])
        runs[-1].append(WEEKDAYS[weekday])
    return listed([part for run in runs for part in _shortened(run)])


def _shortened(run: list[str]) -> list[str]:
    return [f"{run[0]} bis {run[-1]}"] if len(run) > 2 else run
