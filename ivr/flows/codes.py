"""Group and leader codes: reading them from the keys, and matching them with groups."""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ivr.flows.code_limits import led_nowhere
from ivr.flows.digits import ENDS, ask_digits, entered, go_on_typing, is_cut_short, rest_words
from ivr.menu_node import MENU_KEYS, MenuNode, Miss, Reads, again, press
from ivr.model.door import door
from ivr.model.plan import LEADERS_DIGITS, Group, Office, Plan
from ivr.model.typing_errors import slips
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Ask
from ivr.say import Say, say
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


def lengths_asked(place: Place, world: World) -> frozenset[int]:
    """How many digits the numbers have that a place asks for: those on air, else what the office wants."""
    return _lengths(world.plan, place.name)


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
    if place.name not in CODES:
        return ""
    lengths, number = lengths_asked(place, world), entered(place, keys)
    # Where some numbers are longer than others, the rest of it may be to come; a # behind it says that it is not.
    goes_on = is_cut_short(place, keys, max(lengths)) and not keys.endswith(ENDS)
    return number if len(number) >= min(lengths) and not goes_on else ""


def match(place: Place, keys: str, world: World) -> Entered:
    """The whole number that was entered at a place, and whose it is, whether it may be compared now or not."""
    number = number_at(place, keys, world)
    if not number:
        return Entered("")
    of = CODES[place.name].of
    beside = (group for group in (*world.opened_groups, world.everybody) if hmac.compare_digest(of(group), number))
    return Entered(number, _owners(world.plan, place.name).get(number) or next(beside, None))


def compared(world: World) -> Group | None:
    """The group whose number was entered, as far as it may be compared now."""
    group, may_compare = world.entered and world.entered.owner, COMPARED.get(world.compares)
    return group if group and may_compare and may_compare(group, world) else None


def nearest(place: Place, world: World) -> Group | None:
    """The group whose number was meant, if one finger has slipped: nothing that is heard may depend on it."""
    of, longest = CODES[place.name].of, max(lengths_asked(place, world))
    number = world.entered.number if world.entered else ""
    return next((group for group in world.groups if of(group) and number in slips(of(group), longest)), None)


def code_words(place: Place, world: World) -> tuple[Say, ...]:
    """Ask for the number, and say how many digits it has, if all have as many."""
    lengths = lengths_asked(place, world)
    if place.typed:
        return (rest_words(max(lengths) - len(place.typed)) if len(lengths) == 1 else say("ziffern.weiter"),)
    if len(lengths) > 1:
        return (say(f"{place.name}.frage_ohne_zahl"),)
    return (say(f"{place.name}.frage", zahl=max(lengths)),)


def ask_code(place: Place, world: World) -> Ask:
    """Wait for a number."""
    return ask_digits(place, max(lengths_asked(place, world)))


def read_code(leads_to: Callable[[Group, World], At]) -> Reads:
    """Read a number of several digits; its group leads to a place."""

    def read(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
        if group := compared(world):
            return Place(leads_to(group, world), group=world.group_id(group))
        is_whole = world.entered is not None and bool(world.entered.number)
        return led_nowhere(place, world) if is_whole else _no_number(node, place, keys, world)

    return read


def _no_number(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
    """One key alone is a menu key; with a star in it the number is asked for anew."""
    if "*" in keys:
        return again(place)
    if is_cut_short(place, keys, max(lengths_asked(place, world))):
        return go_on_typing(place, keys)
    key = keys.strip(ENDS) or keys[:1]
    if place.typed or (key and key not in MENU_KEYS):
        return Miss("fehlt", Place(At.OFFICE))
    return press(node, place, key, world) if key else Miss("geduld", Place(node.silence))
