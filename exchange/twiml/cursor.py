"""The position in a TwiML document, and the sounds that its verbs expand to."""

from collections import deque
from collections.abc import Iterable
from urllib.parse import urljoin

from exchange.activity import Listening, Pausing, Playing, Saying, Sounding
from exchange.twiml.verbs import Pause, Play, Say, Sound, Verb
from exchange.webhook_client import Document, WebhookClient

Step = Verb | Sounding | Listening


class Cursor:
    """The remaining steps of a document; what a verb expands to is put in front of them."""

    def __init__(self, document: Document) -> None:
        self.url = document.url
        self._steps: deque[Step] = deque(document.verbs)

    def next(self) -> Step | None:
        """Takes the next step; None at the end of the document."""
        return self._steps.popleft() if self._steps else None

    def first(self, steps: Iterable[Step]) -> None:
        """Puts these steps in front of the others."""
        self._steps.extendleft(reversed(tuple(steps)))

    def skip_to_listening(self) -> None:
        """Drops the rest of the sounds of a <Gather>, because a key was pressed."""
        while any(isinstance(step, Listening) for step in self._steps):
            self._steps.popleft()

    def absolute(self, url: str) -> str:
        """`url` as an absolute URL; "" stays ""."""
        return urljoin(self.url, url) if url else ""

    def prepared(self, sound: Sound, webhooks: WebhookClient) -> list[Sounding]:
        """The sounds of a verb, one for each repetition, with captions fetched; raises TwimlError."""
        match sound:
            case Pause(length):
                return [Pausing(length)]
            case Say(text, _, language, loop):
                return [Saying(text, language, loop == 0) for _ in range(loop or 1)]
            case Play(url, loop):
                there = self.absolute(url)
                words = webhooks.words_of(there)
                return [Playing(there, words, loop == 0) for _ in range(loop or 1)]
