"""In the room, by the star key alone: what everybody can do there, and what the one who leads can do."""

from dataclasses import replace

import pytest

from audio.page import sentences
from exchange.activity import Ended
from exchange.network import at_once
from ivr.call import enter, step
from ivr.model.adhoc_rooms import PRACTICE_ID
from ivr.model.talk import Talk
from ivr.place import Place
from ivr.place_names import At
from ivr.prerender.sayable_in_rooms import BUSY
from ivr.reply import Ask
from ivr.visit import visit
from prompts.wording import page
from tests.support.hotlines import hotline_of, with_parts
from tests.support.people import comes, leader, member
from tests.support.refusing_carrier import Refusing
from tests.support.spoken_once import spoken_by_espeak
from worker.reconciler import Reconciler


def asks(line, *keys):
    """Opens the small menu and presses these keys; what is said then."""
    for key in ("*", *keys):
        line.press(key), line.listen()
    return " ".join(line.said_last.split())


@pytest.fixture
def party(dial):
    """One who leads, and two others."""
    lines = leader(dial), member(dial), member(dial)
    assert all(line.in_room and not line.doing.waiting for line in lines)
    return lines


@pytest.fixture
def muted(app, party):
    """For each in the room, whether the carrier lets nobody hear him; those who are heard first."""
    room, control = party[0].doing.room, hotline_of(app).network.control
    return lambda: sorted(someone.muted for someone in control.conference(room).participants)


def test_the_small_menu_leads_back_by_itself(party):
    _, one, other = party
    asks(one), one.wait()
    assert "Sie sind wieder im Raum." in one.said_last and one.doing.people == other.doing.people == 3


def test_the_star_that_opens_the_small_menu_is_said_first_and_closes_it(party):
    leads, one, _ = party
    for line in (leads, one):
        assert asks(line).startswith("Für das Gespräch: Stern.")
        line.press("*"), line.listen()
        assert line.said_last == "Sie sind wieder im Raum." and line.in_room
    for question in ("8", "9", "0"):
        asks(one, question, "*")
        assert one.in_room


def test_what_is_needed_less_is_offered_on_a_further_page_and_each_key_works_on_both(party):
    leads, one, _ = party
    assert "Für den Ausgang" not in asks(one)
    one.wait()
    assert asks(one, "8") == "Für die Anzahl die Vier. Für die Regeln die Fünf. Für den Ausgang die Neun."
    one.press("3"), one.listen()
    assert one.said_last == "Sie sind jetzt stumm." and "Mit Ihnen sind drei Personen" in asks(one, "4")
    assert asks(leads, "8") == "Für die Anzahl die Drei. Für Runde und Stille die Sechs. Für mehr die Acht."
    leads.press("8"), leads.listen()
    assert "Für das Abschließen die Vier." in leads.said_last
    leads.press("4"), leads.listen()
    assert leads.said_last == "Der Raum ist abgeschlossen."


def test_eight_turns_the_pages_of_the_small_menu_over_and_back(party):
    for line, pages in zip(party, (3, 2), strict=False):
        first = asks(line)
        line.wait()
        assert asks(line, *"8" * pages) == asks(line, "*", *"8" * 2 * pages) == first
        line.wait()


def test_a_wrong_key_is_told_shortly_and_the_menu_is_read_out_once_more_to_whoever_wants_that(party):
    for line in party[:2]:
        first = asks(line)
        sorry = "Mit dieser Taste geht es hier nicht weiter. Für das Gespräch: Stern. Für eine Wiederholung die Acht."
        line.wait()
        assert asks(line, "7") == asks(line, "*", "8", "7") == asks(line, "*", "7", "7") == sorry
        line.press("8"), line.listen()
        assert " ".join(line.said_last.split()) == first
        line.press("7"), line.listen(), line.press("*"), line.listen()
        assert line.in_room


def test_each_key_works_behind_a_wrong_one(party):
    assert "Mit Ihnen sind drei Personen" in asks(party[1], "7", "4")
    assert asks(party[0], "7", "4") == "Der Raum ist abgeschlossen."


