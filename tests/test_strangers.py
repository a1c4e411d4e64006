"""Strangers on the line who try numbers, and the people who want to meet all the same."""

from collections.abc import Callable

import pytest

from app import create_app
from keep.tries import OF_A_CALL, OF_ALL
from phone.line import Line

STRANGER, MEMBER, WITHHELD = "+493023125777", "+493023125999", "anonymous"


@pytest.fixture
def dial(app) -> Callable[[str], Line]:
    """Somebody dials the hotline from this number."""
    return lambda number: app.extensions["hotline"].network.call(number, "+493023125000")


def enters(line: Line, number: str) -> str:
    """By the main menu to a number, from wherever the caller is; what is heard then."""
    line.press("9")
    line.wait()
    line.press("2")
    line.press(number)
    line.listen()
    return line.said_last


def strangers(dial: Callable[[str], Line], times: int) -> None:
    """So many wrong numbers, from lines that show no number."""
    for _ in range(times):
        line = dial(WITHHELD)
        enters(line, "123123")
        line.hang_up()


def test_the_main_menu_is_no_way_around_the_limit_of_a_call(dial):
    stranger = dial(WITHHELD)
    heard = [enters(stranger, "123123") for _ in range(OF_A_CALL + 1)]
    assert all("kenne ich nicht" in words for words in heard[:-1]) and "viele Versuche" in heard[-1]
    assert "viele Versuche" in enters(stranger, "471103")


def test_calling_again_is_no_way_around_the_limit_of_a_caller(dial):
    heard = [enters(dial(STRANGER), "123123") for _ in range(11)]
    assert "kenne ich nicht" in heard[9] and "viele Versuche" in heard[10]
    assert "Gruppe Sonnenblume" in enters(dial(MEMBER), "471103")


@pytest.mark.parametrize("number", [MEMBER, WITHHELD])
def test_strangers_keep_nobody_out_of_an_open_room(dial, number):
    strangers(dial, OF_ALL + 20)
    member = dial(number)
    assert "Gruppe Sonnenblume" in enters(member, "471103")
    member.press("1"), member.listen()
    assert member.in_room


def test_while_strangers_try_who_shows_a_number_still_hears_when_the_group_meets(dial, clock):
    clock.says("2026-03-11 03:00")
    strangers(dial, OF_ALL + 1)
    assert "Heute trifft sich Ihre Gruppe nicht" in enters(dial(MEMBER), "471103")
    assert "jetzt kein Raum offen" in enters(dial(WITHHELD), "471103")


def test_a_day_of_mistyping_is_forgiven_and_the_right_number_never_counts(dial, clock):
    for day in range(10, 17):
        clock.says(f"2026-03-{day} 18:20")
        line = dial(MEMBER)
        assert all("kenne ich nicht" in enters(line, "471104") for _ in range(3))
        assert "Gruppe Sonnenblume" in enters(line, "471103")


def test_processes_count_together(environ, clock, redis_dir, link):
    shared = environ | {"REDIS_URL": f"unix://{redis_dir}/redis.sock"}
    hotlines = [create_app(shared, clock).extensions["hotline"] for _ in range(2)]
    lines = [hotlines[n % 2].network.call(STRANGER, "+493023125000") for n in range(11)]
    assert "viele Versuche" in [enters(line, "123123") for line in lines][-1]
