"""The leader's page while it goes round, or all are silent together: it shows what goes on, and helps it on."""

import pytest

from tests.support.people import hears, leader, member


@pytest.fixture
def party(dial):
    """One who leads and two others, in this order."""
    return leader(dial), member(dial), member(dial)


def test_a_round_begins_at_the_page_and_is_seen_as_a_list(at_the_browser, party):
    at_the_browser.presses("reihum-2")
    reads = at_the_browser.reads
    assert "Es geht reihum Nummer 1 spricht bis 18:22 Uhr" in reads
    assert "Nummer 2 kommt noch. Nummer 3 kommt noch." in reads
    assert "Um Ruhe bitten" not in reads and "Das Wort geben" not in reads
    hears(party[0], "Sie sind an der Reihe.")


def test_page_and_keypad_hand_on_the_same_turns(at_the_browser, party):
    _, one, other = party
    at_the_browser.presses("reihum-0")
    at_the_browser.presses("weiter-1")
    one.press("*"), one.listen()
    assert "Danke." in one.heard
    at_the_browser.opens("/leitung/raum")
    assert "Nummer 2 war dran. Nummer 3 spricht." in at_the_browser.reads
    at_the_browser.presses("weiter-3")
    assert "reihum" not in at_the_browser.reads.partition("Runde und Stille")[0]
    hears(other, "Die Runde ist zu Ende.")


def test_a_button_that_comes_late_skips_nobody(at_the_browser, party):
    at_the_browser.presses("reihum-0")
    at_the_browser.presses("weiter-1"), at_the_browser.presses("weiter-1")
    assert "Nummer 2 spricht." in at_the_browser.reads


def test_a_turn_can_begin_anew_and_the_round_can_be_ended(at_the_browser, party):
    at_the_browser.presses("reihum-1"), at_the_browser.presses("nochmal-1")
    assert "Nummer 1 spricht bis 18:21 Uhr" in at_the_browser.reads
    at_the_browser.presses("runde_aus")
    hears(party[2], "Die Runde ist zu Ende.")
    assert not party[2].doing.muted


def test_all_are_silent_together_and_again_heard(at_the_browser, party):
    at_the_browser.presses("stille-3")
    hears(party[1], "Wir schweigen gemeinsam.")
    assert "Alle schweigen gemeinsam." in at_the_browser.reads and all(line.doing.muted for line in party)
    at_the_browser.presses("stille_aus")
    assert not any(line.doing.muted for line in party)


def test_without_a_telephone_in_the_room_the_page_begins_no_round(at_the_browser, dial):
    member(dial), member(dial)
    at_the_browser.presses("reihum-2")
    assert "Es geht reihum" not in at_the_browser.reads


def test_who_only_listens_is_seen_so(at_the_browser, party, dial):
    newcomer = dial()
    for keys in ("2", "471103", "3"):
        newcomer.listen(), newcomer.press(keys)
    newcomer.listen()
    at_the_browser.opens("/leitung/raum")
    assert newcomer.doing.muted and "Hört nur zu." in at_the_browser.reads


def test_who_has_the_turn_is_not_muted_and_gets_no_word_by_a_button_that_comes_late(at_the_browser, party):
    at_the_browser.presses("reihum-0"), at_the_browser.presses("weiter-1")
    at_the_browser.presses("stumm-2"), at_the_browser.presses("wort-3")
    party[2].listen()
    assert not party[1].doing.muted and party[2].doing.muted and "ist jetzt stumm" not in " ".join(party[2].heard)
