"""Who is new, in need, or finds nobody at the office."""

from dataclasses import replace
from datetime import time

import pytest

from ivr.call import begin, enter, step
from ivr.model.dial_outcome import BUSY, NO_ANSWER
from ivr.model.plan import CrisisLine
from ivr.model.recurrence import Rule, Span
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Dial
from ivr.world import World
from prompts.wording import page
from tests.conftest import berlin

LINE = CrisisLine("Telefonseelsorge", ("0800 111 0 111", "116 123"))


@pytest.fixture
def in_need(world: World) -> World:
    """The small contact point, with a help line; its office is closed."""
    office = replace(world.plan.office, crisis=LINE)
    return replace(world, plan=replace(world.plan, office=office))


def at_the_office(world: World) -> World:
    return replace(world, now=world.now.replace(hour=9, minute=30))


def test_who_is_new_hears_what_this_is_and_how_one_gets_in(world):
    reply = step(Place(At.MENU), "5", world)
    for said in ("den normalen Anruf", "Niemand sieht Ihre Telefonnummer", "bekommen Sie im Büro"):
        assert said in page(reply.hear)
    assert step(reply.then.place, "1", world).then.place.name == At.DATES


def test_who_is_new_hears_what_staff_wrote(world):
    office = replace(world.plan.office, for_newcomers="Kommen Sie einfach vorbei.")
    written = replace(world, plan=replace(world.plan, office=office))
    assert page(enter(Place(At.NEWCOMERS), written).hear).startswith("Kommen Sie einfach vorbei. || Für die Suche")


def test_at_night_help_is_offered_first_and_by_day_before_the_office(in_need):
    assert "Lindental. || Für Hilfe in Not drücken Sie die Sechs." in page(begin(in_need).hear)
    assert page(begin(at_the_office(in_need)).hear).endswith("Für Hilfe in Not die Sechs. || Für das Büro die Null.")


def test_whoever_is_in_need_is_put_through_with_one_key(in_need):
    told = step(Place(At.MENU), "6", in_need)
    assert page(told.hear).startswith("Telefonseelsorge. | Tag und Nacht, | und kostenlos.")
    assert step(told.then.place, "1", in_need).then == Dial("0800 111 0 111", Place(At.AFTER_CRISIS))


def test_the_key_to_the_help_line_is_said_before_its_numbers(in_need):
    heard = page(enter(Place(At.CRISIS), in_need).hear)
    assert heard.index("die Eins") < heard.index("Null acht null null") < heard.index("Oder")


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("10 08:30", "Heute ab neun"),
        ("10 12:00", "Heute ab vierzehn"),
        ("09 22:05", "Morgen ab neun"),
        ("12 22:05", "gerade niemand. || Sie"),
    ],
)
def test_a_closed_office_says_from_when_on_somebody_is_there_again(world, now, said):
    then = replace(world, now=berlin(f"2026-03-{now}"))
    assert said in page(enter(Place(At.OFFICE), then).hear)


@pytest.mark.parametrize(
    ("now", "answers"), [("09 23:00", True), ("10 00:30", True), ("10 01:00", False), ("11 00:30", False)]
)
def test_an_office_that_is_staffed_over_midnight_answers_until_then(world, now, answers):
    late = replace(world.plan.office, hours=(Rule((0,), Span(time(20), time(1))),))
    then = berlin(f"2026-03-{now}")
    reply = enter(Place(At.OFFICE), replace(world, now=then, plan=replace(world.plan, office=late)))
    assert isinstance(reply.then, Dial) is answers


@pytest.mark.parametrize(("outcome", "said"), [(BUSY, "wird gerade"), (NO_ANSWER, "hebt gerade niemand ab")])
@pytest.mark.parametrize("called", [At.AFTER_CRISIS, At.AFTER_OFFICE])
def test_nobody_there_is_another_sentence_than_closed_and_may_be_tried_again(in_need, outcome, said, called):
    reply = step(Place(called), outcome, at_the_office(in_need))
    assert said in page(reply.hear) and "gleich noch einmal" in page(reply.hear)
    assert isinstance(step(reply.then.place, "1", at_the_office(in_need)).then, Dial)


def test_a_closed_office_leads_to_help(in_need):
    closed = step(Place(At.MENU), "0", in_need)
    assert page(closed.hear).startswith("Im Büro ist gerade niemand. || Morgen ab neun Uhr ist wieder jemand da.")
    assert step(closed.then.place, "6", in_need).then.place.name == At.CRISIS


def test_without_a_help_line_nobody_is_offered_one(world):
    assert "Hilfe" not in page(begin(world).hear) and enter(Place(At.CRISIS), world).then.place.name == At.MENU
