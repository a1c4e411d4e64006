"""The voice of Google Translate through gTTS: natural, but an undocumented service that may refuse at any moment."""

import re
import time
from collections.abc import Callable
from io import BytesIO

from gtts import gTTS, gTTSError

from audio.voices.voice import Speech, SpeechError

# What Google takes in one request.
LONGEST_PIECE = 100
# Where a voice may take a breath: after a sentence, after a clause, between words. A full stop after a digit or a
# single letter ends no sentence in German: "am 14. Mai", "z. B.".
CUT_AT = (
    re.compile(r"(?<=[?!;:…])\s+|(?<=[^\W\d_]{2}\.)\s+"),
    re.compile(r"(?<=,)\s+|\s+(?=[–—] )"),
    re.compile(r"\s+"),
)

# (to connect, to answer) in seconds: gTTS by itself waits for ever.
PATIENCE = (3.0, 10.0)
# Google blocks who asks more often than a person would: at most 60 requests a minute.
INTERVAL = 1.0
FIRST_REST, LONGEST_REST = 30.0, 1800.0

MP3_BEGINS = re.compile(rb"ID3|\xff[\xe2-\xff]")


class GoogleVoice:
    """Rate-limited requests to Google; after a refusal a back-off of 30 s, doubling up to half an hour.

    `tld` is the end of the host name translate.google.*; `patience` (to connect, to answer), `clock` and `sleep` count
    in seconds.
    """

    name = "gtts"
    live = False

    def __init__(
        self,
        tld: str = "com",
        patience: tuple[float, float] = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ):
        self._tld = tld
        self._patience = patience
        self._clock = clock
        self._sleep = sleep
        self._next_request = self._rests_until = clock()
        self._rest = FIRST_REST

    def speak(self, sentence: str) -> Speech:
        """The sentence as MP3, with one request per piece; raises SpeechError, while resting at once."""
        if self._clock() < self._rests_until:
            raise SpeechError("Google refused a short while ago and is left alone")
        spoken = b"".join(self._ask(piece) for piece in pieces(sentence))
        if not spoken:
            raise SpeechError("there is nothing to say", permanent=True)
        return Speech(spoken, format="mp3")

    def _ask(self, piece: str) -> bytes:
        self._wait_for_turn()
        answer = BytesIO()
        try:
            # By itself gTTS drops full stops and cuts "14. Mai" in two; our pieces are short enough to go as they are.
            words = gTTS(piece, self._tld, "de", pre_processor_funcs=[], tokenizer_func=pieces, timeout=self._patience)
            words.write_to_fp(answer)
        # ValueError: the answer was no base64 or no UTF-8. OSError: what requests raises while it reads an answer.
        except (gTTSError, ValueError, OSError) as error:
            raise self._refused(str(error)) from error
        # A consent or "are you a robot" page comes as a success without a sound.
        if not MP3_BEGINS.match(answer.getvalue()):
            raise self._refused("the answer holds no sound")
        self._rest = FIRST_REST
        return answer.getvalue()

    def _wait_for_turn(self) -> None:
        wait = self._next_request - self._clock()
        if wait > 0:
            self._sleep(wait)
        self._next_request = self._clock() + INTERVAL

    def _refused(self, why: str) -> SpeechError:
        self._rests_until = self._clock() + self._rest
        message = f"Google said nothing ({why}) and is left alone for {self._rest:.0f} s"
        self._rest = min(2 * self._rest, LONGEST_REST)
        return SpeechError(message)


def pieces(sentence: str) -> list[str]:
    """The sentence in pieces of at most LONGEST_PIECE characters, cut where a speaker would breathe."""
    return [piece for piece in _cut(" ".join(sentence.split()), CUT_AT) if any(map(str.isalnum, piece))]


def _cut(text: str, breaths: tuple[re.Pattern[str], ...]) -> list[str]:
    if len(text) <= LONGEST_PIECE:
        return [text]
    if not breaths:  # one endless word
        return [text[start : start + LONGEST_PIECE] for start in range(0, len(text), LONGEST_PIECE)]
    return _joined([short for part in breaths[0].split(text) for short in _cut(part, breaths[1:])])


def _joined(parts: list[str]) -> list[str]:
    """As few pieces as possible: neighbours that fit into one request share it."""
    joined: list[str] = []
    for part in parts:
        if joined and len(joined[-1]) + 1 + len(part) <= LONGEST_PIECE:
            joined[-1] += f" {part}"
        else:
            joined.append(part)
    return joined
