"""What one caller hears in a room that has not started yet."""

from collections.abc import Callable

from exchange.activity import Playing, Saying, Sounding
from exchange.twiml.cursor import Script
from exchange.twiml.verbs import Pause, Play, Redirect, Say, TwimlError
from exchange.webhook_client import Document, Form, Post

MOST_REDIRECTS = 10


class Hold:
    """Runs the document at `url`, asked for by `method` with the form that `form()` gives; raises TwimlError."""

    def __init__(self, post: Post, method: str, url: str, form: Callable[[], Form]) -> None:
        self._post = post
        self._form = form
        self._script = Script(Document(url, (Redirect(url, method),)))
        self.now: Sounding | None = None

    def next(self) -> Sounding | None:
        """The next thing to hear; None = silence, as a document that is over does not begin again by itself."""
        self.now = self._next()
        return self.now

    def resume(self) -> Sounding | None:
        """What is heard after an interruption: the next thing, unless the one that was interrupted has no end."""
        endless = isinstance(self.now, Playing | Saying) and self.now.loop
        return self.now if endless else self.next()

    def _next(self) -> Sounding | None:
        redirects = 0
        while (step := self._script.next()) is not None:
            match step:
                case Redirect(url, method):
                    redirects += 1
                    self._redirect(url, method, redirects)
                case Play() | Say() | Pause():
                    self._script.first(self._script.prepared(step, self._post))
                case _:
                    return step  # type: ignore[return-value]  # _redirect lets only sounds pass
        return None

    def _redirect(self, url: str, method: str, count: int) -> None:
        if count > MOST_REDIRECTS:
            raise TwimlError(f"the waitUrl {url} redirects for ever")
        document = self._post.document(method, self._script.absolute(url), self._form())
        for verb in document.verbs:
            if not isinstance(verb, Play | Say | Pause | Redirect):
                raise TwimlError(f"the waitUrl {url} holds <{type(verb).__name__}>; only sounds are allowed")
        self._script = Script(document)
