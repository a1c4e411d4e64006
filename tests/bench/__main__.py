"""make bench: one page of what the hotline costs, each a ratio in one run or a count; and what it cost before.

python -m tests.bench NAME … measures some of it.
"""

import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.bench import (
    cold,
    finding,
    guessing,
    hearing,
    listening_time,
    load,
    many_groups,
    persona,
    processes,
    rooms,
    voices,
    webhook,
)
from tests.support import killed_hotline, kills

KILLS = 500


@dataclass(frozen=True)
class Section:
    """A part of the page: its heading, what is measured, and what that was before ("" = not measured)."""

    heading: str
    told: Callable[[], Iterable[str]]
    before: str = ""


def killed() -> Iterable[str]:
    """What is lost by processes that are killed."""
    yield kills.told(KILLS)
    with tempfile.TemporaryDirectory() as folder:
        confirmed, wrong = killed_hotline.damages(KILLS, Path(folder))
    outcome = f"{confirmed}; wrong: {', '.join(wrong) or 'nothing'}"
    yield f"Confirmations that leaders heard of {KILLS} hotlines before they were killed: {outcome}"


PAGE = {
    "webhook": Section("A signed webhook", webhook.told, "0.20 x a bare route (30 November 2026, two cores)"),
    "load": Section("Many calls at once", load.told, "1,000 calls: p99 611 ms; 2,000: some seconds"),
    "rooms": Section("A large room", rooms.told),
    "processes": Section("Several web processes", processes.told, "one process; TERM cost 4 s of refused calls"),
    "groups": Section(
        "Many groups",
        many_groups.told,
        "one line of 10, 100, 1,000 groups heard after 3.0, 8.6, 19.6 s; 315 groups take two minutes to start",
    ),
    "cold": Section("Start and memory", cold.told, "first sound 0.4 to 1 s; about 300 MB"),
    "finding": Section(
        "How soon the next date of a group is heard whose name one knows",
        finding.told,
        "15 groups: all dates in 190 s, 3 keys and 168 s to one of them",
    ),
    "persona": Section(
        "Keys and seconds of a caller who knows only what is said",
        persona.told,
        "four of seven errands came to nothing",
    ),
    "listening": Section("How long callers listen", listening_time.told),
    "voices": Section("Voices", lambda: (*voices.told(), *hearing.told(voices.names()))),
    "guessing": Section("Strangers who try numbers", guessing.told),
    "kills": Section("Processes that are killed", killed),
}


def main(names: Iterable[str]) -> None:
    """Measure these parts, or all."""
    for section in (PAGE[name] for name in names or PAGE):
        print(f"\n{section.heading}", flush=True)
        if section.before:
            print(f"  before: {section.before}", flush=True)
        for line in section.told():
            print(f"  {line}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
