"""Plan: the content files, and how the hotline understands them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue

from audio import page as sounds
from hotline import hotline
from ivr.flows.dates import entry_words
from ivr.model.agenda import entry
from ivr.model.plan import Group, Plan
from office.plan.information import TextReading, text_reading
from office.plan.table import rows
from office.search.found import contents, described, found_in
from prompts.summary import GroupSummary, summarise
from prompts.wording import page as spoken_page
from reading.content import groups_by_file, titles_by_file
from reading.files import is_document, is_group_file
from reading.problem import Problem

bp = Blueprint("plan", __name__, url_prefix="/plan")

# More are found faster by searching.
ROWS_PER_PAGE = 50
DETAILED = "genau"


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
    """GET /buero/plan: a table of all groups and other files, or of those found by a search, in pages; `ansicht=genau`
    shows how each was understood."""
    wanted, is_detailed = request.args.get("suche", ""), request.args.get("ansicht") == DETAILED
    now, world = contents(), hotline().world()
    hits = [hit for hit in found_in(now, world.plan, wanted) if hit.key in now.file_of or hit.key in now.others]
    last = max(1, -(-len(hits) // ROWS_PER_PAGE))
    number = min(max(request.args.get("seite", 1, int), 1), last)
    shown = hits[(number - 1) * ROWS_PER_PAGE : number * ROWS_PER_PAGE]
    names = dict.fromkeys(now.file_of.get(hit.key, hit.key) for hit in shown)
    _, problems = hotline().checked()
    return render_template(
        "plan.html",
        rows=() if is_detailed else tuple(rows(shown, now, world, problems)),
        sheets=tuple(_plan_files(list(names), problems)) if is_detailed else (),
        wanted=wanted,
        number=number,
        last=last,
        view=DETAILED if is_detailed else None,
        deleted=_deleted(),
    )


def _deleted() -> tuple[str, ...]:
    try:
        return hotline().content.deleted()
    except OSError:
        flash("Welche gelöschten Dateien sich wiederherstellen lassen, ist jetzt nicht zu lesen.", "wrong")
        return ()


def group_reading(group: Group, plan: Plan) -> GroupReading:
    """How a group of this plan was understood."""
    now = hotline().now()
    heard = spoken_page(entry_words(entry(group, now), hotline().world_with(plan)), plan.lexicon)
    return GroupReading(summarise(group, now, plan.lexicon), sounds.caption(heard), hotline().library.path(heard))


def _plan_files(names: Sequence[str], problems: Sequence[Problem]) -> Iterator[PlanFile]:
    plan, files = hotline().world().plan, hotline().content.files()
    groups, titles = groups_by_file(files, hotline().today()), titles_by_file(files, hotline().today())
    on_air = {group.name: group for group in plan.groups}
    for name in names:
        heard = tuple(group_reading(on_air[group], plan) for group in groups.get(name, ()) if group in on_air)
        unheard = tuple(group for group in groups.get(name, ()) if group not in on_air)
        wrong = tuple(problem for problem in problems if problem.file == name)
        texts = tuple(text_reading(text, plan) for text in plan.information if text.title == titles.get(name))
        if titles.get(name) and not texts:
            unheard = (titles[name],)
        yield PlanFile(name, described(name, titles), heard + texts, unheard, wrong)
