"""Which section of the manual explains a field of a file, or a problem in it."""

import re
from collections.abc import Callable

from office.manual.sections import Section, sections
from reading.cancellations import FILE as CANCELLATIONS
from reading.files import LEXICON, OFFICE, RULES, is_calendar, is_group_file, is_information_file
from reading.groups import FIELDS as OF_GROUPS
from reading.office_file import FIELDS as OF_THE_OFFICE
from reading.problem import Problem
from reading.text.lines import KEY, key_named
from reading.text.pieces import nearest

# The anchor of the section of level 2 that tells of a kind of file; the first that fits.
PARTS: tuple[tuple[Callable[[str], bool], str], ...] = (
    (OFFICE.__eq__, "das-buero"),
    (RULES.__eq__, "die-gespraechsregeln"),
    (LEXICON.__eq__, "die-aussprache"),
    (CANCELLATIONS.__eq__, "ansagen-und-absagen-am-telefon"),
    (is_information_file, "auskuenfte"),
    (is_group_file, "eine-gruppe"),
    (is_calendar, "kalender"),
    (lambda _: True, "die-dateien"),
)
FIELDS = {"das-buero": tuple(OF_THE_OFFICE), "eine-gruppe": tuple(OF_GROUPS)}
# What a remedy tells staff to write elsewhere than in the line of the problem.
ELSEWHERE = ((LEXICON, "die-aussprache"), ("Bundesland:", "das-buero"), ("»Kalender: ", "kalender"))
ASKED_FOR = re.compile("(?:Zeile|hinter|dazu) »([^:»]+):")


def part_about(file: str) -> str:
    """The anchor of what the manual says of such a file."""
    return next(anchor for fits, anchor in PARTS if fits(file))


def section_about(file: str, key: str) -> Section:
    """What the manual says of a field of such a file, or else of the file."""
    part = part_about(file)
    about = (one for one in sections() if one.part == part and key in re.split(", | und ", one.title))
    return next(about, section(part))


def section_for(problem: Problem) -> Section:
    """Where the manual explains what is wrong."""
    for words, anchor in ELSEWHERE:
        if words in problem.remedy:
            return section(anchor)
    return section_about(problem.file, _key(problem))


def section(anchor: str) -> Section:
    """The section with this anchor."""
    return next(one for one in sections() if one.anchor == anchor)


def _key(problem: Problem) -> str:
    """The field that the remedy asks for, or else the one in whose line the problem is, also misspelt; "" for none."""
    known, name = FIELDS.get(part_about(problem.file), ()), KEY.match(problem.excerpt)
    if (asked := ASKED_FOR.search(problem.remedy)) and asked[1] in known:
        return asked[1]
    return (name and (key_named(name["key"], known) or nearest(name["key"], known))) or ""
