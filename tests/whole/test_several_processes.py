"""Two web processes, two machines: whichever is asked, it knows what was told to the other."""

import itertools
import re
import shutil
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import requests

from exchange.api.app import exchange_app
from exchange.line import Line
from exchange.network import Network
from exchange.over_http import over_http
from exchange.recorder import tone
from exchange.webhook_client import Answer, Form
from keep.content.cancellations import LOOKS_EVERY
from tests.conftest import SECRET, TOKEN
from tests.support.clerk import PASSWORD
from tests.support.people import comes, leader, member
from tests.support.processes import Processes, empty, free_ports, get
from tests.support.served import served
from tests.support.small_hotline import CALLED, CALLER
from tests.support.staff import EXAMPLE

TOKEN_OF_THE_FORM = re.compile(r'name="csrf_token" value="([^"]+)"')
Dial = Callable[[], Line]


class Both:
    """Two web processes at a port each, and a network that asks now one and now the other."""

    def __init__(self, ports: list[str]):
        self.urls = [f"http://127.0.0.1:{port}" for port in ports]
        self._turns = itertools.cycle(over_http(self.urls[0], int(port)) for port in ports)
        self.network = Network(self._ask, self.urls[0], TOKEN)

    def _ask(self, method: str, url: str, form: Form, headers: Form) -> Answer:
        return next(self._turns)(method, url, form, headers)

    def dial(self, caller: str = CALLER) -> Line:
        return self.network.call(caller, CALLED)


def content(folder: Path) -> Path:
    """The example, where callers may open rooms."""
    copy = Path(shutil.copytree(EXAMPLE, folder / "inhalt"))
    office = copy / "buero.txt"
    office.write_text(office.read_text().replace("Spontanraum: nein", "Spontanraum: ja"))
    return copy


@pytest.fixture(scope="module")
def both(redis_dir, tmp_path_factory) -> Iterator[Both]:
    folder, ports = tmp_path_factory.mktemp("both"), free_ports(2)
    empty(redis_dir)
    both = Both(ports)
    with served(exchange_app(both.network, [TOKEN])) as exchange:
        settings = {"PORT": ports[0], "PUBLIC_URL": both.urls[0], "EXCHANGE_PORT": str(exchange)}
        settings |= {"DATA_DIR": str(folder / "d"), "CONTENT_DIR": str(content(folder)), "VOICES": "espeak"}
        settings |= {"REDIS_URL": f"unix://{redis_dir}/redis.sock", "SECRET_KEY": SECRET, "STAFF_PASSWORD": PASSWORD}
        # A proxy tells them apart who knock at the door.
        settings |= {"TRUSTED_PROXIES": "1", "WEB_PROCESSES": "1"}
        processes = Processes(settings, folder / "log")
        try:
            for port in ports:
                processes.start(port, "web", PORT=port)
            for port in ports:
                processes.until_it_answers(port)
            yield both
        finally:
            processes.end()


@pytest.fixture
def dial(both: Both) -> Dial:
    return both.dial


@pytest.fixture
def hands(both: Both, dial: Dial) -> Iterator[tuple[Line, Line]]:
    """Somebody takes part, and somebody leads."""
    lines = member(dial), leader(dial)
    yield lines
    for line in lines:
        line.hang_up()


def sends(browser: requests.Session, url: str, to: str = "", **fields: str) -> requests.Response:
    """Send the form of a page, to another address if one is given."""
    token = TOKEN_OF_THE_FORM.findall(browser.get(url, timeout=15).text)[0]
    return browser.post(to or url, {"csrf_token": token, **fields}, timeout=15)


def test_a_talk_is_led_from_both(hands):
    takes_part, leads = hands
    assert takes_part.doing.people == leads.doing.people == 2
    for key in "*1":
        takes_part.press(key), takes_part.listen()
    leads.press("*"), leads.listen()
    leads.press("2"), leads.listen()
    takes_part.listen()
    assert takes_part.doing.muted and "Nur Sie sind jetzt zu hören." in leads.said_last


def test_a_number_that_leads_nowhere_counts_at_both(both):
    caller = partial(both.dial, "+493023125777")
    line = comes(caller, "2")
    for _ in range(3):
        line.press("123456")
        line.wait()
        line.listen()
    assert "Büro" in line.said_last or line.ended
    line.hang_up()


def test_what_is_called_off_is_called_off_at_both(both, dial):
    def called_off() -> list[int]:
        return [get(f"{url}/plan/krokus.ics").count(b"CANCELLED") for url in both.urls]

    before = called_off()
    comes(dial, "8", "64028195", "3", "1", "1").hang_up()
    time.sleep(LOOKS_EVERY)
    assert called_off() == [count + 1 for count in before]


def test_a_caller_opens_a_room_at_one_and_all_know_it(both, dial):
    host = comes(dial, "4", "1")
    assert "Das ist die Nummer" in host.said_last
    again = [comes(dial, "4", "1").said_last for _ in both.urls]
    assert again == [host.said_last] * 2


def test_whoever_signs_in_at_one_is_known_at_both_and_gone_at_both(both):
    browser, (here, there) = requests.Session(), both.urls
    assert sends(browser, f"{here}/buero/anmelden", passwort=PASSWORD).status_code == 200
    copy = dict(browser.cookies)
    pages = [requests.get(f"{url}/buero/plan", cookies=copy, timeout=15).url for url in both.urls]
    assert pages == [f"{url}/buero/plan" for url in both.urls]
    sends(browser, f"{there}/buero/plan", f"{there}/buero/abmelden")
    assert "anmelden" in requests.get(f"{here}/buero/plan", cookies=copy, timeout=15).url


def test_the_page_of_one_who_leads_shows_what_the_other_process_was_told(both, hands):
    browser, (here, there) = requests.Session(), both.urls
    assert sends(browser, f"{here}/leitung", nummer="99887766").status_code == 200
    with browser.get(f"{here}/leitung/raum/strom", stream=True, timeout=15) as seen:
        words = seen.iter_lines(chunk_size=1, decode_unicode=True)
        assert next(line for line in words if "Personen sind" in line)
        sends(browser, f"{there}/leitung/raum", was="zu")
        assert next(line for line in words if "Er ist abgeschlossen." in line)


def test_what_a_leader_records_is_heard_at_both(dial):
    one = comes(dial, "8", "64028195", "2", "1")
    one.speak(tone(4)), one.press("5"), one.wait()
    for key in ("1", "3"):
        one.press(key)
    one.hang_up()
    time.sleep(LOOKS_EVERY)
    heard = [" ".join(comes(dial, "2", "582917").heard) for _ in range(2)]
    assert all("(Aufnahme, 4 Sekunden)" in words for words in heard)


def test_passwords_that_are_guessed_count_at_both(both):
    stranger = requests.Session()
    stranger.headers["X-Forwarded-For"] = "203.0.113.9"
    doors = itertools.cycle(f"{url}/buero/anmelden" for url in both.urls)
    assert [sends(stranger, next(doors), passwort="geraten").status_code for _ in range(4)] == [403, 403, 403, 429]
