"""Copies that cloud folders and file managers put beside a file: they are told, and not read a second time."""

import re
from collections.abc import Mapping, Sequence

from reading.problem import Problem
from reading.text.list_marks import MARKS
from reading.text.pieces import Line, fold

# "Kopie von krokus.txt", and what stands behind the name: " (Konflikt 2026-11-30)", "-DESKTOP-1", " - Kopie", "(1)".
COPY_OF = re.compile(r"(?:kopie|copy|konflikt|conflict)(?: ?\(\d+\))? (?:von|of) ")
BEHIND = re.compile(r"[^\w].*|_.*")
NAMES = re.compile(r"\s*(?:gruppe|name|titel|gruppenname)\s*:(?P<name>.*)", re.IGNORECASE)
TEXT = "Das ist eine Kopie von {of}; sie wird nicht gelesen."
REMEDY = "Übernehmen Sie daraus, was gelten soll, in {of}, und löschen Sie diese hier."


def told_copies(lines: Mapping[str, Sequence[Line]]) -> dict[str, Problem]:
    """The files that are copies of another one by their name and hold nothing but what it holds, each with what is told
    of it."""
    found = {}
    for name in lines:
        of = next((other for other in lines if other != name and _is_named_as_copy(name, other)), None)
        if of and _names_in(lines[name]) and _names_in(lines[name]) <= _names_in(lines[of]):
            remedy = REMEDY.format(of=f"»{of}«")
            found[name] = Problem(name, 1, 1, TEXT.format(of=f"»{of}«"), remedy, harmless=True, urgent=True)
    return found


def _is_named_as_copy(name: str, other: str) -> bool:
    folder, _, last = name.lower().rpartition("/")
    of_folder, _, of_last = other.lower().rpartition("/")
    stem, _, suffix = last.rpartition(".")
    original, _, of_suffix = of_last.rpartition(".")
    if (folder, suffix) != (of_folder, of_suffix):
        return False
    called = COPY_OF.sub("", stem, count=1)
    return stem != original and (
        called == original or (stem.startswith(original) and bool(BEHIND.fullmatch(stem[len(original) :])))
    )


def _names_in(lines: Sequence[Line]) -> set[str]:
    """The names of groups and the titles of texts in a file, folded."""
    plain = (MARKS.sub("", line.text, count=1) for line in lines)
    return {fold(match["name"]) for text in plain if (match := NAMES.match(text))}
