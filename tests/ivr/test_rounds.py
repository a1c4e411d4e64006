"""Going round by telephone: begun by the one who leads or by the group itself, handed on by the star key."""

import pytest

from carrier.port import CarrierError
from ivr.reply import Mute
from tests.support.hotlines import hotline_of, with_parts
from tests.support.people import leader, member
from tests.support.refusing_carrier import Refusing
from worker.main import room_clock


def asks(line, *keys: str) -> str:
    """Opens the small menu and presses these keys; what is said then."""
    for key in ("*", *keys):
        line.press(key), line.listen()
    return " ".join(line.said_last.split())


def heard_last(line) -> str:
    line.listen()
    return " ".join(line.heard[-2:])


@pytest.fixture
def party(dial):
    """One who leads, and two others."""
    return leader(dial), member(dial), member(dial)


@pytest.fixture
def audible(app, party):
    """The places in the party of those whom the others hear now."""

    def audible() -> list[int]:
        hotline = hotline_of(app)
        (room,) = hotline.talks.rooms()
        conference = hotline.network.control.conference(room)
        muted = {one.label: one.muted for one in conference.participants} if conference else {}
        labels = [hotline.talks.person(line.sid) for line in party]
        return [place for place, label in enumerate(labels) if not muted.get(label, True)]

    return audible


def test_the_star_of_who_speaks_hands_on_and_of_all_others_opens_their_menu(party, audible):
    leads, one, other = party
    assert asks(leads, "6", "1", "0") == "Die Runde beginnt." and audible() == [0, 1]
    assert asks(other).startswith("Für das Gespräch: Stern. Für eine Wortmeldung")
    other.press("*"), other.listen()
    assert asks(one) == "Danke." and audible() == [0, 2]
    assert "Sie sind an der Reihe. Mit Stern geben Sie weiter." in heard_last(other)


def test_at_the_end_all_are_heard_again_but_whoever_has_muted_himself(party, audible):
    leads, one, other = party
    asks(one, "3"), asks(leads, "6", "1", "0")
    assert audible() == [0, 1]
    asks(one), asks(other), asks(leads)
    assert "Die Runde ist zu Ende." in heard_last(other) and audible() == [0, 2]


def test_the_one_who_leads_helps_on_repeats_and_ends(party, audible):
    leads, _, other = party
    asks(leads, "6", "1", "3")
    assert asks(leads, "1") == "Nummer drei hat das Wort." and audible() == [0, 2]
    assert asks(leads, "2") == "Nummer drei hat das Wort."
    assert heard_last(other).count("Sie sind an der Reihe.") == 1
    assert asks(
        leads, "3"
    ) == "Die Runde ist zu Ende. Jetzt dürfen alle sprechen. Wer stumm ist, drückt Stern und Drei." and audible() == [
        0,
        1,
        2,
    ]


def test_what_belongs_to_silence_is_not_offered_while_it_goes_round(party):
    leads = party[0]
    asks(leads, "6", "1", "0")
    assert "Mit dieser Taste geht es hier nicht weiter." in asks(leads, "9", "1")
    leads.press("*"), leads.listen()
    assert (
        asks(leads, "8")
        == "Für dieselbe noch einmal die Zwei. Für das Ende der Runde die Drei. Für alles Weitere die Neun."
    )


def test_who_hangs_up_is_skipped_at_once(party, audible):
    leads, one, other = party
    asks(leads, "6", "1", "0")
    one.hang_up()
    assert "Jetzt spricht Nummer drei." in heard_last(other) and audible() == [0, 2]


def test_with_a_carrier_that_refuses_no_round_begins_and_that_is_said(app, party):
    leads = party[0]
    for key in "*61":
        leads.press(key), leads.listen()
    with_parts(app, carrier=Refusing())
    leads.press("2"), leads.listen()
    assert "Das hat nicht geklappt." in leads.said_last
    assert all(talk.round is None for talk in hotline_of(app).talks.values())


def test_a_carrier_that_fails_while_somebody_leaves_is_made_good_by_the_worker(app, party, audible):
    leads, one, _ = party
    asks(leads, "6", "1", "0")
    hotline, works = hotline_of(app), hotline_of(app).carrier
    with_parts(app, carrier=Refusing())
    one.hang_up()
    with_parts(app, carrier=works)
    assert audible() == [0]
    room_clock(hotline).repair_quiet_rooms()
    assert audible() == [0, 2]


def test_who_was_on_the_way_in_when_it_became_quiet_is_muted_by_the_event(app, party, audible):
    leads, _, other = party
    asks(leads, "6", "1", "0")
    hotline = hotline_of(app)
    hotline.room_control.do(Mute(leads.doing.room, (hotline.talks.person(other.sid),), False))
    assert audible() == [0, 1, 2]
    other.press("*"), other.listen(), other.press("*"), other.listen()
    assert audible() == [0, 1]


def test_two_who_hand_on_the_same_turn_skip_nobody(party, audible):
    leads, one, _ = party
    asks(leads, "6", "1", "0")
    leads.press("*"), leads.listen()
    assert asks(one) == "Danke."
    leads.press("1"), leads.listen()
    assert leads.said_last == "Nummer drei hat das Wort." and audible() == [0, 2]


@pytest.fixture
def half_broken(app, party):
    """A carrier that mutes the first, and then fails."""
    works = hotline_of(app).carrier

    class HalfBroken(Refusing):
        def mute(self, room, labels, on):
            works.mute(room, list(labels)[:1], on)
            raise CarrierError("429")

        def conference(self, room):
            return works.conference(room)

    return with_parts(app, carrier=HalfBroken())


def test_of_whom_a_carrier_has_muted_before_it_failed_nobody_stays_muted(app, party, audible, half_broken):
    works = hotline_of(app).network.control
    asks(party[0], "6", "1", "0")
    assert "Das hat nicht geklappt." in party[0].said_last
    with_parts(app, carrier=works)
    room_clock(hotline_of(app)).repair()
    assert audible() == [0, 1, 2]


def test_who_is_given_no_word_while_all_are_silent_or_it_goes_round(party, audible):
    leads = party[0]
    asks(party[1], "1"), asks(leads, "6", "2", "1")
    assert "Mit dieser Taste geht es hier nicht weiter." in asks(leads, "1") and audible() == []
    leads.press("*"), leads.listen()
    assert asks(leads, "2") == "Gerade ist Stille."


def test_who_comes_in_again_to_listen_is_not_heard_and_the_other_way_round(party, dial):
    line = dial()
    for keys, muted in (("3", True), ("1", False), ("3", True)):
        for step in ("2", "471103", keys):
            line.listen(), line.press(step)
        line.listen()
        assert line.doing.muted == muted
        asks(line, "9", "1")
