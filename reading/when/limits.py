"""The limits of a recurrence: first and last day, months, interval and exceptions."""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from ivr.model.exceptions import Named, Off
from reading.text.pieces import Piece, fold
from reading.when.clarifications import ONE_BY_ONE
from reading.when.days import SOME_WEEKDAYS, calendar_days, days_of, weekdays_of
from reading.when.exceptions import EXCEPTIONS, SCHOOL_HOLIDAYS, exceptions_of
from reading.when.months import end_of, first_of, from_month_to_month, months_of, year_of
from reading.when.tokens import Token, shape
from reading.when.vocabulary import COUNTED
from reading.when.word_kinds import DATES, Kind, shape_pattern

NUMBERS = {fold(word): number for number, word in enumerate(COUNTED, 1)}
NUMBERS |= {"zweit": 2, "dritt": 3, "viert": 4, "fuenft": 5, "sechst": 6, "zwoelft": 12}
NUMBERS |= {"vierteljaehrlich": 3, "quartalsweise": 3, "halbjaehrlich": 6}
NEXT_PHRASE = re.compile(r"\)|,\s*(?:im|in|vom|von|an)\b", re.IGNORECASE)
IN_WEEKS, IN_MONTHS = "Wochen", "Monate"
NAMES_A_DAY = shape_pattern("[WEEKDAY EVERY_WEEKDAY DAILY WORKDAYS WEEKEND]")
# "von Mai bis Juli, August nicht".
TWO_ENDED_BY_NOT = shape_pattern("[DAY DATE MONTH HOLIDAYS SCHOOL_HOLIDAYS]{2} [^EXCEPT NOT]* NOT")
ONE_SEASON = shape_pattern("MONTH | MONTH TO MONTH")


@dataclass(frozen=True)
class Limits:
    """As in `Rule`; `every` counts a `unit`, `exact` is whether a day and no month was written after "ab".

    `without` are weekdays taken out again, `count` is how many days a week or month are said to have ("zweimal im
    Monat"), `odd` the words "gerade" or "ungerade Wochen", `length` how long a meeting lasts. `without_nths`: of the
    month, `times`: after so many it is over, `instead`: of others on the same day; `is_first`: on the day `since` it
    takes place for the first time.
    """

    months: tuple[int, ...] = ()
    since: date | None = None
    exact: bool = True
    until: date | None = None
    off: tuple[Off, ...] = ()
    every: int = 0
    unit: str = ""
    without: tuple[int, ...] = ()
    count: int = 0
    odd: Token | None = None
    length: re.Match[str] | None = None
    without_nths: tuple[Token, ...] = ()
    times: int = 0
    instead: bool = False
    is_first: bool = False


Changes = dict[str, Any]


def limited(limits: Limits) -> set[str]:
    """The names of the fields of `Limits` that are set."""
    return {each.name for each in fields(Limits) if getattr(limits, each.name) != each.default}


def take_limits(piece: Piece, words: list[Token]) -> tuple[Limits, list[Token]]:
    """The limits among the words of a rule, and the other words; raises Mistake."""
    limits = Limits()
    for pattern, read in LIMITS:
        while match := pattern.search(shape(words)):
            before, found, after = words[: match.start(1)], words[match.start(1) : match.end(1)], words[match.end(1) :]
            if _names_a_day(before) and _names_a_day(after):
                text = "Für welchen der Tage das gilt, kann ich nicht wissen."
                raise piece.mistake(text, ONE_BY_ONE, found[0].at)
            limits = _with(piece, limits, read(piece, found), found[0])
            words = before + after
    return limits, words


def _names_a_day(words: list[Token]) -> bool:
    return bool(NAMES_A_DAY.search(shape(words)))


def _with(piece: Piece, limits: Limits, changes: Changes, word: Token) -> Limits:
    if limited(limits) & changes.keys() - {"off"}:
        raise piece.mistake("Das widerspricht dem, was davor steht.", "Schreiben Sie nur, was gilt.", word.at)
    return replace(limits, **changes | {"off": limits.off + changes.get("off", ())})


def _without(piece: Piece, words: list[Token]) -> Changes:
    return {"without": weekdays_of(words)}


