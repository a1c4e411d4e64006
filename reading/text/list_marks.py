"""List marks, quotes and emphasis around a line that begins with a key ("• Gruppe: Krokus", "**Gruppe:** Krokus")."""

import re
from collections.abc import Collection
from dataclasses import replace

from reading.text.pieces import Line, fold

# Possessive: a line of dashes must not be parted in every way there is.
MARKS = re.compile(r"\s*+(?:(?:[^\w\s#:]|_|\d{1,3}[.)]|[a-z][.)](?=\s))\s*+)++(?=[^\W\d_])", re.IGNORECASE)
KEY = re.compile(r"(?P<key>[^\W\d_][^:]{0,39}?)(?P<before>[\W_]*):(?P<behind>[*_`]*)")
EMPHASIS = "*_`"
# What closes a quote that was opened before the key.
CLOSED_BY = {'"': '"', "'": "'", "„": '“"”', "“": "”", "»": "«", "«": "»", "‚": "‘'", "›": "‹"}
# Quotes, emphasis and pictures.
_AROUND = r"[\s\"'„“”»«›‹‚‘’*_`\u2190-\u21ff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]+"
AROUND_A_NAME = re.compile(f"^{_AROUND}|{_AROUND}$")


def unmarked(line: Line, keys: Collection[str]) -> Line:
    """The line with blanks in place of the marks around one of the keys (folded); any other line as it is."""
    marks = MARKS.match(line.text)
    key = KEY.match(line.text, marks.end()) if marks else None
    if not (marks and key and fold(key["key"]) in keys):
        return line
    blank = " " * len(key["before"])
    rest = _closed(line.text[key.end() :], marks[0])
    return replace(line, text=f"{' ' * marks.end()}{key['key']}:{blank}{' ' * len(key['behind'])}{rest}")


def _closed(rest: str, marks: str) -> str:
    closing = "".join(CLOSED_BY.get(mark, "") for mark in marks)
    ends = closing + EMPHASIS if any(mark in EMPHASIS for mark in marks) else closing
    text = rest.rstrip()
    return text.rstrip(ends) if ends and text[-1:] in ends else rest


def unquoted(name: str) -> str:
    """A name without quotes and pictures around it, unless nothing else is left."""
    bare = AROUND_A_NAME.sub("", name)
    return bare or name
