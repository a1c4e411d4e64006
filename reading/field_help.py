"""What staff may write in a file: each word with a line about it and an example (`felder.toml`)."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reading.files import LEXICON, OFFICE, RULES, is_document, is_group_file, is_information_file

FILE = Path(__file__).with_name("felder.toml")
# The table of a kind of file; the first that fits.
KINDS: tuple[tuple[Callable[[str], bool], str], ...] = (
    (is_document, ""),
    (OFFICE.__eq__, "buero"),
    (RULES.__eq__, "regeln"),
    (LEXICON.__eq__, "aussprache"),
    (is_group_file, "gruppe"),
    (is_information_file, "auskunft"),
)


@dataclass(frozen=True)
class FieldHelp:
    """A field ("" where every line says the same kind of thing), what it is for, and the example of a value, which may
    have words in braces."""

    key: str
    about: str
    example: str

    @property
    def line(self) -> str:
        """The example as it is written in the file."""
        return f"{self.key}: {self.example}" if self.key else self.example


def field_help(name: str) -> tuple[FieldHelp, ...]:
    """What may stand in a file of this name; () for one that is not written as text."""
    return _tables().get(next((kind for fits, kind in KINDS if fits(name)), ""), ())


@cache
def _tables() -> dict[str, tuple[FieldHelp, ...]]:
    tables: dict[str, dict[str, list[str]]] = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {kind: tuple(FieldHelp(key, *of_key) for key, of_key in table.items()) for kind, table in tables.items()}
