"""Schedule exceptions: days without a meeting (once, every year, or holidays)."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Between:
    """From one day to another, both included; a single day is both."""

    first: date
    last: date

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class EveryYear:
    """From one (month, day) to another every year, both included, over New Year if the last comes before the first."""

    first: tuple[int, int]
    last: tuple[int, int]

    def covers(self, day: date) -> bool:
        today = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= today <= self.last
        return today >= self.first or today <= self.last


@dataclass(frozen=True)
class Named:
    """Days that have a name, such as "Feiertage" or "Sommerferien"; `days` are those of the office's Bundesland."""

    name: str
    days: frozenset[date] = field(default=frozenset(), repr=False)

    def covers(self, day: date) -> bool:
        return day in self.days


Off = Between | EveryYear | Named


def single(day: date) -> Between:
    """One day."""
    return Between(day, day)
