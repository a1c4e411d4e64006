"""The wording of invitations: paragraphs and sentences of texte.toml, filled with fields."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FIELD = re.compile(r"{(\w+)}")
FILE = Path(__file__).with_name("texte.toml")


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def forms() -> Mapping[str, str]:
    """The forms of an invitation with their German headings."""
    return {name: form["titel"] for name, form in _tables()["formen"].items()}


def table(name: str, row: str, **fields: str) -> str:
    """A sentence of a table."""
    sentence: str = _tables()[name][row]
    return sentence.format(**fields)


def paragraphs(form: str, fields: Mapping[str, str]) -> list[str]:
    """The paragraphs of a form; those with an empty field are left out."""
    written = _tables()["formen"][form]["absaetze"]
    return [one.format(**fields) for one in written if all(fields[name] for name in FIELD.findall(one))]