def _without_and_holidays(piece: Piece, words: list[Token]) -> Changes:
    return {"without": weekdays_of(words), "off": exceptions_of(piece, words[-1:])}


def _except(piece: Piece, words: list[Token]) -> Changes:
    # "(außer im Juli), im August" and "von Mai bis Juli, August nicht" have an end where nothing shows it.
    if NEXT_PHRASE.search(piece.text[words[0].at : words[-1].at]) or TWO_ENDED_BY_NOT.search(shape(words)):
        return _ambiguous(piece, words)
    return {"off": exceptions_of(piece, [word for word in words if word.kind not in (Kind.EXCEPT, Kind.NOT)])}


def _nothing(piece: Piece, words: list[Token]) -> Changes:
    """ "auch an Feiertagen": as always."""
    return {}


def _ambiguous(piece: Piece, words: list[Token]) -> Changes:
    raise piece.mistake("Was davon gilt und was nicht, verstehe ich nicht.", ONE_BY_ONE, words[0].at)


def _from_to(piece: Piece, words: list[Token]) -> Changes:
    """From one day or month to another, once."""
    if not any(year_of(piece, word) for word in words):
        text = "Ob das jedes Jahr gilt oder nur einmal, kann ich nicht wissen."
        remedy = "Schreiben Sie die Jahre dazu, oder für jedes Jahr Monate wie »von Oktober bis April«."
        raise piece.mistake(text, remedy, words[0].at)
    first, last = (word for word in words if word.kind in (*DATES, Kind.MONTH))
    if first.kind is Kind.MONTH:
        return _once(piece, first, last)
    since, until = days_of(piece, calendar_days(piece, [first, last]))
    return {"since": since, "until": until}


def _since(piece: Piece, words: list[Token]) -> Changes:
    ago, word = words[0].get("ago"), words[1]
    if word.kind is Kind.MONTH:
        since = first_of(piece, word, past=bool(ago))
        return {"since": since, "exact": False}
    (day,) = calendar_days(piece, [word])
    if ago and not day.year:
        raise piece.mistake("Seit welchem Jahr?", "Schreiben Sie das Jahr dazu, oder streichen Sie das Datum.", word.at)
    return {"since": days_of(piece, [day])[0], "is_first": bool(words[0].get("first"))}


def _first(piece: Piece, words: list[Token]) -> Changes:
    """ "am 5.11.2027 erstmals", "am 5.11.2027 und dann jeden …"."""
    return _since(piece, [words[1], words[0]]) if words[1].get("first") else _ambiguous(piece, words)


def _in_school_time(piece: Piece, words: list[Token]) -> Changes:
    return {"off": (Named(SCHOOL_HOLIDAYS),)}


def _until(piece: Piece, words: list[Token]) -> Changes:
    if words[0].match[0] in "-–—":
        return _ambiguous(piece, words)
    if words[1].kind is Kind.MONTH:
        return {"until": end_of(first_of(piece, words[1]))}
    return {"until": days_of(piece, calendar_days(piece, words[1:]))[0]}


def _season(piece: Piece, words: list[Token]) -> Changes:
    """Months of every year; with a year, once."""
    years = [year_of(piece, word) for word in words if word.kind is Kind.MONTH]
    if years[-1] and ONE_SEASON.fullmatch(shape(words)):
        return _once(piece, words[0], words[-1])
    if any(years):
        raise piece.mistake(
            "Monate mit Jahr gehören nicht in eine Aufzählung.", "Schreiben Sie die Tage unter »Termine:«.", words[0].at
        )
    return {"months": months_of(words)}


def _once(piece: Piece, first: Token, last: Token) -> Changes:
    since, until = from_month_to_month(piece, first, last)
    return {"since": since, "exact": False, "until": until}


def _weeks(piece: Piece, words: list[Token]) -> Changes:
    if days := words[0].get("days", "d"):
        weeks, left = divmod(number_in(days), 7)
        if left:
            remedy = "Schreiben Sie, alle wie viele Wochen, zum Beispiel »alle zwei Wochen am Montag«."
            raise piece.mistake(f"»{words[0].match[0]}« trifft jedes Mal einen anderen Wochentag.", remedy, words[0].at)
        return {"every": weeks, "unit": IN_WEEKS}
    return {"every": number_in(words[0].get("n", "nth", "m")), "unit": IN_WEEKS}


