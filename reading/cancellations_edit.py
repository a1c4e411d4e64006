"""How a file of days that are called off is written anew: what staff wrote there stays as it stands."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from reading.cancellations import NAME, OFF, Days, Sheet, sheet_of
from reading.text.pieces import fold

HEADING = (
    "# Was Leitungen am Telefon abgesagt haben. Was vorbei ist, verschwindet von selbst.",
    "# Wer eine Zeile »Ausfall:« löscht, sagt das Treffen wieder zu.",
)
NOTE = "# eingetragen am"
# A meeting may run past midnight.
STAYS = timedelta(days=1)


def with_day(sheet: Sheet, group: str, day: date, now: datetime) -> Sheet:
    """The file with one more day of a group, entered `now`."""
    if (fold(group), day) in sheet.days:
        return sheet
    entry = (f"{NOTE} {now:%d.%m.%Y} um {now:%H:%M} Uhr", _off_line((day,)))
    block = next((part.lines[-1] + 1 for part in sheet.parts if part.names and part.group == fold(group)), None)
    if block is None:
        return sheet_of((*(sheet.lines if any(sheet.lines) else HEADING), "", f"{NAME}:  {group}", *entry))
    return sheet_of((*sheet.lines[:block], *entry, *sheet.lines[block:]))


def without_day(sheet: Sheet, group: str, day: date) -> Sheet:
    """The file without a day of a group."""
    return without(sheet, frozenset(((fold(group), day),)))


def without_past(sheet: Sheet, today: date) -> Sheet:
    """The file without what is over."""
    return without(sheet, frozenset((group, day) for group, day in sheet.days if day < today - STAYS))


def without(sheet: Sheet, gone: Days) -> Sheet:
    """The file without these days, and without the names of groups of which nothing is left then."""
    if not gone & sheet.days:
        return sheet
    left = _changed(sheet, _taken_out(sheet, gone))
    return _changed(left, _emptied(left))


def _changed(sheet: Sheet, changes: Iterable[tuple[int, str | None]]) -> Sheet:
    """With other words on some lines; None: the line goes."""
    lines = dict(enumerate(sheet.lines)) | dict(changes)
    return sheet_of([text for text in lines.values() if text is not None])


def _taken_out(sheet: Sheet, gone: Days) -> Iterator[tuple[int, str | None]]:
    for part in sheet.parts:
        left = [day for day in part.days if (part.group, day) not in gone]
        if len(left) == len(part.days):
            continue
        first, *others = part.lines
        yield first, _off_line(left) if left else None
        yield from ((number, None) for number in others)
        if not left and first and sheet.lines[first - 1].startswith(NOTE):
            yield first - 1, None


def _emptied(sheet: Sheet) -> Iterator[tuple[int, str | None]]:
    for part, following in zip(sheet.parts, (*sheet.parts[1:], None), strict=True):
        if part.names and (following is None or following.entry.key == NAME):
            yield from ((number, None) for number in part.lines)
            if part.lines[0] and not sheet.lines[part.lines[0] - 1].strip():
                yield part.lines[0] - 1, None


def _off_line(days: Iterable[date]) -> str:
    return f"{OFF}: {'; '.join(f'{day:%d.%m.%Y}' for day in days)}"
