"""Repairs what calendar programs write and RFC 5545 does not allow, where it is harmless."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from reading.calendar.content_lines import DATES, MOMENTS, OF_A_ZONE, RULES, ContentLine

# "20261201T183000Z", and the same as ISO 8601 writes it.
MOMENT = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T?(\d\d):?(\d\d):?(\d\d)?(?:\.\d+)?(Z?))?", re.ASCII)
NUMBER = re.compile(r"\d{1,9}", re.ASCII)
DATE = re.compile(r"\d{8}", re.ASCII)
# What is so without being said (RFC 7529: the calendar is the Gregorian one, and days that do not exist are left out).
SAID_ANYHOW = {"RSCALE=GREGORIAN", "SKIP=OMIT"}
# Where in the beginning of a series stands what its rule may say once more.
OF_THE_START = {"BYHOUR": slice(9, 11), "BYMINUTE": slice(11, 13), "BYSECOND": slice(13, 15)}


def repaired(lines: Iterable[ContentLine]) -> Iterator[ContentLine]:
    """The content lines of a calendar in valid form, without empty or duplicate properties."""
    part: list[ContentLine] = []
    for line in lines:
        part += _repaired(line)
        if line.name in ("BEGIN", "END"):
            yield from _simplified({_identity(each): each for each in part}.values())
            part = []
    yield from part


def _identity(line: ContentLine) -> str:
    """The key by which a later line replaces an earlier one."""
    return str(line) if line.name in DATES | OF_A_ZONE else line.name


def _repaired(line: ContentLine) -> Iterator[ContentLine]:
    if line.name in MOMENTS:
        yield from _moments(line)
    elif line.name in RULES:
        rule = ";".join(dict.fromkeys(_parts(line.value)))
        yield from [replace(line, value=rule, parameters=())] if rule else []
    elif line.value and (line.name != "SEQUENCE" or NUMBER.fullmatch(line.value)):
        yield line


def _moments(line: ContentLine) -> Iterator[ContentLine]:
    values = [_moment(value) for value in map(_packed, line.value.split(",")) if value]
    for parameters, alike in groupby(values, lambda value: _parameters(line, value)):
        yield replace(line, value=",".join(alike), parameters=parameters)


def _parameters(line: ContentLine, value: str) -> tuple[str, ...]:
    """The parameters of a value: VALUE by its form, and no time zone for a date."""
    if DATE.fullmatch(value):
        return (*(each for each in line.parameters if not each.startswith("TZID")), "VALUE=DATE")
    return (*line.parameters, "VALUE=PERIOD") if "/" in value else line.parameters


def _moment(written: str) -> str:
    match = MOMENT.fullmatch(written)
    if not match:
        return written
    year, month, day, hour, minute, second, utc = match.groups()
    return f"{year}{month}{day}" + (f"T{hour}{minute}{second or '00'}{utc}" if hour else "")


def _packed(written: str) -> str:
    return "".join(written.split()).upper()


def _parts(rule: str) -> Iterator[str]:
    for part in map(_packed, rule.split(";")):
        name, equals, value = part.partition("=")
        value = ",".join(_moment(each) if name == "UNTIL" else each for each in value.split(",") if each)
        if part in SAID_ANYHOW or name.startswith("X-") or not (value or (name and not equals)):
            continue
        yield f"{name}{equals}{value}"


def _simplified(part: Iterable[ContentLine]) -> Iterator[ContentLine]:
    """The lines of one event, without parts of its rule that repeat its start."""
    lines = list(part)
    start = next((line.value for line in lines if line.name == "DTSTART"), "")
    for line in lines:
        parts = line.value.split(";") if line.name in RULES else []
        yield replace(line, value=";".join(_needed(parts, start))) if parts else line


def _needed(parts: Sequence[str], start: str) -> Iterator[str]:
    values = dict(part.partition("=")[::2] for part in parts)
    # The first of one day is this day.
    one_a_turn = values.get("FREQ") in ("DAILY", "WEEKLY") and "," not in values.get("BYDAY", "")
    for part in parts:
        name, _, value = part.partition("=")
        of_the_start = start[OF_THE_START[name]] if name in OF_THE_START else ""
        is_said = of_the_start and value.zfill(2) == of_the_start
        if not is_said and not (one_a_turn and part in ("BYSETPOS=1", "BYSETPOS=-1")):
            yield part
