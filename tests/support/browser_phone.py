"""Somebody who telephones with the page of the browser phone, in a real browser."""

from collections.abc import Iterator
from copy import copy
from typing import Literal

from playwright.sync_api import BrowserContext, Locator, Page, expect

RINGING_MS = 1500
# Ends when the words stand in this part of the page, or after a while without them.
ONCE_THERE = """(part, words) => new Promise((done) => {
    const look = () => part.textContent.replace(/\\s+/g, " ").includes(words) && done();
    new MutationObserver(look).observe(part, { childList: true, subtree: true, characterData: true });
    setTimeout(done, 15_000);
    look();
})"""
QUIET_SOON = """(earpiece) => new Promise((done) => {
    const look = () => earpiece.paused ? done(true) : setTimeout(look, 100);
    setTimeout(() => done(false), 15_000);
    look();
})"""
LOUDNESS = """async (earpiece) => {
    while (!earpiece.currentTime) await new Promise((look) => setTimeout(look, 50));
    const ears = new AudioContext(), meter = new AnalyserNode(ears, { fftSize: 32768 }), wave = new Float32Array(32768);
    ears.createMediaStreamSource(earpiece.captureStream()).connect(meter);
    for (let looked = 0, loudest = 0; ; looked += 1) {
        await new Promise((done) => setTimeout(done, 100));
        meter.getFloatTimeDomainData(wave);
        loudest = Math.max(...wave.map(Math.abs));
        if (loudest > 0.05 || looked === 10) return loudest;
    }
}"""


class Person:
    """Sits at a telephone of the page; `noted` is what the browser complained about, `visited` where it went."""

    def __init__(self, page: Page, url: str, path: str = "/phone"):
        self.page, self.noted, self.visited = page, list[str](), list[str]()
        page.on("console", lambda line: self.noted.append(line.text))
        page.on("pageerror", lambda error: self.noted.append(str(error)))
        page.on("request", lambda request: self.visited.append(request.url))
        page.clock.install()
        page.goto(f"{url}{path}")
        self.telephone = page.get_by_role("region", name="Telefon")

    def at(self, telephone: str) -> "Person":
        """The same person at one of several telephones."""
        moved = copy(self)
        moved.telephone = self.page.get_by_role("region", name=telephone, exact=True)
        return moved

    def button(self, name: str) -> Locator:
        return self.telephone.get_by_role("button", name=name, exact=True)

    def switches(self, name: str) -> None:
        self.page.get_by_role("switch", name=name).click()

    def calls(self) -> None:
        self.button("Anrufen").click()
        # Nobody waits for the ringing.
        self.page.clock.fast_forward(RINGING_MS)
        self.reads("Guten Tag.")

    def presses(self, keys: str, answer: str) -> None:
        self.touches()
        self.page.keyboard.type(keys)
        self.reads(answer)

    def touches(self) -> None:
        self.telephone.get_by_role("status").click()

    def enters_the_room(self) -> None:
        self.calls()
        self.presses("2", "sechs Ziffern")
        self.presses("471103", "Sind Sie einverstanden?")
        self.presses("1", "Ich verbinde Sie.")

    def enters_as_the_one_who_leads(self) -> None:
        self.calls()
        self.presses("8", "Ihre acht Ziffern")
        self.presses("99887766", "Sie leiten die Gruppe Sonnenblume.")
        self.presses("1", "Ich verbinde Sie.")

    def reads(self, words: str) -> None:
        expect(self._with("log", words)).to_contain_text(words)

    def sees(self, words: str) -> None:
        expect(self._with("status", words)).to_have_text(words)

    def _with(self, role: Literal["log", "status"], words: str) -> Locator:
        """This part of the telephone, once the words stand there; `expect` alone would look once a second."""
        part = self.telephone.get_by_role(role)
        part.evaluate(ONCE_THERE, words)
        return part

    def is_quiet_soon(self) -> bool:
        """Whether nothing is heard any more once what is announced is over."""
        earpiece = self.telephone.locator("audio")
        return bool(earpiece.evaluate(QUIET_SOON)) and not self.hears_something()

    def hears_something(self) -> bool:
        earpiece = self.telephone.locator("audio")
        return not earpiece.evaluate("it => it.paused") and earpiece.evaluate(LOUDNESS) > 0.05


def sits_down(computer: BrowserContext, url: str) -> Iterator[Person]:
    """Somebody with a page of their own, which may not complain, nor ask anything of another machine."""
    person = Person(computer.new_page(), url)
    yield person
    person.page.close()
    assert person.noted == [] and all(address.startswith(f"{url}/") for address in person.visited)
