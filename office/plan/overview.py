"""Plan: the content files, and how the hotline understands them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue

from audio import page as sounds
from hotline import hotline
from ivr.flows.dates import entry_words
from ivr.model.agenda import entry
from ivr.model.names import plain
from ivr.model.plan import Group, Plan
from office.plan.information import TextReading, text_reading
from prompts.summary import GroupSummary, summarise
from prompts.wording import page as spoken_page
from reading.content import groups_by_file, titles_by_file
from reading.files import (
    LEXICON,
    OFFICE,
    RULES,
    is_calendar,
    is_content_file,
    is_document,
    is_group_file,
    is_information_file,
)
from reading.problem import Problem

bp = Blueprint("plan", __name__, url_prefix="/plan")

# More are found faster by searching.
FILES_PER_PAGE = 50
DESCRIPTIONS = {OFFICE: "Ihre Kontaktstelle", RULES: "Die Gesprächsregeln", LEXICON: "Die Aussprache"}


@dataclass(frozen=True)
class GroupReading:
    """How a group was understood: summary and dates for staff, and what callers hear, as text and as a sound's URL."""

    summary: GroupSummary
    words: str
    sound: str


@dataclass(frozen=True)
class PlanFile:
    """A content file: its description, its groups or its text as understood, the names of groups and titles not on
    air, and its problems."""

    name: str
    what: str
    readings: tuple[GroupReading | TextReading, ...] = ()
    unheard: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def has_form(self) -> bool:
        """Whether its groups can be edited in a form."""
        return is_group_file(self.name) and not is_document(self.name)


@bp.get("")
def page() -> ResponseReturnValue:
    """GET /buero/plan: all files, or those found by a search, in pages."""
    files, wanted = hotline().content.files(), request.args.get("suche", "")
    groups, titles = groups_by_file(files, hotline().now().date()), titles_by_file(files, hotline().today())
    told = {name: " ".join((name, *groups.get(name, ()), titles.get(name, ""))) for name in _in_order(files)}
    names = [name for name, words in told.items() if plain(wanted) in plain(words)]
    last = max(1, -(-len(names) // FILES_PER_PAGE))
    number = min(max(request.args.get("seite", 1, int), 1), last)
    try:
        deleted = hotline().content.deleted()
    except OSError:
        flash("Welche gelöschten Dateien sich wiederherstellen lassen, ist jetzt nicht zu lesen.", "wrong")
        deleted = ()
    shown = {name: groups.get(name, ()) for name in names[(number - 1) * FILES_PER_PAGE : number * FILES_PER_PAGE]}
    sheets = tuple(_plan_files(shown, titles))
    return render_template("plan.html", sheets=sheets, wanted=wanted, number=number, last=last, deleted=deleted)


def group_reading(group: Group, plan: Plan) -> GroupReading:
    """How a group of this plan was understood."""
    now = hotline().now()
    heard = spoken_page(entry_words(entry(group, now), hotline().world_with(plan)), plan.lexicon)
    return GroupReading(summarise(group, now, plan.lexicon), sounds.caption(heard), hotline().library.path(heard))


def _in_order(files: Iterable[str]) -> list[str]:
    """The groups first, then texts of information and the office's own files, calendars last."""

    def rank(name: str) -> tuple[bool, bool, bool, str]:
        return (not is_group_file(name), is_calendar(name), not is_information_file(name), name)

    return sorted(filter(is_content_file, files), key=rank)


def _plan_files(groups: Mapping[str, Sequence[str]], titles: Mapping[str, str]) -> Iterator[PlanFile]:
    _, problems = hotline().checked()
    plan = hotline().world().plan
    on_air = {group.name: group for group in plan.groups}
    for name, of_file in groups.items():
        heard = tuple(group_reading(on_air[group], plan) for group in of_file if group in on_air)
        unheard = tuple(group for group in of_file if group not in on_air)
        wrong = tuple(problem for problem in problems if problem.file == name)
        texts = tuple(text_reading(text, plan) for text in plan.information if text.title == titles.get(name))
        if titles.get(name) and not texts:
            unheard = (titles[name],)
        yield PlanFile(name, _description(name, titles), heard + texts, unheard, wrong)


def _description(name: str, titles: Mapping[str, str]) -> str:
    return DESCRIPTIONS.get(name, "Ein Kalender" if is_calendar(name) else titles.get(name, ""))
