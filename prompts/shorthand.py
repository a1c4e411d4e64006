"""Expands shorthand in staff's texts: weekdays, abbreviations, streets, gendered forms."""

import re
from collections.abc import Iterable

from ivr.model import recurrence
from prompts.grammar import ENDINGS, TABLES, Rule, connected, ending, gender
from prompts.speller import capitals, spelled

LETTER = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"

DAYS = {name[:2]: name for name in recurrence.WEEKDAYS}
SHORT = f"(?:{'|'.join([*DAYS, *map(str.upper, DAYS)])})"
DAY = rf"(?<!\w)(?:(?:{'|'.join(recurrence.WEEKDAYS)})\b|{SHORT}\b\.?)"
AND = r"\s*(?:-|,|/|\+|&|\bbis\b|\bund\b|\bu\.|\boder\b)\s*"
HOURS = r"\s*(?:(?:ab|um|von)\s+)?\d{1,2}(?:[.:]|\s?(?:[Uu]hr|UHR|h\b|-|bis))"
BEFORE_A_DAY = r"\b(?:am|außer|jeden|jedem|diesen|letzten|letzter|\d{1,2}\.|\w+ten|\w+ter)\s+"


def _sentence_start(short: str) -> str:
    return short[0].upper() + short[1:]


# An abbreviation may begin a sentence; one letter alone would then be somebody's initial.
DOTTED: dict[str, str] = TABLES["abkuerzungen"]
AT_START = {_sentence_start(short): _sentence_start(said) for short, said in DOTTED.items() if len(short) > 2}
ABBREVIATIONS = {short.replace(" ", ""): said for short, said in (AT_START | DOTTED).items()}
DOTLESS = {short: ABBREVIATIONS[f"{short}."] for short in TABLES["auch_ohne_punkt"]["woerter"].split()}
WORDS: dict[str, str] = TABLES["woerter"]
ADJECTIVES: dict[str, str] = TABLES["eigenschaften"]
# "Tel." is the telephone, "tel." is by telephone.
NOUNS = "|".join(re.escape(short) for short in DOTTED if short.lower() in ADJECTIVES)
WHOLE: dict[str, str] = TABLES["im_ganzen"]
BEFORE_FIGURES: dict[str, str] = TABLES["vor_ziffern"]
COMPOUNDS: dict[str, str] = TABLES["vor_hauptwort"]
WORD_ENDS: dict[str, str] = TABLES["wortenden"]
PEOPLE: dict[str, list[str]] = TABLES["personen"]


def one_of(table: Iterable[str]) -> str:
    """A pattern for all the keys, the longest first; a space in a key may be left out."""
    longest_first = sorted(table, key=len, reverse=True)
    return "|".join(re.escape(key).replace(r"\ ", r"\s?") for key in longest_first)


def _day(m: re.Match[str]) -> str:
    said = re.sub(rf"{SHORT}\b\.?", lambda short: DAYS[short[0][:2].capitalize()], m[0])
    return connected(said)


def _abbreviation(m: re.Match[str]) -> str:
    said: str = (ABBREVIATIONS | DOTLESS)[re.sub(r"\s", "", m[0])]
    ends = said.endswith("so weiter") and re.match(r"\s+[A-ZÄÖÜ]", m.string[m.end() :])
    return said + ("." if ends else "" if m.string[m.end() :].startswith("-") else " ")


def _adjective(m: re.Match[str]) -> str:
    before, noun = m["before"] or "", m["noun"]
    said = ADJECTIVES[re.sub(r"\.\s?(?=\w)", ". ", m["short"].lower())]
    if not noun[:1].isupper():
        said = said.removesuffix("e")
    elif gender(noun) or before.lower() in ENDINGS:
        said += ending(before, noun)
    return f"{before} {_sentence_start(said) if m['short'][0].isupper() else said}".lstrip()


def _people(m: re.Match[str]) -> str:
    stem, before = m["stem"], m["before"] or ""
    women = f"{stem}{m['women'].lower()}"
    end = next((end for end in PEOPLE if stem.lower().endswith(end)), None)
    if end is None:
        return before + women
    man, men = (stem[: -len(end)] + said for said in PEOPLE[end])
    men += "n" if before and not men.endswith("n") else ""
    first, second = (f"{women} oder ", man) if m["women"] == "in" else (f"{women} und ", men)
    return before + first + _sentence_start(second)


OF_A_STREET = r"(?:[Ss]tr(?:\.|aße)|[Pp]l(?:\.|atz)|Haus|Allee|Weg)"
# "Frau M. Muster": the dot after an initial ends no sentence.
INITIAL = r"((?:^|Frau |Herrn? |Doktor |Professor |Pfarrer |Familie |\b[A-ZÄÖÜ] )[A-ZÄÖÜ])\.\s(?=[A-ZÄÖÜ])"

