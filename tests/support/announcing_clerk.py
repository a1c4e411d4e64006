"""What a clerk does on the page of announcements, and what callers then hear."""

import re
from io import BytesIO

from tests.support.clerk import Clerk
from tests.support.leaders import TO_HEAR
from tests.support.people import Dial, comes
from tests.support.sound_files import SPOKEN

LIST, TO_AIR, TO_DELETE = "/buero/ansagen", "/buero/ansagen/senden", "/buero/ansagen/loeschen"
HIDDEN = re.compile(r'name="(gruppe|vorher|nummer|ton)" value="([^"]*)"')
PLAYED = re.compile(r'<audio [^>]*src="([^"]+)"')
TO_RESTORE = re.compile(r'href="(/buero/ansagen/anhoeren[^"]+)"')


def brings(clerk: Clerk, sound: bytes = SPOKEN, group: str = "Sonnenblume", name: str = "ansage.wav") -> None:
    clerk.opens(LIST)
    clerk.sends(f"{LIST}/hochladen", gruppe=group, ton=(BytesIO(sound), name))


def form(clerk: Clerk) -> dict[str, str]:
    """What the last form of the page says by itself."""
    return dict(HIDDEN.findall(clerk.page))


def puts_on_air(clerk: Clerk, bis: str = "immer", zeitpunkt: str = "") -> None:
    clerk.sends(TO_AIR, bis=bis, zeitpunkt=zeitpunkt, **form(clerk))


def deletes(clerk: Clerk) -> None:
    clerk.opens(f"{TO_DELETE}?gruppe=Sonnenblume")
    clerk.sends(TO_DELETE, **form(clerk))


def heard(dial: Dial) -> list[str]:
    """The recordings that somebody hears who comes to the group."""
    return re.findall(r"\(Aufnahme[^)]*\)", comes(dial, *TO_HEAR).said_last)
