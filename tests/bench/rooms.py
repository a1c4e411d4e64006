"""What a turn costs in a large room, beside one in a small room; and how soon a round is silent."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from app import create_app
from carrier.events import ParticipantEvent
from carrier.twilio.rest import TwilioCarrier
from exchange.api.app import exchange_app
from exchange.call_leg import ACCOUNT
from hotline import Hotline
from ivr.call import step
from ivr.model.moment import BERLIN
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Join, Reply
from keep.snapshots import Input
from routes.turn import decided
from storage.redis_server import embedded_redis
from tests.conftest import CONTENT, TOKEN
from tests.support.hotlines import hotline_of
from tests.support.served import served
from tests.support.small_hotline import House

# While the example's Sonnenblume meets.
EVENING = datetime(2026, 3, 10, 18, 40, tzinfo=BERLIN)
FEW, MANY, TURNS = 5, 250, 60
# As many as sit in a large round.
ROUND = 20
# One who takes part is at the star menu, mutes himself, and hears of it.
KEYS = ((At.ROOM, "*"), (At.STAR_MENU, "3"), (At.STAR_MENU, "2"))


def told() -> Iterator[str]:
    """The ratio in a line; turns in both rooms take turns, so that what else the machine does slows down both."""
    with _hotline(FEW) as small, _hotline(MANY) as large:
        measured = [(_turn_ms(small), _turn_ms(large)) for _ in range(TURNS)]
    few, many = (statistics.median(times) for times in zip(*measured, strict=True))
    yield f"CPU of a turn in a room of {MANY} / of {FEW}: {many / few:.2f} ({few:.2f} -> {many:.2f} ms)"
    yield f"{ROUND} people muted at once, asked as Twilio is: {_seconds_to_mute(ROUND):.2f} s"


def _seconds_to_mute(people: int) -> float:
    """How long a round takes until all but one are silent, over HTTP to the test network."""
    house = House()
    labels = [f"{number:016x}" for number in range(people)]
    with served(exchange_app(house.network, [TOKEN])) as port:
        for label in labels:
            house.dial(f'participantLabel="{label}" waitUrl="/wait"')
        carrier = TwilioCarrier(ACCOUNT, TOKEN, api=f"http://127.0.0.1:{port}/phone")
        carrier.conference("r1")
        began = time.monotonic()
        carrier.mute("r1", labels, True)
        return time.monotonic() - began


@contextmanager
def _hotline(people: int) -> Iterator[Hotline]:
    """A hotline in whose only room so many are."""
    with tempfile.TemporaryDirectory() as folder, embedded_redis(Path(folder)):
        environ = {"TWILIO_AUTH_TOKEN": TOKEN, "VOICES": "espeak", "CONTENT_DIR": str(CONTENT), "DATA_DIR": folder}
        hotline = hotline_of(create_app({**environ, "REDIS_URL": f"unix://{folder}/redis.sock"}, lambda: EVENING))
        _come(hotline, people)
        if [talk.people for talk in hotline.talks.values()] != [people]:
            raise RuntimeError("they are not in the room")
        yield hotline


def _come(hotline: Hotline, people: int) -> None:
    for number in range(people):
        reply = _turn(hotline, At.CONFIRM_GROUP, "1", person := f"person-{number}")
        if isinstance(reply.then, Join):
            room = reply.then.room
            hotline.talks.event(ParticipantEvent(room, "conference", number, person, "", True, False, False))


def _turn_ms(hotline: Hotline) -> float:
    """What a turn of one who takes part costs."""
    began = time.thread_time()
    for place, keys in KEYS:
        _turn(hotline, place, keys, "person-0")
    return (time.thread_time() - began) / len(KEYS) * 1000


def _turn(hotline: Hotline, name: At, keys: str, person: str) -> Reply:
    world = hotline.world()
    group = next(group for group in world.plan.groups if group.name == "Sonnenblume")
    place = Place(name, group=world.group_id(group), agreed=True)
    snapshot = hotline.snapshots.look(Input(place, keys, person))
    return decided(hotline, "", snapshot, partial(step, place, keys))


if __name__ == "__main__":
    print(*told(), sep="\n")
