"""The page of the browser phone: keyboard, handset, fingers, switches, small screens."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers import barriers_by_day_and_night, needs_chromium, smallest_key

pytestmark = [needs_chromium, pytest.mark.usefixtures("short_sentences")]

# More than the page has places that Tab stops at.
MOST_TABS = 40


def test_the_keyboard_is_enough(person):
    keyboard, calls = person.page.keyboard, person.button("Anrufen")
    for _ in range(MOST_TABS):
        keyboard.press("Tab")
        if calls.evaluate("button => button === document.activeElement"):
            break
    keyboard.press("Enter")
    person.reads("Guten Tag.")
    keyboard.press("3")
    person.reads("Was hier gesagt wird, bleibt hier.")
    keyboard.press("Escape")
    person.sees("Aufgelegt")
    assert not person.hears_something()


def test_reading_along_and_larger_words_stay_as_they_were_left(person):
    log = person.telephone.get_by_role("log")
    person.switches("Wörter größer")
    person.calls()
    assert log.evaluate("log => getComputedStyle(log).fontSize") == "28px"
    person.switches("Mitlesen")
    expect(log).to_be_hidden()
    person.sees("Sie hören")
    person.page.reload()
    expect(log).to_be_hidden()
    person.switches("Mitlesen")
    expect(log).to_be_visible()
    expect(person.page.get_by_role("switch", name="Wörter größer")).to_be_checked()


def test_who_lifts_the_handset_calls_and_who_lays_it_down_hangs_up(person):
    handset = person.telephone.locator(".handset")
    handset.click()
    person.reads("Guten Tag.")
    handset.click()
    person.sees("Aufgelegt")


def test_a_finger_that_moves_the_page_presses_nothing(person):
    person.calls()
    key = person.button("3").bounding_box()
    touch = person.page.context.new_cdp_session(person.page)
    for kind, points in (
        ("touchStart", [(40, 30)]),
        ("touchMove", [(40, 10)]),
        ("touchMove", [(40, -90)]),
        ("touchEnd", []),
    ):
        at = [{"x": key["x"] + x, "y": key["y"] + y} for x, y in points]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})
    person.presses("2", "sechs Ziffern")
    expect(person.telephone.get_by_role("log")).not_to_contain_text("3")


def test_on_the_smallest_screen_the_keys_are_large_and_nothing_is_a_barrier(person):
    person.calls()
    assert smallest_key(person.page, 320) >= 60
    assert barriers_by_day_and_night(person.page) == ""
