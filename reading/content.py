"""All content files, read into one plan. Never raises; returns every problem, and leaves out only broken groups."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from ivr.model.plan import Group, Office, Plan
from reading.calendar.of_group import with_calendars
from reading.checks import CHECKS, MOST_GROUPS, has_holidays_that_are_known, holidays_end, is_long_past
from reading.codes import CODE_CHECKS, is_not_the_offices
from reading.files import (
    LEXICON,
    OFFICE,
    RULES,
    Files,
    LinesByFile,
    is_group_file,
    lines_by_file,
    missing_files,
)
from reading.group_block import GroupBlock, Objection
from reading.groups import read_groups
from reading.office_file import read_office
from reading.problem import Problem, abridged
from reading.public_holidays import with_holidays
from reading.text.fields import text_up_to
from reading.text.pieces import Line, Piece, collect

MOST_RULES, LONGEST_RULE = 15, 120


def read(files: Files, today: date) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan, and the problems in the order of files and lines. `files` by name ("gruppen/krokus.txt")."""
    lines, unreadable = lines_by_file(files, today)
    office, of_office = _office(lines)
    groups, of_groups = _groups(lines, files, office, today)
    rules, of_rules = _rules_of_talk(lines.get(RULES, ()))
    lexicon, of_lexicon = _lexicon(lines.get(LEXICON, ()))
    problems = {*missing_files(files), *unreadable, *of_office, *of_groups, *of_rules, *of_lexicon}
    return _interned(Plan(office, groups, rules, lexicon)), tuple(abridged(problems))


def groups_by_file(files: Files, today: date) -> dict[str, tuple[str, ...]]:
    """The names of the groups that each file holds, of broken groups too."""
    lines, _ = lines_by_file(files, today)
    names = sorted(filter(is_group_file, lines))
    found = zip(names, _read_files(lines), strict=True)
    return {name: tuple(written.group.name for written in groups) for name, (groups, _) in found}


def codes_in_use(files: Files, today: date) -> tuple[int, frozenset[str]]:
    """The length of the groups' codes, and every code in the files, those of broken groups too."""
    lines, _ = lines_by_file(files, today)
    groups = [written.group for found, _ in _read_files(lines) for written in found]
    office, _ = _office(lines)
    codes = {office.leader_code, *(code for group in groups for code in (group.code, group.leader_code))}
    return office.digits, frozenset(codes - {""})


# Caches are keyed by plans; comparing two that are equal but not identical takes long.
@lru_cache(maxsize=4)
def _interned(plan: Plan) -> Plan:
    return plan


def _office(lines: LinesByFile) -> tuple[Office, list[Problem]]:
    return read_office(lines[OFFICE]) if OFFICE in lines else (Office(), [])


def _groups(lines: LinesByFile, files: Files, office: Office, today: date) -> tuple[tuple[Group, ...], list[Problem]]:
    """The groups that may go on air, and the problems of all groups and of the calendars."""
    read, stray = _group_blocks(lines)
    blocks, of_calendars = with_calendars(_with_holidays(read, office.federal_state, today), files, today)
    objections = list(_objections(blocks, office, today))
    refused = {id(block) for block, _ in objections} | {id(block) for block in blocks if block.misleads_callers}
    problems = [
        *stray,
        *(problem for block in blocks for problem in block.problems),
        *(problem for _, problem in objections),
        *is_long_past(blocks, today),
        *holidays_end(blocks, office.federal_state, today),
        *of_calendars,
    ]
    return tuple(block.group for block in blocks if id(block) not in refused), problems


def _group_blocks(lines: LinesByFile) -> tuple[list[GroupBlock], list[Problem]]:
    """The blocks of all group files, and the problems of lines outside of them."""
    found = list(_read_files(lines))
    return [block for blocks, _ in found for block in blocks], [problem for _, stray in found for problem in stray]


def _with_holidays(blocks: Sequence[GroupBlock], federal_state: str, today: date) -> list[GroupBlock]:
    if not federal_state:
        return list(blocks)
    return [replace(block, group=with_holidays(block.group, federal_state, today)) for block in blocks]


def _objections(blocks: Sequence[GroupBlock], office: Office, today: date) -> Iterator[Objection]:
    for check in CHECKS:
        yield from check(blocks)
    for check_codes in CODE_CHECKS:
        yield from check_codes(blocks, office.digits)
    yield from is_not_the_offices(blocks, office.leader_code)
    yield from has_holidays_that_are_known(blocks, office.federal_state, today)


def _read_files(lines: LinesByFile) -> Iterator[tuple[list[GroupBlock], list[Problem]]]:
    return (_read_file(tuple(lines[name])) for name in sorted(filter(is_group_file, lines)))


# Of hundreds of files one changes at a time, and callers wait for it.
_read_file = lru_cache(maxsize=MOST_GROUPS)(read_groups)


def _rules_of_talk(lines: Sequence[Line]) -> tuple[tuple[str, ...], list[Problem]]:
    rules, problems = collect(text_up_to(LONGEST_RULE), map(Piece.of, lines))
    for line in lines[MOST_RULES : MOST_RULES + 1]:
        text = f"Das ist mehr als die {MOST_RULES}. Regel."
        problems.append(Piece.of(line).problem(text, "Streichen Sie, was nicht nötig ist: So viele behält niemand."))
    return tuple(rules[:MOST_RULES]), problems


def _lexicon(lines: Sequence[Line]) -> tuple[tuple[tuple[str, str], ...], list[Problem]]:
    said, problems = collect(_pronunciation, map(Piece.of, lines))
    lexicon: dict[str, str] = {}
    for (word, spoken), piece in said:
        if lexicon.setdefault(word, spoken) != spoken:
            text = f"»{word}« steht hier schon mit einer anderen Aussprache."
            problems.append(piece.problem(text, "Lassen Sie nur eine der beiden Zeilen stehen."))
    return tuple(lexicon.items()), problems


def _pronunciation(piece: Piece) -> tuple[tuple[str, str], Piece]:
    word, equals, spoken = piece.words.partition("=")
    if word.strip() and spoken.strip():
        return (word.strip(), spoken.strip()), piece
    text = "Hier fehlt das Wort oder seine Aussprache." if equals else "In dieser Zeile fehlt das Gleichheitszeichen."
    raise piece.mistake(text, "Schreiben Sie zum Beispiel »COPD = Zeh Oh Peh Deh«.")
