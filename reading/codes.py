"""Codes that open rooms: their format and length, whether they are easy to guess, and new random ones."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count

from ivr.model.plan import LEADERS_DIGITS
from reading.group_block import GroupBlock, Objection
from reading.text.pieces import Piece, fold

# Written instead of a code where everybody may enter.
OPEN_TO_ALL = "offen"
EXAMPLES = {6: "582 917", 7: "582 9174", LEADERS_DIGITS: "6402 8195"}
WHERE_IT_IS_SET = {
    "Zugang": "Wie viele es sind, legt »Stellen:« in buero.txt fest.",
    "Leitung": f"Bei »Leitung:« sind es immer {LEADERS_DIGITS}.",
}

UPWARDS = "01234567890123456789"
RUNS = (UPWARDS, UPWARDS[::-1])
# What a stranger tries first: 777777, 121212, 123123, and days such as 241280 or 24121980.
GUESSABLE = re.compile(r"(.{1,4})\1+|(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])([0-9]{2}|(19|20)[0-9]{2})")


def read_code_length(piece: Piece) -> int:
    """The length of the groups' codes, one of EXAMPLES; raises Mistake."""
    number, _, unit = piece.words.partition(" ")
    if number.isdecimal() and int(number) in EXAMPLES and fold(unit) in ("", "stellen", "ziffern"):
        return int(number)
    text = "Die Nummern der Gruppen haben 6, 7 oder 8 Stellen."
    raise piece.mistake(text, "Schreiben Sie zum Beispiel »Stellen: 6«.")


def read_access(piece: Piece) -> str:
    """The code of a group, or OPEN_TO_ALL; raises Mistake."""
    if fold(piece.text) == OPEN_TO_ALL:
        return OPEN_TO_ALL
    if not re.search("[0-9]", piece.text):
        remedy = "Schreiben Sie Ziffern; oder »Zugang: offen«, wenn alle ohne Nummer hineindürfen."
        raise piece.mistake(f"»{piece.words}« ist keine Nummer.", remedy)
    return read_code(piece)


def read_code(piece: Piece) -> str:
    """A code without the blanks it is written with; raises Mistake."""
    if wrong := re.search(r"[^0-9\s]", piece.text):
        text = f"»{wrong[0]}« gibt es auf der Telefontastatur nicht als Ziffer."
        raise piece.mistake(text, "Schreiben Sie nur Ziffern; Leerzeichen dürfen dazwischen stehen.", wrong.start())
    return "".join(piece.text.split())


def read_office_code(piece: Piece) -> str:
    """The office's code for announcements to all callers: LEADERS_DIGITS, hard to guess; raises Mistake."""
    code = read_code(piece)
    remedy = f"Nehmen Sie {LEADERS_DIGITS} Ziffern durcheinander, zum Beispiel »{EXAMPLES[LEADERS_DIGITS]}«."
    if len(code) != LEADERS_DIGITS:
        raise piece.mistake(f"Diese Nummer hat {len(code)} statt {LEADERS_DIGITS} Ziffern.", remedy)
    if is_guessable(code):
        raise piece.mistake("Diese Nummer kann man erraten.", remedy)
    return code


def read_stray_code(piece: Piece) -> str:
    """A code in a line for text, where it can only be a mistake; raises Mistake if it is no code."""
    code = read_code(piece)
    if len(code) not in EXAMPLES:
        raise piece.mistake("Das ist keine Nummer eines Raums.", "Schreiben Sie Worte.")
    return code


def lets_more_in_than_its_leader(blocks: Sequence[GroupBlock], digits: int) -> Iterator[Objection]:
    for block in blocks:
        if block.has("Leitung") and not block.has("Zugang"):
            text = "Ohne »Zugang:« kommt außer der Leitung niemand in den Raum."
            example = f"zum Beispiel »Zugang: {EXAMPLES[digits]}«"
            remedy = f"Schreiben Sie eine Zeile dazu, {example}, oder streichen Sie die Leitung."
            yield block, block.at("Leitung").problem(text, remedy)


def has_so_many_digits(blocks: Sequence[GroupBlock], digits: int) -> Iterator[Objection]:
    """All codes have the length set in buero.txt, so that no key has to end them."""
    for block, key, code, length in _codes(blocks, digits):
        if len(code) != length:
            text = f"Diese Nummer hat {len(code)} statt {length} Ziffern."
            remedy = f"Schreiben Sie {length} Ziffern, zum Beispiel »{EXAMPLES[length]}«. {WHERE_IT_IS_SET[key]}"
            yield block, block.at(key).problem(text, remedy)


def cannot_be_guessed(blocks: Sequence[GroupBlock], digits: int) -> Iterator[Objection]:
    for block, key, code, length in _codes(blocks, digits):
        if len(code) == length and is_guessable(code):
            remedy = f"Nehmen Sie Ziffern durcheinander und kein Datum, zum Beispiel »{EXAMPLES[length]}«."
            yield block, block.at(key).problem("Diese Nummer kann man erraten.", remedy)


def _codes(blocks: Sequence[GroupBlock], digits: int) -> Iterator[tuple[GroupBlock, str, str, int]]:
    """Every code with its block, its key, and the number of digits it should have."""
    for block in blocks:
        codes = ("Zugang", block.group.code, digits), ("Leitung", block.group.leader_code, LEADERS_DIGITS)
        yield from ((block, key, code, length) for key, code, length in codes if code)


def is_not_the_offices(blocks: Sequence[GroupBlock], code: str) -> Iterator[Objection]:
    """No group has the office's `code`, which opens announcements to all callers."""
    for block in blocks:
        for key, own in (("Zugang", block.group.code), ("Leitung", block.group.leader_code)):
            if code and own == code:
                text = "Diese Nummer ist schon die des Büros: »Leitung:« in buero.txt."
                yield block, block.at(key).problem(text, "Nehmen Sie eine andere; »flask code« schlägt welche vor.")


CODE_CHECKS = (lets_more_in_than_its_leader, has_so_many_digits, cannot_be_guessed)


def is_guessable(code: str) -> bool:
    """Whether a stranger would try this code early."""
    return bool(GUESSABLE.fullmatch(code)) or len(set(code)) < 3 or any(code in run for run in RUNS)


def differs_by_a_slip(code: str, other: str) -> bool:
    """Whether the codes differ by one digit or one transposition, as far as both go."""
    apart = [pair for pair in zip(code, other, strict=False) if pair[0] != pair[1]]
    return len(apart) < 2 or (len(apart) == 2 and apart[0] == apart[1][::-1])


# Whoever waits behind the first digit means the office or the main menu.
MENU_DIGITS = ("0", "9")


def new_codes(digits: int, used: Iterable[str], draw: Callable[[int], int]) -> Iterator[tuple[str, str]]:
    """An endless series of unused (group code, leader code); `draw(n)` returns a random number below n."""
    taken = set(used)

    def fresh(length: int) -> str:
        drawn = (f"{draw(10**length):0{length}}" for _ in count())
        usable = (code for code in drawn if not (code.startswith(MENU_DIGITS) or is_guessable(code)))
        code = next(code for code in usable if not any(differs_by_a_slip(code, other) for other in taken))
        taken.add(code)
        return code

    while True:
        yield fresh(digits), fresh(LEADERS_DIGITS)


def spaced(code: str) -> str:
    """ "582917" as "582 917", as it is printed."""
    return f"{code[: len(code) // 2]} {code[len(code) // 2 :]}"