@pytest.mark.parametrize("leads", [False, True])
@pytest.mark.parametrize("talk", [Talk(), BUSY])
def test_whatever_the_small_menu_says_is_over_within_twelve_seconds(world, leads, talk):
    """Also what it says to wrong keys, one after the other."""
    here = replace(world, person="me")
    here = replace(here, talks={visit(Place(At.ROOM, group=PRACTICE_ID), here).room: talk})
    for_leaders = ("pult", "pult_mehr", "pult_rest", "schluss_frage", "runde", "redezeit", "reihum", "reihum_mehr")
    names = for_leaders if leads else ("pause", "pause_mehr", "hinaus_frage")
    for menu in (enter(Place(name, group=PRACTICE_ID, leads=leads), here) for name in names):
        wrong = step(menu.then.place, "7", here)
        again = [step(wrong.then.place, "7", here)] if isinstance(wrong.then, Ask) else []
        for reply in (menu, wrong, *again, step(menu.then.place, "8", here)):
            assert seconds(page(reply.hear)) <= 12


def seconds(said: str) -> float:
    """How long the embedded voice takes for a page; the others are no slower."""
    spoken_ms = (len(spoken_by_espeak(one.text)) / 8 + one.pause_after_ms for one in sentences(said))
    return sum(spoken_ms) / 1000


def test_whoever_wants_to_speak_is_told_how_many_come_first(party):
    _, one, other = party
    assert "Sie haben die Nummer drei. Sie kommen als Nächstes dran." in asks(other, "1")
    assert "Vor Ihnen ist eine Person." in asks(one, "1")
    assert "Ihre Wortmeldung ist zurückgezogen." in asks(other, "2")
    assert "Sie kommen als Nächstes dran." in asks(one, "1")


def test_the_word_is_given_to_the_next_and_everybody_hears_it(party):
    leads, one, other = party
    asks(other, "1"), asks(one, "1")
    assert "Es gibt zwei Wortmeldungen. Als Nächstes: Nummer drei." in asks(leads, "1")
    leads.press("1"), leads.listen()
    assert "Nummer drei hat das Wort." in leads.said_last
    assert one.heard[-1] == other.heard[-1] == "Jetzt spricht Nummer drei."
    assert "Es gibt eine Wortmeldung. Als Nächstes: Nummer zwei." in asks(leads, "1")


def test_without_hands_there_is_no_word_to_give(party):
    assert "Es gibt keine Wortmeldung." in asks(party[0], "1")


def test_somebody_mutes_himself_and_is_heard_again(party, muted):
    _, one, _ = party
    assert "Sie sind jetzt stumm." in asks(one, "3") and muted() == [False, False, True]
    assert "Für das Mitsprechen die Drei." in asks(one)
    one.press("3"), one.listen()
    assert "Man hört Sie wieder." in one.said_last and not any(muted())


def test_all_are_silent_but_the_one_who_leads_and_who_has_the_word(party, muted):
    leads, one, other = party
    assert "Nur Sie sind jetzt zu hören." in asks(leads, "2") and muted() == [False, True, True]
    assert "um Ruhe gebeten" in asks(one, "3") and muted() == [False, True, True]
    asks(one, "1"), asks(leads, "1", "1")
    assert muted() == [False, False, True]
    asks(other, "1"), asks(leads, "1", "1")
    assert muted() == [False, False, True]
    assert "Jetzt sind alle wieder zu hören." in asks(leads, "2") and not any(muted())


def test_who_has_muted_himself_stays_so_when_all_are_free_again(party, muted):
    leads, one, _ = party
    asks(one, "3"), asks(leads, "2"), asks(leads, "2")
    assert muted() == [False, False, True]


def test_a_locked_room_lets_in_only_who_was_there_before(app, party):
    leads, one, _ = party
    network = hotline_of(app).network

    def stranger():
        return network.call("+493023125777", "+493023125000")

    assert "Der Raum ist abgeschlossen." in asks(leads, "4")
    assert "Jetzt kann niemand mehr hinein." in comes(stranger, "2", "471103").said_last
    one.hang_up()
    assert comes(lambda: network.call("+493023125999", "+493023125000"), "2", "471103", "1").in_room
    assert "Der Raum ist wieder offen." in asks(leads, "4")
    assert comes(stranger, "2", "471103", "1").in_room


