"""The announcements of leaders and of the office: what was confirmed is never lost, and nothing else is on air."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from threading import RLock

from ivr.model.announcement import Announcement, NotDone
from keep.announcements.announcement_file import FOLDER, SOUND, announcement_in, name_of, readable, sound_name, written
from keep.announcements.cleanup import forget_replaced, forget_sounds
from storage.background_refresh import BackgroundRefresh
from storage.store import Store

log = logging.getLogger(__name__)

LOOKS_EVERY = 1.0
# How long a store that fails is left alone, so that not every call waits for it.
REST = 10.0
PUBLISHING = f"{FOLDER}/neu"


class Announcements:
    """In `store` each announcement is a text file that is written once, beside its sound; `clock` counts seconds.
    Thread-safe, and the same for every process."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.monotonic):
        self._store = store
        self._clock = clock
        self._looks_at = float("-inf")
        self._lock = RLock()
        # What was read, by the names of the files.
        self._texts: Mapping[str, Announcement] = {}
        self._latest: Mapping[str, Announcement] = {}
        self._unreadable: frozenset[str] = frozenset()
        self._works = True
        self._refresh = BackgroundRefresh(self._look_or_rest)

    def latest(self) -> Mapping[str, Announcement]:
        """The announcement with the highest number, by what it is of: also one that is over, or that has no sound.

        Costs one look into the store a second; while the store fails or hangs, it is the last that was known.
        """
        if self._clock() >= self._looks_at:
            self._looks_at = self._clock() + LOOKS_EVERY
            self._refresh.run()
        return self._latest

    def store_answers(self) -> bool:
        """Whether the store did when it was looked into last."""
        self.latest()
        return self._works and not self._refresh.hangs

    def publish(self, announcement: Announcement) -> None:
        """Put an announcement on air; when this returns, it stays there. Its number must be the next one.

        To publish once more what is there changes nothing. Raises NotDone.
        """
        try:
            name, raw = name_of(announcement.of, announcement.number), written(announcement)
            with self._store.alone(PUBLISHING):
                self._publish(name, raw, announcement_in(name, raw))
        except OSError as error:
            raise NotDone(f"the store fails ({type(error).__name__})") from error
        except ValueError as error:
            raise NotDone(f"it cannot be written so that it can be read: {error}") from error

    def keep_sound(self, wav: bytes) -> str:
        """Keep a sound; the name by which an announcement may name it. Raises OSError."""
        name = sound_name(wav)
        self._store.write(f"{FOLDER}/{name}", wav)
        return name

    def forget_sound(self, name: str) -> None:
        """Remove a sound that no announcement names. Raises OSError."""
        with self._store.alone(PUBLISHING):
            self._look()
            if not self._unreadable and name not in {one.sound for one in self._texts.values()}:
                self._store.remove(f"{FOLDER}/{name}")

    def sound(self, name: str) -> bytes | None:
        """The sound of that name; None if there is none, or if it is not whole. Raises OSError."""
        wav = self._store.read(f"{FOLDER}/{name}") if SOUND.fullmatch(name) else None
        return wav if wav is not None and sound_name(wav) == name else None

    def history(self) -> tuple[Announcement, ...]:
        """Every announcement that is still kept, the newest first. Raises OSError."""
        self._look()
        return tuple(sorted(self._texts.values(), key=lambda one: (one.recorded, one.number), reverse=True))

    def restore(self, of: str, number: int, until: datetime | None = None) -> Announcement:
        """Put a recording on air again that has been replaced or deleted since. Raises NotDone."""
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
            forget_replaced(self._store, self._texts.values(), now)
            self._look()
            # A text that cannot be read may name any of the sounds.
            if not self._unreadable:
                forget_sounds(self._store, self._texts.values(), now)

    def _publish(self, name: str, raw: bytes, new: Announcement) -> None:
        self._look()
        if (there := self._texts.get(name)) and replace(there, recorded=new.recorded) == new:
            # Whoever put it there may have been killed before it was durable.
            self._store.create(name, raw)
            return
        before = self._latest[new.of].number if new.of in self._latest else 0
        if new.number != before + 1:
            raise NotDone("there is a newer one" if new.number <= before else "the one before it is missing")
        if new.sound and self.sound(new.sound) is None:
            raise NotDone("its sound is not there")
        if not self._store.create(name, raw):
            # Under this number stands what nobody can read.
            self._store.write(name, raw)
        with self._lock:
            self._learn({**self._texts, name: new})

    def _look_or_rest(self) -> None:
        try:
            self._look()
            self._works = True
        except OSError as error:
            self._looks_at += REST
            self._tell(error)

    def _look(self) -> None:
        with self._lock:
            names = [name for name in self._store.names(FOLDER) if name.endswith(".txt")]
            known = {name: self._texts[name] for name in names if name in self._texts}
            new = {name: raw for name in names if name not in known and (raw := self._store.read(name)) is not None}
            found = {name: readable(name, raw) for name, raw in new.items()}
            self._learn(known | {name: one for name, one in found.items() if one})
            self._complain(frozenset(name for name, one in found.items() if not one))

    def _learn(self, texts: Mapping[str, Announcement]) -> None:
        self._texts = texts
        latest = {one.of: one for one in sorted(texts.values(), key=lambda one: one.number)}
        # The same object while nothing changes: whoever keeps what depends on it need not compare.
        self._latest = latest if latest != self._latest else self._latest

    def _complain(self, unreadable: frozenset[str]) -> None:
        for name in sorted(unreadable - self._unreadable):
            log.warning("%s cannot be read, so it is left out", name)
        self._unreadable = unreadable

    def _tell(self, error: OSError) -> None:
        if self._works:
            log.warning("The store does not answer (%s); the announcements stay as they are", type(error).__name__)
        self._works = False
