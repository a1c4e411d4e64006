"""Slips of one finger: they cost nobody anything, and tell nobody anything."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ivr.call import step
from ivr.flows.codes import match, nearest
from ivr.model.typing_errors import slips
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Ask, Reply
from ivr.world import World
from keep.limits.code_attempts import OF_A_CALLER, CodeAttempts
from keep.limits.code_check import check, forgives
from tests.bench.guessing import Away

CODE, CLOSED = "471103", "582917"
MEMBERS, LEADERS = Place(At.GROUP_CODE), Place(At.LEADER_CODE)
SLIPS = [slip for slip in sorted(slips(CODE, 6)) if len(slip) == 6]
# No group has them, nor numbers near to them.
FAR = [f"9{number:05}" for number in range(len(SLIPS))]


@pytest.fixture
def tries() -> CodeAttempts:
    return CodeAttempts(Away(), lambda: 0.0)


@pytest.mark.parametrize(
    ("typed", "how"),
    [("471104", "wrong"), ("447110", "doubled"), ("471110", "doubled"), ("47110", "missing"), ("417103", "swapped")],
)
def test_a_slip_is_one_digit_wrong_doubled_or_missing_or_two_swapped(typed, how):
    assert typed in slips(CODE, 6)


def test_there_are_as_many_slips_as_one_finger_can_make():
    """Of six places with nine wrong digits each; of those doubled, the last two look wrong or right."""
    assert len(slips("582917", 6)) == 54 + 4 + 6 + 5 and len(slips("582917", 7)) == 54 + 6 + 6 + 5
    assert not any(number in slips(number, 6) for number in ("111111", CODE))


def entering(place: Place, keys: str, world: World) -> World:
    return replace(world, entered=match(place, keys, world))


def checked(place: Place, keys: str, world: World, tries: CodeAttempts, caller: str) -> World:
    return check(place, keys, entering(place, keys, world), tries, caller)


@pytest.mark.parametrize("far", ["471145", "174103", "471", "000000", "371104"])
def test_two_slips_are_not_one(far):
    assert far not in slips(CODE, 6)


@pytest.mark.parametrize(("place", "of"), [(MEMBERS, "code"), (LEADERS, "leader_code")])
def test_every_slip_of_every_number_is_known_for_one(world, place, of):
    for group in world.groups:
        code = getattr(group, of)
        typed = [slip for slip in slips(code, len(code)) if match(place, slip, world).number]
        assert all(nearest(match(place, slip, world), world) for slip in typed) and (typed or not code)


@pytest.mark.parametrize("call", ["in one call", "in many"])
def test_after_all_slips_of_a_number_it_is_compared_with_every_group(world, tries, call):
    for count, slip in enumerate([*SLIPS, CODE]):
        caller = World(world.now, world.plan, world.key, person=call if call == "in one call" else f"{call} {count}")
        last = checked(MEMBERS, slip, caller, tries, "anna")
    assert len(SLIPS) > 5 * OF_A_CALLER and last.compares == "all"


@pytest.mark.parametrize("caller", ["anna", ""])
def test_nobody_can_tell_a_slip_from_any_other_number(world, caller):
    assert answered(SLIPS, world, caller) == answered(FAR, world, caller)


def answered(numbers: Sequence[str], world: World, caller: str) -> list[tuple[Reply, Reply]]:
    """What is answered to these numbers, one after the other: at once, and when no more digits follow."""
    tries, found = CodeAttempts(Away(), lambda: 0.0), []
    for number in numbers:
        first = step(MEMBERS, number, checked(MEMBERS, number, world, tries, caller))
        assert isinstance(first.then, Ask)
        same_digits = replace(first.then.place, typed="")
        found.append((replace(first, then=replace(first.then, place=same_digits)), step(first.then.place, "", world)))
    return found


def test_other_numbers_between_count_as_ever(world, tries):
    for number in FAR[: OF_A_CALLER + 1]:
        checked(MEMBERS, number, World(world.now, world.plan, world.key, person=number), tries, "anna")
    for slip in SLIPS[:3]:
        checked(MEMBERS, slip, world, tries, "anna")
    assert checked(MEMBERS, CODE, world, tries, "anna").compares == "today"


# --- the number of one who leads, entered where those who take part enter theirs

LEADERS_CODE = "99887766"
REST = Place(At.REST_OF_CODE, typed=LEADERS_CODE[:6], reason="unbekannt")


def test_nobody_can_tell_the_first_digits_of_a_leaders_number_from_any_others(world):
    begins = [LEADERS_CODE[:6]] * 8
    for caller in ("anna", ""):
        assert answered(begins, world, caller) == answered(FAR[:8], world, caller)


def test_whoever_leads_is_understood_under_the_two_and_counts_as_one_who_leads(world):
    found = entering(REST, LEADERS_CODE[6:], world)
    assert found.entered and found.entered.is_leaders and found.entered.owner
    assert step(REST, LEADERS_CODE[6:], found).then.place.name == At.LEADER_MENU
    assert not entering(MEMBERS, LEADERS_CODE[:6], world).entered.owner


def leads_by_the_two(world: World, tries: CodeAttempts) -> None:
    checked(MEMBERS, LEADERS_CODE[:6], world, tries, "anna")
    found = checked(REST, LEADERS_CODE[6:], world, CodeAttempts(Away(), lambda: 0.0), "")
    forgives(REST, found, tries, "anna")


def test_that_costs_the_leader_nothing_however_often(world, tries):
    for call in map(str, range(3 * OF_A_CALLER)):
        leads_by_the_two(replace(world, person=call), tries)
    assert checked(MEMBERS, CODE, world, tries, "anna").compares == "all" and not tries.is_slow()


def test_who_knows_the_number_of_a_group_is_forgiven_no_first_digits_of_its_leader(world):
    """Or the limits would tell that these are right."""
    told = []
    for number in (LEADERS_CODE[:6], FAR[0]):
        tries = CodeAttempts(Away(), lambda: 0.0)
        for call in map(str, range(OF_A_CALLER - 1)):
            checked(MEMBERS, number, replace(world, person=call), tries, "anna")
            checked(MEMBERS, CODE, replace(world, person=call), tries, "anna")
        told.append(
            [checked(MEMBERS, FAR[n], replace(world, person=f"x{n}"), tries, "anna").compares for n in range(4)]
        )
    assert told[0] == told[1]
