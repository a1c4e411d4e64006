"""The secret of an installation, in a file of its own."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

SHORTEST_KEY = 32


def kept_key(file: Path) -> bytes:
    """The secret in `file`, made at the first start; two processes may start at the same moment. Raises ValueError."""
    if not file.exists():
        with tempfile.NamedTemporaryFile(dir=file.parent) as new:
            new.write(secrets.token_hex(SHORTEST_KEY).encode())
            new.flush()
            # Linked only when it is whole; whoever comes second takes what the first has made.
            with suppress(FileExistsError):
                os.link(new.name, file)
    key = file.read_bytes().strip()
    if len(key) < SHORTEST_KEY:
        raise ValueError(f"{file} is damaged. Delete it, and a new one is made.")
    return key
