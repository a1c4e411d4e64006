"""Redirects after a form, with a message on the next page, and the page before."""

from typing import Any
from urllib.parse import SplitResult, urlsplit

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue


def redirect_with_message(endpoint: str, words: str, kind: str = "wrong", **values: Any) -> ResponseReturnValue:
    """A 303 to the endpoint, which shows the message; `kind` is "wrong" or "done"."""
    flash(words, kind)
    return redirect(url_for(endpoint, **values), 303)


def redirect_back(otherwise: str, words: str, kind: str, **values: Any) -> ResponseReturnValue:
    """A 303 to the page with the button that was pressed, or to the endpoint `otherwise`."""
    flash(words, kind)
    return redirect(page_before() or url_for(otherwise, **values), 303)


def page_before() -> str:
    """Path and query of the page of this site that led here; "" if it was another one, or this one."""
    before = split_referrer()
    # Two slashes, or a slash and a backslash, lead to another site.
    leads_away = before.path.startswith(("//", "/\\")) or not before.path.isprintable()
    is_ours = before.netloc == request.host and before.path not in ("", request.path)
    return SplitResult("", "", before.path, before.query, "").geturl() if is_ours and not leads_away else ""


def split_referrer() -> SplitResult:
    """The address of the page that led here, in its parts; all of them "" if it has none, or one that cannot be."""
    try:
        return urlsplit(request.referrer or "")
    except ValueError:  # no browser has such an address
        return urlsplit("")
