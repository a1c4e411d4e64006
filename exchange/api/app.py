"""The test network as a WSGI app, for the other processes of the same machine."""

import hmac
from collections.abc import Sequence

from flask import Flask, Response, current_app, request

from exchange.api import browser, conferences, recordings
from exchange.browser_calls import BrowserCalls
from exchange.call_leg import ACCOUNT
from exchange.network import Network
from exchange.wav import MOST_SPEECH

REST = f"/phone/2010-04-01/Accounts/{ACCOUNT}"


def exchange_app(network: Network, tokens: Sequence[str]) -> Flask:
    """Answers whoever brings one of the tokens that sign the calls of this network."""
    app = Flask("exchange")
    app.config["MAX_CONTENT_LENGTH"] = MOST_SPEECH
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.extensions |= {"network": network, "browser calls": BrowserCalls(network), "tokens": tokens}
    app.extensions["takes"] = lambda environ: MOST_SPEECH
    app.before_request(only_with_the_token)
    app.register_blueprint(conferences.bp, url_prefix=REST)
    app.register_blueprint(recordings.bp, url_prefix=REST)
    app.register_blueprint(browser.bp)
    return app


def only_with_the_token() -> Response | None:
    """Refuses who does not know the token."""
    given = request.authorization
    name, password = (given.username or "", given.password or "") if given else ("", "")
    known = any(_same(password, token) for token in current_app.extensions["tokens"])
    if _same(name, ACCOUNT) and known:
        return None
    return Response("", 401, {"WWW-Authenticate": 'Basic realm="Twilio API"'})


def _same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode(), expected.encode())
