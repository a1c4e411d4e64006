"""So klingt es: a clerk tries a call at some day and hour, and hears what callers hear then."""

import re
from random import Random

import pytest

from app import create_app
from exchange.transcript import take_step, words
from ivr.reply import Dial, Record
from office.trial_call.walk import turns
from tests.support.clerk import Clerk, text
from tests.support.hotlines import hotline_of
from tests.support.staff import bytes_of

PAGE = "/buero/probe"
NOW = re.compile(r'<li class="card" id="jetzt".*?</li>', re.DOTALL)
LINES = re.compile(r"<p>(?!<strong>)(.*?)</p>")
WAYS = re.compile(r'<a class="button quiet" href="([^"#]+)[^"]*">(?:<span class="unseen">Taste </span>)?([^<]+)</a>')
STEPS = ("", *"1234567890*#", "471103", "305918", "123456", "99887766")


class Trying(Clerk):
    """A clerk at the page of the trial call."""

    @property
    def hears(self) -> str:
        """The words of the last turn."""
        return " ".join(" ".join(LINES.findall(NOW.findall(self.page)[0])).split())

    def presses(self, key: str) -> None:
        self.opens(next(address for address, words in WAYS.findall(self.page) if words == key))

    def enters(self, number: str) -> None:
        action = re.findall(r'<form method="post" action="(/buero/probe[^"]*)"', self.page)[0]
        self.sends(action, tasten=number)

    def takes(self, step: str) -> None:
        self.enters(step) if len(step) > 1 else self.presses(step or "Nichts drücken")


@pytest.fixture
def app(environ, clock, folder):
    return create_app(environ | {"CONTENT_DIR": str(folder)}, clock)


@pytest.fixture
def clerk(app) -> Trying:
    return Trying(app)


@pytest.mark.parametrize("seed", range(12))
def test_wherever_a_trial_call_leads_it_says_what_a_real_one_says_at_that_moment(app, clerk, dial, seed):
    chosen, line, world = Random(seed), dial(), hotline_of(app).world()
    clerk.opens(PAGE)
    line.listen()
    steps: list[str] = []
    assert clerk.hears == words(line)
    for _ in range(8):
        takes_number = "Eine Nummer eingeben" in clerk.page
        steps.append(chosen.choice(STEPS if takes_number else STEPS[:13]))
        before = len(line.heard)
        if isinstance(turns(world, steps)[-1].then, Dial | Record):
            break
        clerk.takes(steps[-1])
        take_step(line, steps[-1] or "-")
        if clerk.hears and not words(line, before):
            line.wait()  # for more digits of a number
        assert clerk.hears == words(line, before), steps
        if line.ended or line.in_room:
            break


def test_a_call_for_a_group_is_tried_half_an_hour_before_it_meets(clerk):
    clerk.opens(f"{PAGE}?gruppe=Rollentausch")
    assert "Ein Anruf für Rollentausch am Donnerstag, 19.03.2026, um 15:30 Uhr" in clerk.page
    clerk.presses("1"), clerk.presses("1")
    assert "Rollentausch. Heute, Donnerstag, neunzehnter März, sechzehn Uhr" in clerk.hears


def test_a_number_leads_into_the_room_and_stands_in_no_address(clerk, app):
    clerk.opens(f"{PAGE}?gruppe=Sonnenblume&am=2026-03-10T18:20")
    clerk.presses("2")
    clerk.enters("471 103")
    clerk.presses("1")
    assert "Jetzt ist der Anrufer im Raum der Gruppe Sonnenblume." in text(clerk.page)
    assert "Sie warten noch zehn Minuten" in clerk.hears and "471" not in clerk.answer.request.url
    clerk.presses("Im Raum die Stern-Taste drücken")
    assert "Zurück" in clerk.hears or "Stern" in clerk.hears
    hotline = hotline_of(app)
    assert not any(talk.seats for talk in hotline.world(*hotline.world().plan.groups).talks.values())


def test_nothing_is_done_in_a_trial_call(clerk, app, folder):
    before = bytes_of(folder)
    clerk.opens(f"{PAGE}?am=2026-03-10T12:00")
    clerk.presses("8")
    clerk.enters("99887766")
    for key in "311":
        clerk.presses(key)
    assert not hotline_of(app).cancellations.days() and bytes_of(folder) == before


def test_what_is_heard_can_be_played_and_taken_back(clerk):
    clerk.opens(PAGE)
    first = clerk.hears
    clerk.presses("3")
    sounds = re.findall('<audio[^>]* src="([^"]+)"', clerk.page)
    assert len(sounds) == 2 and clerk.client.get(sounds[1]).data[:4] == b"RIFF"
    clerk.presses("Einen Schritt zurück")
    assert clerk.hears == first


@pytest.mark.parametrize("asked", ["?weg=unsinn", "?am=morgen", "?am=9999-01-01T00:00", "?gruppe=Niemand", "?von=x"])
def test_an_address_that_somebody_has_made_up_begins_a_call(clerk, asked):
    assert clerk.opens(PAGE + asked) == 200 and clerk.hears.startswith("Guten Tag.")
