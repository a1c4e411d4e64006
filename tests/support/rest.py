"""Requests to the REST API of the test network, by the worker and by strangers."""

from flask import Flask
from werkzeug.test import TestResponse

from exchange.call_leg import ACCOUNT
from tests.conftest import TOKEN

STRANGERS = [None, (ACCOUNT, ""), (ACCOUNT, TOKEN[1:]), ("", TOKEN), ("AC" + "1" * 32, TOKEN), ("ü", "ü")]


def ask(app: Flask, path: str, auth: tuple[str, str] | None = (ACCOUNT, TOKEN), **form: str) -> TestResponse:
    """Ask as the worker does; a form makes it a change."""
    return app.test_client().open(path, method="POST" if form else "GET", data=form, auth=auth)
