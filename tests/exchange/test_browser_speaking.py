"""Speaking into the browser phone: in a real browser, with a microphone that hears a known tone."""

import cmath
import math
import struct
import wave
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Playwright

from exchange.network import Network
from exchange.recorder import tone
from exchange.wav import RATE, samples_of
from tests.support.browser_phone import Person
from tests.support.browsers import chromium, needs_chromium
from tests.support.served import served, with_exchange
from tests.support.small_hotline import SmallHotline, network

pytestmark = [needs_chromium, pytest.mark.usefixtures("short_sentences")]

HERTZ = 620
# For how much of each second the tone stays as it is.
STEADY = 0.85
MICROPHONE_RATE = 48_000
LOUDNESS = 10_000
TENTH = RATE // 10
PAGES = {
    "/voice": '<Record action="/after" maxLength="3" finishOnKey="#"/>',
    "/after": '<Say language="de-DE">Danke.</Say><Gather action="/x"/>',
}
NOTICED = """window.heard = [];
const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = (wanted) => ask(wanted).then((stream) => (heard.push(stream), stream));"""

# Whether each microphone is in use, once so many have been opened.
MICROPHONES = """async (count) => {
    while (heard.length < count) await new Promise((look) => setTimeout(look, 50));
    return heard.map(({ active }) => active);
}"""

# The loudest frequency of what is played, over a second.
PITCH = """async (earpiece) => {
    const ears = new AudioContext(), meter = new AnalyserNode(ears, { fftSize: 16384 });
    ears.createMediaStreamSource(earpiece.captureStream()).connect(meter);
    await new Promise((done) => setTimeout(done, 1000));
    const levels = new Float32Array(meter.frequencyBinCount);
    meter.getFloatFrequencyData(levels);
    return levels.indexOf(Math.max(...levels)) * ears.sampleRate / meter.fftSize;
}"""


class Studio:
    """A hotline that records for three seconds, or until #."""

    def __init__(self, hotline: SmallHotline, network: Network, url: str) -> None:
        self.hotline, self.network, self.url = hotline, network, url

    def recorded(self) -> Sequence[int]:
        """The samples of the only recording, once the hotline was told of it."""
        [told] = self.hotline.asked("/after")
        [recording] = self.network.control.recordings(told["CallSid"])
        return [sample for (sample,) in struct.iter_unpack("<h", samples_of(recording.sound))]


@pytest.fixture
def studio(app: Flask) -> Iterator[Studio]:
    hotline = SmallHotline(PAGES)
    with with_exchange(app, network(hotline)) as net, served(app) as port:
        yield Studio(hotline, net, f"http://127.0.0.1:{port}")


@pytest.fixture(scope="module")
def browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    heard = tmp_path_factory.mktemp("microphone") / "tone.wav"
    whistle(heard)
    flags = ("--use-fake-device-for-media-stream", f"--use-file-for-fake-audio-capture={heard}")
    with chromium(playwright, *flags) as browser:
        yield browser


def sits_down(browser: Browser, studio: Studio, *allowed: str) -> Iterator[Person]:
    """Somebody at the page who allows this; the browser may not complain."""
    page = browser.new_context(permissions=allowed).new_page()
    page.add_init_script(NOTICED)
    person = Person(page, studio.url)
    yield person
    page.context.close()
    assert person.noted == []


@pytest.fixture
def person(browser: Browser, studio: Studio) -> Iterator[Person]:
    yield from sits_down(browser, studio, "microphone")


@pytest.fixture
def shy(browser: Browser, studio: Studio) -> Iterator[Person]:
    """Somebody who does not allow the microphone."""
    yield from sits_down(browser, studio)


@pytest.fixture
def leader(browser: Browser, app: Flask) -> Iterator[Person]:
    """Somebody who leads a group, at the page of the real hotline."""
    with with_exchange(app), served(app) as port:
        page = browser.new_context(permissions=["microphone"]).new_page()
        yield Person(page, f"http://127.0.0.1:{port}")
        page.context.close()


def whistle(file: Path) -> None:
    """A second of the tone, as a microphone hears it; at its end it wavers, because a tone alone is no announcement."""
    waver = [0.5 * math.sin(math.tau * 10 * at / MICROPHONE_RATE) for at in range(MICROPHONE_RATE)]
    bends = [0.0 if at < STEADY * MICROPHONE_RATE else bend for at, bend in enumerate(waver)]
    turns = accumulate(HERTZ * (1 + bend) / MICROPHONE_RATE for bend in bends)
    samples = (round(LOUDNESS * math.sin(math.tau * turn)) for turn in turns)
    with wave.open(str(file), "wb") as written:
        written.setparams((1, 2, MICROPHONE_RATE, 0, "NONE", ""))
        written.writeframes(struct.pack(f"<{MICROPHONE_RATE}h", *samples))


