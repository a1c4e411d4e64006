"""How long it takes to hear the next date of a group whose name one knows: keys, and seconds of listening."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from ivr.call import enter
from ivr.flows.date_blocks import more_dates, next_block
from ivr.model.agenda import next_meeting
from ivr.model.plan import Group
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Ask, Reply
from ivr.say import said_in
from ivr.world import World
from prompts.wording import page
from tests.support.finding import MEASURED, estimated, lasts, many_groups, ways


def test_the_estimate_of_seconds_is_near_to_what_was_measured():
    guessed = {sentence: estimated(sentence) for sentence in MEASURED}
    assert sum(guessed.values()) == pytest.approx(sum(MEASURED.values()), rel=0.03)
    assert guessed == pytest.approx(MEASURED, abs=0.45)


@pytest.mark.parametrize(("groups", "keys", "seconds"), [(2, 1, 45), (15, 4, 60), (60, 5, 75), (500, 5, 90)])
def test_the_next_date_of_any_group_is_soon_heard(groups, keys, seconds):
    found = list(ways(many_groups(groups)))
    assert len({way.group for way in found}) == groups
    assert max(len(way.keys) for way in found) <= keys
    assert max(way.seconds for way in found) <= seconds


@pytest.mark.parametrize("every", [1, 2, 3])
def test_a_block_of_dates_is_no_longer_where_meetings_are_called_off(every):
    world = called_off(many_groups(15), every)
    dates = [[said for said in said_in(reply.hear) if said.key.split(".")[0] == "termin"] for reply in blocks(world)]
    assert sum(map(len, dates)) > 15
    assert max(lasts(page(block), estimated) for block in dates) <= 40


def called_off(world: World, every: int) -> World:
    """The next meeting of every so many groups is called off."""
    groups = [
        without_the_next(group, world) if number % every == 0 else group
        for number, group in enumerate(world.plan.groups)
    ]
    return replace(world, plan=replace(world.plan, groups=tuple(groups)))


def without_the_next(group: Group, world: World) -> Group:
    following = next_meeting(group, world.now)
    return replace(group, cancellations=frozenset({following.start.date()} if following else ()))


def blocks(world: World) -> Iterator[Reply]:
    """The next dates of all groups, block after block."""
    place: Place | None = Place(At.DATES, answers="1")
    while place:
        yield (reply := enter(place, world))
        assert isinstance(reply.then, Ask)
        here = reply.then.place
        place = next_block(here) if more_dates(here, world) else None
