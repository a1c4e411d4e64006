"""All that staff wrote, read into one plan: never raises, tells every problem, and a broken group costs only itself."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from ivr.model.plan import Group, Office, Plan
from reading.calendar.of_group import with_calendars
from reading.checks import CHECKS, MOST_GROUPS, has_holidays_that_are_known, holidays_end, is_long_past
from reading.codes import CODE_CHECKS, is_not_the_offices
from reading.files import LEXICON, OFFICE, RULES, Files, Sheets, holds_groups, missing, sheets_of, told
from reading.group_block import Written
from reading.groups import read_groups
from reading.office_file import read_office
from reading.problem import Problem
from reading.public_holidays import with_holidays
from reading.text.fields import text_up_to
from reading.text.pieces import Line, Piece, collect

MOST_RULES, LONGEST_RULE = 15, 120


def read(files: Files, today: date) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan, and the problems in the order of files and lines. `files` by name ("gruppen/krokus.txt")."""
    sheets, unreadable = sheets_of(files, today)
    office, of_office = _office(sheets)
    groups, of_groups = _groups(sheets, files, office, today)
    rules, of_rules = _rules_of_talk(sheets.get(RULES, ()))
    lexicon, of_lexicon = _lexicon(sheets.get(LEXICON, ()))
    problems = {*missing(files), *unreadable, *of_office, *of_groups, *of_rules, *of_lexicon}
    return _once(Plan(office, groups, rules, lexicon)), tuple(told(problems))


def groups_by_file(files: Files, today: date) -> dict[str, tuple[str, ...]]:
    """The names of the groups that each file holds, of broken groups too."""
    sheets, _ = sheets_of(files, today)
    names = sorted(filter(holds_groups, sheets))
    found = zip(names, _read_files(sheets), strict=True)
    return {name: tuple(written.group.name for written in groups) for name, (groups, _) in found}


def written_codes(files: Files, today: date) -> tuple[int, frozenset[str]]:
    """How many digits the numbers of the groups should have, and every number, those of broken groups too."""
    sheets, _ = sheets_of(files, today)
    groups = [written.group for found, _ in _read_files(sheets) for written in found]
    office, _ = _office(sheets)
    codes = {office.leader_code, *(code for group in groups for code in (group.code, group.leader_code))}
    return office.digits, frozenset(codes - {""})


# What is remembered of a plan is found by comparing plans, which takes long for two that are equal but not the same.
@lru_cache(maxsize=4)
def _once(plan: Plan) -> Plan:
    return plan


def _office(sheets: Sheets) -> tuple[Office, list[Problem]]:
    return read_office(sheets[OFFICE]) if OFFICE in sheets else (Office(), [])


def _groups(sheets: Sheets, files: Files, office: Office, today: date) -> tuple[tuple[Group, ...], list[Problem]]:
    read_files, state = list(_read_files(sheets)), office.state
    found = (group for groups, _ in read_files for group in groups)
    dated = [replace(each, group=with_holidays(each.group, state, today)) if state else each for each in found]
    written, of_calendars = with_calendars(dated, files, today)
    objections = [objection for check in CHECKS for objection in check(written)]
    objections += [objection for check in CODE_CHECKS for objection in check(written, office.digits)]
    objections += is_not_the_offices(written, office.leader_code)
    objections += has_holidays_that_are_known(written, state, today)
    lost = {id(group) for group, _ in objections} | {id(group) for group in written if group.lost}
    problems = [
        *(problem for _, strays in read_files for problem in strays),
        *(problem for group in written for problem in group.problems),
        *(problem for _, problem in objections),
        *is_long_past(written, today),
        *holidays_end(written, state, today),
        *of_calendars,
    ]
    return tuple(group.group for group in written if id(group) not in lost), problems


def _read_files(sheets: Sheets) -> Iterator[tuple[list[Written], list[Problem]]]:
    return (_read_file(tuple(sheets[name])) for name in sorted(filter(holds_groups, sheets)))


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
