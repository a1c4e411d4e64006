"""All content files, read into one plan. Never raises; returns every problem, and leaves out only broken groups."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import chain

from ivr.model.plan import Group, Office, Plan
from reading.calendar.of_group import names_a_calendar, with_calendars
from reading.checked_groups import Terms, checked, checked_file, read_file
from reading.checks import CHECKS_BETWEEN
from reading.file_lines import LinesByFile, lines_by_file
from reading.files import (
    LEXICON,
    OFFICE,
    RULES,
    Files,
    is_group_file,
    missing_files,
)
from reading.information import InformationFile, information_files, told_to_callers
from reading.office_file import fillers_of, read_office
from reading.problem import Problem, abridged
from reading.text.fields import text_up_to
from reading.text.pieces import Line, Piece, collect
from reading.unknown_words import (
    Lexicon,
    addressed_places,
    addresses_in,
    doubtful_texts,
    office_texts,
    remarks,
    remarks_on_addresses,
)

MOST_RULES, LONGEST_RULE = 15, 120


def read(files: Files, today: date) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan, and the problems in the order of files and lines. `files` by name ("gruppen/krokus.txt")."""
    lines, unreadable = lines_by_file(files, today)
    lines = _with_fillers(lines)
    office, of_office = _office(lines, today)
    groups, of_groups = _groups(lines, files, office, today)
    rules, of_rules = _rules_of_talk(lines.get(RULES, ()))
    lexicon, of_lexicon = _lexicon(lines.get(LEXICON, ()))
    codes = (office.leader_code, *(code for group in groups for code in (group.code, group.leader_code)))
    texts = information_files(lines, today)
    information, of_texts = told_to_callers(texts, codes)
    of_files = (*of_office, *of_groups, *of_rules, *of_lexicon, *of_texts)
    problems = {*missing_files(files), *unreadable, *of_files}
    # A line with a mistake has to be written anew anyway.
    wrong = {(problem.file, problem.line) for problem in problems}
    problems |= {remark for remark in _remarks(lines, texts, lexicon) if (remark.file, remark.line) not in wrong}
    return interned(Plan(office, groups, rules, lexicon, information)), tuple(abridged(problems))


def groups_by_file(files: Files, today: date) -> dict[str, tuple[str, ...]]:
    """The names of the groups that each file holds, of broken groups too."""
    lines, _ = lines_by_file(files, today)
    names = filter(is_group_file, lines)
    return {name: tuple(written.group.name for written in read_file(tuple(lines[name]))[0]) for name in names}


def titles_by_file(files: Files, today: date) -> dict[str, str]:
    """The title of the text of information that each file holds, "" where it has none."""
    lines, _ = lines_by_file(files, today)
    return {one.file: one.text.title for one in information_files(lines, today)}


def codes_in_use(files: Files, today: date) -> tuple[int, frozenset[str]]:
    """The length of the groups' codes, and every code in the files, those of broken groups too."""
    lines, _ = lines_by_file(files, today)
    groups = [written.group for of_file in _group_files(lines) for written in read_file(tuple(of_file))[0]]
    office, _ = _office(lines, today)
    codes = {office.leader_code, *(code for group in groups for code in (group.code, group.leader_code))}
    return office.digits, frozenset(codes - {""})


# Caches are keyed by plans; comparing two that are equal but not identical takes long.
@lru_cache(maxsize=4)
def interned(plan: Plan) -> Plan:
    """The same plan, as one object for all that are equal."""
    return plan


def _office(lines: LinesByFile, today: date) -> tuple[Office, list[Problem]]:
    return read_office(lines[OFFICE], today) if OFFICE in lines else (Office(), [])


def _with_fillers(lines: LinesByFile) -> LinesByFile:
    """The lines, which know what the office has written of words that change nothing."""
    fillers = fillers_of(lines.get(OFFICE, ()))
    if not fillers:
        return lines
    speaking_of_times = {name for name in lines if name == OFFICE or is_group_file(name)}
    told = {name: tuple(replace(line, fillers=fillers) for line in lines[name]) for name in speaking_of_times}
    return {**lines, **told}


def _groups(lines: LinesByFile, files: Files, office: Office, today: date) -> tuple[tuple[Group, ...], list[Problem]]:
    """The groups that may go on air, and the problems of all groups and of the calendars."""
    terms = Terms.of(office, today)
    of_files = [checked_file(tuple(of_file), terms) for of_file in _group_files(lines)]
    written = [block for one in of_files for block in one.blocks]
    blocks, of_calendars = with_calendars(written, files, today)
    by_calendar = checked([block for block in blocks if names_a_calendar(block)], terms)
    between = [objection for check in CHECKS_BETWEEN for objection in check(blocks)]
    refused = frozenset(id(block) for block, _ in between).union(*(one.refused for one in (by_calendar, *of_files)))
    problems = [problem for one in (by_calendar, *of_files) for problem in one.problems]
    groups = tuple(block.group for block in blocks if id(block) not in refused)
    return groups, [*problems, *(problem for _, problem in between), *of_calendars]


def _remarks(lines: LinesByFile, information: Iterable[InformationFile], lexicon: Lexicon) -> Iterator[Problem]:
    """What callers would not understand, in all texts that are read to them."""
    of_groups = [tuple(of_file) for of_file in _group_files(lines)]
    texts = (text for of_file in of_groups for text in doubtful_texts(of_file))
    rules = map(Piece.of, lines.get(RULES, ()))
    told = [piece for one in information for piece in one.spoken]
    yield from remarks(chain(office_texts(lines.get(OFFICE, ())), texts, rules, told), lexicon)
    yield from remarks_on_addresses(chain(*map(addressed_places, of_groups), addresses_in(told)), lexicon)


def _group_files(lines: LinesByFile) -> list[Sequence[Line]]:
    return [lines[name] for name in sorted(filter(is_group_file, lines))]


def _rules_of_talk(lines: Sequence[Line]) -> tuple[tuple[str, ...], list[Problem]]:
    rules, problems = collect(text_up_to(LONGEST_RULE), map(Piece.of, lines))
    for line in lines[MOST_RULES : MOST_RULES + 1]:
        text = f"Das ist mehr als die {MOST_RULES}. Regel."
        problems.append(Piece.of(line).problem(text, "Streichen Sie, was nicht nötig ist: So viele behält niemand."))
    return tuple(rules[:MOST_RULES]), problems


def _lexicon(lines: Sequence[Line]) -> tuple[Lexicon, list[Problem]]:
    said, problems = collect(_pronunciation, map(Piece.of, lines))
    lexicon: dict[str, str] = {}
    for (word, spoken), piece in said:
        if lexicon.setdefault(word, spoken) != spoken:
            text = f"»{word}« steht hier schon mit einer anderen Aussprache."
            problems.append(piece.problem(text, "Lassen Sie nur eine der beiden Zeilen stehen."))
    return tuple(lexicon.items()), problems


def _pronunciation(piece: Piece) -> tuple[tuple[str, str], Piece]:
    word, equals, spoken = piece.words.partition("=")
    # Remedies have dots for what staff are to fill in.
    if word.strip() and spoken.strip(" .…"):
        return (word.strip(), spoken.strip()), piece
    text = "Hier fehlt das Wort oder seine Aussprache." if equals else "In dieser Zeile fehlt das Gleichheitszeichen."
    raise piece.mistake(text, "Schreiben Sie zum Beispiel »COPD = Zeh Oh Peh Deh«.")
