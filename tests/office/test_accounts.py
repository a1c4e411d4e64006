"""The people of the office: names, roles, one-time links, passwords, and the sessions that end with them."""

import re

import pytest
from flask import Flask

from app import create_app
from keep.accounts.accounts import FILE
from tests.support.clerk import OUTSIDE, Clerk
from tests.support.hotlines import hotline_of

BASE = OUTSIDE["PUBLIC_URL"]
PEOPLE, OWN = "/buero/zugaenge", "/buero/mein-zugang"
AHRENS, HERS = "Frau Ahrens", "Teekanne auf dem Dach"
LINK = re.compile(rf'value="{re.escape(BASE)}(/buero/zugang/[^"]+)"')


@pytest.fixture
def settings(environ) -> dict[str, str]:
    return environ | OUTSIDE


@pytest.fixture
def outside(settings, clock) -> Flask:
    return create_app(settings, clock)


@pytest.fixture
def office(outside) -> Clerk:
    """Somebody with the password of the office."""
    clerk = Clerk(outside, BASE)
    clerk.signs_in()
    return clerk


def link_for(office: Clerk, name: str = AHRENS, role: str = "Plan") -> str:
    office.sends(PEOPLE, name=name, rolle=role)
    return LINK.findall(office.page)[0]


def chooses(app: Flask, link: str, password: str = HERS) -> Clerk:
    """Somebody opens the link, and chooses a password."""
    person = Clerk(app, BASE)
    person.opens(link)
    person.sends(link, neu=password, noch_einmal=password)
    return person


@pytest.fixture
def ahrens(outside, office) -> Clerk:
    """Frau Ahrens, who may change the plan, at her browser."""
    return chooses(outside, link_for(office))


def is_in(person: Clerk) -> bool:
    person.opens("/buero/")
    return "Auf Sendung" in person.page


# --- coming in


def test_a_person_chooses_a_password_behind_a_link_and_signs_in_with_the_name(outside, office, ahrens):
    assert "Ihr Passwort gilt" in ahrens.page and "Auf Sendung" in ahrens.page
    ahrens.sends("/buero/abmelden")
    assert "Ihr Name" in ahrens.page and ahrens.signs_in(HERS, name="frau  ahrens ") == 200
    assert "Auf Sendung" in ahrens.page and "Mein Zugang" in ahrens.page


def test_a_link_is_shown_once_and_used_once(outside, office):
    link = link_for(office)
    office.opens(PEOPLE)
    assert "der Link gilt bis Freitag, 13.03.2026" in office.page and not LINK.findall(office.page)
    chooses(outside, link)
    late = Clerk(outside, BASE)
    assert late.opens(link) == 404 and "gilt nicht mehr" in late.page


def test_a_link_lasts_three_days(outside, office, clock):
    link = link_for(office)
    clock.says("2026-03-13 18:21")
    assert Clerk(outside, BASE).opens(link) == 404


def test_looking_at_a_link_or_a_slip_does_not_use_it_up(outside, office):
    link, person = link_for(office), Clerk(outside, BASE)
    person.opens(link)
    assert person.sends(link, neu="kurz", noch_einmal="kurz") == 422 and "mindestens 10" in person.page
    assert person.sends(link, neu=HERS, noch_einmal="anderes Wort") == 422 and "nicht gleich" in person.page
    person.sends(link, neu=HERS, noch_einmal=HERS)
    assert is_in(person)


def test_the_password_of_the_office_opens_always(outside, office, ahrens):
    other = Clerk(outside, BASE)
    assert other.signs_in(name="Büro") == 200 and is_in(other)
    other.opens(PEOPLE)
    assert AHRENS in other.page


def test_a_wrong_name_is_told_as_a_wrong_password_is(outside, office, ahrens):
    link_for(office, "Herr Ohnewort")
    told = set()
    for name in (AHRENS, "Niemand", "Büro", "Herr Ohnewort", ""):
        stranger = Clerk(outside, BASE)
        status = stranger.signs_in("falsch geraten", name=name)
        told.add((status, *re.findall(r'id="wrong">([^<]+)', stranger.page)))
    assert len(told) == 1 and "Name oder das Passwort" in str(told)


def test_nobody_without_a_password_comes_in(outside, office):
    link_for(office)
    assert Clerk(outside, BASE).signs_in("", name=AHRENS) == 403


@pytest.mark.parametrize("name", ["frau ahrens", "BÜRO", " ", "x" * 41, "Frau\x00Ahrens"])
def test_a_name_that_is_taken_or_none_is_refused(office, ahrens, name):
    office.sends(PEOPLE, name=name)
    assert "Es hat sich nichts geändert" in office.page and not LINK.findall(office.page)


def test_no_password_and_no_link_stands_in_the_file(office, ahrens, tmp_path):
    link = link_for(office, "Herr Bode")
    kept = (tmp_path / FILE).read_text(encoding="utf-8")
    assert HERS not in kept and link.rpartition("/")[2] not in kept and "scrypt:" in kept
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0


# --- what each may


