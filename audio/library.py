"""The sounds of all pages: from the words of a page to its URL, and from the URL to its sound."""

import logging
import math
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from audio.page import TONE, lead_in_ms, sentences
from audio.sealed import TextSeal
from audio.sentence_cache import SentenceCache, Store
from audio.soft_tone import soft_tone
from audio.telephone import RATE, master_speech, silence, wav
from audio.voices.voice import SpeechError, Voice

log = logging.getLogger(__name__)

# Used while Redis is down; about five megabytes.
SENTENCES_IN_MEMORY = 256
# Pages of one day; about two megabytes.
PAGES_IN_MEMORY = 2048
# How many sentences are looked for in the cache at a time before they are spoken.
AT_ONCE = 100

# Characters a second of German speech. A sound far off is truncated, or no speech at all.
SLOWEST_PACE, FASTEST_PACE = 6, 30
TOO_SHORT_TO_TELL = 20
LONGEST_WORD = 10


@dataclass(frozen=True)
class Sound:
    """A page as a mu-law WAV file; `faithful`: in the requested voice, not in a substitute."""

    wav: bytes
    faithful: bool


@dataclass(frozen=True)
class PreparationCounts:
    """The result of a preparation by voice: sentences newly spoken, and sentences that failed."""

    spoken: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)


class Library:
    """Speaks pages in the best available voice and caches every sentence. Thread-safe.

    `voices` best first, at least one of them live; `secret` encrypts the URLs, which begin with `prefix`.
    """

    def __init__(self, voices: Sequence[Voice], store: Store, secret: bytes, prefix: str = "/sound"):
        self.voices = tuple(voices)
        self._cache = SentenceCache(store)
        self._seal = TextSeal(secret)
        # The same pages are said all day.
        self._sealed = lru_cache(PAGES_IN_MEMORY)(self._seal.sealed)
        self._prefix = prefix
        self._locks = {voice.name: threading.Lock() for voice in voices}
        # Asked only in turn: then no sentence is spoken twice at the same time.
        self._in_memory: Callable[[Voice, str], bytes] = lru_cache(SENTENCES_IN_MEMORY)(speak_mastered)

    def path(self, page: str, is_secret: bool = False) -> str:
        """The URL of a page in the best voice that can speak all of it: "/sound/<voice>/<token>.wav", or, not to be
        cached on the way, "/sound/secret/<voice>/<token>.wav".
        """
        able = (voice for voice in self.voices if voice.live or self._has_all(voice, page))
        prefix = f"{self._prefix}/secret" if is_secret else self._prefix
        return f"{prefix}/{next(able).name}/{self._sealed(page)}.wav"

    def page(self, token: str) -> str | None:
        """The words in a URL's token; None if it was not made by this installation."""
        return self._seal.opened(token)

    def sound(self, voice_name: str, page: str) -> Sound | None:
        """The sound of a page, None for an unknown voice; raises SpeechError when no voice can speak it."""
        asked = [voice for voice in self.voices if voice.name == voice_name]
        if not asked:
            return None
        for voice in asked + [other for other in self.voices if other.live and other not in asked]:
            try:
                return Sound(wav(self._whole(voice, page)), faithful=voice in asked)
            except SpeechError as error:
                log.warning("The voice %s does not speak a page: %s", voice.name, error)
        raise SpeechError("no voice speaks")

    def prepare(
        self, pages: Iterable[str], progress: Callable[[int, int], None], patience: float = math.inf
    ) -> PreparationCounts:
        """Speaks every sentence that is not cached yet, in the best voice that can; calls `progress(done, total)` after
        each one, and where there was none to speak for a while. The pages are asked for bit by bit, so `total` grows.

        After `patience` seconds only live voices are used.
        """
        counts, ends = PreparationCounts(), time.monotonic() + patience
        if not self._cache.is_available():
            log.warning("Nothing is spoken beforehand, because nothing would be kept")
            return counts
        done = total = 0
        for texts in _in_batches(text for page in pages for text in _spoken(page)):
            missing = self._cache.missing(self.voices[0], texts)
            total += len(missing)
            for text in missing:
                in_time = time.monotonic() < ends
                self._prepare(text, [voice for voice in self.voices if voice.live or in_time], counts)
                done += 1
                progress(done, total)
            if not missing:
                progress(done, total)
        return counts

    def who_speaks(self) -> dict[str, bool]:
        """Whether each voice can speak now, by its name; the cache is not used."""
        return {voice.name: self._speaks(voice) for voice in self.voices}

    def _has_all(self, voice: Voice, page: str) -> bool:
        return self._cache.has(voice, _spoken(page))

    def _speaks(self, voice: Voice) -> bool:
        try:
            with self._locks[voice.name]:
                return bool(speak_mastered(voice, "Guten Tag."))
        except SpeechError:  # whoever asks tells
            return False

    def _prepare(self, text: str, voices: Sequence[Voice], counts: PreparationCounts) -> None:
        for voice in voices:
            if self._cache.has(voice, [text]):
                return
            try:
                # Not remembered here as well: the store has just shown that it keeps what it is given.
                with self._locks[voice.name]:
                    self._cache.put(voice, text, speak_mastered(voice, text))
            except SpeechError as error:
                log.log(logging.WARNING if error.permanent else logging.INFO, "The voice %s: %s", voice.name, error)
                counts.failed[voice.name] += 1
            else:
                counts.spoken[voice.name] += 1
                return

    def _whole(self, voice: Voice, page: str) -> bytes:
        texts = _spoken(page)
        sounds = {TONE: soft_tone()} | {
            text: found if found and is_plausible(found, text) else self._missing(voice, text)
            for text, found in zip(texts, self._cache.get(voice, texts), strict=True)
        }
        parts = (sounds[sentence.text] + silence(sentence.pause_after_ms) for sentence in sentences(page))
        return b"".join((silence(lead_in_ms(page)), *parts))

    def _missing(self, voice: Voice, text: str) -> bytes:
        if not voice.live:
            raise SpeechError("a sentence is no longer kept")
        return self._speak_and_keep(voice, text)

    def _speak_and_keep(self, voice: Voice, text: str) -> bytes:
        with self._locks[voice.name]:
            sound = self._in_memory(voice, text)
        self._cache.put(voice, text, sound)
        return sound


def _spoken(page: str) -> list[str]:
    """What a voice has to speak of a page, each sentence once."""
    return [*dict.fromkeys(sentence.text for sentence in sentences(page) if sentence.text != TONE)]


def _in_batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """So many at a time that asking for them costs little, each text once."""
    seen: set[str] = set()
    batch: list[str] = []
    for text in texts:
        if text not in seen:
            seen.add(text)
            batch.append(text)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    yield batch


def speak_mastered(voice: Voice, text: str) -> bytes:
    """The sentence as raw mu-law; raises SpeechError, also for a result of a remote voice that is implausible."""
    sound = master_speech(voice.speak(text))
    if not voice.live and not is_plausible(sound, text):
        raise SpeechError(
            f"the sound cannot be this sentence ({len(text) * RATE / len(sound):.0f} characters a second)"
        )
    return sound


def is_plausible(sound: bytes, text: str) -> bool:
    """Whether the length of a sound fits the text; for short texts only gross errors are detected."""
    pace = len(text) * RATE / len(sound)
    return SLOWEST_PACE <= pace <= FASTEST_PACE if len(text) >= TOO_SHORT_TO_TELL else len(sound) <= LONGEST_WORD * RATE
