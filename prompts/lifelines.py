"""Emergency and help lines (110, 112, 116 117, 0800 111 0 111) in staff's texts, spoken digit by digit.

The short ones may be plain numbers as well: "Zimmer 112", "112 Personen". In doubt they are for those in need.
"""

import re

from prompts import spoken
from prompts.grammar import ENDINGS, TABLES, Rule, ending, gender
from prompts.phone_numbers import CODED, EUROPEAN, LABELLED, NATIONAL, RHYTHMS, TABLE

NUMBER, HELP = TABLE["zahl"], TABLE["hilfe"]
BETWEEN = r"[ ./()-]{0,3}"
ABROAD = r"(?:\+|\b00) ?49[ (]{0,2}0?[) ]{0,2}"
# Not within a word, a decimal fraction or a time.
BEFORE, BEHIND = r"(?<![^\W_])(?<!\+)(?<!\d[.,:])", r"(?![^\W_])(?![.,:]\d)"


def _any_way(number: str) -> str:
    """A pattern for every way to write a number of many digits; behind +49 its first 0 is left out."""
    begins = rf"(?:{ABROAD}|\(?0)" if number.startswith("0") else rf"(?:{ABROAD})?{number[0]}"
    return BETWEEN.join([begins, *number[1:]])


def _one_of(words: str) -> str:
    return f"(?:{'|'.join(map(re.escape, words.split()))})"


LONG = "|".join([*(_any_way(number) for number in RHYTHMS if len(number) > 3), EUROPEAN])
SHORT = r"1(?:1| 1 |-1-)[025]"
KNOWN = rf"(?:{LONG}|{SHORT})"
ANY = rf"(?:{KNOWN}|{NATIONAL})"
# What is left of a number when the one before it has the same beginning: "0800 111 0 111/222".
ENDS = sorted({" ?".join(blocks[at:]) for blocks in RHYTHMS.values() for at in range(1, len(blocks))}, key=len)
WORDS = _one_of(TABLE["reihe"]["und"])
SHORTENED = re.compile(rf"(\s?(?:[/,;+&]|{WORDS})\s?-?\s?)(?!{ANY})({'|'.join(reversed(ENDS))})(?!\d)")
BETWEEN_TWO = re.compile(rf"(?<=\d)\s?(?:[,+]|({WORDS}))\s?(?={ANY})")
UNIT = rf"\s?(?:{'|'.join(map(re.escape, TABLES['masse']))}|[%€°x]|,-)(?!\w)"
ADJECTIVE = rf"(?:(?!{_one_of(HELP['aufruf'])})[a-zäöüß]+e[nrs]? )?"
NO_NOUN = rf"(?!{_one_of(HELP['kein_hauptwort'])}\b|{_one_of(HELP['dienst'])})"

THOUSANDS = re.compile(rf"{UNIT}|\s{_one_of(NUMBER['gezaehlt_tausende'])}")
SOME = rf"{UNIT}|[ -]{ADJECTIVE}{NO_NOUN}{_one_of(NUMBER['gezaehlt'])}"
COUNTED = re.compile(rf"{SOME}|-[a-zäöü]|\sbis\s\d|\s?[/-]\s?(?:(?!11[025]\b)\d|\d+(?:{SOME}))")
LABEL = re.compile(
    rf"(?:\b{_one_of(NUMBER['nach'])}\.?|{_one_of(NUMBER['strassen'])}\.?|[§€])(?:\s?(?:Nr\.?|Nummer))?[ -]?$"
    r"|(?-i:\b[A-Z])[ -]?$|\d\sbis\s$|\b(?!11[025]\b)\d+\s?[/-]\s?$",
    re.IGNORECASE,
)
A_NOUN = re.compile(rf"[ -]{ADJECTIVE}{NO_NOUN}[A-ZÄÖÜ][a-zäöüß]+|\s{_one_of(NUMBER['taten'])}\b")
ABOUT = re.compile(rf"\b{_one_of(NUMBER['etwa'])}\.?\s$", re.IGNORECASE)
POSTCODE = re.compile(r",\s\d{5}\s[A-ZÄÖÜ]")
ORDINAL = re.compile(r"(?:(?P<before>\b[^\W\d]+)\s)?(?P<number>11[025])\.\s(?P<noun>[A-ZÄÖÜ][\w-]+)")
OF_HELP = re.compile(rf"\b{_one_of(HELP['wortanfang'])}|{_one_of(HELP['wortteil'])}")
# The dot of an abbreviation ends no sentence.
SENTENCE_ENDS = re.compile(r"(?<=\w{4})\.\s|[!?]\s")


