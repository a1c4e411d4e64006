"""A page: German words with pause marks between them, as one reply says them."""

import re
from dataclasses import dataclass

MARKS = re.compile(r"(\|+)")
# A soft tone, between the marks as a sentence is.
TONE = "♪"
# Older callers need time between two sentences, and more of it before something new begins.
PAUSES_MS = {1: 500, 2: 800, 3: 1500}
LONGEST_MARK = max(PAUSES_MS)
# Telephone networks swallow the first tenths of a second of a call.
LEAD_IN_MS = 300
# What one person hears behind what all hear begins when that is over.
BEHIND_ALL_MS = 3500


@dataclass(frozen=True)
class Sentence:
    """A sentence, the unit of speech and cache, and the silence in milliseconds after it."""

    text: str
    pause_after_ms: int = 0


def sentences(page: str) -> list[Sentence]:
    """The sentences between the pause marks; one without letters or digits is left out together with its mark."""
    texts, marks = MARKS.split(page)[::2], [*MARKS.split(page)[1::2], ""]
    spoken = [(" ".join(text.split()), mark) for text, mark in zip(texts, marks, strict=True) if _can_be_said(text)]
    return [Sentence(text, _pause_ms(mark)) for text, mark in spoken]


def lead_in_ms(page: str) -> int:
    """The silence in milliseconds before the first words: a page that begins with a mark begins a call, one that begins
    with the longest stands behind what all in a room hear."""
    if not page.lstrip().startswith("|"):
        return 0
    return BEHIND_ALL_MS if page.lstrip().startswith("|" * LONGEST_MARK) else LEAD_IN_MS


def caption(page: str) -> str:
    """The words alone, for captions: one line for all that no longer pause (|| or |||) divides."""
    lines = (" ".join(line.replace("|", " ").split()) for line in re.split(r"\|{2,}", page))
    return "\n".join(line for line in lines if line)


def _can_be_said(text: str) -> bool:
    return any(map(str.isalnum, text)) or text.strip() == TONE


def _pause_ms(mark: str) -> int:
    return PAUSES_MS[min(len(mark), LONGEST_MARK)] if mark else 0
