"""Replaces the figures in staff's texts by words: dates, times, telephone numbers, money, and other numbers."""

import re

from prompts import spoken
from prompts.grammar import TABLES, Rule, gender
from prompts.lifelines import RULES as LIFELINES
from prompts.phone_numbers import CODED, LABELLED, NATIONAL
from prompts.when import ALONE, CLOCK, DATES, TO

UNITS = {unit: (one, many) for unit, (one, many) in TABLES["masse"].items()}
UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
DATIVE = "ab|in|mit|nach|seit|unter|von|vor"


def combining_form(n: str) -> str:
    """The number as the first half of a word: "ein" for "einmal", "vierzehn" for "vierzehntägig"."""
    return "ein" if n == "1" else number(n)


def number(figures: str) -> str:
    """A number or a year in words; digit by digit with a leading zero or more than six digits."""
    if len(figures) > 6 or (figures.startswith("0") and figures != "0"):
        return spoken.digits(figures)
    return spoken.year(int(figures)) if len(figures) == 4 else spoken.cardinal(int(figures))


def _amount(m: re.Match[str]) -> str:
    one, many = UNITS[m[2]]
    dative = re.search(rf"\b(?:{DATIVE})\s(?:\S+\sbis\s)?$", m.string[: m.start()])
    if dative and m[1] == "1":
        return f"{'einer' if gender(one) == 'f' else 'einem'} {one}"
    return spoken.count(int(m[1]), one, f"{many}n" if dative and many.endswith("e") else many, gender(one) or "m")


def _fraction(m: re.Match[str]) -> str:
    unit = f" {UNITS[m[3]][1]}" if m[3] else ""
    return f"{number(m[1])} Komma {' '.join(map(number, m[2]))}{unit}"


# Before the clock, for which the h of "§ 20h" would be an hour.
PARAGRAPH: Rule = (r"§\s?(\d+)\s?([a-z])\b", lambda m: f"§ {number(m[1])} {m[2]}")
NUMBERS: tuple[Rule, ...] = (
    (NATIONAL, lambda m: spoken.phone_number(m[0])),
    (LABELLED, lambda m: m[1] + spoken.phone_number(m[2])),
    (CODED, lambda m: m[1] + spoken.phone_number(m[2])),
    (
        rf"{ALONE}(?:D-)?(\d{{5}})(?=\s(?!Euro|EUR|Personen|Menschen)[A-ZÄÖÜ])",
        lambda m: f"{spoken.digits(m[1])},",
    ),
    (r"\bPLZ:?\s(\d{5})", lambda m: f"PLZ {spoken.digits(m[1])}"),
    (
        rf"(?<=[€o])\s?/\s?({UNIT})(?!\w)",
        lambda m: f" pro {UNITS[m[1]][0]}",
    ),
    (r"(?<!\w)(?:€|EUR)\s?(\d+(?:[.,]\d+)*)", r"\1 €"),
    (rf"{ALONE}([1-9]\d{{0,2}})\.(\d{{3}})(?![\d.])", r"\1\2"),
    (r"(\d)[.,](?:--?|(?<=,)00)(?=\s?(?:€|Euro|EUR))", r"\1"),
    (r"(?<![\d.,])[-0]?,(\d\d)\s?(?:€|Euro\b|EUR\b)", r"\1 Cent"),
    (
        rf"{ALONE}(\d+),(\d\d)\s?(?:€|Euro\b|EUR\b)",
        lambda m: f"{combining_form(m[1])} Euro {number(m[2].lstrip('0') or '0')}",
    ),
    (rf"{ALONE}(\d+),5\s?(h|Std\.?)(?!\w)", lambda m: f"{combining_form(m[1])}einhalb Stunden"),
    (rf"{ALONE}(\d+),5(?=\s(?:Stunde|Jahr|Monat|Woche|Tag))", lambda m: f"{combining_form(m[1])}einhalb"),
    (rf"(?<![\w.])(\d+),(\d+)(?![\d,])(?:\s?({UNIT})(?!\w))?", _fraction),
    (rf"{ALONE}(\d+){TO}(?=\d+(?:\s?x|\s?-?\s?mal)\b)", lambda m: f"{combining_form(m[1])}- bis "),
    (rf"{ALONE}1{TO}(?=\d+\s[A-ZÄÖÜ])", "ein bis "),
    (rf"(\d){TO}(?=\d)", r"\1 bis "),
    (rf"{ALONE}([1-9]\d{{0,5}})\s?({UNIT})(?!\w)", _amount),
    (r"(?<!\w)(\d+)(?:\s?x|\s?-?\s?mal)\b", lambda m: f"{combining_form(m[1])}mal"),
    (r"(?<=[a-zäöüß])-(\d+)-(?=[A-ZÄÖÜ])", lambda m: f"-{number(m[1])}-"),
    (r"(?<=[^\W\d_])-(?=\d)", " "),
    (r"(?<!\w)(\d+)-?(?=[a-zäöüß]{2})", lambda m: combining_form(m[1])),
    (r"(?<!\w)(\d+)-(?=[A-ZÄÖÜ])", lambda m: f"{combining_form(m[1]).capitalize()}-"),
    (r"(?<=\d)\.(?=\d)", " Punkt "),
    (r"(?<=\d):(?=\d)", " zu "),
    (r"\d+", lambda m: f" {number(m[0])} "),
)
RULES = tuple((re.compile(pattern), said) for pattern, said in (*LIFELINES, PARAGRAPH, *DATES, *CLOCK, *NUMBERS))


def in_words(text: str) -> str:
    """The text with every figure said in words."""
    for pattern, said in RULES:
        text = pattern.sub(said, text)
    return text
