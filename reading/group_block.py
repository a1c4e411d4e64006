"""A group as read: what it comes to, what is wrong with it, and where everything stands."""

from dataclasses import dataclass
from datetime import date

from ivr.model.exceptions import Between, Named, Off
from ivr.model.plan import Group
from reading.problem import Problem
from reading.text.lines import Entry
from reading.text.pieces import Piece

# With one of these wrong, callers would come on the wrong day or into the wrong room: better no group than such a one.
VITAL = frozenset(
    (
        *("Gruppe", "Regel", "Start", "Termine", "Kalender", "Ausfall", "Verlegt", "Zugang", "Leitung"),
        *("Raum", "Wartezeit", "Abschluss", "Stumm-Taste"),
    )
)


@dataclass(frozen=True)
class Written:
    """A group as read, its lines, what is wrong with them and with which keys; and where stands what it says of days:
    when it does not meet, which meetings it has moved, when its rules end, and its single dates."""

    group: Group
    block: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    broken: frozenset[str]
    off: tuple[tuple[Off, Piece], ...] = ()
    moved: tuple[tuple[date, Piece], ...] = ()
    ends: tuple[tuple[date, Piece], ...] = ()
    single: tuple[tuple[date, Piece], ...] = ()

    @property
    def exceptions(self) -> list[tuple[date, Piece]]:
        """The single days on which it would have met."""
        days = [(off, piece) for off, piece in self.off if isinstance(off, Between) and off.first == off.last]
        return [*((off.first, piece) for off, piece in days), *self.moved]

    @property
    def days(self) -> list[tuple[date, Piece]]:
        """Every day that should not be long past."""
        return [*self.exceptions, *self.ends, *self.single]

    @property
    def holidays(self) -> dict[str, Piece]:
        """The names of the holidays on which it does not meet."""
        return {off.name: piece for off, piece in self.off if isinstance(off, Named)}

    @property
    def lost(self) -> bool:
        """Whether something is wrong that would mislead callers."""
        return bool(VITAL & self.broken)

    def at(self, key: str) -> Piece:
        """Where the value of a key stands, or else the word "Gruppe" that begins the block."""
        return next((entry.value for entry in self.block if entry.key == key and entry.value.text), self.block[0].name)

    def has(self, *keys: str) -> bool:
        """Whether something is written after one of the keys, readable or not."""
        return any(entry.key in keys and entry.value.text for entry in self.block)


# A group that must not go on air, and why.
Objection = tuple[Written, Problem]
