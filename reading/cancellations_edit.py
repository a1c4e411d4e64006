"""Edits absagen.txt: adds and removes cancelled days, and keeps the other lines as staff wrote them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from reading.cancellations import NAME, OFF, CancellationFile, CancelledDays, parse_lines
from reading.text.pieces import fold

HEADING = (
    "# Was Leitungen am Telefon abgesagt haben. Was vorbei ist, verschwindet von selbst.",
    "# Wer eine Zeile »Ausfall:« löscht, sagt das Treffen wieder zu.",
)
NOTE = "# eingetragen am"
# The note of `with_cancellation`: the moment as it is written, and who has done it.
NOTED = re.compile(rf"{NOTE} (\d\d\.\d\d\.\d{{4}}) um (\d\d:\d\d) Uhr(?: von (.+))?")
# A meeting may run past midnight.
KEPT_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class CancellationNote:
    """When a cancellation was entered, as it is written ("10.03.2026", "18:20"), and `by` whom ("" = not known)."""

    day: str
    clock: str
    by: str


def with_cancellation(sheet: CancellationFile, group: str, day: date, now: datetime, by: str = "") -> CancellationFile:
    """The file with one more cancelled day of a group, with a note that it was entered `now`, and `by` whom."""
    if (fold(group), day) in sheet.days:
        return sheet
    note = f"{NOTE} {now:%d.%m.%Y} um {now:%H:%M} Uhr"
    entry = (f"{note} von {by}" if by else note, _off_line((day,)))
    block = next((part.lines[-1] + 1 for part in sheet.parts if part.names and part.group == fold(group)), None)
    if block is None:
        return parse_lines((*(sheet.lines if any(sheet.lines) else HEADING), "", f"{NAME}:  {group}", *entry))
    return parse_lines((*sheet.lines[:block], *entry, *sheet.lines[block:]))


def notes(sheet: CancellationFile) -> Mapping[tuple[str, date], CancellationNote]:
    """The notes above the cancelled days, by the folded name of the group and the day."""
    found: dict[tuple[str, date], CancellationNote] = {}
    for part in sheet.parts:
        above = sheet.lines[part.lines[0] - 1] if part.days and part.lines[0] else ""
        if noted := NOTED.fullmatch(above.strip()):
            found |= {(part.group, day): CancellationNote(noted[1], noted[2], noted[3] or "") for day in part.days}
    return found


def without_cancellation(sheet: CancellationFile, group: str, day: date) -> CancellationFile:
    """The file without a cancelled day of a group."""
    return without_days(sheet, frozenset(((fold(group), day),)))


def without_past(sheet: CancellationFile, today: date) -> CancellationFile:
    """The file without the days before yesterday."""
    return without_days(sheet, frozenset((group, day) for group, day in sheet.days if day < today - KEPT_AFTER))


def without_days(sheet: CancellationFile, gone: CancelledDays) -> CancellationFile:
    """The file without these days, and without blocks that are empty then."""
    if not gone & sheet.days:
        return sheet
    left = _with_lines(sheet, _lines_without(sheet, gone))
    return _with_lines(left, _empty_blocks(left))


def _with_lines(sheet: CancellationFile, changes: Iterable[tuple[int, str | None]]) -> CancellationFile:
    """The file with some lines replaced, by index; None deletes a line."""
    lines = dict(enumerate(sheet.lines)) | dict(changes)
    return parse_lines([text for text in lines.values() if text is not None])


def _lines_without(sheet: CancellationFile, gone: CancelledDays) -> Iterator[tuple[int, str | None]]:
    for part in sheet.parts:
        left = [day for day in part.days if (part.group, day) not in gone]
        if len(left) == len(part.days):
            continue
        first, *others = part.lines
        yield first, _off_line(left) if left else None
        yield from ((number, None) for number in others)
        if not left and first and sheet.lines[first - 1].startswith(NOTE):
            yield first - 1, None


def _empty_blocks(sheet: CancellationFile) -> Iterator[tuple[int, str | None]]:
    for part, following in zip(sheet.parts, (*sheet.parts[1:], None), strict=True):
        if part.names and (following is None or following.entry.key == NAME):
            yield from ((number, None) for number in part.lines)
            if part.lines[0] and not sheet.lines[part.lines[0] - 1].strip():
                yield part.lines[0] - 1, None


def _off_line(days: Iterable[date]) -> str:
    return f"{OFF}: {'; '.join(f'{day:%d.%m.%Y}' for day in days)}"
