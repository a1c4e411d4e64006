"""Invitations to rooms of other systems, as people paste them."""

import re
import time

from reading.content import read
from reading.text.encodings import decode
from tests.support.staff import IN_THURINGIA, TODAY, files

# In bytes, and in seconds of the processor.
LONGEST, PATIENCE = 1500, 1.0
GROUP = b"Gruppe: K\nRegel: dienstags, 18 Uhr\nZugang: 582 917\nRaum: "
SEEDS = [
    b"Zoom +49 69 23125 126,,12345678901#,,,,*98765#",
    b"Webex tel:+49-619-6781-9736,,*01*27211234567%23%23*01*",
    b"Zoom\nMeeting-ID: 823 4567 8901\nKenncode: 44117\n+49 69 5050 0951 Deutschland\nhttps://zoom.us/j/1",
    b"Microsoft Teams\n+49 69 667737 Germany\nTelefonkonferenz-ID: 771 234 568#",
    "BigBlueButton: wählen Sie 030 23125 123 und geben Sie 48213 als Konferenz-PIN ein".encode(),
    b"Jitsi 030 23125 124, 2042531021",
]
WORDS = sorted({word for seed in SEEDS for word in re.findall(r"[^\s\"\\]+", seed.decode())})


def attempt(data: bytes) -> None:
    """Reads it behind the key of a room: the group has a room, or it is told why not."""
    began = time.process_time()
    plan, problems = read(files({"buero.txt": IN_THURINGIA.encode(), "gruppen.txt": GROUP + data}), TODAY)
    assert time.process_time() - began < PATIENCE, "too slow"
    assert problems or plan.groups[0].external_room or not _first_line(data), "a room is lost without a word"
    for group in plan.groups:
        pressed = group.external_room.digits if group.external_room else ""
        assert re.fullmatch("[0-9W#*]{0,32}", pressed), pressed


def _first_line(data: bytes) -> str:
    """What is seen behind the key."""
    return decode(GROUP + data).partition("Raum:")[2].partition("\n")[0].strip()
