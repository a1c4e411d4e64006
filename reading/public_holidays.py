"""Public and school holidays by federal state, from the library `holidays` (school holidays until 2029)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from ivr.model.exceptions import Named, Off
from ivr.model.plan import Group
from ivr.model.recurrence import Rule
from reading.when.exceptions import CATHOLIC_HOLIDAYS, HOLIDAYS, SCHOOL_HOLIDAYS

SUBDIVISIONS = {
    **{"Baden-Württemberg": "BW", "Bayern": "BY", "Berlin": "BE", "Brandenburg": "BB", "Bremen": "HB"},
    **{"Hamburg": "HH", "Hessen": "HE", "Mecklenburg-Vorpommern": "MV", "Niedersachsen": "NI"},
    **{"Nordrhein-Westfalen": "NW", "Rheinland-Pfalz": "RP", "Saarland": "SL", "Sachsen": "SN"},
    **{"Sachsen-Anhalt": "ST", "Schleswig-Holstein": "SH", "Thüringen": "TH"},
}
FEDERAL_STATES = tuple(SUBDIVISIONS)
# Some places of a Land have Catholic holidays that the others have not, such as Mariä Himmelfahrt in Bayern.
CATEGORIES = {HOLIDAYS: ("public",), CATHOLIC_HOLIDAYS: ("public", "catholic")}
# The first year of the library's school holidays, and how far ahead its days are taken.
FIRST_YEAR, YEARS_AHEAD = 2020, 3


def holidays_named(name: str, state: str, today: date) -> frozenset[date]:
    """The days of these holidays in one of FEDERAL_STATES, from FIRST_YEAR to YEARS_AHEAD; empty if it has none."""
    return _days(name, SUBDIVISIONS[state], today.year + YEARS_AHEAD)


def with_holidays(group: Group, state: str, today: date) -> Group:
    """The group with the days of its exceptions that are holidays filled in."""
    rules, off = rules_with_holidays(group.rules, state, today), _dated(group.off, state, today)
    contact = group.contact
    if contact:
        contact = replace(contact, hours=rules_with_holidays(contact.hours, state, today))
    return replace(group, off=off, rules=rules, contact=contact)


def rules_with_holidays(rules: Sequence[Rule], state: str, today: date) -> tuple[Rule, ...]:
    """The rules with the days of their exceptions that are holidays filled in."""
    return tuple(replace(rule, off=_dated(rule.off, state, today)) for rule in rules)


def _dated(several: Sequence[Off], state: str, today: date) -> tuple[Off, ...]:
    return tuple(
        replace(off, days=holidays_named(off.name, state, today)) if isinstance(off, Named) else off for off in several
    )


@lru_cache(maxsize=256)
def _days(name: str, subdivision: str, last_year: int) -> frozenset[date]:
    years = range(FIRST_YEAR, last_year + 1)
    categories = CATEGORIES.get(name, ("school",))
    found = _germany()(subdiv=subdivision, years=years, categories=categories, language="de")
    return frozenset(day for day in found if _has_name(name, found[day]))


@cache
def _germany() -> Any:
    """The library's class for Germany, from its file alone: by its name the library would load 250 countries with it, a
    fifth of a second and 7 MB more."""
    # Most plans name no holidays.
    import holidays

    file = Path(holidays.__file__).with_name("countries") / "germany.py"
    spec = spec_from_file_location("holidays_of_germany", file)
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Germany


def _has_name(name: str, in_library: str) -> bool:
    """Whether the library's "Oster-/Frühjahrsferien" are our "Osterferien"."""
    return name in (HOLIDAYS, CATHOLIC_HOLIDAYS, SCHOOL_HOLIDAYS) or name.removesuffix("ferien") in in_library
