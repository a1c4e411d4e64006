"""Which keys lead somewhere on the telephone, as the menus have them."""

from collections.abc import Iterable

from ivr.leaders_menu import LEADS
from ivr.menu import MAIN
from ivr.reply import Place
from ivr.spot import Row


def key_to(rows: Iterable[Row], name: str) -> str:
    """The key of a menu that leads to the place of that name."""
    return next(row.key for row in rows if row.to(Place("", ("",))).name == name)


def way_into_the_room() -> str:
    """How one who leads comes in, in words."""
    return f"Taste {key_to(MAIN, 'leitung')}, Ihre Nummer, Taste {key_to(LEADS.rows, 'raum')}"
