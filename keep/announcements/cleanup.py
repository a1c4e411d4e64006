"""Deletes replaced announcements after two weeks, and sounds that no announcement names."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise

from ivr.model.announcement import Announcement
from keep.announcements.announcement_file import FOLDER, name_of
from storage.store import Store

RESTORABLE = timedelta(days=14)
# Longer than anybody takes between recording and saving.
UNUSED = timedelta(days=1)


def forget_replaced(store: Store, announcements: Iterable[Announcement], now: datetime) -> None:
    """Remove what was replaced too long ago to be restored, never the newest. Raises OSError."""
    in_order = sorted(announcements, key=lambda one: (one.of, one.number))
    for one, following in pairwise(in_order):
        if one.of == following.of and _is_before(store, name_of(one.of, following.number), now - RESTORABLE):
            store.remove(name_of(one.of, one.number))


def forget_sounds(store: Store, announcements: Iterable[Announcement], now: datetime) -> None:
    """Remove the sounds that none of these announcements names and that are not new. Raises OSError."""
    named = {f"{FOLDER}/{one.sound}" for one in announcements}
    for name in store.names(FOLDER):
        if name.endswith(".wav") and name not in named and _is_before(store, name, now - UNUSED):
            store.remove(name)


def _is_before(store: Store, name: str, moment: datetime) -> bool:
    saved = store.saved(name)
    return saved is not None and saved < moment