def share(samples: Sequence[int], hertz: int) -> float:
    """How much of the sound is this tone, from 0 to 1, by power in each tenth of a second."""
    pieces = [samples[at : at + TENTH] for at in range(0, len(samples) - TENTH, TENTH)]
    return sum(_share(piece, hertz) for piece in pieces) / len(pieces)


def _share(samples: Sequence[int], hertz: int) -> float:
    turning = sum(sample * cmath.exp(-1j * math.tau * hertz * at / RATE) for at, sample in enumerate(samples))
    return 2 * abs(turning) ** 2 / len(samples) / max(1, sum(sample**2 for sample in samples))


def test_what_the_microphone_hears_is_recorded_until_a_key_and_then_it_is_let_go(person, studio):
    assert person.page.evaluate("heard.length") == 0
    person.button("Anrufen").click()
    person.sees("Bitte sprechen Sie. Eine Taste beendet.")
    person.page.wait_for_timeout(1500)
    person.presses("#", "Danke.")
    assert len(studio.recorded()) > RATE / 2 and share(studio.recorded(), HERTZ) > 0.7
    assert person.page.evaluate("heard.map(({ active }) => active)") == [False]


def test_a_key_that_does_not_end_it_loses_nothing_and_time_ends_it(person, studio):
    person.button("Anrufen").click()
    person.sees("Bitte sprechen Sie. Eine Taste beendet.")
    person.page.wait_for_timeout(1500)
    person.page.keyboard.type("5")
    person.reads("Danke.")
    assert len(studio.recorded()) > 2 * RATE and share(studio.recorded(), HERTZ) > 0.7
    assert studio.hotline.asked("/after")[0]["Digits"] == ""


def test_silence_ends_it_and_speaking_does_not(person, studio):
    studio.hotline.pages["/voice"] = '<Record action="/after" maxLength="60" timeout="1"/>'
    person.button("Anrufen").click()
    person.sees("Bitte sprechen Sie. Eine Taste beendet.")
    person.page.wait_for_timeout(2500)
    person.sees("Bitte sprechen Sie. Eine Taste beendet.")
    person.page.evaluate("heard[0].getTracks()[0].enabled = false")
    person.reads("Danke.")
    assert studio.hotline.asked("/after")[0]["Digits"] == "" and 2 * RATE < len(studio.recorded()) < 8 * RATE


def test_who_does_not_allow_the_microphone_is_told_so_and_a_tone_is_recorded(shy, studio):
    shy.button("Anrufen").click()
    shy.sees("Ohne Mikrofon. Eine Taste beendet.")
    shy.reads("Das Mikrofon ist nicht zu hören. Statt Ihrer Stimme wird ein Ton aufgenommen.")
    shy.presses("#", "Danke.")
    assert shy.page.get_by_role("log").inner_text().count("Mikrofon") == 1
    assert struct.pack(f"<{RATE}h", *studio.recorded()[:RATE]) == samples_of(tone(1))


def test_of_three_telephones_on_a_page_only_one_has_the_microphone_until_it_lets_go(browser, studio):
    page = browser.new_context(permissions=["microphone"]).new_page()
    page.add_init_script(NOTICED)
    teacher = Person(page, studio.url, "/phone/uebung")
    first, second = teacher.at("Leitung"), teacher.at("Teilnehmerin")
    first.button("Anrufen").click()
    first.sees("Bitte sprechen Sie. Eine Taste beendet.")
    second.button("Anrufen").click()
    second.sees("Ohne Mikrofon. Eine Taste beendet.")
    first.presses("#", "Danke.")
    second.presses("#", "Danke.")
    second.button("Auflegen").click()
    second.button("Anrufen").click()
    second.sees("Bitte sprechen Sie. Eine Taste beendet.")
    # The telephone says so while it still asks for the microphone.
    assert page.evaluate(MICROPHONES, 2) == [False, True]
    page.context.close()


def test_what_a_leader_says_into_the_page_another_caller_hears(leader, browser):
    leader.calls()
    for keys, answer in (("8", "acht Ziffern"), ("99887766", "Für Ihre Ansage"), ("2", "Es gibt keine Ansage.")):
        leader.presses(keys, answer)
    leader.page.keyboard.type("1")
    leader.sees("Bitte sprechen Sie. Eine Taste beendet.")
    leader.page.wait_for_timeout(3000)
    leader.presses("5", "So klingt Ihre Ansage.")
    leader.presses("1", "Wie lange")
    leader.presses("3", "Gespeichert.")
    caller = Person(browser.new_context().new_page(), leader.page.url.removesuffix("/phone"))
    caller.calls()
    caller.presses("2", "sechs Ziffern")
    caller.presses("471103", "(Aufnahme")
    assert abs(caller.page.locator("audio").evaluate(PITCH) - HERTZ) < 10
    caller.page.context.close()
    assert leader.noted == caller.noted == []
