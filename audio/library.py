"""The library of all sounds: from the words of a page to its address, and from the address to its sound."""

import logging
import math
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from audio.page import lead_in_ms, sentences
from audio.sealed import Seal
from audio.sentence_cache import Shelf, Store
from audio.telephone import RATE, mastered, silence, wav
from audio.voices.voice import SpeechError, Voice

log = logging.getLogger(__name__)

# For the time without Redis: some five megabytes of sentences.
REMEMBERED = 256

# Characters a second of German speech. What is far off was cut short on its way, or is no speech at all.
SLOWEST, FASTEST = 6, 30
TOO_SHORT_TO_TELL = 20
LONGEST_WORD = 10


@dataclass(frozen=True)
class Sound:
    """A page as a mu-law WAV file; not `faithful` when another voice than the one asked for had to step in."""

    wav: bytes
    faithful: bool


@dataclass(frozen=True)
class Counts:
    """What a preparation did, by the names of the voices: sentences newly spoken, and sentences it failed to speak."""

    spoken: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)


class Library:
    """Speaks pages in the best voice there is and keeps every sentence. Thread-safe.

    `voices` best first, at least one of them live; `secret` seals the addresses, which begin with `prefix`.
    """

    def __init__(self, voices: Sequence[Voice], store: Store, secret: bytes, prefix: str = "/sound"):
        self.voices = tuple(voices)
        self._shelf = Shelf(store)
        self._seal = Seal(secret)
        self._prefix = prefix
        self._turns = {voice.name: threading.Lock() for voice in voices}
        # Asked only in turn: then no sentence is spoken twice at the same time.
        self._remembered: Callable[[Voice, str], bytes] = lru_cache(REMEMBERED)(spoken)

    def path(self, page: str, is_secret: bool = False) -> str:
        """The address of a page: "/sound/<voice>/<token>.wav", in the best voice that can speak all of it; of what is
        secret "/sound/secret/<voice>/<token>.wav", for which nobody on the way keeps a copy.
        """
        texts = [sentence.text for sentence in sentences(page)]
        able = (voice for voice in self.voices if voice.live or self._shelf.has(voice, texts))
        prefix = f"{self._prefix}/secret" if is_secret else self._prefix
        return f"{prefix}/{next(able).name}/{self._seal.sealed(page)}.wav"

    def page(self, token: str) -> str | None:
        """The words that an address carries; None when it was not made here."""
        return self._seal.opened(token)

    def sound(self, voice_name: str, page: str) -> Sound | None:
        """The sound of a page; None for a voice that does not exist. Raises SpeechError when no voice speaks at all."""
        asked = [voice for voice in self.voices if voice.name == voice_name]
        if not asked:
            return None
        for voice in asked + [other for other in self.voices if other.live and other not in asked]:
            try:
                return Sound(wav(self._whole(voice, page)), faithful=voice in asked)
            except SpeechError as error:
                log.warning("The voice %s does not speak a page: %s", voice.name, error)
        raise SpeechError("no voice speaks")

    def prepare(self, pages: Iterable[str], progress: Callable[[int, int], None], patience: float = math.inf) -> Counts:
        """Speak every sentence that is not kept yet, in the best voice that can now; `progress` hears (done, total).

        After `patience` seconds only the voices that are quick enough for a call go on.
        """
        counts, ends = Counts(), time.monotonic() + patience
        if not self._shelf.keeps():
            log.warning("Nothing is spoken beforehand, because nothing would be kept")
            return counts
        best = self.voices[0]
        all_texts = dict.fromkeys(sentence.text for page in pages for sentence in sentences(page))
        texts = [text for text in all_texts if not self._shelf.has(best, [text])]
        for done, text in enumerate(texts, 1):
            in_time = time.monotonic() < ends
            self._prepare(text, [voice for voice in self.voices if voice.live or in_time], counts)
            progress(done, len(texts))
        return counts

    def who_speaks(self) -> dict[str, bool]:
        """Whether each voice speaks now, by its name: nothing that is kept counts."""
        return {voice.name: self._speaks(voice) for voice in self.voices}

    def _speaks(self, voice: Voice) -> bool:
        try:
            with self._turns[voice.name]:
                return bool(spoken(voice, "Guten Tag."))
        except SpeechError:  # whoever asks tells
            return False

    def _prepare(self, text: str, voices: Sequence[Voice], counts: Counts) -> None:
        for voice in voices:
            if self._shelf.has(voice, [text]):
                return
            try:
                self._speak_and_keep(voice, text)
            except SpeechError as error:
                log.log(logging.WARNING if error.permanent else logging.INFO, "The voice %s: %s", voice.name, error)
                counts.failed[voice.name] += 1
            else:
                counts.spoken[voice.name] += 1
                return

    def _whole(self, voice: Voice, page: str) -> bytes:
        said = sentences(page)
        kept = self._shelf.get(voice, [sentence.text for sentence in said])
        sounds = [
            found if found and can_be(found, sentence.text) else self._missing(voice, sentence.text)
            for found, sentence in zip(kept, said, strict=True)
        ]
        parts = (sound + silence(s.pause_after_ms) for sound, s in zip(sounds, said, strict=True))
        return b"".join((silence(lead_in_ms(page)), *parts))

    def _missing(self, voice: Voice, text: str) -> bytes:
        if not voice.live:
            raise SpeechError("a sentence is no longer kept")
        return self._speak_and_keep(voice, text)

    def _speak_and_keep(self, voice: Voice, text: str) -> bytes:
        with self._turns[voice.name]:
            sound = self._remembered(voice, text)
        self._shelf.put(voice, text, sound)
        return sound


def spoken(voice: Voice, text: str) -> bytes:
    """The sentence as raw mu-law; raises SpeechError, also when what came from elsewhere cannot be this sentence."""
    sound = mastered(voice.speak(text))
    if not voice.live and not can_be(sound, text):
        raise SpeechError(
            f"the sound cannot be this sentence ({len(text) * RATE / len(sound):.0f} characters a second)"
        )
    return sound


def can_be(sound: bytes, text: str) -> bool:
    """Whether a sound is as long as speaking these words takes; of short ones only the worst can be told."""
    pace = len(text) * RATE / len(sound)
    return SLOWEST <= pace <= FASTEST if len(text) >= TOO_SHORT_TO_TELL else len(sound) <= LONGEST_WORD * RATE
