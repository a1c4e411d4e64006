"""How long an announcement is heard "until the next meeting"."""

import pytest

from ivr.call import enter
from ivr.flows.announcing import MEETING, heard_until
from ivr.model.announcement import RecordingOutcome
from ivr.model.plan import Plan
from ivr.place import Place
from ivr.place_names import At
from ivr.world import World
from prompts.wording import page
from tests.conftest import berlin
from tests.support.staff import group


@pytest.mark.parametrize(
    ("rule", "now", "until"),
    [
        ("dienstags, 18 bis 19 Uhr", "10 17:59", "2026-03-10 19:00"),
        ("dienstags, 18 bis 19 Uhr", "10 18:10", "2026-03-17 19:00"),
        ("samstags, 20 bis 24 Uhr; sonntags, 0 bis 3 Uhr", "14 19:00", "2026-03-15 03:00"),
        ("samstags, 20 bis 24 Uhr; sonntags, 0 bis 3 Uhr", "14 21:00", "2026-03-22 03:00"),
        ("samstags, 20 bis 24 Uhr; sonntags, 0 bis 3 Uhr", "15 01:00", "2026-03-22 03:00"),
    ],
)
def test_the_next_meeting_is_the_one_that_has_not_begun_and_ends_when_all_part(rule, now, until):
    found = heard_until(group(f"Regel: {rule}"), MEETING, berlin(f"2026-03-{now}"))
    assert found == berlin(until)


def test_a_room_that_is_always_open_does_not_end_an_announcement_at_midnight():
    assert heard_until(group("Regel: täglich, 0 bis 24 Uhr"), MEETING, berlin("2026-03-10 23:58")) is None


@pytest.mark.parametrize(("rule", "offered"), [("dienstags, 18 bis 19 Uhr", True), ("täglich, 0 bis 24 Uhr", False)])
def test_who_leads_is_asked_for_the_next_meeting_only_where_there_will_be_one(rule, offered):
    leads = group(f"Regel: {rule}\nZugang: 582917\nLeitung: 64028195")
    world = World(
        berlin("2026-03-10 18:10"), Plan(groups=(leads,)), b"key", recordings={"one": RecordingOutcome("sound")}
    )
    asked = page(enter(Place(At.HOW_LONG, group=world.group_id(leads), number=0, recording="one"), world).hear)
    assert "Wie lange" in asked and ("bis zum nächsten Treffen" in asked) is offered
