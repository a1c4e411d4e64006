"""A library with small voices that whistle, for tests."""

import math
from array import array
from collections.abc import Sequence

from audio.library import Library, PreparationCounts
from audio.sentence_cache import KEPT_SECONDS
from audio.telephone import RATE
from audio.voices.voice import Speech, SpeechError

PAGE = "Für die nächsten Termine | drücken Sie die Eins. || Für Ihre Gruppe | drücken Sie die Zwei."


class Shelves(dict[str, bytes]):
    """A store in memory."""

    def get_many(self, keys: Sequence[str]) -> list[bytes | None]:
        return [self.get(key) for key in keys]

    def has_all(self, keys: Sequence[str]) -> bool:
        return all(key in self for key in keys)

    def has_each(self, keys: Sequence[str]) -> list[bool]:
        return [key in self for key in keys]

    def put(self, key: str, value: bytes, seconds: int) -> None:
        assert seconds <= KEPT_SECONDS
        self[key] = value


class Broken(Shelves):
    """A store that keeps nothing."""

    def put(self, key: str, value: bytes, seconds: int) -> None:
        """Loses it."""


class Whistle:
    """A voice that whistles as long as the sentence. `asked` are the sentences, `well` says whether it can."""

    def __init__(self, name: str, live: bool, hertz: int):
        self.name, self.live, self.hertz = name, live, hertz
        self.well = True
        self.letters_a_second = 15
        self.asked: list[str] = []

    def speak(self, sentence: str) -> Speech:
        self.asked.append(sentence)
        if not self.well:
            raise SpeechError(f"{self.name} is hoarse")
        length = RATE * len(sentence) // self.letters_a_second
        wave = (10000 * math.sin(math.tau * self.hertz * n / RATE) for n in range(length))
        return Speech(array("h", map(round, wave)).tobytes(), RATE)


class House:
    """A library with one voice that only the worker asks, and two that answer calls."""

    def __init__(self, store: Shelves | None = None):
        self.far = Whistle("far", live=False, hertz=1000)
        self.near = Whistle("near", live=True, hertz=500)
        self.last = Whistle("last", live=True, hertz=700)
        self.store = Shelves() if store is None else store
        self.library = Library((self.far, self.near, self.last), self.store, b"secret")

    def prepare(self, *pages: str) -> PreparationCounts:
        """The worker has these pages spoken beforehand."""
        return self.library.prepare(pages, lambda done, total: None)

    def voice_of(self, page: str = PAGE) -> str:
        """Whose voice the address of a page names."""
        return self.library.path(page).split("/")[2]

    def wav(self, voice: str, page: str = PAGE) -> bytes:
        """What is heard under the address of a page in this voice."""
        sound = self.library.sound(voice, page)
        assert sound is not None
        return sound.wav
