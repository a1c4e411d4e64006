"""The sections of the manual, rendered from Markdown when somebody first asks for one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from ivr.model.names import plain
from reading.text.pieces import fold

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

FILE = Path(__file__).parents[2] / "docs" / "handbuch.md"
TAG = re.compile("<[^>]*>")
# A table may be wider than a telephone; then it scrolls, by keyboard too.
WIDE = {"table_open": '<div class="wide" tabindex="0"><table>', "table_close": "</table></div>"}


@dataclass(frozen=True)
class Section:
    """A heading of level 1 to 3 and what stands below it up to the next one, both as HTML; `part` is the anchor of the
    section of level 2 in which it stands."""

    anchor: str
    part: str
    level: int
    heading: str
    body: str

    @property
    def title(self) -> str:
        """The heading without marks and without what explains it behind a colon."""
        return unescape(TAG.sub("", self.heading)).partition(":")[0]

    @property
    def words(self) -> str:
        """All its text, as people read it."""
        return unescape(TAG.sub(" ", f"{self.heading} {self.body}"))


@cache
def sections() -> tuple[Section, ...]:
    """All sections, in order."""
    # It is wanted seldom, and not by the other processes.
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    for name, html in WIDE.items():
        markdown.add_render_rule(name, lambda *_, html=html: f"{html}\n")
    return tuple(_sections(markdown, markdown.parse(FILE.read_text(encoding="utf-8"))))


def _sections(markdown: "MarkdownIt", tokens: "Sequence[Token]") -> Iterator[Section]:
    starts = [number for number, token in enumerate(tokens) if token.type == "heading_open"]
    part = ""
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        heading, body = (
            markdown.renderer.render(piece, markdown.options, {}).strip()
            for piece in (tokens[start + 1 : start + 2], tokens[start + 3 : end])
        )
        level = int(tokens[start].tag[1:])
        anchor = anchor_of(unescape(TAG.sub("", heading)).partition(":")[0])
        part = anchor if level <= 2 else part
        yield Section(anchor, part, level, heading, body)


def anchor_of(title: str) -> str:
    """The anchor of the section with this title: "fuer-wen" for "Für wen"."""
    return plain(fold(title))