def test_the_talk_is_ended_for_all_only_after_asking_back(party, dial):
    leads, one, other = party
    asks(leads, "5"), leads.wait()
    assert leads.in_room and one.in_room
    asks(leads, "5", "1")
    one.listen(), other.listen()
    assert "Die Leitung hat das Treffen beendet." in one.said_last
    assert all(isinstance(line.doing, Ended) for line in (leads, one, other))
    assert not member(dial).in_room


def test_everybody_can_ask_how_many_are_there_and_for_the_rules(party):
    leads, one, _ = party
    assert "Mit Ihnen sind drei Personen im Raum." in asks(one, "4")
    assert "Mit Ihnen sind drei Personen im Raum." in asks(leads, "3")
    assert "Was hier gesagt wird, bleibt hier." in asks(one, "5")
    one.wait()
    assert one.in_room


def test_nobody_leaves_without_being_asked_and_whoever_wants_to_does(party):
    _, one, _ = party
    asks(one, "9"), one.wait()
    assert one.in_room
    asks(one, "9", "1")
    assert "Sie sind nicht mehr im Raum." in one.said_last and not one.in_room


def test_who_hangs_up_leaves_the_list_of_those_who_want_to_speak(party):
    leads, one, other = party
    asks(one, "1"), asks(other, "1"), one.hang_up()
    assert "Es gibt eine Wortmeldung. Als Nächstes: Nummer drei." in asks(leads, "1")


def test_a_handset_beside_its_telephone_is_let_go(dial, clock):
    alone = comes(dial, "3", "5")
    assert alone.doing.seconds == 4 * 3600
    clock.says("2026-03-10 22:20")
    alone.time_up(), alone.listen()
    assert isinstance(alone.doing, Ended)


def test_what_the_carrier_refuses_is_said_and_the_talk_goes_on(app, party):
    with_parts(app, carrier=Refusing())
    assert "Das hat nicht geklappt." in asks(party[0], "2") and party[0].in_room
    assert "Für Ruhe im Raum" in asks(party[0])


def test_silence_is_over_when_the_one_who_asked_for_it_hangs_up(party, muted):
    leads, one, _ = party
    asks(one, "3"), asks(leads, "2"), leads.hang_up()
    assert muted() == [False, True]
    assert "Man hört Sie wieder." in asks(one, "3")


def test_a_talk_that_could_not_be_ended_goes_on(app, party):
    leads, one, _ = party
    with_parts(app, carrier=Refusing())
    assert "Das hat nicht geklappt." in asks(leads, "5", "1") and leads.in_room
    asks(one), one.wait()
    assert one.in_room


def test_silence_is_over_when_the_one_who_asked_for_it_leaves_the_room(party, muted):
    leads, _, _ = party
    asks(leads, "2"), asks(leads, "9", "1")
    assert not leads.in_room and muted() == [False, False]


def test_a_leader_whose_end_nobody_tells_silences_no_later_talk(app, party, dial, muted):
    hotline = hotline_of(app)
    asks(party[0], "2")
    hotline.network.delivers(lambda *callback: None)
    [line.hang_up() for line in party]
    hotline.network.delivers(at_once)
    leads, one = leader(dial), member(dial)
    reconciler = Reconciler(hotline.talks, hotline.room_control)
    reconciler.look(), reconciler.look()
    assert muted() == [False, False] and "Man hört Sie wieder." in asks(one, "3", "*", "3")
    assert "Nur Sie sind jetzt zu hören." in asks(leads, "2") and muted() == [False, True]


def test_a_call_whose_end_was_told_too_early_still_raises_its_hand(app, party):
    leads, one, _ = party
    hotline_of(app).talks.call_ended(one.sid)
    assert "Sie kommen als Nächstes dran." in asks(one, "1")
    assert "Es gibt eine Wortmeldung." in asks(leads, "1")
