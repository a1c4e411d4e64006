"""Regeln und Auskünfte: somebody chooses a title, listens paragraph by paragraph, and finds the way back."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from ivr.call import begin, enter, step
from ivr.model.moment import BERLIN
from ivr.model.plan import Plan
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Ask, HangUp, Reply
from ivr.world import World
from prompts.wording import page
from tests.support.information import TEXTS, with_information
from tests.support.walks import every_turn, heard_in, spoken_beforehand

TUESDAY = datetime(2026, 3, 10, 18, 20, tzinfo=BERLIN)


@pytest.fixture
def world(plan) -> World:
    return World(TUESDAY, with_information(plan), b"key", {})


def after(world: World, *keys: str) -> Reply:
    """What is answered to these keys, "" is silence."""
    reply = begin(world)
    for key in keys:
        assert isinstance(reply.then, Ask)
        reply = step(reply.then.place, key, world)
    return reply


def heard(world: World, *keys: str) -> str:
    return page(after(world, *keys).hear).replace(" |", "").replace("|", "")


def at(reply: Reply) -> At:
    assert isinstance(reply.then, Ask)
    return reply.then.place.name


def test_titles_are_offered_in_fours_behind_the_rules(world):
    assert heard(world, "3") == (
        "Für die Gesprächsregeln drücken Sie die Eins. Für Tipps zur Moderation die Zwei. "
        "Für Geld von der Krankenkasse die Drei. Für die Frage Was ist Selbsthilfe die Vier. "
        "Für weitere Auskünfte die Fünf."
    )
    assert heard(world, "3", "5") == (
        "Für den Umzug des Büros drücken Sie die Eins. Für Datenschutz die Zwei. Für das Hauptmenü die Neun."
    )
    assert heard(world, "3", "1") == heard(World(TUESDAY, Plan(rules_of_talk=world.plan.rules_of_talk), b"key"), "3")


def test_whoever_only_listens_hears_the_whole_text_and_then_the_titles_again(world):
    assert heard(world, "3", "2") == (
        "Tipps zur Moderation. Für einen Absatz zurück drücken Sie die Eins. Für den nächsten Absatz die Drei."
    )
    assert heard(world, "3", "2", "") == "Beginnen Sie mit einer Runde."
    assert heard(world, "3", "2", "", "") == "Achten Sie auf die Zeit. Das war alles dazu."
    assert heard(world, "3", "2", "", "", "") == heard(world, "3")
    assert heard(world, "3", "5", "1", "", "") == heard(world, "3", "5")


def test_within_a_text_keys_lead_back_on_and_out(world):
    first, second = heard(world, "3", "2", "3"), heard(world, "3", "2", "3", "3")
    assert first.startswith("Beginnen") and second.startswith("Achten")
    assert heard(world, "3", "2", "3", "3", "1") == heard(world, "3", "2", "3", "*") == first
    assert heard(world, "3", "2", "1") == heard(world, "3", "2", "3", "1") == heard(world, "3", "2")
    assert at(after(world, "3", "2", "3", "9")) == At.MENU
    assert heard(world, "3", "2", "3", "7").endswith(f"Bitte drücken Sie Eins, Drei oder Neun. {first}")


@pytest.mark.parametrize(
    ("keys", "told"),
    [("33", "Neu seit heute. Geld"), ("34", "Neu seit gestern. Was"), ("351", "Neu seit drei Tagen. Den")],
)
def test_what_is_new_says_so_first(world, keys, told):
    assert heard(world, *keys).startswith(told)
    later = replace(world, now=world.now + timedelta(days=30))
    assert "Neu" not in "".join(heard(later, "3", key) for key in "234")


def test_what_is_over_is_not_offered_and_without_any_text_the_rules_follow_at_once(world):
    assert "Sommerfest" not in heard(world, "3", "5")
    assert "Krankenkasse" not in heard(replace(world, now=world.now + timedelta(hours=6)), "3")
    over = replace(world, plan=replace(world.plan, information=TEXTS[4:5]))
    assert "Für die Regeln die Drei" in heard(over) and at(after(over, "3")) == At.RULES


def test_a_text_that_goes_off_the_air_while_it_is_read_leads_back_to_the_titles(world):
    place = after(world, "3", "2", "3").then.place
    without = replace(world, plan=replace(world.plan, information=TEXTS[1:]))
    assert at(step(place, "", without)) == At.INFORMATION
    nothing = replace(world, plan=replace(world.plan, information=()))
    assert at(step(place, "3", nothing)) == At.RULES


def test_a_leader_finds_the_tips_in_her_menu_and_comes_back_to_it(world):
    menu = after(world, "8", "99887766")
    assert "Für Tipps zur Moderation die Vier" in page(menu.hear).replace(" |", "")
    first = step(menu.then.place, "4", world)
    second = step(step(first.then.place, "", world).then.place, "", world)
    back = step(second.then.place, "", world)
    assert at(back) == At.LEADER_MENU and back.then.place.group == menu.then.place.group


def test_silence_comes_to_an_end_wherever_it_begins(world):
    for keys in ("3", "32", "323", "351"):
        reply, turns = after(world, *keys), 0
        while isinstance(reply.then, Ask):
            reply, turns = step(reply.then.place, "", world), turns + 1
            assert turns < 60
        assert isinstance(reply.then, HangUp)


def test_every_word_is_spoken_beforehand_for_the_next_day_and_a_half(world):
    spoken = spoken_beforehand(world)
    for hours in (0, 12, 30, 35):
        assert heard_in(every_turn(replace(world, now=world.now + timedelta(hours=hours)))) <= spoken


def test_no_page_of_titles_offers_more_than_five_keys(plan):
    many = tuple(replace(TEXTS[5], title=f"Auskunft {number}") for number in range(24))
    world = World(TUESDAY, replace(plan, information=many), b"key", {})
    for number in range(7):
        offers = [said for said in enter(Place(At.INFORMATION, part=number), world).hear if said.key.startswith("zum.")]
        assert 1 < len(offers) <= 5
