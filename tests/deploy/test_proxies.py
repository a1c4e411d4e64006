"""The proxies of deploy/: no stranger holds up a call, is taken for another one, or is written down."""

import re
import socket
from contextlib import suppress

import pytest
import requests

from app import create_app
from tests.support.clerk import PASSWORD
from tests.support.proxies import a_port, in_front
from tests.support.served import served
from tests.support.strangers import HALF_A_CALL, HALF_A_FORM, call, said, stalled

TOKEN_OF_THE_FORM = re.compile(r'name="csrf_token" value="([^"]+)"')
KINDS = ("caddy", "nginx")
MB = 1024 * 1024
VISITOR = "127.0.0.3"


@pytest.fixture(params=KINDS)
def url(request, environ, clock, tmp_path):
    """A hotline behind a proxy, in earnest; the address of the proxy."""
    port = a_port()
    address = f"http://127.0.0.1:{port}"
    app = create_app(environ | {"PUBLIC_URL": address, "TRUSTED_PROXIES": "1", "STAFF_PASSWORD": PASSWORD}, clock)
    folder = tmp_path / "proxy"
    folder.mkdir()
    with served(app) as hotline, in_front(request.param, port, hotline, folder):
        yield address
        app.extensions["streams"].go_on = lambda: False


def test_bodies_that_never_come_hold_up_no_call(url):
    port = int(url.rpartition(":")[2])
    with stalled(port, *[HALF_A_FORM] * 30, *[HALF_A_CALL] * 30):
        assert said(port, call(url)).startswith(b"HTTP/1.1 200")


def sends(browser, page, **fields):
    token = TOKEN_OF_THE_FORM.findall(browser.get(page, timeout=15).text)[0]
    return browser.post(page, {"csrf_token": token, **fields}, timeout=15)


def test_whoever_says_to_come_from_elsewhere_is_believed_nothing(url):
    stranger, answers = requests.Session(), []
    for number in range(4):
        stranger.headers.update({"X-Forwarded-For": f"203.0.113.{number}", "Forwarded": "for=1.2.3.4", "Via": "x"})
        answers.append(sends(stranger, f"{url}/buero/anmelden", passwort="geraten").status_code)
    assert answers == [403, 403, 403, 429]


def test_a_page_that_changes_by_itself_does_so_at_once(url):
    leads = requests.Session()
    assert sends(leads, f"{url}/leitung", nummer="99887766").status_code == 200
    with leads.get(f"{url}/leitung/raum/strom", stream=True, timeout=10) as seen:
        assert next(seen.iter_lines(chunk_size=1)).startswith(b"event:")


def test_what_is_too_large_the_hotline_refuses_in_german_and_the_proxy_beyond(url):
    large = requests.post(f"{url}/buero/anmelden", b"x" * 20 * MB, timeout=60)
    assert large.status_code == 413 and "zu groß" in large.text
    # Caddy before 2.6.3 calls a body of which it has not taken all a failure of the hotline.
    for page, size in (("buero/anmelden", 40 * MB), ("leitung", 1 * MB)):
        assert status_of(f"{url}/{page}", size) in (413, 502)


def status_of(address, size):
    """What is answered to somebody who sends so much, whether or not all of it is read."""
    host, _, path = address.removeprefix("http://").partition("/")
    with socket.create_connection(("127.0.0.1", int(host.partition(":")[2])), 15) as connection:
        with suppress(OSError):
            connection.sendall(posted(path, size))
        return int(connection.recv(64).split()[1])


def posted(path, size):
    head = f"POST /{path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {size}\r\n\r\n"
    return head.encode() + b"x" * size


def test_pages_may_be_asked_for_over_https_only_and_are_not_packed(url):
    answer = requests.get(f"{url}/buero/anmelden", headers={"Accept-Encoding": "gzip"}, timeout=15)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_written_down_even_where_the_hotline_does_not_answer(kind, tmp_path):
    port = a_port()
    with in_front(kind, port, int(a_port()), tmp_path):
        get = b"GET /sesam HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        for sent in (get, posted("voice", 300_000), b"no request\r\n\r\n"):
            with socket.create_connection(("127.0.0.1", int(port)), 15, (VISITOR, 0)) as visitor:
                with suppress(OSError):
                    visitor.sendall(sent)
                assert visitor.recv(100)
    written = b"".join(file.read_bytes() for file in tmp_path.iterdir() if file.is_file())
    assert VISITOR.encode() not in written and b"sesam" not in written
