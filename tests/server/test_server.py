"""The port of the hotline: strangers can stall, flood and babble there, and calls are answered."""

import socket
import threading
from collections.abc import Iterator

import pytest
from flask import Flask, request

from office.leaders.event_stream import MAX_STREAMS, Streams
from server.channel import Bounds
from server.server import Server
from tests.support.hotlines import hotline_of
from tests.support.served import served
from tests.support.strangers import HALF_A_CALL, HALF_A_FORM, HALF_A_HEAD, call, said, stalled

OK = b"HTTP/1.1 200 OK"
GET = b"GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
MANY_STALL = [HALF_A_FORM] * 20 + [HALF_A_CALL] * 20 + [HALF_A_HEAD] * 40


@pytest.fixture
def port(app) -> Iterator[int]:
    with served(app) as port:
        yield port


@pytest.fixture
def small() -> Flask:
    """An app of one page."""
    app = Flask("small")
    app.extensions["takes"] = lambda environ: 1000
    app.add_url_rule("/", "page", view_func=lambda: request.get_data(), methods=["GET", "POST"])
    return app


@pytest.fixture
def incoming(app) -> bytes:
    return call(hotline_of(app).settings.public_url)


def test_calls_are_answered_while_strangers_stall(port, incoming):
    with stalled(port, *MANY_STALL):
        assert all(said(port, incoming).startswith(OK) for _ in range(5))


def test_calls_are_answered_while_many_connections_say_nothing(port, incoming):
    with stalled(port, *[b""] * 200):
        assert said(port, incoming).startswith(OK)


def test_where_there_are_as_many_connections_as_can_be_the_oldest_that_waits_goes(app, incoming):
    with served(app, Bounds(connections=10)) as port, stalled(port, *[HALF_A_FORM] * 25) as strangers:
        assert all(said(port, incoming).startswith(OK) for _ in range(3))
        assert [_is_closed(stranger) for stranger in strangers] == [True] * 16 + [False] * 9


@pytest.mark.parametrize("sent", [b"", HALF_A_HEAD, HALF_A_FORM], ids=["nothing", "half a head", "half a form"])
def test_what_does_not_arrive_in_time_is_cut_also_drop_by_drop(app, sent):
    with served(app, Bounds(head_s=0.3, bytes_a_second=10**6)) as port, stalled(port, sent) as (stranger,):
        for _ in range(30):
            if _is_closed(stranger, 0.1):
                return
            stranger.sendall(b"x" if sent else b"")
        pytest.fail("the connection is still open")


def test_a_connection_may_be_kept_for_another_request(small):
    with (
        served(small, Bounds(head_s=0.4)) as port,
        stalled(port, GET.replace(b"close", b"keep-alive") % b"/") as (one,),
    ):
        one.recv(1000)
        assert not _is_closed(one, 1)


def test_the_body_of_a_call_without_a_signature_is_not_waited_for(port):
    assert said(port, HALF_A_CALL).startswith(b"HTTP/1.1 403")


def test_what_is_too_large_is_read_to_its_end_and_told_in_german(port):
    body = b"x" * (20 * 1024 * 1024)
    head = f"POST /buero/anmelden HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\nConnection: close\r\n"
    answer = said(port, f"{head}Content-Type: multipart/form-data; boundary=x\r\n\r\n".encode() + body, 20)
    assert answer.startswith(b"HTTP/1.1 413") and "höchstens 16 Megabyte".encode() in answer


def test_strangers_cannot_have_large_bodies_kept(app):
    takes, length = app.extensions["takes"], {"CONTENT_LENGTH": str(2 * 1024 * 1024)}
    here = {"PATH_INFO": "/buero/ansagen", "HTTP_HOST": "127.0.0.1", "REMOTE_ADDR": "127.0.0.1"}
    environ = app.test_request_context("/buero/ansagen").request.environ
    assert takes(environ | here | length) == 16 * 1024 * 1024
    for stranger in ("elsewhere.example.org", "[:x"):
        assert takes(environ | here | length | {"HTTP_HOST": stranger}) == 1024 * 1024
        assert takes(environ | here | length | {"HTTP_HOST": stranger, "PATH_INFO": "/phone"}) == 64 * 1024


