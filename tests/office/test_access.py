"""The door of the office: who comes in, who does not, and that nothing behind it opens to anybody else."""

import itertools
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.routing import Rule
from werkzeug.security import generate_password_hash

from app import create_app
from config import SettingsError
from office.origin import client_name
from office.roles import needed_role
from office.site import PUBLIC_ENDPOINTS
from tests.support.clerk import OUTSIDE, PASSWORD, PUBLIC, Clerk

BASE = OUTSIDE["PUBLIC_URL"]
# What anybody may see: the door and the way to it, the plan as a calendar, whether the hotline works, music, and at the
# address of a recording that does not exist a voice that says so.
FOR_ALL = {
    "/",
    "/buero/anmelden",
    "/buero/s/office.css",
    "/health",
    "/leitung",
    "/plan.ics",
    "/sound/music.wav",
    "/sound/recorded/krokus.wav",
    "/sound/message/krokus.wav",
    "/sound/recorded/krokus.txt",
    "/sound/message/krokus.txt",
}
WORDS = {"filename": "office.css", "name": "krokus", "path": "office.css"}


@pytest.fixture
def outside(environ, clock) -> Flask:
    """A hotline that is reached from everywhere."""
    return create_app(environ | OUTSIDE, clock)


@pytest.fixture
def clerk(outside) -> Clerk:
    return Clerk(outside, BASE)


def test_the_password_opens_the_pages_until_the_clerk_signs_out(clerk):
    assert clerk.opens("/buero/") == 200 and "Passwort des Büros" in clerk.page
    assert clerk.signs_in() == 200 and "Auf Sendung" in clerk.page
    clerk.sends("/buero/abmelden")
    assert clerk.opens("/buero/") == 200 and "Auf Sendung" not in clerk.page


def test_the_page_that_was_asked_for_comes_after_the_password(clerk):
    clerk.opens("/phone?x=1")
    clerk.sends(clerk.answer.request.full_path, passwort=PASSWORD)
    assert clerk.answer.request.path == "/phone"


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example", "/\\evil.example", "", "/\tevil"])
def test_the_door_leads_to_no_other_site(clerk, elsewhere):
    clerk.signs_in()
    answer = clerk.client.get("/buero/anmelden", query_string={"weiter": elsewhere}, base_url=BASE)
    assert answer.headers["Location"] == "/buero/"


@pytest.mark.parametrize("page", ["http://[", "http://[::1", "http://a]/x"])
def test_a_form_from_a_page_with_an_address_that_is_none_leads_to_the_door(clerk, page):
    answer = clerk.client.post("/buero/absagen", headers={"Referer": page}, base_url=BASE)
    assert answer.status_code == 403 and "Sie sind nicht mehr angemeldet." in answer.text


def test_the_hashed_password_is_as_good(environ, clock):
    clerk = Clerk(create_app(environ | OUTSIDE | {"STAFF_PASSWORD": generate_password_hash(PASSWORD)}, clock), BASE)
    assert clerk.signs_in("falsch") == 403 and "nicht richtig" in clerk.page
    assert clerk.signs_in() == 200 and "Auf Sendung" in clerk.page


@pytest.mark.parametrize("password", ["a:b$c$d:a:b$c$d", "$$$:::$$$:::", "scryptisch", " üüüüüüüüüü "])
def test_a_password_is_not_taken_for_a_hash(environ, clock, password):
    assert (
        Clerk(create_app(environ | OUTSIDE | {"STAFF_PASSWORD": password}, clock), BASE).signs_in(password.strip())
        == 200
    )


@pytest.mark.parametrize("damaged", ["scrypt:32768:8:1$abc", "pbkdf2:sha256", "scrypt:"])
def test_half_a_hash_is_told_at_the_start(environ, damaged):
    with pytest.raises(SettingsError, match="STAFF_PASSWORD is a damaged hash"):
        create_app(environ | {"STAFF_PASSWORD": damaged})


def test_the_command_prints_a_hash_that_opens(app, environ, clock):
    printed = app.test_cli_runner().invoke(args=["password", "--password", PASSWORD]).output
    hashed = printed.strip().removeprefix("STAFF_PASSWORD='").removesuffix("'")
    assert Clerk(create_app(environ | OUTSIDE | {"STAFF_PASSWORD": hashed}, clock), BASE).signs_in() == 200


def test_a_new_password_ends_every_sign_in(environ, clock, clerk):
    clerk.signs_in()
    cookie = clerk.client.get_cookie("__Host-telefontreff", "hotline.example.org")
    changed = create_app(environ | OUTSIDE | {"STAFF_PASSWORD": "ein anderes"}, clock).test_client()
    assert with_cookie(changed, cookie.value).get("/buero/", base_url=BASE).status_code == 303


