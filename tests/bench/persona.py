"""How many keys and seconds a caller needs who knows only what is said, by what she calls for and how many groups there
are; in the embedded voice."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from app import create_app
from audio.library import Library
from audio.voices.registry import select_voices
from exchange.in_process import in_process
from exchange.network import Network
from tests.bench.listening_time import Ear
from tests.conftest import TOKEN, Clock
from tests.support.errands import COUNTS, Errand, errands, written
from tests.support.hotlines import hotline_of, with_parts
from tests.support.persona import Persona
from tests.support.small_hotline import CALLED, CALLER
from tests.support.whistling_voices import Shelves

VOICE = "pico"


def told() -> Iterator[str]:
    """A line for each errand, a column for each number of groups; whatever they share is spoken once."""
    library = Library(select_voices(VOICE), Shelves(), b"bench")
    columns = [list(calls(count, library)) for count in COUNTS]
    yield " " * 34 + "".join(f"{count:>6} groups" for count in COUNTS)
    for errand, *row in zip(errands(COUNTS[0]), *columns, strict=True):
        yield f"{errand.name:34}" + "".join(f"{cell:>13}" for cell in row)


def calls(count: int, library: Library) -> Iterator[str]:
    """Keys and seconds of each errand among so many groups, "never" if she does not get there."""
    with tempfile.TemporaryDirectory() as folder:
        content = written(count, Path(folder, "inhalt"))
        for number, errand in enumerate(errands(count)):
            data = Path(folder, f"data{number}")
            data.mkdir()
            environ = {"CONTENT_DIR": str(content), "DATA_DIR": str(data), "TWILIO_AUTH_TOKEN": TOKEN}
            yield call(environ | {"VOICES": VOICE, "REDIS_URL": f"unix://{data}/none.sock"}, errand, library)


def call(environ: dict[str, str], errand: Errand, library: Library) -> str:
    """ "3 k 41 s"."""
    app = with_parts(create_app(environ, Clock(errand.now)), library=library)
    public_url = hotline_of(app).settings.public_url
    ear = Ear(in_process(app, public_url))
    line = Network(ear, public_url, TOKEN).call(CALLER, CALLED)
    caller = Persona(line, lambda sound: ear.lasts[sound.url])
    found = errand.done_by(caller)
    line.hang_up()
    return f"{caller.keys} k {caller.seconds:.0f} s" if found else "never"
