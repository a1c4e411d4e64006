"""An evening on which everything happens of which the hotline keeps something."""

from collections.abc import Callable
from pathlib import Path

from flask import Flask

from app import create_app
from exchange.line import Line
from tests.conftest import SECRET, TUESDAY, Clock
from tests.support.clerk import FILE, PASSWORD, Clerk, Editor
from tests.support.hotlines import hotline_of
from tests.support.leaders import TO_RECORD, saves, speaks
from tests.support.people import comes
from tests.support.small_hotline import CALLED, CALLER
from worker.publisher import Publisher


def evening(folder: Path) -> None:
    """It takes place at a hotline with its content in `folder`/inhalt, and its Redis and files in `folder`/data."""
    office, clock = folder / "inhalt" / "buero.txt", Clock(TUESDAY)
    office.write_text(f"{office.read_text(encoding='utf-8')}\nSpontanraum: ja\n", encoding="utf-8")
    given = {"CONTENT_DIR": str(folder / "inhalt"), "DATA_DIR": str(folder / "data"), "VOICES": "espeak"}
    app = create_app(given | {"SECRET_KEY": SECRET, "STAFF_PASSWORD": PASSWORD}, clock)
    held = hotline_of(app)
    Publisher(held.redis, held.source, held.today, lambda wanted: None).work()
    clock.says("2026-03-10 18:20")
    _telephones(lambda: held.network.call(CALLER, CALLED))
    _pages(app)
    held.statistics.flush()
    held.counts.settle()


def _telephones(dial: Callable[[], Line]) -> None:
    """Callers listen, mistype, enter the room, open one, announce, call a meeting off, and leave a message."""
    comes(dial, "1")
    for wrong in ("111222", "222333", "333444"):
        comes(dial, "2", wrong)
    member = comes(dial, "2", "471103", "1")
    comes(dial, "8", "99887766", "1")
    comes(dial, "4", "1")
    saves(speaks(comes(dial, *TO_RECORD)))
    comes(dial, "8", "99887766", "3", "1").press("1")
    saves(speaks(comes(dial, "0", "2")))
    member.hang_up()


def _pages(app: Flask) -> None:
    """Somebody guesses a password, a clerk changes the plan."""
    Clerk(app).signs_in("falsch geraten")
    clerk = Editor(app)
    clerk.signs_in()
    clerk.opens(FILE)
    clerk.saves(clerk.box.replace("18:30", "19:30"))
    clerk.sends("/buero/abmelden")
