"""A leader records until the disk is full, and once more when there is room again; run on a small disk of its own.

`python -m tests.support.full_disk FOLDER` prints how many announcements were confirmed, and fails where one
is not there whole.
"""

import random
import sys
from datetime import datetime
from pathlib import Path

from ivr.model.announcement import Announcement, NotDone
from ivr.model.moment import BERLIN
from keep.announcements.announcements import Announcements
from storage.disk import Disk
from tests.support.failing_disk import hidden

RECORDED = datetime(2026, 3, 10, 18, 45, 12, tzinfo=BERLIN)


def save(announcements: Announcements, number: int) -> Announcement:
    """One more announcement, of a sound that nobody has had before."""
    one = Announcement("Krokus", number, RECORDED, announcements.keep_sound(random.randbytes(20_000)))
    announcements.publish(one)
    return one


def until_full(announcements: Announcements) -> list[Announcement]:
    """What was confirmed until nothing could be saved any more."""
    confirmed: list[Announcement] = []
    try:
        while True:
            confirmed.append(save(announcements, len(confirmed) + 1))
    except (NotDone, OSError):
        return confirmed


def main(folder: Path) -> None:
    (filler := folder / "filler").write_bytes(b"x" * 50_000)
    confirmed = until_full(Announcements(Disk(folder)))
    found = Announcements(Disk(folder))
    assert found.latest() == {"Krokus": confirmed[-1]} and not hidden(folder)
    assert all(found.sound(one.sound) for one in confirmed) and len(found.history()) == len(confirmed)
    filler.unlink()
    assert save(found, len(confirmed) + 1) == Announcements(Disk(folder)).latest()["Krokus"]
    print(len(confirmed))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
