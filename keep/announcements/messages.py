"""Messages that callers have left for the office: kept until the moment that they were told, and for nobody else."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from keep.announcements.announcement_file import SOUND, moment, moment_in, sound_name
from reading.text.encodings import decode
from storage.store import Store

FOLDER = "anrufbeantworter"
CHANGING = f"{FOLDER}/neu"
TEXT = re.compile(rf"{FOLDER}/([0-9a-f]{{32}})\.txt")
LEFT, UNTIL = "Eingegangen", "Bis"
# Two minutes are a megabyte.
MOST = 100
# Longer than a call lasts: what nobody has left by then was spoken in a call that never ended.
DRAFT_LASTS = timedelta(days=1)
# The longest that staff can choose; for a text that cannot be read.
LONGEST = timedelta(days=30)


@dataclass(frozen=True)
class Message:
    """A message by the name of its sound: when it was `left`, and `until` when it is kept (aware)."""

    name: str
    left: datetime
    until: datetime


class Messages:
    """In `store` each is a sound, and beside it a text once it is left; before that it is a draft. `now` is the time of
    day (aware). Every method raises OSError."""

    def __init__(self, store: Store, now: Callable[[], datetime]):
        self._store = store
        self._now = now

    def keep_sound(self, wav: bytes) -> str:
        """Keep a draft; the name of its file."""
        name = sound_name(wav)
        self._store.write(f"{FOLDER}/{name}", wav)
        return name

    def forget_sound(self, name: str) -> None:
        """Remove a draft; what is left stays."""
        with self._store.alone(CHANGING):
            if self._store.read(_text(name)) is None:
                self._store.remove(f"{FOLDER}/{name}")

    def leave(self, name: str, lasts: timedelta) -> None:
        """Give a draft to the office, for so long. Twice, or after the office has deleted it, changes nothing."""
        now = self._now()
        written = f"{LEFT}: {moment(now)}\n{UNTIL}: {moment(now + lasts)}\n"
        with self._store.alone(CHANGING):
            if self.sound(name) is not None and self._store.read(_text(name)) is None:
                self._store.write(_text(name), written.encode())

    def draft(self, name: str) -> bytes | None:
        """The sound of a message that is not left yet, None if there is none."""
        return self.sound(name) if self._store.read(_text(name)) is None else None

    def sound(self, name: str) -> bytes | None:
        """The sound of that name, None if there is none or if it is not whole."""
        wav = self._store.read(f"{FOLDER}/{name}") if SOUND.fullmatch(name) else None
        return wav if wav is not None and sound_name(wav) == name else None

    def all(self) -> tuple[Message, ...]:
        """What is left and not over, the newest first."""
        here = (one for one in self._texts() if self._now() < one.until)
        return tuple(sorted(here, key=lambda one: (one.left, one.name), reverse=True))

    def delete(self, name: str) -> None:
        """Delete a message with its sound; one that is not there (any more) changes nothing."""
        if not SOUND.fullmatch(name):
            return
        with self._store.alone(CHANGING):
            self._store.remove(_text(name))
            self._store.remove(f"{FOLDER}/{name}")

    def is_full(self) -> bool:
        """Whether no further one is taken."""
        return len(self._sounds()) >= MOST

    def sweep(self) -> None:
        """Delete what is over, and drafts that nobody has left."""
        texts, now = {one.name: one for one in self._texts()}, self._now()
        for name in (name for name, one in texts.items() if one.until <= now):
            self.delete(name)
        for name in self._sounds():
            saved = None if name in texts else self._store.saved(f"{FOLDER}/{name}")
            if saved is not None and saved < now - DRAFT_LASTS:
                self.forget_sound(name)

    def _sounds(self) -> list[str]:
        names = (name.removeprefix(f"{FOLDER}/") for name in self._store.names(FOLDER))
        return [name for name in names if SOUND.fullmatch(name)]

    def _texts(self) -> list[Message]:
        names = [found[1] for name in self._store.names(FOLDER) if (found := TEXT.fullmatch(name))]
        return [one for name in names if (one := self._message(f"{name}.wav"))]

    def _message(self, name: str) -> Message | None:
        raw, saved = self._store.read(_text(name)), self._store.saved(_text(name))
        if raw is None or saved is None:  # deleted meanwhile
            return None
        try:
            said = dict(line.split(": ", 1) for line in decode(raw).splitlines() if line)
            return Message(name, moment_in(said[LEFT]), moment_in(said[UNTIL]))
        except (ValueError, KeyError):  # somebody has changed it: nothing of it is lost, and nothing stays for ever
            return Message(name, saved, saved + LONGEST)


def _text(name: str) -> str:
    return f"{FOLDER}/{name.removesuffix('.wav')}.txt"
