"""Group and leader codes: matching what was entered with groups, and with which of them it may be compared."""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ivr.flows.digits import ENDS, entered, is_cut_short
from ivr.model.door import door
from ivr.model.plan import LEADERS_DIGITS, Group, Office, Plan
from ivr.model.typing_errors import slips
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Ask, Then
from ivr.world import Entered, World


@dataclass(frozen=True)
class Code:
    """A kind of number: which one it is of a group, and how many digits it has while there is none."""

    of: Callable[[Group], str]
    digits: Callable[[Office], int]


# By the place that asks for it: of those who take part, and of the one who leads.
CODES: Mapping[At, Code] = {
    At.GROUP_CODE: Code(lambda group: group.code, lambda office: office.digits),
    At.LEADER_CODE: Code(lambda group: group.leader_code, lambda office: LEADERS_DIGITS),
}


def _is_met_now(group: Group, world: World) -> bool:
    """Whether its door is open. Rooms that callers open may be open at any hour: only who shows a number is let in."""
    return door(group, world.now).state == "open" and (bool(world.caller) or group not in world.opened_groups)


# With which groups a number is compared, by World.compares; with none where nothing stands here.
COMPARED: Mapping[str, Callable[[Group, World], bool]] = {
    "all": lambda group, world: True,
    "open": _is_met_now,
    "new call": _is_met_now,
    "today": _is_met_now,
}


def lengths_asked(asks: At, world: World) -> frozenset[int]:
    """How many digits the numbers have that a place asks for: those on air, else what the office wants."""
    return _lengths(world.plan, asks)


@lru_cache(maxsize=8)
def _lengths(plan: Plan, asks: At) -> frozenset[int]:
    return frozenset(map(len, _owners(plan, asks))) or frozenset((CODES[asks].digits(plan.office),))


# A thousand groups would be looked through at every keypress.
@lru_cache(maxsize=8)
def _owners(plan: Plan, asks: At) -> Mapping[str, Group]:
    """The groups of a plan by the number that a place asks for."""
    of = CODES[asks].of
    return {of(group): group for group in reversed(plan.groups) if of(group)}


def number_at(place: Place, keys: str, world: World) -> str:
    """The whole number that was entered at a place, "" if it asks for none or digits are missing."""
    if place.name == At.REST_OF_CODE:
        return _longer_number(place, keys, world)
    if place.name not in CODES:
        return ""
    lengths, number = lengths_asked(place.name, world), entered(place, keys)
    # Where some numbers are longer than others, the rest of it may be to come; a # behind it says that it is not.
    goes_on = is_cut_short(place, keys, max(lengths)) and not keys.endswith(ENDS)
    return number if len(number) >= min(lengths) and not goes_on else ""


def _longer_number(place: Place, keys: str, world: World) -> str:
    """The number that more digits have made of one that was compared already."""
    number = entered(place, keys)
    lengths = lengths_asked(At.GROUP_CODE, world) | {LEADERS_DIGITS}
    return number if len(number) > len(place.typed) and len(number) in lengths else ""


def kind_of(place: Place, number: str, world: World) -> At:
    """As which kind of number it counts: only the place and its length decide that, and never whose it is."""
    is_longer = place.name == At.REST_OF_CODE and len(number) not in lengths_asked(At.GROUP_CODE, world)
    return At.LEADER_CODE if is_longer or place.name == At.LEADER_CODE else At.GROUP_CODE


def match(place: Place, keys: str, world: World) -> Entered:
    """The whole number that was entered at a place, and whose it is, whether it may be compared now or not."""
    number = number_at(place, keys, world)
    if not number:
        return Entered("")
    kind = kind_of(place, number, world)
    return Entered(number, _owner(number, kind, world), kind == At.LEADER_CODE)


def _owner(number: str, kind: At, world: World) -> Group | None:
    """Whose number it is; where those who take part have numbers as long as those who lead, either is understood."""
    kinds = (kind, At.LEADER_CODE) if len(number) == LEADERS_DIGITS else (kind,)
    beside = (*world.opened_groups, world.everybody)
    found = (
        _owners(world.plan, one).get(number)
        or next((group for group in beside if hmac.compare_digest(CODES[one].of(group), number)), None)
        for one in kinds
    )
    return next(filter(None, found), None)


def compared(world: World) -> Group | None:
    """The group whose number was entered, as far as it may be compared now."""
    group, may_compare = world.entered and world.entered.owner, COMPARED.get(world.compares)
    return group if group and may_compare and may_compare(group, world) else None


def nearest(entered: Entered, world: World) -> Group | None:
    """The group whose number was meant, if one finger has slipped: nothing that is heard may depend on it."""
    kind = At.LEADER_CODE if entered.is_leaders else At.GROUP_CODE
    of, longest = CODES[kind].of, max(lengths_asked(kind, world))
    return next((group for group in world.groups if entered.number in slips(of(group), longest)), None)


def begun_by_leader(entered: Entered, world: World) -> Group | None:
    """The group with a leader's number that begins with what was entered: nothing that is heard may depend on it."""
    if found := _beginnings(world.plan, len(entered.number)).get(entered.number):
        return found
    is_office = world.everybody.leader_code.startswith(entered.number)
    return world.everybody if is_office else None


@lru_cache(maxsize=16)
def _beginnings(plan: Plan, length: int) -> Mapping[str, Group]:
    """The groups by so many first digits of their leader's number."""
    return {code[:length]: group for code, group in _owners(plan, At.LEADER_CODE).items()}


def awaits_rest(then: Then) -> bool:
    """Whether a number was not that of any group, and more digits may make another one of it."""
    return isinstance(then, Ask) and then.place.name == At.REST_OF_CODE
