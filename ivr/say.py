"""Utterances: a sentence by its key, and the values for its placeholders."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ivr.model.plan import Group
from ivr.model.recurrence import Rule


@dataclass(frozen=True)
class Day:
    """A date as seen from today, so that it can be said as "Heute" or "Morgen"."""

    day: date
    today: date


@dataclass(frozen=True)
class Dated:
    """A date as seen from today, as it is said after "vom" and "bis": "Dienstag, dem zehnten März"."""

    day: date
    today: date


@dataclass(frozen=True)
class Meets:
    """When a group meets, as seen from today: a whole sentence."""

    group: Group
    today: date


@dataclass(frozen=True)
class Answering:
    """When somebody answers, by `rules`, and `besides` ("nach Vereinbarung"); as seen from today, None where no day is
    named."""

    rules: tuple[Rule, ...]
    besides: str = ""
    today: date | None = None


@dataclass(frozen=True)
class Keys:
    """Keys to be named aloud: "Eins, Zwei oder Null"."""

    keys: tuple[str, ...]


@dataclass(frozen=True)
class Press:
    """A key that is offered; the first of a menu in full: "drücken Sie die Eins", then "die Zwei"."""

    key: str
    first: bool = True


@dataclass(frozen=True)
class Range:
    """A part of a list of names, from A to Z: each end is a letter, or words, or words and the letter behind them."""

    first: str
    last: str


@dataclass(frozen=True)
class PhoneNumber:
    """A telephone number as staff wrote it."""

    written: str


@dataclass(frozen=True)
class Digits:
    """A number that opens a room, told digit by digit to one caller alone."""

    written: str


@dataclass(frozen=True)
class Say:
    """One entry of prompts/saetze.toml by its key, with what fills its gaps."""

    key: str
    values: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class Recorded:
    """What somebody has recorded, by the name of its sound. `private`: nobody but this caller hears it."""

    sound: str
    private: bool = False


Heard = Say | Recorded


def said_in(hear: Iterable[Heard]) -> tuple[Say, ...]:
    """What is said, without what somebody has recorded."""
    return tuple(said for said in hear if isinstance(said, Say))


def say(key: str, **values: object) -> Say:
    """Say("termin", ...) with its gaps filled by name."""
    return Say(key, tuple(values.items()))


def is_secret(said: Say) -> bool:
    """Whether it tells something that only this one caller may know."""
    return any(isinstance(value, Digits) for _, value in said.values)
