"""Adds settings to a file such as .env, and leaves every line that stands there as it is."""

import os
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

from dotenv import dotenv_values


def add_settings(file: Path, settings: Mapping[str, str]) -> tuple[str, ...]:
    """Add a line for each setting that the file does not give; the names of those added. A new file is readable by its
    owner alone. Raises OSError."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "rb+") as opened:
        before = opened.read()
        given = dotenv_values(stream=StringIO(before.decode(errors="replace")))
        missing = {name: value for name, value in settings.items() if not given.get(name)}
        ended = "\n" if missing and before and not before.endswith(b"\n") else ""
        opened.write((ended + "".join(f"{name}={value}\n" for name, value in missing.items())).encode())
    return tuple(missing)
