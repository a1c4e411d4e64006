"""The text file of an announcement: writing and reading it."""

import hashlib
import re
from datetime import datetime

from ivr.model.announcement import Announcement
from ivr.model.moment import in_berlin, moment_at
from ivr.model.names import plain
from reading.text.encodings import decode

FOLDER = "ansagen"
NAME = re.compile(rf"{FOLDER}/([a-z0-9-]+)\.(\d{{4,}})\.txt")
SOUND = re.compile(r"[0-9a-f]{32}\.wav")
FOR_ALL = "Für alle"
# In the night in which the clocks are put back, an hour comes twice.
SEASONS = ("Sommerzeit", "Winterzeit")
MOMENT = re.compile(rf"(\d{{1,2}}\.\d{{1,2}}\.\d{{4}}) (\d{{1,2}}:\d\d)(:\d\d)?(?: ({'|'.join(SEASONS)}))?")


def name_of(of: str, number: int) -> str:
    """The name of the file of an announcement: "ansagen/rosa-laube-3f2a1c.0007.txt"."""
    return f"{FOLDER}/{slug(of)}.{number:04}.txt"


def slug(of: str) -> str:
    """A group's name as a part of names of files: readable, ASCII, and no other group has it."""
    if not of:
        return "alle"
    return f"{plain(of)[:50]}-{hashlib.sha256(of.encode()).hexdigest()[:6]}".lstrip("-")


def sound_name(wav: bytes) -> str:
    """The name of a sound, by which a damaged one is recognised."""
    return f"{hashlib.sha256(wav).hexdigest()[:32]}.wav"


def written(announcement: Announcement) -> bytes:
    """The text of an announcement. The sound stands last: a text that was cut off is never taken for a whole one."""
    what = "Aufgenommen" if announcement.sound else "Gelöscht"
    lines = (
        f"Gruppe: {announcement.of}" if announcement.of else FOR_ALL,
        f"{what}: {moment(announcement.recorded)}",
        f"Bis: {moment(announcement.until)}" if announcement.until else "",
        f"Von: {announcement.by}" if announcement.by else "",
        f"Aufnahme: {announcement.take}" if announcement.take else "",
        f"Ton: {announcement.sound}" if announcement.sound else "",
    )
    return "".join(f"{line}\n" for line in lines if line).encode()


def announcement_in(name: str, raw: bytes) -> Announcement:
    """The announcement that a file of this name holds; raises ValueError where that cannot be known for certain."""
    said = dict(_said(line) for line in decode(raw).split("\n") if line.strip())
    found = NAME.fullmatch(name)
    of = "" if FOR_ALL.casefold() in said else said.get("gruppe", "")
    if not found or found[1] != slug(of):
        raise ValueError("the name of the file is not the one of its group")
    sound, until = said.get("ton", ""), said.get("bis")
    recorded = said.get("aufgenommen" if sound else "gelöscht", "")
    if sound and not SOUND.fullmatch(sound):
        raise ValueError("the sound has no name of a sound")
    end = None if until is None else moment_in(until)
    return Announcement(
        of, int(found[2]), moment_in(recorded), sound, end, said.get("aufnahme", ""), said.get("von", "")
    )


def readable(name: str, raw: bytes) -> Announcement | None:
    """The same, None where it cannot be known."""
    try:
        return announcement_in(name, raw)
    except ValueError:  # its reader tells
        return None


def moment(time: datetime) -> str:
    """A moment to the second, as people write it: "10.03.2026 18:45:12"."""
    here = in_berlin(time)
    first, again = (moment_at(here.date(), here.time().replace(fold=fold)) for fold in (0, 1))
    second = f":{here:%S}" if here.second else ""
    return f"{here:%d.%m.%Y %H:%M}{second}" + (f" {SEASONS[here.fold]}" if first != again else "")


def moment_in(text: str) -> datetime:
    """The moment that was written; raises ValueError."""
    found = MOMENT.fullmatch(text)
    if not found:
        raise ValueError("this is no moment")
    day, minute, second, season = found.groups()
    at = datetime.strptime(f"{day} {minute}{second or ':00'}", "%d.%m.%Y %H:%M:%S")
    return moment_at(at.date(), at.time().replace(fold=season == SEASONS[1]))


def _said(line: str) -> tuple[str, str]:
    what, _, value = line.partition(":")
    return what.strip().casefold(), value.strip()
