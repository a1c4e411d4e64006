"""Cards as HTML: as a page of the office, or as a self-contained document."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from flask import render_template
from markupsafe import Markup

from config_checks import LOOPBACK
from hotline import hotline
from ivr.model.plan import Group
from office.cards.card import Card, card
from office.cards.keypad import keypad
from office.cards.leaders_card import LeadersCard, leaders_card
from office.cards.mark import card_mark
from office.cards.shared import PrintContext
from office.saved_plan import saved_plan

STATIC = Path(__file__).parents[1] / "static"
# Characters of an edition's name on a card.
SHORT = 6
FONT = re.compile(r'url\("([\w-]+\.woff2)"\)')


@dataclass(frozen=True)
class Kind:
    """A kind of card: its template, a heading, the name of a file, how a card is made, which groups have one, and
    whether it is shown only after the password was confirmed."""

    template: str
    title: str
    file: str
    make: Callable[[Group, PrintContext], Card | LeadersCard]
    has: Callable[[Group], bool]
    is_secret: bool = False


KINDS = {
    "alle": Kind("karte.html", "Karten", "karten", card, lambda group: True),
    "leitung": Kind(
        "karte_leitung.html",
        "Karten für die Leitung",
        "karten-leitung",
        leaders_card,
        lambda group: bool(group.leader_code),
        is_secret=True,
    ),
}


def print_context() -> PrintContext:
    """The context of a print now."""
    held = hotline()
    edition = held.on_air.edition().name[:SHORT]
    return PrintContext(held.world_with(saved_plan()), edition, lambda said: held.page((said,)), card_mark)


def cards_html(kind: Kind, groups: Iterable[Group], title: str = "", alone: bool = False) -> str:
    """The cards of these groups as HTML; `alone`: with embedded style sheet and fonts."""
    shared = print_context()
    cards = [kind.make(group, shared) for group in groups if kind.has(group)]
    office = shared.world.plan.office.name
    return render_template(
        "blatt.html",
        title=f"{title or kind.title} – {office}",
        office=office,
        template=kind.template,
        cards=[(made, keypad(_highlighted_keys(made))) for made in cards],
        address=_address(),
        style=style() if alone else "",
    )


@cache
def style() -> Markup:
    """The style sheet with its fonts as data URLs."""
    css = (STATIC / "karte.css").read_text(encoding="utf-8")
    # It is ours, and a browser takes what stands within <style> as it is.
    return Markup(FONT.sub(lambda font: f'url("{_embedded(STATIC / font[1])}")', css))


def _embedded(font: Path) -> str:
    return f"data:font/woff2;base64,{b64encode(font.read_bytes()).decode()}"


def _highlighted_keys(made: Card | LeadersCard) -> set[str]:
    return {step.keys for step in made.steps if len(step.keys) == 1}


def _address() -> str:
    """The URL of the leaders' pages, "" while the hotline has no public address."""
    url = hotline().settings.public_url
    return "" if urlsplit(url).hostname in LOOPBACK else f"{url}/leitung"
