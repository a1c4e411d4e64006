"""How long the main menu lasts: at most twenty seconds, whatever rows the plan adds."""

from dataclasses import replace

import pytest

from ivr.call import enter
from ivr.model.plan import CrisisLine, InformationText
from ivr.place import Place
from ivr.place_names import At
from ivr.world import World
from prompts.wording import page
from tests.support.finding import estimated, lasts


@pytest.mark.parametrize("hour", [10, 18])
@pytest.mark.parametrize(("open_groups", "own_rooms"), [(0, False), (2, False), (2, True)])
def test_with_every_row_the_main_menu_takes_no_more_than_twenty_seconds(world, hour, open_groups, own_rooms):
    everything = with_every_row(world, open_groups, own_rooms)
    menu = page(enter(Place(At.MENU), replace(everything, now=world.now.replace(hour=hour))).hear)
    assert menu.count("die ") >= (7 if open_groups else 6), menu
    assert lasts(menu, estimated) <= 20


def with_every_row(world: World, open_groups: int, own_rooms: bool) -> World:
    """With a help line and a text of information; so many groups meet all day without a number."""
    always = [replace(group, open=True) for group in world.plan.groups if "Telefoncafé" in group.name]
    several = [replace(group, name=f"Café {number}") for group in always for number in range(open_groups)]
    line = CrisisLine("Telefonseelsorge", ("0800 111 0 111",))
    office = replace(world.plan.office, crisis=line, spontaneous=own_rooms)
    text = InformationText("Datenschutz", ("Niemand nimmt auf.",))
    groups = (*world.plan.groups, *several)
    return replace(world, plan=replace(world.plan, office=office, information=(text,), groups=groups))
