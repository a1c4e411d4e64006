"""The browser phone as a person uses it: in a real browser, with fingers, eyes and ears."""

import os
import shutil
import socket
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect, sync_playwright
from werkzeug.serving import make_server

from app import create_app
from tests.conftest import Clock

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(not (CHROMIUM or os.environ.get("CI")), reason="needs chromium: apt install chromium")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync "
    "--disable-component-update --autoplay-policy=no-user-gesture-required --mute-audio"
)
ONLY_THIS_MACHINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
LOUDNESS = """async (earpiece) => {
    while (!earpiece.currentTime) await new Promise((look) => setTimeout(look, 50));
    const ears = new AudioContext(), meter = new AnalyserNode(ears, { fftSize: 32768 }), wave = new Float32Array(32768);
    ears.createMediaStreamSource(earpiece.captureStream()).connect(meter);
    await new Promise((done) => setTimeout(done, 1000));
    meter.getFloatTimeDomainData(wave);
    return Math.max(...wave.map(Math.abs));
}"""


# Listens where the page's own loudspeaker is, and finds the two loudest frequencies.
TONES_OF_FIVE = """async () => {
    const connect = AudioNode.prototype.connect;
    let meter = null;
    AudioNode.prototype.connect = function (to, ...more) {
        if (to instanceof AudioDestinationNode) {
            meter ??= new AnalyserNode(this.context, { fftSize: 4096, smoothingTimeConstant: 0 });
            connect.call(this, meter);
        }
        return connect.call(this, to, ...more);
    };
    document.querySelector('[data-key="5"]').click();
    await new Promise((done) => setTimeout(done, 120));
    const loud = new Float32Array(meter.frequencyBinCount);
    meter.getFloatFrequencyData(loud);
    const hertz = (bin) => bin * meter.context.sampleRate / 4096;
    const loudest = (from, to) => [...loud.keys()].filter((bin) => hertz(bin) >= from && hertz(bin) < to)
        .reduce((best, bin) => loud[bin] > loud[best] ? bin : best);
    return [hertz(loudest(600, 1000)), hertz(loudest(1100, 1600))];
}"""


class Person:
    """Sits at the page of the phone; `noted` is what the browser complained about, `visited` where it went."""

    def __init__(self, page: Page, url: str):
        self.page, self.url, self.noted, self.visited = page, url, list[str](), list[str]()
        page.on("console", lambda line: self.noted.append(line.text))
        page.on("pageerror", lambda error: self.noted.append(str(error)))
        page.on("request", lambda request: self.visited.append(request.url))
        page.goto(f"{url}/phone")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def calls(self) -> None:
        self.button("Anrufen").click()
        self.reads("Guten Tag.")

    def presses(self, keys: str, answer: str) -> None:
        self.page.keyboard.type(keys)
        self.reads(answer)

    def enters_the_room(self) -> None:
        self.calls()
        self.presses("2", "Ihre sechs Ziffern")
        self.presses("471103", "Zum Einverstanden-Sein")
        self.presses("1", "Ich verbinde Sie.")

    def enters_as_the_one_who_leads(self) -> None:
        self.calls()
        self.presses("8", "Ihre acht Ziffern")
        self.presses("99887766", "Leitung der Gruppe Sonnenblume.")
        self.presses("1", "Ich verbinde Sie.")

    def reads(self, words: str) -> None:
        expect(self.page.get_by_role("log")).to_contain_text(words)

    def sees(self, words: str) -> None:
        expect(self.page.get_by_role("status")).to_have_text(words)

    def hears_something(self) -> bool:
        earpiece = self.page.locator("audio")
        return not earpiece.evaluate("it => it.paused") and earpiece.evaluate(LOUDNESS) > 0.05


def chromium(*flags: str) -> Iterator[Browser]:
    """A browser with these flags and those that every one has here."""
    assert CHROMIUM, "chromium is not installed, but CI is set: there the browser phone must be tested"
    expect.set_options(timeout=15_000)
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS.split(), ONLY_THIS_MACHINE, *flags])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    yield from chromium()


