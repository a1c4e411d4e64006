"""Several people on the telephone as one transcript."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.control import Control
from exchange.line import Line
from exchange.transcript import Turn
from tests.support.evening import Evening
from tests.support.scenes import NAMES, Scene, parse
from tests.support.small_hotline import URL, House, play
from tests.support.transcripts import WORDS

LEADS = 'endConferenceOnExit="true" waitUrl="/wait"'
WAITS = 'startConferenceOnEnter="false" waitUrl="/wait"'
AGAIN = 'action="/x" actionOnEmptyResult="true"'
TALK = "Eins [☎]\nZwei [☎]\nLeitung [☎]\n"


class Door:
    """A house whose leader ends the talk by leaving; the clock goes as the transcript says, from 18:00 on.

    `due` is what happens at a time, asked of the network from outside.
    """

    def __init__(self, due: Mapping[str, Callable[[Control], None]]) -> None:
        self.due = due
        self.house = House()
        self.house.hotline.pages["/after"] = f"<Gather {AGAIN}>{play('Draussen')}</Gather>"
        self.house.hotline.pages["/x"] = f"{play('Danke')}<Hangup/>"
        self.minutes = 18 * 60

    def dial(self, name: str) -> Line:
        terms = f'participantLabel="{name}" {LEADS if name == "Leitung" else WAITS}'
        return self.house.dial(terms, 'action="/after" hangupOnStar="true" timeLimit="600"')

    def at(self, time: str) -> timedelta:
        if time in self.due:
            self.due[time](self.house.network.control)
        before, self.minutes = self.minutes, int(time[:2]) * 60 + int(time[3:])
        return timedelta(minutes=self.minutes - before)


def happens(written: str, due: Mapping[str, Callable[[Control], None]] | None = None) -> str:
    """What is written, as it goes in such a house."""
    door = Door(due or {})
    return "\n".join(map(str, Evening(door.dial, door.at).play(parse(written))))


def test_everybody_hears_and_others_notice():
    assert happens(f"{TALK}Zwei [*]\nLeitung [aufgelegt]") == (
        "Eins [☎] music\n(im Raum, eine Person)\n"
        "Zwei [☎] music\n(im Raum, zwei Personen)\n"
        "Leitung [☎]\n(drei Personen im Raum)\n    alle im Raum: (das Gespräch beginnt)\n"
        "Zwei [*] Draussen\n"
        "Leitung [aufgelegt]\n(aufgelegt)\n    Eins: Draussen"
    )


def test_what_is_announced_is_heard_by_all_in_the_room():
    def gong(control: Control) -> None:
        control.announce("r1", f"{URL}/Gong.wav")

    assert happens(f"{TALK}# 18:05\nEins [*]\n# 18:06", {"18:05": gong, "18:06": gong}).endswith(
        "# 18:05\n    alle im Raum: Gong\nEins [*] Draussen\n# 18:06\n    alle im Raum: Gong"
    )


def test_others_are_muted_and_heard_again():
    due = {
        "18:05": lambda control: control.mute("r1", ["Eins", "Zwei"], True),
        "18:06": lambda control: control.mute("r1", ["Zwei"], False),
    }
    assert happens(f"{TALK}# 18:05\n# 18:06", due).endswith(
        "# 18:05\n    Eins, Zwei: (stumm)\n# 18:06\n    Zwei: (zu hören)"
    )


def test_several_steps_tell_what_the_last_one_led_to():
    assert happens("Eins [☎ * stille]") == "Eins [☎ * stille] Danke\n(aufgelegt)"


def test_whoever_is_recorded_speaks():
    door = Door({})
    door.house.hotline.pages |= {"/x": '<Record action="/said" finishOnKey="#"/>', "/said": f"{play('Danke')}<Hangup/>"}
    [scene] = Evening(door.dial, door.at).play(parse("Eins [☎ * stille spricht 12 1 spricht 3 #]"))
    assert str(scene) == "Eins [☎ * stille spricht 12 1 spricht 3 #] Danke\n(aufgelegt)"
    assert door.house.hotline.asked("/said")[0]["RecordingDuration"] == "15"


def test_whoever_was_cut_off_dials_again():
    assert happens("Eins [☎ aufgelegt]\nEins [☎ *]").endswith("(aufgelegt)\nEins [☎ *] Draussen")


def test_time_ends_a_stay_in_a_room():
    assert happens("Eins [☎]\n# 18:05\nZwei [☎]\n# 18:10, Eins war lange da.\n# 18:15").endswith(
        "# 18:10, Eins war lange da.\n    Eins: Draussen\n# 18:15\n    Zwei: Draussen"
    )


@pytest.mark.parametrize(
    "line", ["Hallo.", "Paul [☎]", "Eins [hallo]", "# 18 Uhr", "Eins [spricht]", "    Eins: Draussen"]
)
def test_what_does_not_happen_on_an_evening_is_refused(line):
    with pytest.raises(ValueError, match=line.replace("[", r"\[")):
        parse(line)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("Eins [1]", "Eins has not dialled"),
        ("Eins [☎ ☎]", "Eins is on the telephone"),
        ("Eins [☎ spricht 1]", "nothing is being recorded"),
    ],
)
def test_nobody_does_what_cannot_be_done_now(written, why):
    with pytest.raises(ValueError, match=why):
        happens(written)


STEPS = st.lists(st.sampled_from(["☎", "stille", "aufgelegt", "spricht 12", "1", "471103", "*"]), min_size=1).map(
    " ".join
)
ACTS = st.builds(Turn, STEPS, WORDS, st.sampled_from(["", "(aufgelegt)", "(im Raum, eine Person)"]))
TIMES = st.builds(Turn, st.times().map("{:%H:%M}".format), WORDS)
OTHERS = st.lists(st.sampled_from(["Eins, Zwei: Hallo. (aufgelegt)", "alle im Raum: (das Gespräch beginnt)"])).map(
    tuple
)


@given(st.lists(st.builds(Scene, st.sampled_from(NAMES), ACTS, OTHERS) | st.builds(Scene, st.just(""), TIMES, OTHERS)))
def test_what_is_printed_can_be_read_again(scenes):
    assert parse("\n\n".join(map(str, scenes))) == scenes
