"""The block of a group in a file: the group it describes, its problems, and where each statement stands."""

from dataclasses import dataclass
from datetime import date

from ivr.model.exceptions import Between, Named, Off
from ivr.model.plan import Group
from ivr.model.recurrence import Span
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
class GroupBlock:
    """A group, the entries it was read from, their problems, and the keys that have problems.

    The others are its statements about days, each with its piece: exceptions, days of moved meetings, last days of
    rules, single dates. `dates` are the single dates without those of a calendar, `rule_pieces` where the
    rules stand, and `dated_rules` dates among them.
    """

    group: Group
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    broken_keys: frozenset[str]
    off: tuple[tuple[Off, Piece], ...] = ()
    moved: tuple[tuple[date, Piece], ...] = ()
    ends: tuple[tuple[date, Piece], ...] = ()
    single: tuple[tuple[date, Piece], ...] = ()
    dates: tuple[tuple[date, Span], ...] = ()
    rule_pieces: tuple[Piece, ...] = ()
    dated_rules: tuple[Piece, ...] = ()

    @property
    def exceptions(self) -> list[tuple[date, Piece]]:
        """The days of meetings that are off or moved; the group must meet on them otherwise."""
        days = [(off, piece) for off, piece in self.off if isinstance(off, Between) and off.first == off.last]
        return [*((off.first, piece) for off, piece in days), *self.moved]

    @property
    def days(self) -> list[tuple[date, Piece]]:
        """Every day that is named in the block; one long past is probably a mistake."""
        return [*self.exceptions, *self.ends, *self.single]

    @property
    def holidays(self) -> dict[str, Piece]:
        """The names of the holidays on which it does not meet."""
        of_contact = [off for rule in self.group.contact.hours for off in rule.off] if self.group.contact else []
        named = (*self.off, *((off, self.at("Kontakt")) for off in of_contact))
        return {off.name: piece for off, piece in named if isinstance(off, Named)}

    @property
    def misleads_callers(self) -> bool:
        """Whether a vital key has a problem, so that the group is not put on air."""
        return bool(VITAL & self.broken_keys)

    def at(self, key: str) -> Piece:
        """The value of a key, or else the word "Gruppe" at the top of the block, as the place of a problem."""
        values = (entry.value for entry in self.entries if entry.key == key and entry.value.text)
        return next(values, self.entries[0].name)

    def has(self, *keys: str) -> bool:
        """Whether something is written after one of the keys, readable or not."""
        return any(entry.key in keys and entry.value.text for entry in self.entries)


# A group that must not go on air, and the reason.
Objection = tuple[GroupBlock, Problem]
