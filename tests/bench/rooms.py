"""What a turn costs in a large room, beside one in a small room."""

import statistics
import tempfile
import time
from datetime import datetime
from functools import partial
from pathlib import Path

from app import create_app
from hotline import Hotline
from ivr.call import step
from ivr.model.moment import BERLIN
from ivr.place import Place
from ivr.place_names import At
from keep.snapshots import Input
from routes.turn import decided
from storage.redis_server import embedded_redis
from tests.conftest import CONTENT, TOKEN
from tests.support.hotlines import hotline_of

# While the example's Sonnenblume meets.
EVENING = datetime(2026, 3, 10, 18, 40, tzinfo=BERLIN)
FEW, MANY, TURNS = 5, 250, 60
# In the room: a look at the star menu, and back.
KEYS = ((At.ROOM, "*"), (At.STAR_MENU, "2"))


def told() -> str:
    """The ratio in a line."""
    with tempfile.TemporaryDirectory() as folder, embedded_redis(Path(folder)):
        environ = {"TWILIO_AUTH_TOKEN": TOKEN, "VOICES": "espeak", "CONTENT_DIR": str(CONTENT), "DATA_DIR": folder}
        hotline = hotline_of(create_app({**environ, "REDIS_URL": f"unix://{folder}/redis.sock"}, lambda: EVENING))
        _come(hotline, range(FEW))
        few = _turn_ms(hotline, FEW)
        _come(hotline, range(FEW, MANY))
        many = _turn_ms(hotline, MANY)
    return f"CPU of a turn in a room of {MANY} / of {FEW}: {many / few:.2f} ({few:.2f} -> {many:.2f} ms)"


def _come(hotline: Hotline, people: range) -> None:
    for number in people:
        _turn(hotline, At.CONFIRM_GROUP, "1", f"person-{number}")


def _turn_ms(hotline: Hotline, people: int) -> float:
    """The median of a turn of one who takes part, with so many in the room."""
    assert [talk.people for talk in hotline.talks.values()] == [people]
    measured = []
    for _ in range(TURNS):
        began = time.thread_time()
        for place, keys in KEYS:
            _turn(hotline, place, keys, "person-0")
        measured.append((time.thread_time() - began) / len(KEYS))
    return statistics.median(measured) * 1000


def _turn(hotline: Hotline, name: At, keys: str, person: str) -> None:
    world = hotline.world()
    group = next(group for group in world.plan.groups if group.name == "Sonnenblume")
    place = Place(name, group=world.group_id(group), agreed=True)
    snapshot = hotline.snapshots.look(Input(place, keys, person))
    decided(hotline, "", snapshot, partial(step, place, keys))


if __name__ == "__main__":
    print(told())
