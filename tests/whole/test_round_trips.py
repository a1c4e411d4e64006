"""How often each kind of turn asks Redis and waits for it: once to look, and once to write what was decided."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest

from app import create_app
from exchange.in_process import in_process
from exchange.line import Line
from exchange.network import Network
from exchange.recorder import tone
from exchange.webhook_client import Answer, Form
from keep.content.editions import check, publish
from keep.content.folder import read_folder
from keep.statistics.call_positions import CallPositions
from keep.statistics.call_statistics import CallStatistics
from storage.redis_client import RedisClient
from tests.conftest import CONTENT, TOKEN
from tests.support.counted_redis import Counted, counted_redis
from tests.support.hotlines import hotline_of, with_parts
from tests.support.people import comes
from tests.support.small_hotline import CALLED, CALLER

URL = "http://127.0.0.1:8000"
LOOK_AND_WRITE = 2
IN_THE_ROOM = ("2", "471103", "1")
LEADS = ("8", "99887766")
# Keys one after the other; every turn on the way is counted.
CALLS = {
    "menus": ("1", "", "7", "9", "4", "0"),
    "numbers": ("2", "999999", "471103"),
    "a room": (*IN_THE_ROOM, "*", "1", "*", "3", "*", "4", "*", "#"),
    "one who leads": (*LEADS, "1", "*", "3", "*", "5", "*", "9", "9"),
    "the end of a talk": (*LEADS, "1", "*", "8", "1", "8", "1"),
    "a meeting that is called off": (*LEADS, "3", "1", "1"),
    "a room of one's own": ("4", "1", "1", "1"),
}


@pytest.fixture
def redis(redis_dir, tmp_path, redis_client) -> Iterator[Counted]:
    with counted_redis(redis_dir / "redis.sock", tmp_path / "counted.sock") as counted:
        yield counted


@pytest.fixture
def turns() -> list[tuple[str, int]]:
    """The webhooks so far, and the round trips of each."""
    return []


@pytest.fixture
def batches() -> list[Callable[[], None]]:
    """What counts the calls beside them; a test does it when it looks at that."""
    return []


@pytest.fixture
def dial(environ, clock, redis, tmp_path, turns, batches) -> Callable[[], Line]:
    environ = environ | {"REDIS_URL": f"unix://{tmp_path}/counted.sock"}
    app = create_app(environ, clock)
    held = hotline_of(app)
    with_parts(app, statistics=CallStatistics(held.redis, CallPositions(held.redis), held.counts, batches.append))
    fetch = in_process(app, URL)

    def counting(method: str, url: str, form: Form, headers: Form) -> Answer:
        before = redis.round_trips
        answer = fetch(method, url, form, headers)
        if method == "POST":
            turns.append((urlsplit(url).path, redis.round_trips - before))
        return answer

    publish(check(read_folder(CONTENT), clock.now.date()), RedisClient(environ["REDIS_URL"]), None)
    network = Network(counting, URL, TOKEN)
    with_parts(app, in_process=network)
    dial = lambda: network.call(CALLER, CALLED)  # noqa: E731
    # The first turn of a process and of a day learns the edition and the keys of the day.
    dial().hang_up()
    turns.clear(), batches.pop()()
    return dial


@pytest.mark.parametrize("keys", CALLS.values(), ids=CALLS)
def test_every_turn_of_a_call_asks_redis_at_most_twice(dial, turns, keys):
    line = comes(dial)
    for key in keys:
        line.press(key) if key else line.wait()
        line.listen()
    line.hang_up()
    assert len(turns) > len(keys) and max(trips for _, trips in turns) <= LOOK_AND_WRITE, turns


def test_so_does_every_turn_of_a_recording(dial, turns):
    line = comes(dial, *LEADS, "2", "1")
    line.speak(tone(4)), line.press("5"), line.wait()
    for key in "13":
        line.press(key), line.listen()
    line.hang_up()
    assert max(trips for _, trips in turns) <= LOOK_AND_WRITE, turns


def test_a_caller_who_only_listens_waits_for_redis_once_a_second_at_most(dial, turns):
    for _ in range(5):
        line = comes(dial, "1", "7", "9", "4", "9")
        line.hang_up()
    heard = [trips for path, trips in turns if not path.startswith("/voice/status")]
    assert sum(heard) <= 2, turns


def test_what_a_hundred_calls_do_in_a_second_is_counted_with_one_look_and_one_write(dial, redis, batches):
    for _ in range(100):
        comes(dial, "1")
    before = redis.round_trips
    (count,) = batches
    count()
    assert redis.round_trips - before == LOOK_AND_WRITE
