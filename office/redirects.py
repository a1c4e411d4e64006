"""Back to a page, which says what has become of a form."""

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue


def back_to(endpoint: str, words: str, kind: str = "wrong", **values: Any) -> ResponseReturnValue:
    """To the page of that endpoint, which shows these words; `kind` is "wrong" or "done"."""
    flash(words, kind)
    return redirect(url_for(endpoint, **values), 303)
