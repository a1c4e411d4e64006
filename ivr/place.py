"""A point in a call: what is known there, and how that stands in an address."""

import re
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, fields
from datetime import date, datetime
from functools import lru_cache
from typing import Any, get_type_hints

from ivr.model.moment import stamp, stamped
from ivr.place_names import At


@dataclass(frozen=True)
class Place:
    """A point in a call. Words are short and ASCII; moments are whole seconds.

    `misses` counts the tries that led nowhere so far. `agreed`: in this call somebody has promised to keep to himself
    what is said in a room. `typed` are the digits of a number that is not whole yet; they may be secret. `failures`
    counts how often something of ours has failed in this call. All else is the state of this place.
    """

    name: At
    _: KW_ONLY
    misses: int = 0
    agreed: bool = False
    typed: str = ""
    failures: int = 0
    # The id of the group it is about, whether the caller leads its talk, and when he has to leave it.
    group: str = ""
    leads: bool = False
    until: datetime | None = None
    # Whether the caller wants only to listen at first.
    listens: bool = False
    # How often the same was tried before; why something did not work; where it goes on after it.
    tries: int = 0
    reason: str = ""
    onward: At | None = None
    # The number of the latest announcement the caller knows of, the carrier's id of his own, and how long it is heard.
    number: int | None = None
    recording: str = ""
    lasts: str = ""
    # When a choice was offered, the key that was pressed, and the day of the meeting that was chosen by it.
    offered: datetime | None = None
    choice: str = ""
    day: date | None = None
    # The keys that answered questions about the dates, the marks before a block and at its end, the ids of the groups
    # that were read out in it, and whether the caller has come back to a question.
    answers: str = ""
    block: str = ""
    block_end: str = ""
    groups: str = ""
    asked_again: bool = False
    # The id of the text of information that is read, and how far: which of its paragraphs; or which page of offers.
    text: str = ""
    part: int = 0

    def to(self, name: At, keeps: "Keeps | None" = None, **changes: Any) -> "Place":
        """Another place, which keeps these fields of the state (None = all) and has those that are given."""
        kept = {field: getattr(self, field) for field in (STATE if keeps is None else keeps)}
        return Place(name, **{**kept, **changes})


Keeps = tuple[str, ...]
OF_THE_CALL = ("name", "misses", "agreed", "typed", "failures")
STATE: Keeps = tuple(field.name for field in fields(Place) if field.name not in OF_THE_CALL)
# What a place can keep of the one before it.
NOTHING: Keeps = ()
GROUP: Keeps = ("group",)
LIST: Keeps = ("answers", "block", "block_end", "groups")
ALL = STATE

DEFAULTS = {field.name: field.default for field in fields(Place)}
WORD = re.compile("[0-9A-Za-z_-]{1,80}")


# Most callers are at a few hundred places.
PLACES = 1024


@lru_cache(PLACES)
def state_parts(place: Place) -> tuple[str, ...]:
    """The state of a place in parts of an address: "group-5d41402a", "leads-1"."""
    values = {name: getattr(place, name) for name in STATE}
    return tuple(f"{name}-{_written(value)}" for name, value in values.items() if value != DEFAULTS[name])


@lru_cache(PLACES)
def place_of(name: str, parts: tuple[str, ...]) -> Place:
    """The place of that name and state; At.UNKNOWN where it was written before an update and is not understood."""
    try:
        named = [part.partition("-") for part in parts]
        return Place(At(name), **{field: READS[field](written) for field, _, written in named})
    except (ValueError, KeyError):
        return Place(At.UNKNOWN)


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, date):
        return f"{value:%Y%m%d}"
    return str(int(value) if isinstance(value, bool) else value)


def _word(written: str) -> str:
    if not WORD.fullmatch(written):
        raise ValueError(written)
    return written


def _flag(written: str) -> bool:
    return bool(int(written))


def _moment(written: str) -> datetime:
    moment = stamped(written)
    if moment is None:
        raise ValueError(written)
    return moment


def _day(written: str) -> date:
    return datetime.strptime(written, "%Y%m%d").date()


# By the type of a field.
READ_AS: Mapping[object, Callable[[str], object]] = {
    str: _word,
    bool: _flag,
    int: int,
    int | None: int,
    datetime | None: _moment,
    date | None: _day,
    At | None: At,
}
READS: Mapping[str, Callable[[str], Any]] = {
    name: READ_AS[kind] for name, kind in get_type_hints(Place).items() if name in STATE
}
