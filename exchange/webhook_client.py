"""The carrier's HTTP requests to the hotline: documents, sounds and callbacks."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urldefrag, urlencode, urlsplit
from uuid import uuid4

from exchange.signature import signature
from exchange.twiml.document import parse
from exchange.twiml.verbs import TwimlError, Verb

Form = Mapping[str, str]

AUDIO = ("audio/wav", "audio/wave", "audio/x-wav")
WAV_HEADER_BYTES = 44
WARNINGS_KEPT = 100


@dataclass(frozen=True)
class Answer:
    """An HTTP response."""

    status: int
    content_type: str
    body: bytes


Fetch = Callable[[str, str, Form, Form], Answer]


@dataclass(frozen=True)
class Document:
    """A TwiML document and its absolute URL, the base of relative URLs in it."""

    url: str
    verbs: tuple[Verb, ...]


class WebhookClient:
    """Sends the requests, signed. `warnings` holds the callbacks that were answered with an error."""

    def __init__(self, fetch: Fetch, token: str) -> None:
        self._fetch = fetch
        self._token = token
        self.warnings: deque[str] = deque(maxlen=WARNINGS_KEPT)

    def document(self, method: str, url: str, form: Form) -> Document:
        """Fetches a document; raises TwimlError for an error status or invalid TwiML."""
        answer = self._signed(method, url, form)
        if answer.status != 200:
            raise TwimlError(f"{method} {url} answers {answer.status}")
        try:
            return Document(url, parse(answer.body, answer.content_type))
        except TwimlError as error:
            raise TwimlError(f"{method} {url}: {error}") from error

    def tell(self, method: str, url: str, form: Form) -> None:
        """Sends a callback; an error status is only noted, as by Twilio."""
        answer = self._signed(method, url, form)
        if answer.status not in (200, 204):
            self.warnings.append(f"{method} {url} answers {answer.status}")

    def words_of(self, url: str) -> str:
        """The caption of the sound at `url`, which is fetched too, "" when it has none; raises TwimlError."""
        sound = self._plain(url)
        if sound.status != 200:
            raise TwimlError(f"the sound {url} answers {sound.status}")
        if sound.content_type.partition(";")[0] not in AUDIO:
            raise TwimlError(f"the sound {url} has the Content-Type {sound.content_type!r}")
        header = sound.body[:12]
        if not (header.startswith(b"RIFF") and header.endswith(b"WAVE") and len(sound.body) > WAV_HEADER_BYTES):
            raise TwimlError(f"the sound {url} holds nothing that could be played")
        return self._caption(url)

    def _caption(self, url: str) -> str:
        parts = urlsplit(url)
        caption = self._plain(parts._replace(path=parts.path.removesuffix(".wav") + ".txt").geturl())
        if caption.status == 404:
            return ""
        if caption.status != 200:
            raise TwimlError(f"the caption of {url} answers {caption.status}")
        return caption.body.decode(errors="replace").strip()

    def _plain(self, url: str) -> Answer:
        # Nobody knows whether Twilio signs what it fetches for <Play>, so sounds must do without.
        return self._fetch("GET", urldefrag(url).url, {}, {})

    def _signed(self, method: str, url: str, form: Form) -> Answer:
        url = urldefrag(url).url
        if method == "GET":
            url, form = f"{url}{'&' if urlsplit(url).query else '?'}{urlencode(form)}", {}
        headers = {
            "X-Twilio-Signature": signature(self._token, url, form),
            "I-Twilio-Idempotency-Token": str(uuid4()),
        }
        return self._fetch(method, url, form, headers)
