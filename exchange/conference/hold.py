"""The hold music of a caller in a conference that has not started yet."""

from collections.abc import Callable

from exchange.activity import Playing, Saying, Sounding
from exchange.twiml.cursor import Cursor
from exchange.twiml.verbs import Pause, Play, Redirect, Say, TwimlError
from exchange.webhook_client import Document, Form, WebhookClient

MOST_REDIRECTS = 10


class HoldMusic:
    """Interprets the document at the waitUrl `url`, requested by `method` with `form()`; raises TwimlError."""

    def __init__(self, webhooks: WebhookClient, method: str, url: str, form: Callable[[], Form]) -> None:
        self._client = webhooks
        self._form = form
        self._cursor = Cursor(Document(url, (Redirect(url, method),)))
        self.now: Sounding | None = None

    def next(self) -> Sounding | None:
        """The next sound; None = silence, at the end of the document."""
        self.now = self._next()
        return self.now

    def resume(self) -> Sounding | None:
        """The sound after an interruption: the same if it is an endless loop, else the next."""
        endless = isinstance(self.now, Playing | Saying) and self.now.loop
        return self.now if endless else self.next()

    def _next(self) -> Sounding | None:
        redirects = 0
        while (step := self._cursor.next()) is not None:
            match step:
                case Redirect(url, method):
                    redirects += 1
                    self._redirect(url, method, redirects)
                case Play() | Say() | Pause():
                    self._cursor.first(self._cursor.prepared(step, self._client))
                case _:
                    return step  # type: ignore[return-value]  # _redirect lets only sounds pass
        return None

    def _redirect(self, url: str, method: str, count: int) -> None:
        if count > MOST_REDIRECTS:
            raise TwimlError(f"the waitUrl {url} redirects for ever")
        document = self._client.document(method, self._cursor.absolute(url), self._form())
        for verb in document.verbs:
            if not isinstance(verb, Play | Say | Pause | Redirect):
                raise TwimlError(f"the waitUrl {url} holds <{type(verb).__name__}>; only sounds are allowed")
        self._cursor = Cursor(document)
