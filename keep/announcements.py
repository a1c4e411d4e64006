"""The announcements of leaders and of the office: what was confirmed aloud is never lost, and nothing else is on air."""

import logging
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Lock

from ivr.announcement import Announcement, NotDone
from keep.store import Store
from keep.written import FOLDER, SOUND, announcement_in, name_of, sound_name, written

log = logging.getLogger(__name__)

LOOKS_EVERY = 1.0
# Nobody who calls waits more often for a store that does not answer.
REST = 10.0
RESTORABLE = timedelta(days=14)
# Longer than anybody takes between recording and saving.
UNUSED = timedelta(days=1)
PUBLISHING = f"{FOLDER}/neu"

Texts = dict[str, Announcement | None]


class Announcements:
    """In `store` each announcement is a text file that is written once, beside its sound; `clock` counts seconds.
    Thread-safe, and the same for every process."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.monotonic):
        self._store = store
        self._clock = clock
        self._looks_at = float("-inf")
        self._works = True
        self._lock = Lock()
        # What was read, by the names of files; None for what cannot be read.
        self._texts: Texts = {}
        self._latest: Mapping[str, Announcement] = {}

    def latest(self) -> Mapping[str, Announcement]:
        """The announcement with the highest number, by what it is of: also one that is over, or that has no sound.

        Costs one look into the store a second; while the store fails, it is the last that was known.
        """
        if self._clock() >= self._looks_at:
            self._looks_at = self._clock() + LOOKS_EVERY
            try:
                self._look()
            except OSError as error:
                self._looks_at += REST
                self._tell(error)
            else:
                self._works = True
        return self._latest

    def publish(self, announcement: Announcement) -> None:
        """Put an announcement on air; when this returns, it stays there. Its number must be the next one.

        To publish once more what is there changes nothing. Raises NotDone.
        """
        try:
            with self._store.alone(PUBLISHING):
                self._publish(announcement)
        except OSError as error:
            raise NotDone(f"the store fails ({type(error).__name__})") from error

    def keep_sound(self, wav: bytes) -> str:
        """Keep a sound; the name by which an announcement may name it. Raises OSError."""
        name = sound_name(wav)
        self._store.write(f"{FOLDER}/{name}", wav)
        return name

    def sound(self, name: str) -> bytes | None:
        """The sound of that name; None if there is none, or if it is not whole. Raises OSError."""
        wav = self._store.read(f"{FOLDER}/{name}") if SOUND.fullmatch(name) else None
        return wav if wav is not None and sound_name(wav) == name else None

    def history(self) -> tuple[Announcement, ...]:
        """Every announcement that is still kept, the newest first. Raises OSError."""
        self._look()
        return tuple(sorted(_readable(self._texts), key=lambda one: (one.recorded, one.number), reverse=True))

    def restore(self, of: str, number: int, until: datetime | None = None) -> Announcement:
        """Put a recording on air that has been replaced or deleted since. Raises NotDone."""
        try:
            kept = {(one.of, one.number): one for one in self.history() if one.sound}
        except OSError as error:
            raise NotDone(f"the store fails ({type(error).__name__})") from error
        if (of, number) not in kept:
            raise NotDone("there is no such recording any more")
        again = replace(kept[of, number], number=self._latest[of].number + 1, until=until)
        self.publish(again)
        return again

    def sweep(self, now: datetime) -> None:
        """Forget what was replaced some time ago, and sounds that nothing names. Raises OSError."""
        with self._store.alone(PUBLISHING):
            self._look()
            for one in _readable(self._texts):
                if self._is_before(name_of(one.of, one.number + 1), now - RESTORABLE):
                    self._store.remove(name_of(one.of, one.number))
            self._look()
            # A text that cannot be read may name any of them.
            if None not in self._texts.values():
                self._sweep_sounds({f"{FOLDER}/{one.sound}" for one in _readable(self._texts)}, now - UNUSED)

    def _publish(self, announcement: Announcement) -> None:
        self._look()
        name, raw = name_of(announcement.of, announcement.number), written(announcement)
        before, there = self._latest.get(announcement.of), self._texts.get(name)
        if there and (there.take, there.sound) == (announcement.take, announcement.sound):
            return
        if announcement.number <= (before.number if before else 0):
            raise NotDone("there is a newer one")
        if announcement.number > (before.number if before else 0) + 1:
            raise NotDone("the one before it is missing")
        if announcement.sound and self.sound(announcement.sound) is None:
            raise NotDone("its sound is not there")
        if not self._store.create(name, raw):
            # Under this number stands what nobody can read.
            self._store.write(name, raw)
        self._learn({**self._texts, name: announcement_in(name, raw)})

    def _look(self) -> None:
        with self._lock:
            names = [name for name in self._store.names(FOLDER) if name.endswith(".txt")]
            known = {name: self._texts[name] for name in names if name in self._texts}
            new = {name: self._store.read(name) for name in names if name not in known}
            self._learn(known | {name: _read(name, raw) for name, raw in new.items() if raw is not None})

    def _learn(self, texts: Texts) -> None:
        self._texts = texts
        self._latest = {one.of: one for one in sorted(_readable(texts), key=lambda one: one.number)}

    def _is_before(self, name: str, moment: datetime) -> bool:
        saved = self._store.saved(name)
        return saved is not None and saved < moment

    def _sweep_sounds(self, named: set[str], moment: datetime) -> None:
        for name in self._store.names(FOLDER):
            if name.endswith(".wav") and name not in named and self._is_before(name, moment):
                self._store.remove(name)

    def _tell(self, error: OSError) -> None:
        if self._works:
            log.warning("The announcements cannot be looked up (%s); the last that were known stay", type(error).__name__)
        self._works = False
