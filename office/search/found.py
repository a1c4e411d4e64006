"""What the office searches: the groups and the other files of the plan."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from hotline import hotline
from ivr.model.names import folded
from ivr.model.plan import Group, Plan
from ivr.model.recurrence import WEEKDAYS
from office.search.index import Document, Field, Hit, Index
from reading.content import groups_by_file, titles_by_file
from reading.files import is_calendar, is_content_file, is_group_file, is_information_file

DESCRIPTIONS = {
    "buero.txt": "Ihre Kontaktstelle",
    "regeln.txt": "Die Gesprächsregeln",
    "aussprache.txt": "Die Aussprache",
}


@dataclass(frozen=True)
class Contents:
    """What is in the folder: the file of each group by its name; what the other files are, and the titles of texts, by
    the names of their files."""

    file_of: Mapping[str, str]
    others: Mapping[str, str]
    titles: Mapping[str, str]


def contents() -> Contents:
    """The folder as it is now."""
    files, today = hotline().content.files(), hotline().today()
    titles = titles_by_file(files, today)
    held = groups_by_file(files, today)
    groups = {group: file for file, names in held.items() for group in names}
    others = [name for name in files if is_content_file(name) and not held.get(name)]
    return Contents(groups, {name: described(name, titles) for name in sorted(others, key=_rank)}, titles)


def described(name: str, titles: Mapping[str, str]) -> str:
    """What a file without groups is, in German."""
    return DESCRIPTIONS.get(name) or titles.get(name) or ("Ein Kalender" if is_calendar(name) else name)


def found_in(now: Contents, plan: Plan, wanted: str) -> list[Hit]:
    """The groups and the other files that match, the best first; their keys are names of groups or of files."""
    return _index(tuple(_documents(now, plan))).search(wanted)


def found_groups(plan: Plan, wanted: str) -> list[tuple[Group, Hit]]:
    """The groups of this plan that match, the best first."""
    hits = found_in(contents(), plan, wanted)
    named = ((plan.group_named(hit.key), hit) for hit in hits)
    return [(group, hit) for group, hit in named if group]


@lru_cache(maxsize=4)
def _index(documents: tuple[Document, ...]) -> Index:
    return Index(documents)


def _documents(now: Contents, plan: Plan) -> Iterator[Document]:
    names = {*now.file_of, *(group.name for group in plan.groups)}
    for name in sorted(names, key=folded):
        yield Document(name, tuple(_fields(name, now.file_of.get(name, ""), plan.group_named(name))))
    for name, what in now.others.items():
        yield Document(name, (Field("Datei", what), Field("Datei", name)))


def _fields(name: str, file: str, group: Group | None) -> Iterator[Field]:
    yield Field("Gruppe", name)
    if group:
        yield Field("Thema", group.topic)
        yield Field("Tag", ", ".join(f"{WEEKDAYS[day].lower()}s" for day in sorted(_weekdays(group))))
        yield Field("Ort", group.place)
        yield Field("Nummer der Gruppe", group.code, secret=True)
        yield Field("Nummer der Leitung", group.leader_code, secret=True)
        yield Field("Kontakt", group.contact.number if group.contact else "")
        yield from (Field("Für wen", group.for_whom), Field("Hinweis", group.note))
    yield Field("Datei", file)


def _weekdays(group: Group) -> set[int]:
    """The weekdays on which it meets by its rules, its single dates and its moved ones."""
    days: Iterable[int] = (day for rule in group.rules for day in rule.weekdays)
    return {*days, *(day.weekday() for day, _ in group.dates), *(move.to.weekday() for move in group.moved)}


def _rank(name: str) -> tuple[bool, bool, bool, str]:
    """Files of groups that hold none yet first, then texts of information and the office's own, calendars last."""
    return (not is_group_file(name), is_calendar(name), not is_information_file(name), name)
