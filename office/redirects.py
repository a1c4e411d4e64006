"""Redirects after a form, with a message on the next page."""

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue


def redirect_with_message(endpoint: str, words: str, kind: str = "wrong", **values: Any) -> ResponseReturnValue:
    """A 303 to the endpoint, which shows the message; `kind` is "wrong" or "done"."""
    flash(words, kind)
    return redirect(url_for(endpoint, **values), 303)
