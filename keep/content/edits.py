"""Edits of the content folder by the office page: checked before saving, with conflict detection and versions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ivr.model.announcement import NotDone
from ivr.model.plan import Plan
from keep.content.editions import check
from keep.content.source import Source
from keep.content.versions import Version, Versions
from reading.files import UNREADABLE, File, Files, fingerprint, is_valid_name, max_bytes
from reading.problem import EditConflict, InvalidContent, Problem
from storage.store import Store

ONE_AT_A_TIME = "inhalt"


@dataclass(frozen=True)
class Draft:
    """The content as it would be: what it means, what is wrong with it, and the `mistakes` that it would have and has
    not now."""

    plan: Plan
    problems: tuple[Problem, ...]
    mistakes: tuple[Problem, ...]


class Content:
    """The files of `source`; in `store` what stood in them before. `today` is the day in Berlin."""

    def __init__(self, source: Source, store: Store, today: Callable[[], date]):
        self._source = source
        self._store = store
        self._today = today
        self._versions = Versions(store)

    def files(self) -> Files:
        """The files as they are now, by their names in small letters."""
        return self._source.read()

    def draft(self, name: str, raw: bytes | None) -> Draft:
        """What would become of the content with this in that file, or without that file."""
        return self._draft(self.files(), name, raw)

    def save(self, name: str, raw: bytes | None, opened: str, by: str = "") -> None:
        """Put this into a file that still is as it was `opened` (`state_of` what was there), or remove it; `by` is the
        name of whoever does.

        When this returns, it is on the disk. Raises Changed, Mistaken, or another NotDone.
        """
        if not is_valid_name(name):
            raise NotDone("this is no name of a file")
        try:
            with self._store.alone(ONE_AT_A_TIME):
                self._save(name, raw, opened, by)
        except OSError as error:
            raise NotDone(f"{type(error).__name__} at the folder of the content") from error

    def versions(self, name: str) -> tuple[Version, ...]:
        """What has stood in a file, the newest first. Raises OSError."""
        return self._versions.of(name)

    def deleted(self) -> tuple[str, ...]:
        """The names of files that are gone and can be put back. Raises OSError."""
        files = self.files()
        return tuple(name for name in self._versions.names() if name not in files)

    def _save(self, name: str, raw: bytes | None, opened: str, by: str) -> None:
        files = self.files()
        there = _unchanged(files, name, opened)
        if mistakes := self._draft(files, name, raw).mistakes:
            raise InvalidContent(mistakes)
        if raw == there:
            return
        # Checking takes a moment, and an editor asks nobody.
        _unchanged(self.files(), name, opened)
        # The new one too: an editor that still has the old text open knows of nobody, and saves over it.
        for version, author in ((there, ""), (raw, by)):
            if version is not None:
                self._versions.add(name, version, author)
        self._source.write(name, raw, there)

    def _draft(self, files: Files, name: str, raw: bytes | None) -> Draft:
        others = {other: file for other, file in files.items() if other != name}
        today = self._today()
        edition = check(others | ({} if raw is None else {name: File(raw, today)}), today)
        before = set(check(files, today).problems)
        wrong = (problem for problem in edition.problems if not (problem.harmless or problem.waits))
        mistakes = tuple(problem for problem in wrong if problem.file == name or problem not in before)
        return Draft(edition.plan, edition.problems, mistakes)


def _unchanged(files: Files, name: str, opened: str) -> bytes | None:
    """What stands in a file, if it still is what was opened, and can be kept whole. Raises Changed, NotDone."""
    there = files[name].raw if name in files else None
    if fingerprint(there) != opened:
        raise EditConflict("somebody else has changed it")
    if there is not None and (there == UNREADABLE or len(there) > max_bytes(name)):
        raise NotDone("what stands there cannot be kept whole, so it is not replaced")
    return there
