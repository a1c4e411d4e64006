"""Entering a number: what opens a room, what only asks again, and that nothing else is told to anybody."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.call import enter, step
from ivr.flows.codes import awaits_rest, compared, match
from ivr.model.door import door
from ivr.model.plan import Group, Office, Plan
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Ask, Join, Reply
from ivr.say import said_in
from ivr.world import World
from keep.content.editions import check
from keep.content.folder import read_folder
from prompts.wording import page
from tests.conftest import CONTENT, TUESDAY

PLAN = check(read_folder(CONTENT), TUESDAY.date()).plan
CODES = {code for group in PLAN.groups for code in (group.code, group.leader_code) if code}
PLACES = st.sampled_from(("gruppe", "leitung")).flatmap(
    lambda name: st.builds(Place, st.just(name), misses=st.integers(0, 3))
)
ASKED_FOR_A_NUMBER = Place(At.GROUP_CODE)
WEEK = st.timedeltas(timedelta(), timedelta(7)).map(lambda since: TUESDAY.replace(hour=0) + since)
COMPARES = ("all", "open", "new call", "today", "later", "none today", "none new call")
WORLDS = st.builds(World, WEEK, st.just(PLAN), st.just(b"key"), compares=st.sampled_from(COMPARES))
KEYS = st.text("0123456789*#", max_size=8) | st.sampled_from(sorted(CODES)).flatmap(
    lambda code: st.sampled_from([code[1:] + code[0], f"{code[:-1]}*", f"*{code}"])
)


def group_of(place: Place, keys: str, world: World) -> Group | None:
    """The group whose number this is, as far as it is compared."""
    return compared(replace(world, entered=match(place, keys, world)))


def names_no_group(reply: Reply) -> bool:
    """Whether a reply tells of no group but when one meets next, which everybody may hear."""
    return not isinstance(reply.then, Join) and not {"gruppe", "stimmt", "leitung.gruppe"} & {
        said.key for said in said_in(reply.hear)
    }


@given(PLACES, KEYS.filter(lambda keys: keys.replace("#", "") not in CODES), WORLDS)
def test_no_other_number_names_a_group_or_enters_a_room(place, keys, world):
    reply = step(place, keys, world)
    assert names_no_group(reply) and group_of(place, keys, world) is None


@given(PLACES, st.sampled_from([group for group in PLAN.groups if group.code]), WORLDS)
def test_the_right_number_leads_to_its_group_as_far_as_it_is_compared(place, group, world):
    code = group.code if place.name == "gruppe" else group.leader_code
    is_open = door(group, world.now).state == "open"
    leads = code and (world.compares == "all" or (world.compares in ("open", "new call", "today") and is_open))
    assert group_of(place, code or group.code, world) == (group if leads else None)
    assert names_no_group(step(place, code or group.code, world)) != bool(leads)


@pytest.mark.parametrize("keys", ["471103", "471103#", "#471103", "471#103"])
def test_nobody_needs_the_hash_key_and_it_is_accepted(world, keys):
    assert step(ASKED_FOR_A_NUMBER, keys, world).then.place.name == "zusage"


@pytest.mark.parametrize("keys", ["4", "47110", "4711#", "#47#"])
def test_digits_so_far_are_kept_however_slow_the_fingers_are_and_are_no_try(world, keys):
    reply = step(ASKED_FOR_A_NUMBER, keys, world)
    assert page(reply.hear).startswith("Bitte drücken Sie noch") and not match(ASKED_FOR_A_NUMBER, keys, world).number
    for digit in "471103"[len(keys.replace("#", "")) :]:
        reply = step(step(reply.then.place, "", world).then.place, digit, world)
    assert reply.then.place.name == "zusage"


def test_whoever_does_not_go_on_is_asked_for_the_number_anew_and_nothing_is_counted(world):
    reply = step(ASKED_FOR_A_NUMBER, "4711", world)
    for _ in range(2):
        reply = step(reply.then.place, "", world)
        assert reply.then.place.typed == "4711"
    reply = step(reply.then.place, "", world)
    assert page(reply.hear).startswith("Es fehlen noch Ziffern.") and not reply.then.place.typed


@pytest.mark.parametrize("place", [At.GROUP_CODE, At.LEADER_CODE])
def test_a_key_of_the_menu_counts_after_three_seconds(world, place):
    assert enter(Place(place), world).then.seconds <= 3


def test_whoever_has_no_number_hears_what_to_do(world):
    asked = enter(ASKED_FOR_A_NUMBER, world)
    assert page(asked.hear).endswith("Noch keine Nummer? || Für das Büro drücken Sie die Null.")
    silent = step(asked.then.place, "", world)
    assert "Die Nummer bekommen Sie im Büro." in page(silent.hear)
    assert "Dann drücken Sie Ihre acht Ziffern." in page(step(silent.then.place, "", world).hear)


@pytest.mark.parametrize("keys", ["*", "4711*", "471103*"])
def test_a_star_asks_for_the_number_anew(world, keys):
    reply = step(replace(ASKED_FOR_A_NUMBER, misses=2), keys, world)
    assert reply.then.place == Place(At.GROUP_CODE) and reply.hear[0].key == "gruppe.frage"


def typed_in(keys: str, world: World) -> Reply:
    """What is said in the end to somebody who types these keys without a pause, as a carrier brings them."""
    reply, heard = enter(ASKED_FOR_A_NUMBER, world), ""
    for key in keys:
        assert isinstance(reply.then, Ask)
        heard += key
        if len(heard) == reply.then.digits:
            reply, heard = step(reply.then.place, heard, world), ""
    return step(reply.then.place, heard, world) if heard.strip("#") and isinstance(reply.then, Ask) else reply


HASHES = st.lists(st.integers(0, 9), min_size=6, max_size=6)


@given(HASHES, st.sampled_from([group for group in PLAN.groups if group.code]))
def test_however_often_the_hash_key_is_pressed_before_a_digit_no_digit_is_lost(hashes, group):
    keys = "".join("#" * before + digit for before, digit in zip(hashes, group.code, strict=True))
    world = World(TUESDAY, PLAN, b"key")
    at_once, in_pieces = (typed_in(typed, world) for typed in (group.code, keys))
    assert in_pieces == at_once and {said.values for said in in_pieces.hear} == {said.values for said in at_once.hear}


@given(HASHES)
def test_where_some_numbers_are_longer_no_digit_behind_a_hash_is_lost_either(hashes):
    groups = (Group("Alt", code="582917"), Group("Neu", code="5829174"))
    world = World(TUESDAY, Plan(Office(), groups), b"key")
    keys = "".join("#" * before + digit for before, digit in zip([*hashes, 0], groups[1].code, strict=True))
    assert said_in(typed_in(keys, world).hear)[0].values == (("gruppe", "Neu"),)
    # Of the shorter one nobody knows whether it is whole, until # or silence says so.
    kept = typed_in(f"#{groups[0].code}", world).then.place
    assert [said_in(step(kept, keys, world).hear)[0].values for keys in ("#", "")] == [(("gruppe", "Alt"),)] * 2


@pytest.mark.parametrize(("keys", "said"), [("#47110", "noch die letzte Ziffer"), ("##4711", "letzten zwei Ziffern")])
def test_what_a_hash_has_taken_the_place_of_is_asked_for_and_a_star_begins_anew(world, keys, said):
    reply = step(ASKED_FOR_A_NUMBER, keys, world)
    assert said in page(reply.hear) and not reply.pause and reply.then.digits == keys.count("#")
    assert step(reply.then.place, "*", world).then.place == ASKED_FOR_A_NUMBER
    assert said in page(step(reply.then.place, "", world).hear)


@pytest.mark.parametrize("keys", ["471103", "99887766", "12312312"])
def test_behind_a_number_no_key_counts_for_a_second(world, keys):
    place = Place(At.LEADER_CODE if len(keys) == 8 else "gruppe")
    assert step(place, keys, world).pause == 1 and not step(place, "4711", world).pause


@pytest.mark.parametrize(("keys", "leads_to"), [("9", "menu"), ("0", "buero"), ("9#", "menu"), ("#", "gruppe")])
def test_one_key_alone_is_a_key_of_the_menu(world, keys, leads_to):
    assert step(ASKED_FOR_A_NUMBER, keys, world).then.place == Place(leads_to)


def at_the_end_of(number: str, world: World, place: At = At.GROUP_CODE) -> Reply:
    """What is said of a number that no group has, when no more digits follow."""
    reply = step(Place(place), number, world)
    return step(reply.then.place, "", world) if isinstance(reply.then, Ask) and awaits_rest(reply.then) else reply


def asked(groups: tuple[Group, ...], digits: int = 6, place: At = At.GROUP_CODE) -> tuple[Reply, int]:
    """What is asked at a place, and how many keys it waits for."""
    reply = enter(Place(place), World(TUESDAY, Plan(Office(digits=digits), groups), b"key"))
    assert isinstance(reply.then, Ask)
    return reply, reply.then.digits


def test_as_many_digits_are_asked_for_as_the_numbers_on_air_have():
    old, new = Group("Alt", code="582917"), Group("Neu", code="5829174")
    assert [asked(groups, 8)[1] for groups in ((), (old,), (old, new))] == [8, 6, 7]
    assert "Ziffern" not in page(asked((old, new))[0].hear) and "sieben Ziffern" in page(asked((new,))[0].hear)
    assert asked((), place="leitung")[1] == 8


def test_who_has_tried_too_often_hears_when_and_where_to_turn_and_no_reproach(world):
    reply = at_the_end_of("123123", replace(world, compares="today"))
    assert page(reply.hear).startswith(
        "Das waren viele Versuche. | Ist Ihr Raum offen, dann kommen Sie trotzdem hinein. || Im Büro"
    )


def test_while_strangers_try_nobody_is_told_that_a_right_number_is_unknown(world):
    night = replace(world, now=world.now.replace(hour=3), compares="open")
    for number in ("471103", "123123"):
        assert page(at_the_end_of(number, night).hear).startswith(
            "Zu dieser Nummer ist jetzt kein Raum offen. | Vielleicht trifft sich Ihre Gruppe später."
        )


@pytest.mark.parametrize(("place", "question"), [("gruppe", "sechs Ziffern"), ("leitung", "acht Ziffern")])
def test_whoever_is_to_wait_hears_music_is_asked_again_and_may_go_to_the_office(world, place, question):
    number = "123456" if place == "gruppe" else "12345678"
    reply = at_the_end_of(number, replace(world, compares="later"), At(place))
    assert page(reply.hear).startswith("Gerade wählen viele") and "Für das Büro" in page(reply.hear)
    assert reply.then.music and question in page(step(reply.then.place, "", world).hear)
    assert step(reply.then.place, "0", world).then.place == Place(At.OFFICE)
    assert {step(reply.then.place, key, world).then for key in "12345678*#"} == {reply.then}
