"""The protocol of a voice: a sentence in, speech out."""

from dataclasses import dataclass
from typing import Protocol

# 16 bits each, the lower byte first, one channel; so ffmpeg calls them too.
SAMPLES = "s16le"


@dataclass(frozen=True)
class Speech:
    """A spoken sentence: SAMPLES at `rate` per second (8000 or more), or a file whose `format` ffmpeg knows.

    `dull`: most of its strength lies below what a telephone carries, and its consonants are soft.
    """

    sound: bytes
    rate: int = 0
    format: str = SAMPLES
    dull: bool = False


class SpeechError(Exception):
    """Raised when a sentence was not spoken; `permanent`: a retry with the same voice cannot help."""

    def __init__(self, message: str, permanent: bool = False):
        super().__init__(message)
        self.permanent = permanent


class NoSoundError(SpeechError):
    """What came is no sound, or too large to be one; asking this machine again cannot help."""

    def __init__(self, message: str):
        super().__init__(message)


class Voice(Protocol):
    """A speech engine, asked by one thread at a time; `live`: quick enough to be asked while a caller waits."""

    @property
    def name(self) -> str:
        """Part of the sound's address: letters, digits, hyphen and underscore only."""

    @property
    def live(self) -> bool: ...

    # The library remembers what it heard by voice and words.
    def __hash__(self) -> int: ...

    def speak(self, sentence: str) -> Speech:
        """The sentence as sound; raises SpeechError."""
