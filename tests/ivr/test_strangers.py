"""Strangers on the line who try numbers, and the people who want to meet all the same."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app import create_app
from exchange.line import Line
from ivr.model.typing_errors import slips
from keep.limits.code_attempts import AT_DOORS, OF_A_CALL, OF_ALL
from tests.support.hotlines import hotline_of

# They leave nothing free, neither on the whole hotline nor at its doors.
MANY = OF_ALL.at_once + AT_DOORS.at_once + 5
STRANGER, MEMBER, WITHHELD = "+493023125777", "+493023125999", "anonymous"


@pytest.fixture
def dial(app) -> Callable[[str], Line]:
    """Somebody dials the hotline from this number."""
    return lambda number: hotline_of(app).network.call(number, "+493023125000")


def enters(line: Line, number: str) -> str:
    """By the main menu to a number, from wherever the caller is; what is heard then."""
    line.press("9")
    line.wait()
    line.press("2")
    line.press(number)
    line.listen()
    # Behind a number of no group it is still, because a longer one may follow.
    if not line.said_last:
        line.wait()
    return line.said_last


@pytest.fixture
def strangers(app) -> Callable[[int], None]:
    """So many wrong numbers from telephones that show none, each in a call of its own."""
    tries = hotline_of(app).attempts["tries"]

    def try_numbers(times: int) -> None:
        for call in range(times):
            tries.tried(f"stranger {call}", "")

    return try_numbers


def waits(line: Line) -> str:
    """The caller hears the music to its end, and then what he is asked."""
    line.wait()
    line.listen()
    return line.said_last


def is_let_in(line: Line, number: str) -> bool:
    """Whether this number, and a key behind it, lead into a room."""
    enters(line, number)
    line.press("1")
    line.listen()
    return line.in_room


def test_after_five_in_a_call_only_an_open_room_opens(dial, clock):
    stranger = dial(WITHHELD)
    heard = [enters(stranger, "123123") for _ in range(OF_A_CALL + 1)]
    assert all("stimmt" in words for words in heard[:-1]) and "viele Versuche" in heard[-1]
    assert "viele Versuche" in enters(stranger, "582917")
    assert is_let_in(stranger, "471103")


def test_after_ten_from_one_telephone_only_an_open_room_opens(dial, clock):
    heard = [enters(dial(STRANGER), "123123") for _ in range(11)]
    assert "stimmt" in heard[9] and "viele Versuche" in heard[10] and "morgen" not in heard[10]
    assert is_let_in(dial(STRANGER), "471103") and is_let_in(dial(MEMBER), "471103")
    clock.says("2026-03-10 23:00")
    assert "Ist Ihr Raum offen" in enters(dial(STRANGER), "471103")


@pytest.mark.parametrize("season", ["2026-03-11", "2026-07-08"])
def test_a_day_of_tries_ends_at_midnight_in_berlin(dial, clock, season):
    clock.says(f"{season} 00:30")
    for _ in range(11):
        enters(dial(STRANGER), "123123")
    clock.says(f"{season} 23:59")
    assert "viele Versuche" in enters(dial(STRANGER), "123123")
    clock.now += timedelta(minutes=1)
    assert "Ihre Gruppe" in enters(dial(STRANGER), "471103")


def test_ten_slips_lock_nobody_out_of_a_room_that_is_closed(dial, clock):
    clock.says("2026-03-11 03:00")
    line = dial(MEMBER)
    heard = [enters(line, slip) for slip in sorted(slips("471103", 6))[::5]]
    assert len(heard) > 10 and not any("Sonnenblume" in words for words in heard)
    assert "Heute trifft sich Ihre Gruppe nicht" in enters(line, "471103")
    assert "Heute trifft sich Ihre Gruppe nicht" in enters(dial(MEMBER), "471103")


@pytest.mark.parametrize("number", [MEMBER, WITHHELD])
def test_strangers_keep_nobody_out_of_an_open_room(dial, strangers, number):
    strangers(OF_ALL.at_once + 5)
    assert is_let_in(dial(number), "471103")


def test_past_that_who_withholds_a_number_waits_a_minute_and_tries_again_in_the_same_call(dial, strangers):
    strangers(MANY)
    heard = enters(dial(WITHHELD), "123123")
    assert "Bitte warten Sie eine gute Minute" in heard and "Büro" in heard and "morgen" not in heard
    member = dial(WITHHELD)
    assert "warten" in enters(member, "471103") and "sechs Ziffern" in waits(member)
    member.press("471103"), member.listen(), member.press("1"), member.listen()
    assert member.in_room


def test_no_key_makes_the_waiting_shorter(dial, strangers):
    strangers(MANY)
    stranger = dial(WITHHELD)
    enters(stranger, "123123")
    for key in "5*#":
        stranger.press(key)
        assert "Bitte warten Sie" in stranger.said_last
    assert "warten" in enters(stranger, "471103")


def test_while_strangers_try_who_shows_a_number_still_hears_when_the_group_meets(dial, strangers, clock):
    clock.says("2026-03-11 03:00")
    strangers(OF_ALL.at_once + 1)
    assert "Heute trifft sich Ihre Gruppe nicht" in enters(dial(MEMBER), "471103")
    assert "Vielleicht trifft sich Ihre Gruppe später" in enters(dial(WITHHELD), "471103")


@pytest.mark.parametrize("number", [STRANGER, WITHHELD])
@pytest.mark.parametrize(("code", "heard"), [("99887766", "Sie leiten die Gruppe"), ("55281963", "Ansage")])
def test_strangers_never_keep_those_who_lead_from_calling_off_or_the_office_from_announcing(
    dial, strangers, clock, number, code, heard
):
    clock.says("2026-03-11 03:00")
    strangers(MANY)
    line = dial(number)
    line.press("8"), line.press(code), line.listen()
    assert heard in line.said_last


def test_a_day_of_mistyping_is_forgiven_and_the_right_number_never_counts(dial, clock):
    for day in range(10, 17):
        clock.says(f"2026-03-{day} 18:20")
        line = dial(MEMBER)
        assert all("stimmt" in enters(line, "471104") for _ in range(3))
        assert "Gruppe Sonnenblume" in enters(line, "471103")


def test_processes_count_together(environ, clock, redis_dir, redis_client):
    shared = environ | {"REDIS_URL": f"unix://{redis_dir}/redis.sock"}
    hotlines = [hotline_of(create_app(shared, clock)) for _ in range(2)]
    lines = [hotlines[n % 2].network.call(STRANGER, "+493023125000") for n in range(11)]
    assert "viele Versuche" in [enters(line, "123123") for line in lines][-1]
