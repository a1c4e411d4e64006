"""Asking for a group's or a leader's code, and reading it from the keys."""

from dataclasses import replace

from ivr.flows.code_limits import led_nowhere, outcome
from ivr.flows.codes import compared, kind_of, lengths_asked
from ivr.flows.digits import ENDS, ask_digits, entered, go_on_typing, is_cut_short, rest_words
from ivr.menu_node import MENU_KEYS, MenuNode, Miss, again, press
from ivr.model.plan import LEADERS_DIGITS, Group
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Ask
from ivr.say import Say, say
from ivr.world import World

# A key of the menu counts after so much silence; digits of a number are kept.
SILENCE_S = 3
# So often whoever has begun a number is told that digits are lacking, until it is begun anew.
REMINDERS = 3
# Behind a number of no group, for those who lead, whose numbers are longer. It must not depend on anything that is
# known of the digits.
REST_S = 2


def is_asked(place: Place, world: World) -> bool:
    """Whether no digit has been typed yet."""
    return not place.typed


def code_words(place: Place, world: World) -> tuple[Say, ...]:
    """Ask for the number, and say how many digits it has, if all have as many."""
    lengths = lengths_asked(place.name, world)
    if place.typed:
        return (rest_words(max(lengths) - len(place.typed)) if len(lengths) == 1 else say("ziffern.weiter"),)
    if len(lengths) > 1:
        return (say(f"{place.name}.frage_ohne_zahl"),)
    return (say(f"{place.name}.frage", zahl=max(lengths)),)


def group_code_words(place: Place, world: World) -> tuple[Say, ...]:
    """The same of those who take part; what can be done without a number follows."""
    return (*code_words(place, world), *((say("gruppe.ohne_nummer"),) if is_asked(place, world) else ()))


def ask_code(place: Place, world: World) -> Ask:
    """Wait for a number."""
    return ask_digits(place, max(lengths_asked(place.name, world)), SILENCE_S)


def ask_rest(place: Place, world: World) -> Ask:
    """Wait without a word for the last digits of a longer number."""
    return ask_digits(place, LEADERS_DIGITS, REST_S)


def read_code(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
    """Read a number of several digits; its group leads on, and an unknown one may be the beginning of a longer one."""
    if group := compared(world):
        return _arrives(group, world)
    if world.entered is None or not world.entered.number:
        return _no_number(node, place, keys, world)
    return _unknown(place, world.entered.number, world)


def read_rest(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
    """More digits make another number; without them it is told what has become of the first."""
    if "*" in keys:
        return Place(At.GROUP_CODE)
    number = world.entered.number if world.entered else ""
    if number:
        group = compared(world)
        return _arrives(group, world) if group else _unknown(place, number, world)
    goes_on = len(place.typed) < len(entered(place, keys)) < LEADERS_DIGITS
    return go_on_typing(place, keys) if goes_on else led_nowhere(place.reason, At.GROUP_CODE)


def _unknown(place: Place, number: str, world: World) -> Place | Miss:
    """To the last digits of a longer number, where that is possible; else what has become of this one."""
    asks, told = kind_of(place, number, world), outcome(world)
    if place.name != At.LEADER_CODE and len(number) < LEADERS_DIGITS:
        return Place(At.REST_OF_CODE, misses=place.misses, typed=number, reason=told)
    return led_nowhere(told, asks, At.GROUP_CODE if place.name == At.REST_OF_CODE else place.name)


def _arrives(group: Group, world: World) -> Place:
    """Where a number leads: to the room of the group, or to the menu of the one who leads it; that of the office to the
    announcement for all."""
    leads = world.entered is not None and group.leader_code == world.entered.number
    to_lead = At.LEADER_MENU if group.name else At.ANNOUNCEMENTS
    return Place(to_lead if leads else At.ENTRY, group=world.group_id(group))


def _no_number(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
    """One key alone is a menu key; digits are kept until they are a number; with a star it is asked for anew."""
    key = keys.strip(ENDS) or keys[:1]
    if "*" in keys:
        return again(place)
    if is_cut_short(place, keys, max(lengths_asked(place.name, world))):
        return go_on_typing(place, keys)
    if not place.typed and (not keys or key in MENU_KEYS):
        return press(node, place, key, world) if keys else _silence(node, place)
    if not entered(place, keys):
        return Miss("fehlt", Place(At.OFFICE))
    if len(entered(place, keys)) > len(place.typed):
        return go_on_typing(place, keys)
    is_over = place.tries + 1 >= REMINDERS
    return Miss("fehlt", Place(At.OFFICE)) if is_over else replace(place, tries=place.tries + 1)


def _silence(node: MenuNode, place: Place) -> Miss:
    """Whoever presses nothing is told where the number comes from."""
    return Miss("geduld" if place.name == At.LEADER_CODE else "ohne_nummer", Place(node.silence))
