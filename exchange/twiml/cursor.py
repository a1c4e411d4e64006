"""A document being run: the verbs still to come, and what they mean for the ear."""

from collections import deque
from collections.abc import Iterable
from urllib.parse import urljoin

from exchange.activity import Listening, Pausing, Playing, Saying, Sounding
from exchange.twiml.verbs import Pause, Play, Say, Sound, Verb
from exchange.webhook_client import Document, Post

Step = Verb | Sounding | Listening


class Script:
    """The steps of one document, in order; what a verb unfolds into is put in front of them."""

    def __init__(self, document: Document) -> None:
        self.url = document.url
        self._steps: deque[Step] = deque(document.verbs)

    def next(self) -> Step | None:
        """Take the next step; None at the end of the document."""
        return self._steps.popleft() if self._steps else None

    def first(self, steps: Iterable[Step]) -> None:
        """Put these in front of everything else."""
        self._steps.extendleft(reversed(tuple(steps)))

    def skip_to_listening(self) -> None:
        """Forget what a Gather still had to play, because a key came in between."""
        while any(isinstance(step, Listening) for step in self._steps):
            self._steps.popleft()

    def absolute(self, url: str) -> str:
        """Where `url` leads from this document; "" leads nowhere."""
        return urljoin(self.url, url) if url else ""

    def prepared(self, sound: Sound, post: Post) -> list[Sounding]:
        """Fetch what is to be heard, once for each time it is heard; raises TwimlError."""
        match sound:
            case Pause(length):
                return [Pausing(length)]
            case Say(text, _, language, loop):
                return [Saying(text, language, loop == 0) for _ in range(loop or 1)]
            case Play(url, loop):
                there = self.absolute(url)
                words = post.words_of(there)
                return [Playing(there, words, loop == 0) for _ in range(loop or 1)]
