"""The numbers that open rooms: how they are written, how long they are, which a stranger would try, and new ones."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count

from ivr.model.plan import LEADERS_DIGITS
from reading.group_block import Objection, Written
from reading.text.pieces import Piece, fold

# What is written instead of a number where everybody may come in.
OPEN = "offen"
EXAMPLES = {6: "582 917", 7: "582 9174", LEADERS_DIGITS: "6402 8195"}
WHERE_IT_IS_SET = {
    "Zugang": "Wie viele es sind, legt »Stellen:« in buero.txt fest.",
    "Leitung": f"Bei »Leitung:« sind es immer {LEADERS_DIGITS}.",
}

UPWARDS = "01234567890123456789"
RUNS = (UPWARDS, UPWARDS[::-1])
# What a stranger tries first: 777777, 121212, 123123, and days such as 241280 or 24121980.
GUESSED = re.compile(r"(.{1,4})\1+|(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])([0-9]{2}|(19|20)[0-9]{2})")


def read_digits(piece: Piece) -> int:
    """How many digits the numbers of the groups have."""
    number, _, unit = piece.words.partition(" ")
    if number.isdecimal() and int(number) in EXAMPLES and fold(unit) in ("", "stellen", "ziffern"):
        return int(number)
    text = "Die Nummern der Gruppen haben 6, 7 oder 8 Stellen."
    raise piece.mistake(text, "Schreiben Sie zum Beispiel »Stellen: 6«.")


def read_access(piece: Piece) -> str:
    """The number of those who take part, or OPEN."""
    if fold(piece.text) == OPEN:
        return OPEN
    if not re.search("[0-9]", piece.text):
        remedy = "Schreiben Sie Ziffern; oder »Zugang: offen«, wenn alle ohne Nummer hineindürfen."
        raise piece.mistake(f"»{piece.words}« ist keine Nummer.", remedy)
    return read_code(piece)


def read_code(piece: Piece) -> str:
    """A number for the keys of a telephone, without the blanks it is written with."""
    if wrong := re.search(r"[^0-9\s]", piece.text):
        text = f"»{wrong[0]}« gibt es auf der Telefontastatur nicht als Ziffer."
        raise piece.mistake(text, "Schreiben Sie nur Ziffern; Leerzeichen dürfen dazwischen stehen.", wrong.start())
    return "".join(piece.text.split())


def read_office_code(piece: Piece) -> str:
    """The number by which the office speaks to all who call: as long as a leader's, and as hard to guess."""
    code = read_code(piece)
    remedy = f"Nehmen Sie {LEADERS_DIGITS} Ziffern durcheinander, zum Beispiel »{EXAMPLES[LEADERS_DIGITS]}«."
    if len(code) != LEADERS_DIGITS:
        raise piece.mistake(f"Diese Nummer hat {len(code)} statt {LEADERS_DIGITS} Ziffern.", remedy)
    if is_guessed(code):
        raise piece.mistake("Diese Nummer kann man erraten.", remedy)
    return code


def read_stray_code(piece: Piece) -> str:
    """A number in a line of words, where it can only be meant to open a room."""
    code = read_code(piece)
    if len(code) not in EXAMPLES:
        raise piece.mistake("Das ist keine Nummer eines Raums.", "Schreiben Sie Worte.")
    return code


def lets_more_in_than_its_leader(groups: Sequence[Written], digits: int) -> Iterator[Objection]:
    for written in groups:
        if written.has("Leitung") and not written.has("Zugang"):
            text = "Ohne »Zugang:« kommt außer der Leitung niemand in den Raum."
            example = f"zum Beispiel »Zugang: {EXAMPLES[digits]}«"
            remedy = f"Schreiben Sie eine Zeile dazu, {example}, oder streichen Sie die Leitung."
            yield written, written.at("Leitung").problem(text, remedy)


def has_so_many_digits(groups: Sequence[Written], digits: int) -> Iterator[Objection]:
    """With numbers of one length nobody has to press a key behind them."""
    for written, key, code, length in _codes(groups, digits):
        if len(code) != length:
            text = f"Diese Nummer hat {len(code)} statt {length} Ziffern."
            remedy = f"Schreiben Sie {length} Ziffern, zum Beispiel »{EXAMPLES[length]}«. {WHERE_IT_IS_SET[key]}"
            yield written, written.at(key).problem(text, remedy)


def cannot_be_guessed(groups: Sequence[Written], digits: int) -> Iterator[Objection]:
    for written, key, code, length in _codes(groups, digits):
        if len(code) == length and is_guessed(code):
            remedy = f"Nehmen Sie Ziffern durcheinander und kein Datum, zum Beispiel »{EXAMPLES[length]}«."
            yield written, written.at(key).problem("Diese Nummer kann man erraten.", remedy)


def _codes(groups: Sequence[Written], digits: int) -> Iterator[tuple[Written, str, str, int]]:
    """Every number, where it stands, and how many digits it should have."""
    for written in groups:
        codes = ("Zugang", written.group.code, digits), ("Leitung", written.group.leader_code, LEADERS_DIGITS)
        yield from ((written, key, code, length) for key, code, length in codes if code)


def is_not_the_offices(groups: Sequence[Written], code: str) -> Iterator[Objection]:
    """`code` lets the office announce something to all: nobody else may come upon it."""
    for written in groups:
        for key, own in (("Zugang", written.group.code), ("Leitung", written.group.leader_code)):
            if code and own == code:
                text = "Diese Nummer ist schon die des Büros: »Leitung:« in buero.txt."
                yield written, written.at(key).problem(text, "Nehmen Sie eine andere; »flask code« schlägt welche vor.")


CODE_CHECKS = (lets_more_in_than_its_leader, has_so_many_digits, cannot_be_guessed)


def is_guessed(code: str) -> bool:
    """Whether a stranger would try this number early."""
    return bool(GUESSED.fullmatch(code)) or len(set(code)) < 3 or any(code in run for run in RUNS)


def is_a_slip(code: str, other: str) -> bool:
    """Whether a slip of the finger, one digit or two exchanged, leads from one to the other, as far as both go."""
    apart = [pair for pair in zip(code, other, strict=False) if pair[0] != pair[1]]
    return len(apart) < 2 or (len(apart) == 2 and apart[0] == apart[1][::-1])


def new_codes(digits: int, used: Iterable[str], draw: Callable[[int], int]) -> Iterator[tuple[str, str]]:
    """Ever more pairs of a number for those who take part and one for the leader; `draw(n)` gives one below n."""
    taken = set(used)

    def fresh(length: int) -> str:
        drawn = (f"{draw(10**length):0{length}}" for _ in count())
        code = next(code for code in drawn if not (is_guessed(code) or any(is_a_slip(code, other) for other in taken)))
        taken.add(code)
        return code

    while True:
        yield fresh(digits), fresh(LEADERS_DIGITS)


def as_written(code: str) -> str:
    """ "582917" as "582 917": easier to read from a card."""
    return f"{code[: len(code) // 2]} {code[len(code) // 2 :]}"
