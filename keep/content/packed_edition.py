"""How an edition is kept in Redis: its files, and since when texts of information are on air."""

import json
from collections.abc import Mapping
from datetime import date

from reading.files import File, Files


def packed(files: Files, since: Mapping[str, date]) -> bytes:
    """Files by name, and the days on which texts were first on air, by title. A version that knows no such days reads
    what has none."""
    listed = [[name, files[name].raw.decode("latin-1"), str(files[name].saved)] for name in sorted(files)]
    days = {title: str(since[title]) for title in sorted(since)}
    return json.dumps({"files": listed, "since": days} if days else listed).encode()


def unpacked(kept: bytes) -> tuple[Files, Mapping[str, date]] | None:
    """The files and days, or None for anything but what `packed` makes: whoever writes into Redis must not stop a
    call."""
    try:
        found = json.loads(kept)
        listed, days = (found["files"], found["since"]) if isinstance(found, dict) else (found, {})
        files = {str(name): File(text.encode("latin-1"), _day(saved)) for name, text, saved in listed}
        return files, {str(title): date.fromisoformat(day) for title, day in days.items()}
    except (ValueError, AttributeError, TypeError, KeyError, RecursionError):
        return None


def _day(written: str) -> date | None:
    return None if written == "None" else date.fromisoformat(written)
