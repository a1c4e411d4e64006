"""What was set at the carrier before the hotline set it, so that it can be set again."""

import json
from collections.abc import Mapping

from storage.store import Store


class EarlierWebhooks:
    """One file for each number of the hotline, by the carrier's id of it. Methods raise OSError."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, sid: str, webhooks: Mapping[str, str]) -> None:
        """Remember these, unless earlier ones are remembered already."""
        self._store.create(_name(sid), json.dumps(webhooks, indent=1).encode())

    def find(self, sid: str) -> Mapping[str, str] | None:
        """What was set before, None where nothing is remembered."""
        kept = self._store.read(_name(sid))
        found: Mapping[str, str] | None = json.loads(kept) if kept else None
        return found

    def forget(self, sid: str) -> None:
        """It is set again."""
        self._store.remove(_name(sid))


def _name(sid: str) -> str:
    return f"nummer/{sid}.json"