def _every_month(piece: Piece, words: list[Token]) -> Changes:
    return {"every": number_in(words[0].get("n", "nth", "m")), "unit": IN_MONTHS}


def number_in(word: str) -> int:
    """Of "zwei", "2", "2.", "2ten", "zweiten" or "vierteljährlich"."""
    digits = re.match("[0-9]+", word)
    return int(digits[0]) if digits else NUMBERS.get(fold(word)) or NUMBERS[re.sub("e[nrms]?$", "", fold(word))]


EXCEPT_ON_BOTH_SIDES = (
    f"(?:{EXCEPTIONS}) NOT (?:{EXCEPTIONS} | [WEEKDAY EVERY_WEEKDAY]) | [EXCEPT NOT] (?:{EXCEPTIONS}) EXCEPT"
)
HOLIDAYS = "[HOLIDAYS SCHOOL_HOLIDAYS]"
# The shape of a limit, and its reader, in order of precedence.
LIMITS: tuple[tuple[re.Pattern[str], Callable[[Piece, list[Token]], Changes]], ...] = tuple(
    (shape_pattern(pattern), read)
    for pattern, read in (
        # "im Juli nicht im August", "nicht in den Ferien außer …", "ab April, Juli"
        (f"({EXCEPT_ON_BOTH_SIDES} | SINCE MONTH [AND SLASH]? MONTH)", _ambiguous),
        (f"((?<![EXCEPT NOT]) INCLUDE (?:{HOLIDAYS}) (?:[AND SLASH] INCLUDE? (?:{HOLIDAYS}))*) (?! NOT)", _nothing),
        ("((?<![EXCEPT NOT]) SCHOOL_TIME (?! NOT))", _in_school_time),
        (
            "([EXCEPT NOT] ORDINAL (?:AND ORDINAL)* (?:WEEKDAY IN_MONTH? | IN_MONTH)) (?! MONTH)",
            lambda piece, words: {"without_nths": tuple(words[1:])},
        ),
        (
            "(?<=TIME)(ORDINAL (?:AND ORDINAL)* WEEKDAY IN_MONTH? NOT)$",
            lambda piece, words: {"without_nths": tuple(words[:-1])},
        ),
        # "außer sonn- und feiertags"
        (f"([EXCEPT NOT] {SOME_WEEKDAYS} AND HOLIDAYS)", _without_and_holidays),
        (f"([EXCEPT NOT] {SOME_WEEKDAYS})", _without),
        (f"([EXCEPT NOT] (?:{EXCEPTIONS}))", _except),
        (f"((?:{EXCEPTIONS}) NOT)", _except),
        ("(SINCE MONTH TO MONTH | SINCE? [DAY DATE] TO [DAY DATE])", _from_to),
        ("((?<![SINCE TO UNTIL]) MONTH (?:TO MONTH)? (?:[AND SLASH]? MONTH (?:TO MONTH)?)*)", _season),
        ("(SINCE [DATE MONTH])", _since),
        ("(DATE SINCE)", _first),
        ("([TO UNTIL] [DATE MONTH])", _until),
        ("(EVERY_N_WEEKS)", _weeks),
        ("(WEEKLY)", lambda piece, words: {"every": 1, "unit": IN_WEEKS}),
        ("(EVERY_N_MONTHS)", _every_month),
        ("([COUNT N_TIMES]) (?= IN_MONTH)", lambda piece, words: {"count": number_in(words[0].get("n"))}),
        ("(COUNT)", lambda piece, words: {"times": number_in(words[0].get("n"))}),
        ("(INSTEAD)", lambda piece, words: {"instead": True}),
        ("(N_TIMES)", lambda piece, words: {"count": number_in(words[0].get("n"))}),
        ("(DURATION)", lambda piece, words: {"length": words[0].match}),
        ("^[^PARITY]* (PARITY) [^PARITY]*$", lambda piece, words: {"odd": words[0]}),
    )
)
