"""Calls by every clock: the two nights in which it is changed, and jumps back and ahead in the middle of a call."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from flask import Flask

from app import create_app
from exchange.twiml.verbs import TwimlError
from ivr.model.moment import in_berlin
from tests.conftest import CONTENT, SECRET, TUESDAY, Clock
from tests.support.hotlines import hotline_of
from tests.support.nights import NIGHTS
from tests.support.people import comes
from tests.support.small_hotline import CALLED, CALLER

EVERY, MOMENTS = timedelta(minutes=15), 24
JUMPS = {"an hour back": -3600, "a day ahead": 86_400, "to 1970": None, "ten years ahead": 315_360_000}
# The dates, the room of a group, and the leader's menu.
CALLS = (("1",), ("2", "471103", "1"), ("8", "99887766"))


def told() -> Iterator[tuple[str, list[str]]]:
    """A line for each night and each jump, and the calls that got no German words."""
    with _hotline() as (app, clock):
        for night, first in NIGHTS.items():
            moments = [in_berlin(first + EVERY * n) for n in range(MOMENTS)]
            yield _line(f"Clock: {night}", [wrong for now in moments for wrong in _calls(app, clock, now, now)])
        for jump, seconds in JUMPS.items():
            later = TUESDAY + timedelta(seconds=seconds) if seconds else datetime.fromtimestamp(0, TUESDAY.tzinfo)
            yield _line(f"Clock jumps {jump}", _calls(app, clock, TUESDAY, later))


def _line(name: str, wrong: list[str]) -> tuple[str, list[str]]:
    return f"{name}: {len(wrong)} calls without German words", wrong


def _calls(app: Flask, clock: Clock, now: datetime, later: datetime) -> list[str]:
    """Calls that begin at one moment and go on at another; those that failed."""
    wrong = []
    for first, *more in CALLS:
        clock.now = now
        try:
            line = comes(lambda: hotline_of(app).network.call(CALLER, CALLED), first)
            clock.now = later
            for keys in more:
                line.press(keys)
                line.listen()
            wrong += [] if line.said_last else [f"{later}: nothing was said"]
            line.hang_up()
        except TwimlError as error:
            wrong.append(f"{later}: {error}")
    return wrong


@contextmanager
def _hotline() -> Iterator[tuple[Flask, Clock]]:
    clock = Clock(TUESDAY)
    with tempfile.TemporaryDirectory() as folder:
        environ = {"CONTENT_DIR": str(CONTENT), "DATA_DIR": folder, "SECRET_KEY": SECRET, "VOICES": "espeak"}
        yield create_app(environ | {"REDIS_URL": f"unix://{folder}/none.sock"}, clock), clock