def test_a_copy_of_the_cookie_is_worth_nothing_after_signing_out(clerk, outside):
    clerk.signs_in()
    copy = clerk.client.get_cookie("__Host-telefontreff", "hotline.example.org").value
    thief = with_cookie(outside.test_client(), copy)
    assert thief.get("/buero/", base_url=BASE).status_code == 200
    clerk.sends("/buero/abmelden")
    assert thief.get("/buero/", base_url=BASE).status_code == 303


def test_the_cookie_goes_over_https_alone_and_no_script_reads_it(clerk):
    clerk.signs_in()
    cookies = [header for name, header in clerk.answer.history[0].headers if name == "Set-Cookie"]
    assert len(cookies) == 2 and any("__Host-" in cookie for cookie in cookies)
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/") for cookie in cookies)


def from_(app: Flask, address: str) -> Clerk:
    return Clerk(app, BASE, HTTP_X_FORWARDED_FOR=address)


@pytest.fixture
def behind_a_proxy(environ, clock) -> Flask:
    """A hotline that knows that one proxy tells it the addresses."""
    return create_app(environ | OUTSIDE | {"TRUSTED_PROXIES": "1"}, clock)


def test_guessing_is_slowed_down_and_a_slip_is_not(clock, behind_a_proxy):
    clerk = from_(behind_a_proxy, "203.0.113.8")
    statuses = [clerk.signs_in("falsch") for _ in range(4)]
    assert statuses == [403, 403, 403, 429] and clerk.signs_in() == 429
    clock.says("2026-03-10 18:21")
    assert clerk.signs_in() == 200 and from_(behind_a_proxy, "203.0.113.8").signs_in() == 200


def test_from_one_address_a_stranger_has_few_tries_an_hour(behind_a_proxy, clock):
    clerk = from_(behind_a_proxy, "203.0.113.8")
    minutes = [f"2026-03-10 19:{minute:02}" for minute in range(60)]
    compared = [clock.says(minute) or clerk.signs_in("falsch") for minute in minutes]
    assert compared.count(403) < 15 and compared[-15:].count(403) <= 1


def test_whoever_guesses_keeps_nobody_else_out(behind_a_proxy):
    guesser, clerk = from_(behind_a_proxy, "203.0.113.7"), from_(behind_a_proxy, "203.0.113.8")
    assert [guesser.signs_in("falsch") for _ in range(4)][-1] == 429
    assert clerk.signs_in() == 200


@pytest.mark.parametrize(
    "forged", ["198.51.100.{}, 203.0.113.7", '"198.51.100.{}, 203.0.113.7', "\\{}\\, 203.0.113.7", "{}, 203.0.113.7"]
)
def test_behind_a_proxy_that_tells_nobody_makes_addresses_up(behind_a_proxy, forged):
    statuses = [from_(behind_a_proxy, forged.format(number)).signs_in("falsch") for number in range(5)]
    assert statuses == [403, 403, 403, 429, 429]


# What balancers write: some add the port, or an address of version 4 as one of version 6.
WRITTEN = {"203.0.113.8:5678": "203.0.113.8", "[2001:db8::1]:443": "2001:db8::1", "::ffff:203.0.113.8": "203.0.113.8"}


@pytest.mark.parametrize("written", WRITTEN)
def test_however_a_proxy_writes_an_address_it_is_that_one_and_no_other(behind_a_proxy, written):
    names = [name_of(behind_a_proxy, told) for told in (written, WRITTEN[written], "::ffff:198.51.100.1", "")]
    assert names[0] == names[1] and len(set(names)) == 3


def name_of(app: Flask, told: str) -> str:
    """The name of whoever comes from where the proxy tells."""
    with app.test_request_context(headers={"X-Forwarded-For": told}):
        return client_name()


def test_without_such_a_proxy_all_addresses_together_are_slowed_down(outside):
    statuses = [from_(outside, f"198.51.100.{number}").signs_in("falsch") for number in range(60)]
    assert statuses.count(403) < 45


def test_where_all_have_one_address_strangers_keep_no_browser_out_that_was_in_before(outside, clerk):
    clerk.signs_in(), clerk.sends("/buero/abmelden")
    for _ in range(30):
        Clerk(outside, BASE).signs_in("falsch")
    assert clerk.signs_in() == 200 and "Auf Sendung" in clerk.page


def test_a_browser_that_was_in_before_guesses_no_faster(clerk, outside):
    clerk.signs_in(), clerk.sends("/buero/abmelden")
    assert [clerk.signs_in("falsch") for _ in range(4)] == [403, 403, 403, 429]


# --- without a password


def test_without_a_password_only_this_machine_sees_the_pages(app):
    assert Clerk(app).opens("/buero/") == 200
    for there in (
        {"REMOTE_ADDR": "192.0.2.7"},
        {"HTTP_X_FORWARDED_FOR": "192.0.2.7"},
        {"HTTP_FORWARDED": "for=192.0.2.7"},
    ):
        assert Clerk(app, **there).opens("/buero/") == 403


