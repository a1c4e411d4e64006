"""From ringing to the room: the keys pressed and the seconds of listening, from the sounds as they are served."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app import create_app
from exchange.activity import Pausing, Playing
from exchange.in_process import in_process
from exchange.line import Line
from exchange.network import Network
from exchange.webhook_client import Answer, Fetch, Form
from tests.conftest import CONTENT, TOKEN, TUESDAY
from tests.support.hotlines import hotline_of
from tests.support.small_hotline import CALLED, CALLER

# Each page asks for one of these.
WAY = ("2", "471103", "1")
# Who calls, whether he knows the way, and how many seconds it may take.
WALKS = (("Who knows the way", True, 12), ("A newcomer who hears everything", False, 35))
HEADER_BYTES, BYTE_RATE = 44, slice(28, 32)


@dataclass(frozen=True)
class Page:
    """What was said until `keys` were pressed, or the room was reached (""), and the seconds of it that were heard."""

    words: str
    seconds: float
    keys: str


@dataclass
class Ear:
    """Fetches for the network; `lasts` tells how many seconds each sound lasts, by its address."""

    fetch: Fetch
    lasts: dict[str, float] = field(default_factory=dict)

    def __call__(self, method: str, url: str, form: Form, headers: Form) -> Answer:
        answer = self.fetch(method, url, form, headers)
        if answer.content_type.startswith("audio/"):
            self.lasts[url] = (len(answer.body) - HEADER_BYTES) / int.from_bytes(answer.body[BYTE_RATE], "little")
        return answer


def walk(line: Line, lasts: Mapping[str, float], way: Sequence[str], knows_it: bool) -> Iterator[Page]:
    """The pages until the room, pressing the keys of `way` in turn; who `knows_it` lets no question be read out.

    Raises ValueError for a way that does not lead into a room.
    """
    for keys in (*way, ""):
        words, seconds = _listen(line, lasts, knows_it)
        yield Page(words, seconds, "" if line.in_room else keys)
        if line.in_room:
            return
        line.press(keys)
    raise ValueError(f"this way does not lead into a room: {', '.join(way)}")


def _listen(line: Line, lasts: Mapping[str, float], interrupts: bool) -> tuple[str, float]:
    """Hear the page to its end or, who `interrupts`, up to its question; returns the words and how long that took."""
    words, seconds = list[str](), 0.0
    if isinstance(line.doing, Pausing):
        seconds += line.doing.seconds
        line.finished()
    while isinstance(line.doing, Playing):
        words.append(line.doing.words)
        if interrupts and line.takes_keys:
            break
        seconds += lasts[line.doing.url]
        line.finished()
    return " ".join(" ".join(words).split()), seconds


def taken(pages: Iterable[Page]) -> float:
    """The seconds of listening from ringing to the room; how long fingers take for the keys is another matter."""
    return sum(page.seconds for page in pages)


def told() -> Iterator[str]:
    """The way into a room in the voices of the default setting: who needs how long, and for which pages."""
    with tempfile.TemporaryDirectory() as data:
        environ = {"CONTENT_DIR": str(CONTENT), "DATA_DIR": data, "TWILIO_AUTH_TOKEN": TOKEN}
        app = create_app(environ | {"REDIS_URL": f"unix://{data}/none.sock"}, lambda: TUESDAY)
        hotline = hotline_of(app)
        yield f"From ringing to the room, in the voice {hotline.library.voices[0].name}"
        ear = Ear(in_process(app, hotline.settings.public_url))
        network = Network(ear, hotline.settings.public_url, TOKEN)
        for who, knows_it, goal in WALKS:
            line = network.call(CALLER, CALLED)
            pages = list(walk(line, ear.lasts, WAY, knows_it))
            line.hang_up()
            keys = sum(len(page.keys) for page in pages)
            yield f"{who}: {keys} keys, {taken(pages):.1f} s of listening (goal: {goal} s)"
            yield from (f"{page.seconds:6.1f} s  [{page.keys or 'Raum'}] {page.words}" for page in pages)


if __name__ == "__main__":
    print("\n".join(told()))
