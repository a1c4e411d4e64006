"""Finding one's group among many: laws of the questions, for contact points of every size."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from audio.page import sentences
from ivr.call import begin, step
from ivr.flows.questions import LONGEST, MOST_ANSWERS
from ivr.model.agenda import entries
from ivr.model.dial_outcome import NO_ANSWER
from ivr.model.names import folded, shortened
from ivr.model.plan import Group, Moved, Plan
from ivr.model.recurrence import Rule, Span
from ivr.place import Place
from ivr.place_names import At
from ivr.prerender.explore import KEYS, walk
from ivr.prerender.sayable import sayable
from ivr.reply import Ask, HangUp, Reply
from ivr.say import Press, Say, said_in
from ivr.world import World
from prompts.wording import page
from tests.conftest import TUESDAY
from tests.support.many_groups import groups
from tests.support.staff import written

ENTRIES = ("termin", "termin.jetzt", "termin.ausfall", "termin.verlegt", "termin.in_worten")
SIZES = st.integers(0, 500)


def world_of(size: int, seed: int) -> World:
    """A plan of so many groups that share some topics, places, days and beginnings of names."""
    chance = Random(seed)
    topics, places, days = (chance.choice((1, 3, 12, 600)) for _ in range(3))
    beginnings = ("", "Selbsthilfegruppe ", "Ähren & Öl ", "»Mut« ", "3. Kreis ")[: chance.randint(1, 5)]

    def group(n: int) -> Group:
        day, span = TUESDAY.date() + timedelta(chance.randrange(days)), Span(time(chance.randrange(24), 30))
        later = Moved(day, day + timedelta(chance.randrange(1, 9)), span)
        return Group(
            name=f"{chance.choice(beginnings)}{chance.choice('AÄbßÜz7')}{n}",
            topic=chance.choice(("", f"Thema {chance.randrange(topics)}")),
            place=chance.choice(("", "am Telefon", f"Haus {chance.randrange(places)}, Allee 5")),
            dates=((day, span),) * chance.choice((0, 1, 1, 1)),
            moved=(later,) * chance.choice((0, 0, 1)),
            by_words="nach Absprache",
        )

    return World(TUESDAY, Plan(groups=tuple(map(group, range(size)))), b"key", {})


def after(keys: Iterable[str], world: World) -> Reply:
    """Where these keys lead, pressed one after the other in the main menu."""
    reply = begin(world)
    for key in keys:
        assert isinstance(reply.then, Ask)
        reply = step(reply.then.place, key, world)
    return reply


def asks(reply: Reply) -> bool:
    return said_in(reply.hear)[0].key.startswith("suche")


def answers(reply: Reply) -> list[str]:
    """The keys that are offered, but for the way back."""
    offered = [value for said in said_in(reply.hear) for name, value in said.values if name == "druecken"]
    return [press.key for press in offered if isinstance(press, Press) and press.key != "9"]


def questions_and_lists(world: World, keys: str = "1", most: int = 9) -> Iterator[tuple[str, Reply]]:
    """Every question and list of dates that so many keys lead to, and these keys."""
    waiting = [(keys, after(keys, world))]
    while waiting:
        keys, reply = waiting.pop()
        yield keys, reply
        if isinstance(reply.then, Ask) and asks(reply) and len(keys) < most:
            waiting += [(keys + key, step(reply.then.place, key, world)) for key in reversed(answers(reply))]


def lists(world: World, keys: str = "1", most: int = 9) -> Iterator[tuple[str, Reply]]:
    """Every list of dates that so many keys lead to, and these keys."""
    return (found for found in questions_and_lists(world, keys, most) if not asks(found[1]))


def listen(reply: Reply, world: World) -> list[Say]:
    """What somebody hears who presses nothing more, to the end of the list."""
    heard = [*said_in(reply.hear)]
    while any(said.key == "zum.weiter" for said in said_in(reply.hear)):
        assert isinstance(reply.then, Ask)
        reply = step(reply.then.place, "", world)
        heard += said_in(reply.hear)
    return [said for said in heard if said.key in ENTRIES]


def named(heard: list[Say]) -> list[str]:
    return [str(dict(said.values)["gruppe"]) for said in heard]


@settings(max_examples=25)
@given(SIZES, st.integers())
@example(500, 1)
@example(LONGEST, 1)
@example(LONGEST + 1, 1)
def test_four_keys_are_enough_to_hear_the_next_date_of_any_group(size, seed):
    world = world_of(size, seed)
    heard = {name for _, reply in lists(world, most=4) for name in named(listen(reply, world))}
    assert heard == {entry.group.name for entry in entries(world.plan, world.now)}


@settings(max_examples=15)
@given(SIZES, st.integers())
@example(500, 1)
def test_nobody_is_read_more_than_four_blocks_and_what_only_words_can_tell_comes_last_and_never_under_a_day(size, seed):
    world = world_of(size, seed)
    for keys, reply in lists(world):
        read = listen(reply, world)
        heard, in_words = named(read), [said.key == "termin.in_worten" for said in read]
        assert len(heard) == len(set(heard)) <= LONGEST, keys
        assert heard or size == 0, keys
        assert in_words == sorted(in_words), keys
        assert not any(in_words) or keys == "1" or keys[1] in "345", keys


@settings(max_examples=15)
@given(SIZES, st.integers())
def test_a_question_has_at_most_eight_answers_and_a_way_back(size, seed):
    world = world_of(size, seed)
    for keys, reply in questions_and_lists(world):
        offered = answers(reply)
        assert not asks(reply) or 1 <= len(offered) == len(set(offered)) <= MOST_ANSWERS, keys


HOURS = st.tuples(st.integers(0, 23), st.integers(1, 12)).map(lambda one: Span(time(one[0]), time(sum(one) % 24)))
WEEKLY = st.builds(Rule, st.sets(st.integers(0, 6), min_size=1).map(tuple), HOURS)
GROUPS = st.lists(st.none() | WEEKLY, min_size=1, max_size=LONGEST).map(
    lambda rules: tuple(
        Group(f"Kreis {n}", rules=(rule,) if rule else (), by_words="nach Absprache") for n, rule in enumerate(rules)
    )
)
PAUSES = st.lists(st.integers(0, 6 * 60), min_size=6, max_size=6)


def read_slowly(world: World, keys: Iterable[str], pauses: list[int], without: str) -> tuple[set[str], World]:
    """The groups that somebody hears of who takes so many minutes for each block, while the group `without` is taken
    off the air; and the world afterwards."""
    reply, heard = after(keys, world), set()
    for minutes in pauses:
        heard |= {*named([said for said in said_in(reply.hear) if said.key in ENTRIES])}
        there = Plan(groups=tuple(group for group in world.plan.groups if group.name != without))
        world = replace(world, now=world.now + timedelta(minutes=minutes), plan=there)
        if not isinstance(reply.then, Ask) or reply.then.place.name not in ("termine", "vorlesen"):
            break
        reply = step(reply.then.place, "", world)
    return heard, world


@settings(max_examples=40)
@given(GROUPS, PAUSES, st.sampled_from([("1", ""), (("", "", ""), "Kreis 3"), ("1", "Kreis 5")]))
def test_while_a_list_is_read_no_group_falls_out_of_it(groups, pauses, how):
    first = World(TUESDAY, Plan(groups=groups), b"key")
    heard, last = read_slowly(first, how[0], pauses, without=how[1])
    still = {entry.group.name for entry in entries(last.plan, last.now)}
    assert {entry.group.name for entry in entries(first.plan, first.now)} & still <= heard


def test_a_list_that_was_begun_never_becomes_a_question_at_midnight():
    days = [TUESDAY.date()] * 8 + [date(2026, 3, 12)] * 12
    groups = tuple(Group(f"Kreis {n:02}", dates=((day, Span(time(23, 58))),)) for n, day in enumerate(days))
    world = World(TUESDAY.replace(hour=23, minute=59), Plan(groups=groups), b"key")
    reply = after("11", world)
    on = step(reply.then.place, "2", replace(world, now=world.now + timedelta(minutes=2)))
    assert not asks(on) and named([said for said in said_in(on.hear) if said.key in ENTRIES])[0] == "Kreis 04"


def test_one_hears_the_same_block_again_and_then_the_next():
    world = world_of(12, 1)
    first = after("1", world)
    again = step(first.then.place, "1", world)
    assert again == first and named(listen(again, world)) == named(listen(first, world))


@pytest.fixture(scope="module")
def sixty() -> World:
    plan, problems = written(groups(60))
    assert not problems
    return World(TUESDAY, plan, b"key", {})


def test_every_key_at_every_question_and_list_says_something(sixty):
    for place, keys, reply in walk(sixty, begin(sixty)):
        said = page(reply.hear)
        assert said and not any(map(str.isdigit, said)), (place, keys, said)
        assert "termine.keine" not in [said.key for said in said_in(reply.hear)], (place, keys)
        assert len(answers(reply)) == len(set(answers(reply))), (place, keys)


@given(st.lists(st.text("0123456789*#", max_size=3), max_size=6), st.sampled_from(KEYS))
def test_no_keys_pressed_before_can_break_a_call(sixty, before, key):
    assert page(step(Place(At.DATES, answers="".join(before)), key, sixty).hear)


def test_silence_in_a_list_reads_on_and_then_offers_the_choice_again(sixty):
    reply = after("151", sixty)
    for _ in range(4):
        assert not asks(reply)
        reply = step(reply.then.place, "", sixty)
    assert reply == after("15", sixty)


def test_silence_comes_to_an_end_from_every_list(sixty):
    for keys, reply in lists(sixty):
        turns = 0
        while not isinstance(reply.then, HangUp):
            place, silence = (reply.then.place, "") if isinstance(reply.then, Ask) else (reply.then.after, NO_ANSWER)
            reply, turns = step(place, silence, sixty), turns + 1
            assert turns < 40, keys


def test_whoever_presses_nothing_is_read_the_soonest_dates_and_sent_to_the_office(sixty):
    reply, heard = begin(sixty), []
    while isinstance(reply.then, Ask):
        reply = step(reply.then.place, "", sixty)
        heard += said_in(reply.hear)
    assert named([said for said in heard if said.key in ENTRIES]) == [
        entry.group.name for entry in entries(sixty.plan, sixty.now)[:LONGEST]
    ]
    assert "termine.mehr" in [said.key for said in heard]


def test_everything_said_of_many_groups_is_spoken_beforehand():
    world = world_of(60, 3)
    said = {said for hear in sayable(world) for said in hear}
    assert {"termin.verlegt", "termin.in_worten", "suche"} <= {one.key for one in said}
    spoken = {page([one]) for one in said}
    for hours in range(0, 36, 5):
        later = replace(world, now=world.now + timedelta(hours=hours, minutes=7))
        met = {said for _, _, reply in walk(later, begin(later)) for said in said_in(reply.hear)}
        assert {page([said]) for said in met} <= spoken


def pages(world: World) -> set[str]:
    """The pages that are spoken beforehand, each of one sentence."""
    return {page([said]) for said in {said for hear in sayable(world) for said in hear}}


def pieces(world: World) -> set[str]:
    return {sentence.text for said in pages(world) for sentence in sentences(said)}


def test_one_more_group_is_little_to_speak():
    some, one_more = groups(24), "Gruppe: Dill\nRegel: montags, 7 Uhr\n"
    before, after = (World(TUESDAY, written(text)[0], b"key", {}) for text in (some, some + one_more))
    assert 0 < len(pieces(after) - pieces(before)) <= 20


def test_an_answer_that_holds_nothing_is_not_offered_and_the_others_keep_their_keys():
    plan = Plan(groups=tuple(Group(f"Kreis {n}", by_words="nach Absprache") for n in range(17)))
    assert answers(after("1", World(TUESDAY, plan, b"key"))) == ["5"]


def test_topics_come_in_the_order_of_the_files_and_the_eighth_answer_holds_all_others(sixty):
    offers = said_in(after("13", sixty).hear)
    assert [dict(said.values).get("thema") for said in offers[1:4]] == ["Seele", "Sucht", "Trauer"]
    assert offers[8].key == "zum.andere"
    assert sum(len(listen(reply, sixty)) for _, reply in lists(sixty, "138")) == 18


def test_a_place_is_known_by_what_stands_before_the_comma(sixty):
    assert "Gemeindehaus. | Die Drei." in page(after("14", sixty).hear)


@pytest.mark.parametrize(
    "name, others, short",
    [
        ("Krokus", ["Aster"], "Krokus"),
        ("Leben mit Krebs", ["Krokus"], "Leben"),
        ("Leben mit Krebs", ["Leben ohne Alkohol"], "Leben mit Krebs"),
        ("Die Brücke am Fluss", ["Aster"], "Die Brücke"),
        ("2. Anlauf nach Feierabend", [""], "2. Anlauf"),
    ],
)
def test_a_name_is_shortened_as_far_as_it_still_tells(name, others, short):
    assert shortened(name, others) == short


def test_names_are_in_the_order_of_the_alphabet():
    names = ["Ähre", "»Bach«", "Étoile", "Kreis 2", "Kreis 10", "öl", "Straße", "Strauß"]
    assert sorted(reversed(names), key=folded) == names


def moved(day: date, to: date, now_hour: int = 12) -> World:
    evening = Span(time(18))
    group = Group("Krokus", dates=((day, evening),), moved=(Moved(day, to, Span(time(19))),), code="582917")
    return World(TUESDAY.replace(hour=now_hour), Plan(groups=(group,)), b"key", {})


def test_a_moved_meeting_is_told_in_the_list_and_at_the_door():
    world = moved(TUESDAY.date(), TUESDAY.date() + timedelta(days=2))
    new_date = "Der neue Termin: | Übermorgen, Donnerstag, zwölfter März, neunzehn Uhr."
    in_list = page(after("1", world).hear)
    assert f"Dieses Treffen ist verlegt. | {new_date}" in in_list and "Das nächste Treffen" not in in_list
    assert f"Dieses Treffen ist verlegt. | {new_date}" in page(step(after("2", world).then.place, "582917", world).hear)


def test_a_meeting_that_was_moved_to_an_earlier_day_is_just_off_on_its_own():
    world = moved(TUESDAY.date(), TUESDAY.date() - timedelta(days=1))
    assert "Dieses Treffen fällt aus" in page(after("1", world).hear)


def test_only_who_can_go_in_is_asked_whether_it_is_the_right_group(sixty):
    number = sixty.plan.groups[1].code
    reply = step(after("2", sixty).then.place, number, sixty)
    assert page(reply.hear).startswith("Gruppe Akelei. || Das Treffen ist zu Ende. || Das nächste Treffen:")


def test_a_group_that_only_words_can_tell_is_told_in_words_at_its_door():
    plan = Plan(groups=(Group("Krokus", by_words="nach Absprache", code="582917"),))
    world = World(TUESDAY, plan, b"key")
    at_the_door = page(step(after("2", world).then.place, "582917", world).hear)
    assert "Die Gruppe Krokus trifft sich nach Absprache." in at_the_door
    assert "Die Treffen: | Nach Absprache." in page(after("1", world).hear)
