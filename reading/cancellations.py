"""absagen.txt: the meetings that were cancelled by telephone, in a file that staff may edit like any other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ivr.model.plan import Plan
from reading.problem import Problem
from reading.text.encodings import decode, encode
from reading.text.lines import LONGEST_VALUE, Entry, entries
from reading.text.pieces import Line, Piece, collect, fold, nearest
from reading.when.days import calendar_days, days_of
from reading.when.single_dates import DATES_END, SOME_DAYS
from reading.when.tokens import shape, tokens
from reading.when.word_kinds import DATES, shape_pattern

FILE = "absagen.txt"
NAME, OFF = "Gruppe", "Ausfall"
ONE_OR_MORE = shape_pattern(SOME_DAYS)
HOW_TO_CALL_OFF = "Schreiben Sie Tag, Monat und Jahr, zum Beispiel »24.03.2027«; mehrere trennt ein Strichpunkt."
# Every day has its year, so that it means the same whenever the file is written anew.
ANY_DAY = date.min

# Cancelled days: the folded name of the group, and the day.
CancelledDays = frozenset[tuple[str, date]]


@dataclass(frozen=True)
class CancellationEntry:
    """An entry of the file, the group of its block (its folded name, "" = unknown), and the days that it cancels (none:
    it names the group, or cannot be read)."""

    entry: Entry
    group: str
    days: tuple[date, ...] = ()

    @property
    def names(self) -> bool:
        """Whether it begins the block of a group."""
        return self.entry.key == NAME and bool(self.group)

    @property
    def lines(self) -> tuple[int, ...]:
        """The indexes of its lines, from 0."""
        pieces = (self.entry.name, self.entry.value)
        return tuple(sorted({line.number - 1 for piece in pieces for _, line, _ in piece.starts}))


@dataclass(frozen=True)
class CancellationFile:
    """absagen.txt: its lines as written, its entries, and its problems."""

    lines: tuple[str, ...] = ()
    parts: tuple[CancellationEntry, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def days(self) -> CancelledDays:
        """Every day that is cancelled."""
        return frozenset((part.group, day) for part in self.parts for day in part.days)

    @property
    def raw(self) -> bytes:
        """The file in UTF-8 with a byte order mark and CRLF, which every Notepad shows."""
        return encode(self.lines)


def read_cancellations(raw: bytes) -> CancellationFile:
    """The file in these bytes; raises ValueError if they are no text."""
    return parse_lines(decode(raw).rstrip("\n ").split("\n"))


def parse_lines(lines: Sequence[str]) -> CancellationFile:
    """The file with these lines."""
    numbered = (Line(FILE, number, text, ANY_DAY) for number, text in enumerate(lines, 1))
    counting = (line for line in numbered if line.text.strip() and not line.text.lstrip().startswith("#"))
    read = list(_read(entries(counting, (NAME, OFF))))
    problems = tuple(problem for _, of_part in read for problem in of_part)
    return CancellationFile(tuple(lines), tuple(part for part, _ in read), problems)


def not_text() -> Problem:
    """The problem of a file that is no text."""
    remedy = "Öffnen Sie sie im Editor (Notepad), und speichern Sie sie als Text mit der Codierung UTF-8."
    return Problem(FILE, 1, 1, "Diese Datei ist kein Text, den ich lesen kann.", remedy)


def unknown_groups(sheet: CancellationFile, plan: Plan) -> Iterator[Problem]:
    """A problem for each name in the file that no group of the plan has."""
    names = {fold(group.name): group.name for group in plan.groups}
    for part in sheet.parts:
        if part.names and part.group not in names:
            written = part.entry.value
            meant = nearest(written.words, tuple(names.values()))
            remedy = f"Meinten Sie »{meant}«?" if meant else "Schreiben Sie den Namen so wie bei der Gruppe."
            yield written.problem(f"Eine Gruppe »{written.words}« gibt es nicht.", remedy)


# Returns the identical plan for the same days: caches are keyed by plans.
@lru_cache(maxsize=4)
def with_cancellations(plan: Plan, days: CancelledDays) -> Plan:
    """The plan with the cancelled days of its groups; the identical plan if there are none."""
    by_group: dict[str, set[date]] = {}
    for name, day in days:
        by_group.setdefault(name, set()).add(day)
    found = [by_group.get(fold(group.name)) for group in plan.groups] if days else []
    if not any(found):
        return plan
    pairs = zip(plan.groups, found, strict=True)
    return replace(
        plan, groups=tuple(replace(group, cancellations=frozenset(off)) if off else group for group, off in pairs)
    )


def _read(found: Iterable[Entry]) -> Iterator[tuple[CancellationEntry, list[Problem]]]:
    group = ""
    for entry in found:
        if entry.key == NAME:
            group = "" if entry.problems else fold(entry.value.text)
        days, problems = _days(entry, group)
        yield CancellationEntry(entry, group, days), problems


def _days(entry: Entry, group: str) -> tuple[tuple[date, ...], list[Problem]]:
    """The days of an entry, none of them if there is anything wrong with it."""
    if entry.problems:
        return (), list(entry.problems)
    if not group:
        remedy = "Schreiben Sie »Gruppe:« und ihren Namen darüber."
        return (), [entry.name.problem("Welche Gruppe das ist, steht hier nicht.", remedy)]
    if entry.key == NAME:
        return (), []
    if len(entry.value.text) > LONGEST_VALUE:
        return (), [entry.name.problem("Das sind zu viele Tage.", "Verteilen Sie sie auf mehrere Zeilen »Ausfall:«.")]
    found, problems = collect(_read_days, entry.value.split(DATES_END) or [entry.value])
    return tuple(day for days in found for day in days) if not problems else (), problems


def _read_days(piece: Piece) -> list[date]:
    """One or several days, at least one of them with a year; raises Mistake."""
    words = tokens(piece, HOW_TO_CALL_OFF)
    if not ONE_OR_MORE.fullmatch(shape(words)) or not any(word.get("year") for word in words):
        raise piece.mistake("Hier stehen nur einzelne Tage, mit ihrem Jahr.", HOW_TO_CALL_OFF)
    return days_of(piece, calendar_days(piece, [word for word in words if word.kind in DATES]))