HEADERS = st.fixed_dictionaries(
    {"Host": st.sampled_from(["127.0.0.1:8000", "localhost", "[::1]", "hotline.example.org", "evil.example"])},
    optional={
        name: st.sampled_from(["127.0.0.1", "::1", "localhost", "", ",", "for=127.0.0.1", "203.0.113.7", "https", '"'])
        for name in (
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "Forwarded",
            "Via",
            "X-Real-Ip",
            "Origin",
        )
    },
)


@pytest.fixture(scope="module")
def closed(tmp_path_factory) -> list[Flask]:
    """Hotlines that somebody else may reach, none with a password."""
    common = {"VOICES": "espeak", "REDIS_URL": "unix:///nobody-answers-here.sock"}
    exposed = ({"TWILIO_AUTH_TOKEN": PUBLIC["TWILIO_AUTH_TOKEN"]}, PUBLIC, {"TRUSTED_PROXIES": "1"})
    return [create_app(common | more | {"DATA_DIR": str(tmp_path_factory.mktemp("data"))}) for more in exposed]


PAGES = ["/buero/", "/buero/plan", "/buero/plan/datei/buero.txt", "/buero/zahlen", "/phone", "/phone/uebung"]


@given(HEADERS, st.sampled_from(PAGES))
def test_where_somebody_else_may_come_in_no_header_opens_an_office_without_a_password(closed, headers, path):
    for app in closed:
        with app.test_client().get(path, headers=headers) as answer:
            assert not is_open(answer), headers


def test_an_office_without_a_password_says_how_it_opens(environ, clock):
    visitor = Clerk(create_app(environ | PUBLIC, clock))
    assert visitor.opens("/buero/plan") == 403 and "»flask password«" in visitor.page


def test_a_name_of_another_site_that_leads_here_opens_nothing(app):
    assert Clerk(app, "http://evil.example:8000").opens("/buero/") == 404
    assert Clerk(app, "http://evil.example:8000").opens("/phone") == 404


# --- every page there is, tried as a stranger


def with_cookie(client: FlaskClient, value: str) -> FlaskClient:
    client.set_cookie("__Host-telefontreff", value, domain="hotline.example.org")
    return client


def addresses(app: Flask) -> set[tuple[str, str]]:
    """Every method and address of the hotline, with something in each gap."""
    rules = [rule for rule in app.url_map.iter_rules() if not rule.rule.startswith("/voice")]
    return {(method, filled(rule)) for rule in rules for method in (rule.methods or set()) - {"OPTIONS"}}


def filled(rule: Rule) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda gap: WORDS.get(gap[1], "1"), rule.rule)


def is_open(answer) -> bool:
    doors = ("/buero/anmelden", "/leitung")
    leads_to_the_door = answer.status_code == 303 and answer.headers["Location"].partition("?")[0] in doors
    return answer.status_code < 400 and not leads_to_the_door


STRANGERS = {
    "nobody": lambda client: client,
    "forged cookie": lambda client: with_cookie(client, "eyJyb2xlIjoib2ZmaWNlIn0.aaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbb"),
    "junk cookie": lambda client: with_cookie(client, "ü" * 50),
}


@pytest.mark.parametrize("stranger", STRANGERS.values(), ids=STRANGERS)
def test_nothing_opens_to_a_stranger(outside, stranger):
    client = stranger(outside.test_client())
    opened = set()
    for method, path in addresses(outside):
        with client.open(path, method=method, base_url=BASE) as answer:
            opened |= {path} if is_open(answer) else set()
    assert opened <= FOR_ALL


def test_every_page_of_the_office_has_a_role(outside):
    endpoints = {rule.endpoint for rule in outside.url_map.iter_rules() if rule.endpoint.startswith("office.")}
    missing = {one for one in endpoints - PUBLIC_ENDPOINTS if not needed_role(one)}
    assert not missing, "name the role of these pages in office/roles.py"


def test_nothing_changes_without_the_token_of_the_form(outside, clerk):
    clerk.signs_in()
    of_pages = ("/buero", "/leitung")
    changing = {path for method, path in addresses(outside) if method == "POST" and path.startswith(of_pages)}
    for path, token in itertools.product(changing, ("", "forged")):
        answer = clerk.client.post(path, data={"csrf_token": token}, base_url=BASE)
        assert answer.status_code in (400, 403), path


def test_nothing_opens_under_a_foreign_name(outside, clerk):
    clerk.signs_in()
    pages = {path for method, path in addresses(outside) if path.startswith(("/buero", "/leitung", "/phone"))}
    for path in pages:
        with clerk.client.get(path, base_url="https://evil.example") as answer:
            assert not is_open(answer), path


def test_a_browser_is_told_to_load_nothing_from_anywhere_else(clerk):
    clerk.signs_in()
    headers = clerk.answer.headers
    assert "default-src 'none'" in headers["Content-Security-Policy"] and headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff" and "Strict-Transport-Security" in headers
    assert not re.search(r'(src|href|action)="https?:', clerk.page)
