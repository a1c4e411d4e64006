"""Finding one's group among many: laws of the questions, for contact points of every size."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from audio.page import sentences
from ivr.call import begin, enter, step
from ivr.flows.alphabet import MOST_OFFERS, ranges
from ivr.flows.choosing import to_the_topics
from ivr.flows.codes import awaits_rest
from ivr.flows.finding import LONGEST
from ivr.flows.questions import BLOCK
from ivr.model.agenda import entries
from ivr.model.dial_outcome import NO_ANSWER
from ivr.model.names import folded
from ivr.model.plan import Group, Moved, Plan
from ivr.model.recurrence import Rule, Span
from ivr.place import Place
from ivr.place_names import At
from ivr.prerender.explore import KEYS, walk
from ivr.prerender.sayable import sayable
from ivr.reply import Ask, HangUp, Reply
from ivr.say import Press, Say, said_in, say
from ivr.world import World
from prompts.wording import page
from tests.conftest import TUESDAY
from tests.support.many_groups import groups
from tests.support.staff import written
from tests.support.walks import heard_in, spoken_beforehand

ENTRIES = (
    *("termin", "termin.jetzt", "termin.offen", "termin.ausfall", "termin.verlegt", "termin.vorbei"),
    *("termin.in_worten", "termin.keiner"),
)
SIZES = st.integers(0, 60)


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
    assert isinstance(reply.then, Ask)
    return reply.then.place.name == At.DATES and not reply.then.place.block_end


def answers(reply: Reply) -> list[str]:
    """The keys that are offered, but for the way back."""
    offered = [value for said in said_in(reply.hear) for name, value in said.values if name == "druecken"]
    return [press.key for press in offered if isinstance(press, Press) and press.key != "9"]


def lists(world: World, keys: str = "1", most: int = 9) -> Iterator[tuple[str, Reply]]:
    """Every list of dates, and every page of one group, that so many keys lead to, and these keys."""
    reply = after(keys, world)
    if not asks(reply):
        yield keys, reply
    elif len(keys) < most:
        for key in answers(reply):
            yield from lists(world, keys + key, most)


def listen(reply: Reply, world: World) -> list[Say]:
    """What somebody hears who presses nothing more, to the end of the list."""
    heard = [*said_in(reply.hear)]
    while any(said.key == "zum.weiter" for said in said_in(reply.hear)):
        assert isinstance(reply.then, Ask)
        reply = step(reply.then.place, "", world)
        heard += said_in(reply.hear)
    return [said for said in heard if said.key in ENTRIES]


def entries_in(reply: Reply) -> list[Say]:
    return [said for said in said_in(reply.hear) if said.key in ENTRIES]


def named(heard: list[Say]) -> list[str]:
    return [str(dict(said.values)["gruppe"]) for said in heard]


def by_name(world: World) -> Iterator[tuple[str, Reply]]:
    """The lists and pages to which the names lead, behind whichever keys they are offered."""
    first = after("1", world)
    offered = [said for said in said_in(first.hear) if said.key in ("zum.namen", "zum.namen_gruppe")]
    for press in (dict(said.values)["druecken"] for said in offered):
        assert isinstance(press, Press)
        yield from lists(world, f"1{press.key}")


@settings(max_examples=10)
@given(st.integers(BLOCK + 1, 100), st.integers())
@example(500, 1)
@example(BLOCK + 1, 1)
def test_by_the_names_one_comes_to_every_group_with_five_keys_even_to_one_without_a_date(size, seed):
    world = world_of(size, seed)
    found = [(keys, name) for keys, reply in by_name(world) for name in named(listen(reply, world))]
    assert sorted(name for _, name in found) == sorted(group.name for group in world.plan.groups)
    assert max(len(keys) for keys, _ in found) <= 5


@settings(max_examples=10)
@given(SIZES, st.integers())
def test_what_only_words_can_tell_comes_last_and_no_group_twice(size, seed):
    world = world_of(size, seed)
    for keys, reply in lists(world):
        read = listen(reply, world)
        heard, in_words = named(read), [said.key in ("termin.in_worten", "termin.keiner") for said in read]
        assert len(heard) == len(set(heard)), keys
        assert heard or size == 0, keys
        assert in_words == sorted(in_words), keys


@settings(max_examples=10)
@given(SIZES, st.integers())
def test_a_page_offers_at_most_five_keys_from_one_without_a_gap(size, seed):
    world = world_of(size, seed)
    for question in {keys[:n] for keys, _ in lists(world) for n in range(1, len(keys))}:
        offered = answers(after(question, world))
        assert 1 <= len(offered) <= MOST_OFFERS and offered == [str(key + 1) for key in range(len(offered))], question


HOURS = st.tuples(st.integers(0, 23), st.integers(1, 12)).map(lambda one: Span(time(one[0]), time(sum(one) % 24)))
WEEKLY = st.builds(Rule, st.sets(st.integers(0, 6), min_size=1).map(tuple), HOURS)
GROUPS = st.lists(st.none() | WEEKLY, min_size=1, max_size=LONGEST).map(
    lambda rules: tuple(
        Group(f"Kreis {n}", rules=(rule,) if rule else (), by_words="nach Absprache") for n, rule in enumerate(rules)
    )
)
PAUSES = st.lists(st.integers(0, 6 * 60), min_size=8, max_size=8)


def read_slowly(world: World, keys: Iterable[str], pauses: list[int], without: str) -> tuple[set[str], World]:
    """The groups that somebody hears of who takes so many minutes for each block, while the group `without` is taken
    off the air; and the world afterwards."""
    reply, heard = after(keys, world), set()
    for minutes in pauses:
        heard |= {*named(entries_in(reply))}
        there = Plan(groups=tuple(group for group in world.plan.groups if group.name != without))
        world = replace(world, now=world.now + timedelta(minutes=minutes), plan=there)
        if not isinstance(reply.then, Ask) or reply.then.place.name not in ("termine", "vorlesen"):
            break
        reply = step(reply.then.place, "", world)
    return heard, world


@settings(max_examples=40)
@given(GROUPS, PAUSES, st.sampled_from([(("1", ""), ""), (("", "", ""), "Kreis 3"), (("1", ""), "Kreis 5")]))
def test_while_a_list_is_read_no_group_falls_out_of_it(groups, pauses, how):
    first = World(TUESDAY, Plan(groups=groups), b"key")
    heard, last = read_slowly(first, how[0], pauses, without=how[1])
    still = {entry.group.name for entry in entries(last.plan, last.now)}
    assert {entry.group.name for entry in entries(first.plan, first.now)} & still <= heard


def test_a_list_that_was_begun_goes_on_where_it_was_when_there_are_more_groups():
    days = [TUESDAY.date() + timedelta(days=n) for n in range(8)]
    groups = tuple(Group(f"Kreis {n}", dates=((day, Span(time(20))),)) for n, day in enumerate(days))
    few = World(TUESDAY, Plan(groups=groups[:3]), b"key")
    on = step(after("1", few).then.place, "2", replace(few, plan=Plan(groups=groups)))
    assert named(entries_in(on))[0] == "Kreis 3"


def test_one_hears_the_same_block_again_and_then_the_next():
    world = world_of(12, 1)
    first = after("11", world)
    again = step(first.then.place, "1", world)
    assert again == first and named(listen(again, world)) == named(listen(first, world))


@pytest.fixture(scope="module")
def sixty() -> World:
    plan, problems = written(groups(60))
    assert not problems
    return World(TUESDAY, plan, b"key", {})


def never_missed(place: Place) -> bool:
    return place.misses == 0


def test_every_key_at_every_question_and_list_says_something():
    world = World(TUESDAY, written(groups(14))[0], b"key")
    for place, keys, reply in walk(world, begin(world), goes_to=never_missed):
        said = page(reply.hear)
        assert (said or awaits_rest(reply.then)) and not any(map(str.isdigit, said)), (place, keys, said)
        assert "termine.keine" not in [said.key for said in said_in(reply.hear)], (place, keys)
        assert len(answers(reply)) == len(set(answers(reply))) <= 5, (place, keys)


@given(st.lists(st.text("0123456789*#", max_size=3), max_size=6), st.sampled_from(KEYS))
def test_no_keys_pressed_before_can_break_a_call(sixty, before, key):
    assert page(step(Place(At.DATES, answers="".join(before)), key, sixty).hear)


def test_silence_in_a_list_reads_on_and_then_offers_the_choice_again(sixty):
    question, reply = after("14", sixty), after("145", sixty)
    while not asks(reply):
        assert reply.then.place.name == At.DATES
        reply = step(reply.then.place, "", sixty)
    assert said_in(reply.hear) == said_in(question.hear)


def test_silence_at_the_first_question_reads_the_next_dates(sixty):
    assert after(("1", ""), sixty) == after("11", sixty)


def test_silence_comes_to_an_end_from_every_list(sixty):
    for keys, reply in lists(sixty):
        turns = 0
        while not isinstance(reply.then, HangUp):
            place, silence = (reply.then.place, "") if isinstance(reply.then, Ask) else (reply.then.after, NO_ANSWER)
            reply, turns = step(place, silence, sixty), turns + 1
            assert turns < 60, keys


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
    world = world_of(16, 3)
    assert {"termin.verlegt", "termin.in_worten", "suche"} <= {said.key for hear in sayable(world) for said in hear}
    spoken = spoken_beforehand(world)
    for hours in (0, 20):
        later = replace(world, now=world.now + timedelta(hours=hours, minutes=7))
        assert heard_in(walk(later, begin(later), goes_to=never_missed)) <= spoken


def pieces(world: World) -> set[str]:
    return {sentence.text for said in spoken_beforehand(world) for sentence in sentences(said)}


def test_one_more_group_is_little_to_speak():
    some, one_more = groups(24), "Gruppe: Dill\nRegel: montags, 7 Uhr\n"
    before, after = (World(TUESDAY, written(text)[0], b"key", {}) for text in (some, some + one_more))
    assert 0 < len(pieces(after) - pieces(before)) <= 20


def test_what_no_group_has_is_not_offered(sixty):
    plan = Plan(groups=tuple(Group(f"Kreis {n}", by_words="nach Absprache") for n in range(17)))
    assert answers(after("1", World(TUESDAY, plan, b"key"))) == ["1", "2", "3"]
    assert answers(after("1", sixty)) == ["1", "2", "3", "4", "5"]


def test_topics_come_from_a_to_z_and_each_leads_to_a_list_that_says_it_again(sixty):
    assert "Für Themen mit A bis K" in page(after("14", sixty).hear)
    heard = page(after("145", sixty).hear)
    assert heard.startswith("Thema Trauer. || Gruppe ") and "Für weitere Treffen" in heard


def test_a_newcomer_is_led_to_the_topics_at_any_number_of_groups():
    grief, mind = Group("Krokus", "Trauer", by_words="nach Absprache"), Group("Aster", "Seele")
    two, none = (World(TUESDAY, Plan(groups=groups), b"key") for groups in ((grief, mind), (Group("Krokus"),)))
    asked = enter(to_the_topics(Place(At.MENU)), two)
    assert "Für Seele | drücken Sie die Eins. || Für Trauer | die Zwei." in page(asked.hear)
    assert page(step(asked.then.place, "2", two).hear).startswith("Thema Trauer. || Gruppe Krokus.")
    assert "kein Treffen geplant" in page(enter(to_the_topics(Place(At.MENU)), none).hear)


def test_a_place_is_known_by_what_stands_before_the_comma(sixty):
    assert "Für den Ort Gemeindehaus | die " in page(after("151", sixty).hear)


def ranges_of(*parts: str) -> list[str]:
    return [
        page([say("zum.bereich", bereich=found, druecken=Press("2", False))])
        for found in ranges([part.split(", ") for part in parts])
    ]


def test_ranges_are_told_by_letters_and_where_a_letter_is_divided_by_words():
    assert ranges_of("Ahorn, Dahlie", "Efeu, Enzian") == ["Für A bis D | die Zwei.", "Für E | die Zwei."]
    assert ranges_of("Rose, Salbei", "Schlehe, Tanne") == [
        "Für R bis Salbei | die Zwei.",
        "Für Schlehe bis T | die Zwei.",
    ]
    together = ranges_of("Leben mit Angst, Leben mit Krebs", "Leben mit Rheuma, Leben mit Sucht")
    assert together == ["Für Leben mit A bis K | die Zwei.", "Für R bis S | die Zwei."]


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
    assert "Verlegt: | Gruppe Krokus. | Heute, Dienstag" in in_list and new_date in in_list
    assert "Das nächste Treffen" not in in_list
    assert f"Dieses Treffen ist verlegt. | {new_date}" in page(step(after("2", world).then.place, "582917", world).hear)


def test_a_meeting_that_took_place_on_an_earlier_day_is_not_said_to_be_off():
    in_list = page(after("1", moved(TUESDAY.date(), TUESDAY.date() - timedelta(days=1))).hear)
    assert "Dieses Treffen war schon" in in_list and "fällt aus" not in in_list.lower()


def test_only_who_can_go_in_is_asked_whether_it_is_the_right_group(sixty):
    number = sixty.plan.groups[1].code
    reply = step(after("2", sixty).then.place, number, sixty)
    assert page(reply.hear).startswith("Gruppe Akelei. || Das Treffen ist zu Ende. || Das nächste Treffen:")


def test_a_group_that_only_words_can_tell_is_told_in_words_at_its_door():
    plan = Plan(groups=(Group("Krokus", by_words="nach Absprache", code="582917"),))
    world = World(TUESDAY, plan, b"key")
    at_the_door = page(step(after("2", world).then.place, "582917", world).hear)
    assert "Die Gruppe Krokus trifft sich nach Absprache." in at_the_door
    assert "Gruppe Krokus. | Die Treffen: | Nach Absprache." in page(after("1", world).hear)