@pytest.mark.parametrize("length", ["Content-Length: 1500", "Transfer-Encoding: chunked"])
def test_of_a_body_no_more_is_kept_than_the_app_takes(small, length):
    body = b"x" * 1500 if "1500" in length else b"5DC\r\n" + b"x" * 1500 + b"\r\n0\r\n\r\n"
    with served(small) as port:
        assert b"xxx" not in said(
            port, f"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{length}\r\n\r\n".encode() + body
        )


@pytest.mark.parametrize(
    "babble",
    [
        b"GET / HTTP/1.1\r\nHost: x\r\nX-Caller +493617799999\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX-Caller: +493617799999\0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: +493617799999\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: +493617799999:+493617799999\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n+493617799999\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + b"9" * 5000 + b"\r\nX: 493617799999\r\n\r\n",
        b"GET http://[+493617799999/ HTTP/1.1\r\n\r\n",
        b"+493617799999 +493617799999 +493617799999\r\n\r\n",
        b"GET /" + b"+493617799999" * 5000 + b" HTTP/1.1\r\n\r\n",
    ],
)
def test_what_is_no_request_reaches_no_log(port, babble, caplog, capfd):
    with stalled(port, babble) as (stranger,):
        stranger.shutdown(socket.SHUT_WR)
        _is_closed(stranger, 2)
    told = capfd.readouterr()
    assert "3617799999" not in caplog.text + told.out + told.err


def test_a_long_page_has_a_long_address(app, port):
    path = hotline_of(app).library.path("|".join(f"Satz {number} von vielen." for number in range(2000)))
    assert len(path) > 6000
    assert said(port, GET % path.replace(".wav", ".txt").encode()).startswith(OK)


def test_a_proxy_in_front_is_seen(port):
    assert said(port, GET % b"/buero/plan").startswith(OK)
    behind = GET.replace(b"\r\n\r\n", b"\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n")
    assert said(port, behind % b"/buero/plan").startswith(b"HTTP/1.1 303")


def test_who_looks_at_a_page_that_changes_and_goes_makes_room_at_once(small):
    streams = Streams()
    small.add_url_rule("/live", "live", view_func=lambda: streams.of("neu", lambda: "ja") or ("", 204))
    with served(small) as port:
        with stalled(port, *[GET % b"/live"] * MAX_STREAMS) as lookers:
            for looker in lookers:
                _hears(looker, b"event: neu\ndata: ja")
            assert said(port, GET % b"/live").startswith(b"HTTP/1.1 204")
        for _ in range(50):
            with stalled(port, GET % b"/live") as (looker,):
                if looker.recv(1000).startswith(OK):
                    return
                threading.Event().wait(0.1)
        pytest.fail("nobody has gone")


def test_a_server_that_is_to_stop_answers_those_who_have_asked(small):
    asked, may_answer = threading.Event(), threading.Event()

    def slow() -> str:
        asked.set()
        may_answer.wait(5)
        return "da"

    small.add_url_rule("/slow", view_func=slow)
    with socket.create_server(("127.0.0.1", 0)) as door:
        server = Server(small, door, 2)
        stopping = threading.Thread(target=lambda: (_until(server, asked), server.stop(5)))
        stopping.start()
        with stalled(door.getsockname()[1], GET.replace(b"close", b"keep-alive") % b"/slow") as (caller,):
            asked.wait(5)
            may_answer.set()
            _hears(caller, b"\r\n\r\nda")
        stopping.join()
        server.end()


def _hears(connection: socket.socket, words: bytes) -> None:
    heard = b""
    while words not in heard:
        heard += connection.recv(1000) or pytest.fail(f"the connection was closed after {heard!r}")


def _until(server: Server, happens: threading.Event) -> None:
    while not happens.is_set():
        server.turn()


def _is_closed(connection: socket.socket, patience: float = 0.05) -> bool:
    connection.settimeout(patience)
    try:
        return not connection.recv(65536) or _is_closed(connection, patience)
    except TimeoutError:
        return False
    except ConnectionError:
        return True
