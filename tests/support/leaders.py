"""People who lead, at the telephone: they record an announcement, and save it."""

from flask import Flask

from exchange.line import Line
from exchange.queues import Action
from exchange.recorder import tone
from tests.support.hotlines import hotline_of

TO_RECORD = ("8", "99887766", "2", "1")
TO_HEAR = ("2", "471103")


def speaks(line: Line, seconds: int = 4) -> Line:
    """Say something for so long, and press a key."""
    line.speak(tone(seconds))
    line.press("5")
    line.wait()
    return line


def saves(line: Line, how_long: str = "3") -> Line:
    for key in ("1", how_long):
        line.press(key)
    return line


def keeps_back_callbacks(app: Flask) -> list[Action]:
    """From now on no callback arrives; each can be sent later, in any order, twice or never."""
    told: list[Action] = []
    hotline_of(app).network.delivers(lambda method, url, form, send: told.append(send))
    return told


def sound_of(line: Line) -> list[str]:
    return [words for words in line.heard if words.startswith("(Aufnahme")]