def test_whoever_is_for_the_plan_sees_the_plan_and_no_messages(ahrens):
    assert is_in(ahrens) and "/buero/plan" in ahrens.page
    assert not re.findall(r'href="/buero/(nachrichten|zahlen|zugaenge)"', ahrens.page)
    for path in ("/buero/nachrichten", "/buero/zahlen", PEOPLE):
        assert ahrens.opens(path) == 403
        assert "Nicht für Ihren Zugang" in ahrens.page and 'href="/buero/"' in ahrens.page
    assert ahrens.sends(PEOPLE, name="Herr Bode") == 403


def test_another_role_counts_from_the_next_page_on(office, ahrens):
    office.sends(f"{PEOPLE}/rolle", name=AHRENS, rolle="alles")
    assert "Frau Ahrens darf jetzt: alles." in office.page
    assert ahrens.opens("/buero/nachrichten") == 200 and ahrens.opens(PEOPLE) == 200


# --- going out


@pytest.mark.parametrize("deed", ["entfernen", "abmelden", "link"])
def test_whoever_administers_ends_the_sessions_of_a_person_in_every_process(settings, clock, office, ahrens, deed):
    another = Clerk(create_app(settings, clock), BASE)
    another.signs_in(HERS, name=AHRENS)
    assert is_in(another) and is_in(ahrens)
    office.sends(f"{PEOPLE}/{deed}", name=AHRENS)
    assert not is_in(another) and not is_in(ahrens) and is_in(office)


def test_whoever_was_removed_and_comes_again_starts_anew(outside, office, ahrens):
    office.sends(f"{PEOPLE}/entfernen", name=AHRENS)
    link_for(office)
    assert not is_in(ahrens) and Clerk(outside, BASE).signs_in(HERS, name=AHRENS) == 403


def test_a_new_link_makes_the_old_password_void(outside, office, ahrens):
    office.sends(f"{PEOPLE}/link", name=AHRENS)
    assert Clerk(outside, BASE).signs_in(HERS, name=AHRENS) == 403
    assert is_in(chooses(outside, LINK.findall(office.page)[0], "Vier neue Wörter hier"))


def test_another_password_signs_out_all_other_browsers(outside, ahrens):
    elsewhere = Clerk(outside, BASE)
    elsewhere.signs_in(HERS, name=AHRENS)
    new = {"neu": "Vier neue Wörter hier", "noch_einmal": "Vier neue Wörter hier"}
    ahrens.sends(f"{OWN}/passwort", bisher="falsch geraten", **new)
    assert "nicht richtig" in ahrens.page and is_in(elsewhere)
    ahrens.sends(f"{OWN}/passwort", bisher=HERS, **new)
    assert "Ihr neues Passwort gilt" in ahrens.page and is_in(ahrens) and not is_in(elsewhere)


def test_signing_out_everywhere_ends_the_own_sessions_and_no_others(outside, office, ahrens):
    elsewhere = Clerk(outside, BASE)
    elsewhere.signs_in(name="Büro")
    office.opens(OWN)
    office.sends(f"{OWN}/abmelden")
    assert not is_in(office) and not is_in(elsewhere) and is_in(ahrens)
    assert office.signs_in(name="Büro") == 200 and is_in(office)


# --- how long a session lasts


def test_a_session_outlives_a_restart(settings, clock, ahrens):
    again = Clerk(create_app(settings, clock), BASE)
    again.client = create_app(settings, clock).test_client()
    cookie = ahrens.client.get_cookie("__Host-telefontreff", "hotline.example.org")
    again.client.set_cookie("__Host-telefontreff", cookie.value, domain="hotline.example.org")
    assert is_in(again) and again.opens(OWN) == 200 and "Angemeldet seit Dienstag, 10.03.2026, 18:20" in again.page


def test_a_page_that_asks_by_itself_keeps_nobody_signed_in(office, clock):
    clock.says("2026-03-11 06:00")
    assert office.opens("/buero/raeume") == 200
    assert "Set-Cookie" not in office.answer.headers
    clock.says("2026-03-11 06:21")
    assert not is_in(office)


def test_whoever_works_on_stays_signed_in_for_a_week_at_most(office, clock):
    for day in range(10, 17):
        for hour in (7, 17):
            clock.says(f"2026-03-{day} {hour + 2:02}:00")
            assert day == 10 or is_in(office)
        clock.says(f"2026-03-{day} 23:30")
        is_in(office)
    clock.says("2026-03-17 09:00")
    assert is_in(office)
    clock.says("2026-03-17 18:20")
    assert not is_in(office)


# --- when the store fails


def test_a_damaged_file_lets_in_nobody_but_the_office_and_stays(settings, clock, office, ahrens, tmp_path):
    damaged = (tmp_path / FILE).read_bytes() + b"x\n"
    (tmp_path / FILE).write_bytes(damaged)
    fresh = create_app(settings, clock)
    assert Clerk(fresh, BASE).signs_in(HERS, name=AHRENS) == 403
    office = Clerk(fresh, BASE)
    assert office.signs_in() == 200 and is_in(office)
    office.opens(PEOPLE)
    office.sends(PEOPLE, name="Herr Bode")
    assert "kann jetzt nichts speichern" in office.page and (tmp_path / FILE).read_bytes() == damaged


def test_two_processes_add_people_at_once(settings, clock, office, outside):
    other = hotline_of(create_app(settings, clock)).accounts
    other.add("Herr Bode", "Plan")
    link_for(office)
    assert [one.name for one in other.people()] == [AHRENS, "Herr Bode"]
