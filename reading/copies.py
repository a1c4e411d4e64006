"""Copies that cloud folders and file managers put beside a file: they are told, and not read a second time."""

import re
from collections.abc import Iterable, Mapping, Sequence

from reading.problem import Problem
from reading.text.list_marks import MARKS
from reading.text.pieces import Line, fold

# "Kopie von krokus.txt", and what stands behind the name: " (Konflikt 2026-11-30)", "-DESKTOP-1", " - Kopie", "(1)".
COPY_OF = re.compile(r"(?:kopie|copy|konflikt|conflict)(?: ?\(\d+\))? (?:von|of) ")
BEHIND = re.compile(r"[\W_]")
NAMES = re.compile(r"\s*(?:gruppe|name|titel|gruppenname)\s*:(?P<name>.*)", re.IGNORECASE)
TEXT = "Das ist eine Kopie von {of}; sie wird nicht gelesen."
REMEDY = "Übernehmen Sie daraus, was gelten soll, in {of}, und löschen Sie diese hier."


def told_copies(lines: Mapping[str, Sequence[Line]]) -> dict[str, Problem]:
    """The files that are copies of another one by their name and hold nothing but what it holds, each with what is told
    of it."""
    found, originals = {}, _Originals(lines)
    for name in lines:
        of = originals.named_in(name)
        if of and _names_in(lines[name]) and _names_in(lines[name]) <= _names_in(lines[of]):
            remedy = REMEDY.format(of=f"»{of}«")
            found[name] = Problem(name, 1, 1, TEXT.format(of=f"»{of}«"), remedy, harmless=True, urgent=True)
    return found


class _Originals:
    """The names of files, of which the first that another name is made from is looked up. Comparing each with each
    takes long among hundreds."""

    def __init__(self, names: Iterable[str]):
        self._names = list(names)
        self._places: dict[tuple[str, str, str], int] = {}
        for place, name in enumerate(self._names):
            self._places.setdefault(_parts(name), place)

    def named_in(self, name: str) -> str | None:
        """The file that one of this name says it is a copy of, None if there is none."""
        folder, stem, suffix = _parts(name)
        before = (stem[: rest.start()] for rest in BEHIND.finditer(stem))
        called = dict.fromkeys((COPY_OF.sub("", stem, count=1), *before))
        places = [self._places[of] for one in called if one != stem and (of := (folder, one, suffix)) in self._places]
        return self._names[min(places)] if places else None


def _parts(name: str) -> tuple[str, str, str]:
    """The folder, the name without its suffix, and the suffix, in small letters."""
    folder, _, last = name.lower().rpartition("/")
    stem, _, suffix = last.rpartition(".")
    return folder, stem, suffix


def _names_in(lines: Sequence[Line]) -> set[str]:
    """The names of groups and the titles of texts in a file, folded."""
    plain = (MARKS.sub("", line.text, count=1) for line in lines)
    return {fold(match["name"]) for text in plain if (match := NAMES.match(text))}