RULES: tuple[Rule, ...] = (
    (rf"(?<![\w/])(?:{one_of(WHOLE)})(?:(?<=[-])|(?![\w/]))", lambda m: WHOLE[m[0]]),
    (rf"\b(Dr|Prof)\.(?:[ -]?(?:{'|'.join(TABLES['titel']['woerter'].split())})\b\.?)+", r"\1."),
    (rf"(?<!\w)({one_of(BEFORE_FIGURES)})\s?(?=\d)", lambda m: f"{BEFORE_FIGURES[m[1]]} "),
    (rf"\b({'|'.join(COMPOUNDS)})\.-\s?([A-ZÄÖÜ])", lambda m: COMPOUNDS[m[1]] + m[2].lower()),
    (rf"\bvorh\.(?=\s(?:{'|'.join(TABLES['vorher_vorhanden']['vor'].split())}))", "vorher"),
    (r"\bvorh\.", "vorhanden"),
    (r"\b(?:[A-ZÄÖÜ]\.){2,}", lambda m: spelled(m[0].replace(".", ""))),
    (r"(?<=\d\.)(?=[A-ZÄÖÜ])", " "),
    (r"(?<=\b[A-ZÄÖÜ])\.(?=\d)", " "),
    (r"(?<![\w.])(?<!d\. )R(?:\.\s?|\s)(?=\d)", "Raum "),
    (r"\b([Jj])d\.\s", r"\1eden "),
    (rf"({OF_A_STREET}\s)d\.\s(?=\d|[{LETTER}]+s\b)", r"\1des "),
    (rf"({OF_A_STREET}\s)d\.\s", r"\1der "),
    (r"(?<=[a-zäöüß]{2})Innen(?![a-z])", "*innen"),
    (
        rf"(?P<before>\b(?:mit|von|bei|zu|aus|den|vielen)\s)?\b(?P<stem>[A-ZÄÖÜ][{LETTER}]*[a-zäöüß])"
        rf"(?:(?:[*:_]|/-?|\()(?P<women>in|innen)\)?(?![a-z]))",
        _people,
    ),
    (rf"\b([{LETTER}]{{2,}})[*:_](e|r|n|s|m)\b", r"\1 oder \1\2"),
    (rf"{DAY}(?:{AND}{DAY})+", _day),
    (rf"{DAY}(?=,?{HOURS})", _day),
    (rf"{DAY}(?=\s\(?(?:früh|vorm|mittags|nachm|ab(?:en)?ds))", _day),
    (rf"({BEFORE_A_DAY}){SHORT}\b\.?", _day),
)
# Said only after the figures, which need "1. OG", "2 Std." and "3. Nov." as they are written.
LATE_RULES: tuple[Rule, ...] = (
    (rf"(?<!\w)(?:SHG-(?=\w)|(?:{one_of(WORDS)})(?!\w))", lambda m: WORDS[m[0]]),
    (rf"[{LETTER}]+", lambda m: capitals(m[0])),
    (r"(?<!\w)(?:M[oO]|D[iI]|M[iI]|D[oO]|S[aA]|FR)\.", _day),
    (r"(?<!\w)Fr\.(?=\s*[A-ZÄÖÜ])", "Frau"),
    (r"(?<!\w)Fr\.", "Freitag"),
    (rf"(?<=[{LETTER}-])([Ss])tr\b\.?", r"\1traße"),
    (rf"(?<=[a-zäöüß]{{3}})(?:{one_of(WORD_ENDS)})(?![{LETTER}])", lambda m: WORD_ENDS[m[0]]),
    (INITIAL, r"\1 "),
    (r"(?i)\b((?:gruppe|teil|typ|kurs|block|stufe|kreis)\s)I\b", r"\1eins"),
    (
        rf"(?:(?P<before>\b[{LETTER}]+)\s)?(?<!\w)(?!{NOUNS})(?P<short>(?i:{one_of(ADJECTIVES)}))(?=\s*(?P<noun>[{LETTER}-]*))",
        _adjective,
    ),
    (rf"(?<!\w)(?:{one_of(DOTTED | AT_START)}|(?:{one_of(DOTLESS)})(?!\w))", _abbreviation),
    (rf"(?<!\w)f\.\s?(?=[{LETTER}])", "für "),
    (rf"(?<!\w)n\.\s?(?=[{LETTER}])", "nach "),
    (rf"(?<!\w)v\.\s?(?=[{LETTER}])", "von "),
    (r"(?<!\w)m\.\s?(?=[A-ZÄÖÜ])", "mit "),
    (r"(?<!\w)o\.\s?(?=[A-ZÄÖÜ])", "ohne "),
    (r"(?<!\w)o\.\s?(?=[a-zäöü])", "oder "),
)
