"""Who is in one conference, as far as the carrier told: late, twice, in any order, and now and then not at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

# Below every number in the sequence, whether a carrier counts from 0 or from 1.
NOTHING = -1
# Without a worker that asks for lists the numbers of a long evening must not pile up.
REMEMBERED = 500


@dataclass(frozen=True)
class Attendance:
    """What is known of one conference.

    `people`: by person the number of the event that told last, and whether the person is inside since then. `numbers`
    are those that came in, in order; up to `settled` a list of the carrier has said more than they.
    """

    people: Mapping[str, tuple[int, bool]] = field(default_factory=dict)
    numbers: tuple[int, ...] = ()
    settled: int = NOTHING

    @property
    def inside(self) -> frozenset[str]:
        """Who is in it."""
        return frozenset(person for person, (_, inside) in self.people.items() if inside)

    @property
    def heard(self) -> int:
        """The highest number that came in."""
        return max(self.numbers, default=self.settled)

    @property
    def has_gap(self) -> bool:
        """Whether a callback is missing: it may have told of somebody."""
        start = max(self.settled, 0)
        return sum(number > start for number in self.numbers) < self.heard - start


def noted(known: Attendance, sequence: int) -> Attendance:
    """The carrier told something: whatever it was, it is not missing."""
    if sequence <= known.settled:
        return known
    return replace(known, numbers=tuple(sorted({*known.numbers, sequence}))[-REMEMBERED:])


def moved(known: Attendance, sequence: int, person: str, inside: bool) -> Attendance:
    """Somebody came in or went out; what is older than the last word on this person is no news."""
    last, _ = known.people.get(person, (NOTHING, False))
    if sequence <= max(last, known.settled):
        return noted(known, sequence)
    return replace(noted(known, sequence), people={**known.people, person: (sequence, inside)})


def listed(known: Attendance, people: Iterable[str], heard: int) -> Attendance:
    """The carrier's list, asked for when `heard` had come in: only what came in since, or another list, is newer."""
    if heard < known.settled:
        return known
    newer = {person: event for person, event in known.people.items() if event[0] > heard}
    numbers = tuple(number for number in known.numbers if number > heard)
    return Attendance(dict.fromkeys(people, (heard, True)) | newer, numbers, heard)


def without(known: Attendance, person: str) -> Attendance:
    """A person is out of everything."""
    return replace(known, people={name: event for name, event in known.people.items() if name != person})
