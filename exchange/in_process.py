"""Fetches from a WSGI app in the same process, without a socket."""

from typing import TYPE_CHECKING

from werkzeug.test import Client

from exchange.webhook_client import Answer, Fetch, Form

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def in_process(app: "WSGIApplication", public_url: str) -> Fetch:
    """A `Fetch` for the WSGI app that serves `public_url`; it raises ValueError for any other address."""

    def fetch(method: str, url: str, form: Form, headers: Form) -> Answer:
        if not url.startswith(f"{public_url}/"):
            raise ValueError(f"the test network reaches {public_url} only, not {url}")
        client = Client(app, use_cookies=False)
        answer = client.open(url.removeprefix(public_url), method=method, data=dict(form), headers=dict(headers))
        return Answer(answer.status_code, answer.content_type, answer.data)

    return fetch