@pytest.fixture
def url(environ: dict[str, str], clock: Clock) -> Iterator[str]:
    """The address of a hotline that runs beside the test."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        url = f"http://127.0.0.1:{door.getsockname()[1]}"
        app = create_app(environ | {"PUBLIC_URL": url}, clock)
        server = make_server("127.0.0.1", 0, app, threaded=True, fd=door.fileno())
    threading.Thread(target=server.serve_forever).start()
    yield url
    server.shutdown()


def sits_down(browser: Browser, url: str) -> Iterator[Person]:
    """Somebody with a browser of their own, which may not complain, nor ask anything of another machine."""
    person = Person(browser.new_context().new_page(), url)
    yield person
    person.page.context.close()
    assert person.noted == [] and all(address.startswith(f"{url}/") for address in person.visited)


person, other = (pytest.fixture(name=name)(sits_down) for name in ("person", "other"))


def test_the_telephone_rings_and_a_voice_answers(person):
    person.button("Anrufen").click()
    person.sees("Es klingelt")
    person.sees("Sie hören")
    person.reads("Selbsthilfe-Telefon Lindental.")
    assert person.hears_something()


def test_a_key_stops_the_voice_and_silence_leads_on(person):
    person.page.clock.install()
    person.calls()
    person.button("2").click()
    person.reads("Bitte geben Sie Ihre sechs Ziffern ein.")
    assert person.hears_something()
    person.button("8").click()
    assert not person.hears_something()
    person.sees("Jetzt eine Taste drücken")
    person.page.clock.fast_forward("00:11")
    person.reads("Es fehlen noch Ziffern.")


def test_two_people_meet_in_a_room_until_one_leaves(person, other):
    person.enters_the_room()
    person.sees("Im Raum: eine Person")
    assert person.hears_something()
    other.enters_as_the_one_who_leads()
    person.sees("Im Raum: zwei Personen")
    assert not person.hears_something() and not other.hears_something()
    other.page.close()
    person.sees("Im Raum: eine Person")
    person.button("Stern").click()
    person.presses("9", "Möchten Sie den Raum verlassen?")
    person.presses("1", "Sie sind nicht mehr im Raum.")


def test_who_raises_a_hand_is_given_the_floor_and_everybody_hears_it(person, other):
    person.enters_the_room()
    other.enters_as_the_one_who_leads()
    person.sees("Im Raum: zwei Personen")
    person.presses("*", "Für eine Wortmeldung")
    person.presses("1", "Sie kommen als Nächstes dran.")
    person.sees("Im Raum: zwei Personen")
    other.presses("*", "Für die Wortmeldungen")
    other.presses("1", "Als Nächstes: Nummer eins.")
    other.presses("1", "Nummer eins hat das Wort.")
    person.reads("Jetzt spricht Nummer eins.")
    other.sees("Im Raum: zwei Personen")


def test_reading_along_can_be_switched_off_and_stays_off(person):
    person.calls()
    person.page.get_by_role("button", name="Mitlesen").click()
    expect(person.page.get_by_role("log")).to_be_hidden()
    person.sees("Sie hören")
    person.page.reload()
    expect(person.page.get_by_role("log")).to_be_hidden()
    person.page.get_by_role("button", name="Mitlesen").click()
    expect(person.page.get_by_role("log")).to_be_visible()


def test_the_tones_of_a_key_are_those_of_the_keypad(person):
    measured = person.page.evaluate(TONES_OF_FIVE)
    assert measured == pytest.approx([770, 1336], abs=12)


def test_three_telephones_on_one_page_are_enough_to_practise(person):
    person.page.goto(f"{person.url}/phone/uebung")
    leads, first, second = (On(person.page.frame_locator(f"iframe >> nth={number}")) for number in range(3))
    leads.enters("8", "99887766", "1"), first.enters("2", "471103", "1"), second.enters("2", "471103", "1")
    for phone in (leads, first, second):
        phone.sees("Im Raum: drei Personen")
    first.presses("*", "Für eine Wortmeldung"), first.presses("1", "Sie kommen als Nächstes dran.")
    first.sees("Im Raum: drei Personen")
    (
        leads.presses("*", "Für die Wortmeldungen"),
        leads.presses("1", "Als Nächstes: Nummer"),
        leads.presses("1", "hat das Wort."),
    )
    second.reads("Jetzt spricht Nummer")
    expect(person.page.locator(".in-use h2")).to_have_text("Leitung")


class On:
    """A hand at one of several telephones on a page; `frame` is what that telephone stands in."""

    def __init__(self, frame: FrameLocator):
        self._frame = frame

    def enters(self, *steps: str) -> None:
        self._frame.get_by_role("button", name="Anrufen", exact=True).click()
        self.reads("Guten Tag.")
        for keys, words in zip(steps, ("Ziffern", "drücken", "Ich verbinde Sie."), strict=True):
            self.presses(keys, words)

    def presses(self, keys: str, answer: str) -> None:
        for key in keys:
            self._frame.locator(f'[data-key="{key}"]').click()
        self.reads(answer)

    def reads(self, words: str) -> None:
        expect(self._frame.get_by_role("log")).to_contain_text(words)

    def sees(self, words: str) -> None:
        expect(self._frame.get_by_role("status")).to_have_text(words)


def test_the_keyboard_is_enough(person):
    keyboard = person.page.keyboard
    for key in ["Tab"] * 13 + ["Enter"]:
        keyboard.press(key)
    person.reads("Guten Tag.")
    keyboard.press("3")
    person.reads("Was hier gesagt wird, bleibt hier.")
    keyboard.press("Escape")
    person.sees("Aufgelegt")
    assert not person.hears_something()


def test_on_the_smallest_screen_the_keys_are_large_and_nothing_runs_over_the_edge(person):
    person.page.set_viewport_size({"width": 320, "height": 256})
    person.calls()
    assert person.page.evaluate("document.documentElement.scrollWidth") == 320
    for key in person.page.get_by_role("button").all():
        assert min(key.bounding_box()["width"], key.bounding_box()["height"]) >= 60
