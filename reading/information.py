"""infos/*.txt: texts that callers can listen to, each under its title, with the last day on which it is right."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ivr.model.plan import InformationText
from reading.file_lines import LinesByFile
from reading.files import is_information_file
from reading.information_checks import (
    MOST_TEXTS,
    as_a_whole,
    is_over,
    no_such_days,
    no_title_twice,
    not_too_many,
    tells_no_code,
    unreadable,
)
from reading.problem import Problem
from reading.text.fields import WHOLE, Fields, read_fields, text_up_to
from reading.text.lines import KEY, Entry, entries, mark_duplicates
from reading.text.pieces import Line, Piece, collect
from reading.when.days import calendar_days, days_of
from reading.when.tokens import shape, tokens
from reading.when.word_kinds import shape_pattern

LONGEST_TITLE, LONGEST_PARAGRAPH = 60, 400
# The name of the file whose text leaders find in their menu.
FOR_LEADERS = "moderation"

UNTIL = re.compile(r"(?:bis\b)?\s*(?:zum\b|einschließlich\b)?\s*", re.IGNORECASE)
ONE_DAY = shape_pattern("DATE")
HOW_LONG = "Schreiben Sie den letzten Tag, zum Beispiel »Gilt: bis 31.12.2026«."


def read_last_day(piece: Piece) -> date:
    """The day of "bis 31.12.2026"; raises Mistake."""
    begins = UNTIL.match(piece.text)
    day = piece.cut(begins.end() if begins else 0, len(piece.text))
    words = tokens(day, HOW_LONG) if day.text else []
    if not ONE_DAY.fullmatch(shape(words)):
        raise piece.mistake("Das ist kein einzelner Tag.", HOW_LONG)
    return days_of(day, calendar_days(day, words))[0]


FIELDS: Fields = {"Titel": (WHOLE, text_up_to(LONGEST_TITLE)), "Gilt": (WHOLE, read_last_day)}


@dataclass(frozen=True)
class InformationFile:
    """The text of a file, the piece at which problems of it as a whole are shown, the pieces that are read to callers,
    and the problems found in it."""

    text: InformationText
    top: Piece
    spoken: tuple[Piece, ...]
    problems: tuple[Problem, ...]

    @property
    def file(self) -> str:
        """The name of the file."""
        return self.top.line.file

    @property
    def is_told(self) -> bool:
        """Whether it may be read to callers."""
        return not any(not problem.harmless for problem in self.problems)


def read_information(lines: Sequence[Line], today: date) -> InformationFile:
    """The text of a file, which has at least one line."""
    header = _header(lines)
    paragraphs = _paragraphs(lines[len(header) :])
    read = read_fields(mark_duplicates(header, ()), FIELDS)
    said, unsayable = collect(_paragraph, paragraphs)
    until = read.first("Gilt", None)
    title, top = read.first("Titel", ""), Piece.of(lines[0])
    text = InformationText(title, tuple(said), until, for_leaders=FOR_LEADERS in lines[0].file)
    of_fields = [problem for of_key in read.problems.values() for problem in of_key]
    others = [] if of_fields or unsayable else [*as_a_whole(text, top), *is_over(header, until, today)]
    spoken = (*(entry.value for entry in header if entry.key == "Titel"), *paragraphs)
    return InformationFile(text, top, spoken, (*of_fields, *unsayable, *others))


def information_files(lines: LinesByFile, today: date) -> list[InformationFile]:
    """What each file in the folder of information holds, in the order of their names."""
    return [read_information(lines[name], today) for name in sorted(filter(is_information_file, lines))]


def told_to_callers(
    files: Sequence[InformationFile], codes: Iterable[str]
) -> tuple[tuple[InformationText, ...], list[Problem]]:
    """The texts that may be read to callers, in the order of their files, and the problems of all."""
    titled = [(one.text, one.top) for one in files]
    between = [*no_title_twice(titled), *not_too_many(titled), *tells_no_code(titled, codes)]
    refused = {problem.file for problem in between}
    told = [one for one in files[:MOST_TEXTS] if one.is_told and one.file not in refused]
    problems = [problem for one in files for problem in one.problems]
    return tuple(one.text for one in told), [*problems, *between]


def _header(lines: Sequence[Line]) -> list[Entry]:
    """The lines at the top that have a key, misspelt or not; after an empty line the text has begun."""
    found: list[Entry] = []
    for line, before in zip(lines, [None, *lines], strict=False):
        entry = entries([line], tuple(FIELDS))[0]
        is_apart = before is not None and line.number > before.number + 1
        if not entry.key or is_apart or (found and not KEY.match(line.text)):
            break
        found.append(entry)
    return found


def _paragraphs(lines: Sequence[Line]) -> list[Piece]:
    """The paragraphs, which empty lines and notes divide."""
    found: list[Piece] = []
    for line, before in zip(lines, [None, *lines], strict=False):
        if before and line.number == before.number + 1:
            found[-1] = found[-1].join(line)
        else:
            found.append(Piece.of(line))
    return found


def _paragraph(piece: Piece) -> str:
    """A paragraph in one line; raises Mistake."""
    if key := re.search(rf"^\s*({'|'.join(FIELDS)})\s*:", piece.text, re.MULTILINE):
        remedy = "Diese Zeile gehört an den Anfang der Datei; jeder Text braucht eine eigene Datei."
        raise piece.mistake(f"»{key[1]}:« steht hier mitten im Text.", remedy, key.start(1))
    if len(piece.words) > LONGEST_PARAGRAPH:
        text = f"Dieser Absatz hat {len(piece.words)} Zeichen, höchstens {LONGEST_PARAGRAPH} sind möglich."
        raise piece.mistake(text, "Teilen Sie ihn mit einer leeren Zeile: Am Telefon braucht man Pausen.")
    for mistake in (*unreadable(piece), *no_such_days(piece)):
        raise mistake
    return piece.words
