"""The hotline behind an app: what a test looks at from inside, and its parts replaced by others."""

from dataclasses import replace
from typing import Any

from flask import Flask

from hotline import Hotline


def hotline_of(app: Flask) -> Hotline:
    """What the app holds."""
    held: Hotline = app.extensions["hotline"]
    return held


def with_parts(app: Flask, **parts: Any) -> Flask:
    """The same app, from now on with these parts instead of its own."""
    return with_hotline(app, replace(hotline_of(app), **parts))


def with_hotline(app: Flask, held: Hotline) -> Flask:
    """The same app, from now on with this hotline."""
    app.extensions["hotline"] = held
    return app