def _apart(m: re.Match[str]) -> str:
    """ "Notruf112" or "112Notruf" is two words; "Linie112" may be anything."""
    word = re.sub(r"[^a-zäöüß]", "", m[0].lower())
    return f"{m[1]} {m[2]}" if OF_HELP.search(word) else m[0]


def _in_full(m: re.Match[str]) -> str:
    """ "0800 111 0 111/222" is two numbers with one beginning, if it makes two that are known."""
    first = "".join(spoken.blocks(m["first"]))

    def full(one: re.Match[str]) -> str:
        end = one[2].replace(" ", "")
        second = first[: -len(end)] + end
        return f"{one[1]}{' '.join(RHYTHMS[second])}" if second != first and second in RHYTHMS else one[0]

    return m[0] if re.match(SOME, m.string[m.end() :]) else m["first"] + SHORTENED.sub(full, m["more"])


def _row(m: re.Match[str]) -> str:
    """ "110,112" is no decimal fraction, and "110+112" no sum."""
    return m[0] if _is_plain(m) else BETWEEN_TWO.sub(lambda one: f" {one[1]} " if one[1] else ", ", m[0])


def _long(m: re.Match[str]) -> str:
    return re.sub(r"\D", "", m[0]) if THOUSANDS.match(m.string, m.end()) else spoken.phone_number(m[0])


def _short(m: re.Match[str]) -> str:
    figures = re.sub(r"\D", "", m[0])
    return m[0] if _is_plain(m) or _is_within_another(m) else spoken.phone_number(figures)


def _is_plain(m: re.Match[str]) -> bool:
    """Whether it is an ordinary number: labelled or counted, or where nothing speaks of help, followed by a noun."""
    before, behind = m.string[: m.start()], m.string[m.end() :]
    if COUNTED.match(behind) or LABEL.search(before) or POSTCODE.match(behind):
        return True
    return not _speaks_of_help(m) and bool(A_NOUN.match(behind) or ABOUT.search(before))


def _speaks_of_help(m: re.Match[str]) -> bool:
    """Whether the sentence around it is one that tells whom to call."""
    begins = max((end.end() for end in SENTENCE_ENDS.finditer(m.string[: m.start()])), default=0)
    ends = SENTENCE_ENDS.search(m.string, m.end())
    return bool(OF_HELP.search(m.string[begins : ends.start() if ends else None].lower()))


def _is_within_another(m: re.Match[str]) -> bool:
    """Whether it is a piece of a longer number, such as an extension."""
    found = (one for pattern in (NATIONAL, LABELLED, CODED) for one in re.finditer(pattern, m.string))
    spans = (one.span(one.lastindex or 0) for one in found)
    return any(begin <= m.start() and m.end() <= end and end - begin > len(m[0]) for begin, end in spans)


def _ordinal(m: re.Match[str]) -> str:
    """ "Unser 112. Treffen"; but in "Rufen Sie die 112. Treffen ist um acht" a sentence ends."""
    before, noun = m["before"] or "", m["noun"]
    opens = not re.search(r"\w\s*$", m.string[: m.start()])
    known = before.lower() in ENDINGS or before.lower().startswith(("unser", "ihr", "ein")) or (not before and opens)
    if not (known and gender(noun)) or _speaks_of_help(m):
        return m[0]
    return f"{before} {spoken.ordinal(int(m['number']), ending(before, noun))} {noun}".lstrip()


RULES: tuple[Rule, ...] = (
    (rf"(?<![^\W\d_])([^\W\d_]+)({KNOWN})(?!\d)", _apart),
    (rf"{BEFORE}({KNOWN})([^\W\d_]+)", _apart),
    (rf"{BEFORE}(?P<first>{LONG})(?P<more>(?:{SHORTENED.pattern})+)", _in_full),
    (rf"{BEFORE}{ANY}(?:\s?(?:[,+]|{WORDS})\s?{ANY})+{BEHIND}", _row),
    (rf"{BEFORE}(?:{LONG}){BEHIND}", _long),
    (ORDINAL.pattern, _ordinal),
    (rf"{BEFORE}{SHORT}{BEHIND}", _short),
)
