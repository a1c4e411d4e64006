"""A hotline for the tests of the telephone network: documents and sounds by path, nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from twilio.request_validator import RequestValidator

from exchange.line import Line
from exchange.network import Answer, Network
from exchange.recorder import tone

URL = "http://127.0.0.1:8000"
TOKEN = "12345"
CALLER, CALLED = "+493023125999", "+493023125000"
SOUND = tone(1)
XML = "text/xml; charset=utf-8"
ASKS = '<Gather action="/x"/>'
CALLBACKS = "/voice/status"


@dataclass(frozen=True)
class Request:
    """One request of the carrier."""

    method: str
    path: str
    form: Mapping[str, str]
    signed: bool


@dataclass
class SmallHotline:
    """`pages` maps a path to what stands inside <Response>; a sound /x.wav says "x"; `refused` paths answer 503.

    `deeds` are done before a path is answered.
    """

    pages: dict[str, str]
    refused: set[str] = field(default_factory=set)
    requests: list[Request] = field(default_factory=list)
    effects: dict[str, Callable[[], None]] = field(default_factory=dict)

    def __call__(self, method: str, url: str, form: Mapping[str, str], headers: Mapping[str, str]) -> Answer:
        parts = urlsplit(url)
        signed = RequestValidator(TOKEN).validate(url, dict(form), headers.get("X-Twilio-Signature", ""))
        self.requests.append(Request(method, parts.path, form, signed))
        if parts.path in self.effects:
            self.effects[parts.path]()
        if parts.path in self.refused:
            return Answer(503, "text/html", b"")
        if parts.path.startswith(CALLBACKS):
            return Answer(204, "text/html", b"")
        return self._page(parts.path)

    def asked(self, path: str) -> list[Mapping[str, str]]:
        """The forms that came in at this path."""
        return [request.form for request in self.requests if request.path == path]

    def _page(self, path: str) -> Answer:
        if path in self.pages:
            return Answer(200, XML, f"<Response>{self.pages[path]}</Response>".encode())
        if path.endswith(".wav"):
            return Answer(200, "audio/wav", SOUND)
        if path.endswith(".txt"):
            return Answer(200, "text/plain; charset=utf-8", path[1:].removesuffix(".txt").encode())
        return Answer(404, "text/html", b"<p>Nicht gefunden</p>")


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def network(hotline: SmallHotline, **more: object) -> Network:
    """A telephone network around this hotline."""
    return Network(hotline, public_url=URL, token=TOKEN, **more)  # type: ignore[arg-type]


def call(pages: dict[str, str] | str, **more: object) -> tuple[Line, SmallHotline]:
    """Dial a hotline with these pages, or with this one at /voice and nothing else."""
    hotline = SmallHotline({"/voice": pages} if isinstance(pages, str) else pages)
    return network(hotline, **more).call(CALLER, CALLED), hotline


def play(name: str) -> str:
    """<Play> of a sound that says `name`."""
    return f"<Play>/{name}.wav</Play>"


class House:
    """A hotline whose /voice leads into room r1; `dial` brings in the next caller, on terms of his own."""

    def __init__(self, wait: str = '<Play loop="0">/music.wav</Play>', **more: object) -> None:
        self.hotline = SmallHotline({"/wait": wait, "/after": ASKS})
        self.network = network(self.hotline, **more)

    def dial(self, terms: str = 'waitUrl="/wait"', dial: str = 'action="/after" hangupOnStar="true"') -> Line:
        page = f"<Dial {dial}><Conference {terms}>r1</Conference></Dial>{play('next')}"
        self.hotline.pages["/voice"] = page
        return self.network.call(CALLER, CALLED)

    def left_with(self) -> list[str]:
        return [form["DialCallStatus"] for form in self.hotline.asked("/after")]

    def reports(self) -> list[Mapping[str, str]]:
        return self.hotline.asked("/voice/status/room")

    def events(self) -> list[str]:
        return [form["StatusCallbackEvent"] for form in self.reports()]
