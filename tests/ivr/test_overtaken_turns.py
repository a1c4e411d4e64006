"""Two turns in one room at the same moment: whichever is quicker, both come to what they would one after the other."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import permutations

import pytest

from app import create_app
from carrier.nobody import Nobody
from hotline import Hotline
from ivr.call import step
from ivr.model.talk import Talk
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Join, Reply
from keep.snapshots import Input, Snapshot
from routes.turn import decided
from storage.redis_client import RedisClient
from tests.support.hotlines import hotline_of

LEADER, MEMBER, NEWCOMER, LATER = "leader", "member", "newcomer", "later"
# What somebody does: who, at which place, by which key.
TURNS = {
    "comes in": (NEWCOMER, At.CONFIRM_GROUP, "1"),
    "comes in as well": (LATER, At.CONFIRM_GROUP, "1"),
    "locks": (LEADER, At.LEADER_STAR_MENU_MORE, "4"),
    "asks for silence": (LEADER, At.LEADER_STAR_MENU, "2"),
    "begins a round": (LEADER, At.ROUND_MINUTES, "2"),
    "begins a silence": (LEADER, At.STILL_MINUTES, "1"),
    "ends the talk": (LEADER, At.CONFIRM_END, "1"),
    "raises a hand": (MEMBER, At.STAR_MENU, "1"),
    "mutes himself": (MEMBER, At.STAR_MENU, "3"),
    "goes out": (MEMBER, At.CONFIRM_LEAVE, "1"),
}
Turn = Callable[[], Reply]


class Willing(Nobody):
    """A carrier that does whatever it is asked, and in whose rooms nothing is seen."""

    def mute(self, room: str, labels: object, on: bool) -> None: ...

    def announce(self, room: str, url: str) -> None: ...

    def tell(self, room: str, label: str, url: str) -> None: ...

    def end(self, room: str) -> None: ...


class Room:
    """The room of Sonnenblume, in which one who leads and one who takes part are."""

    def __init__(self, hotline: Hotline):
        self.hotline = hotline
        self.group = next(group for group in hotline.world().plan.groups if group.name == "Sonnenblume")
        self.id = hotline.world().group_id(self.group)
        for who in (LEADER, MEMBER):
            self.turn(self.looked(who, At.CONFIRM_GROUP, "1"))

    def looked(self, who: str, place: At, key: str) -> tuple[Input, Snapshot]:
        given = Input(Place(place, group=self.id, leads=who == LEADER, agreed=True), key, person=who)
        return given, self.hotline.snapshots.look(given)

    def turn(self, looked: tuple[Input, Snapshot]) -> Reply:
        given, snapshot = looked
        return decided(self.hotline, "", snapshot, partial(step, given.place, given.keys))

    @property
    def talk(self) -> Talk:
        (talk,) = self.hotline.world(self.group).talks.values()
        return talk


@pytest.fixture(params=["with Redis", "while Redis is away"])
def room(environ, clock, redis_dir, redis_client, request) -> Callable[[], Room]:
    """Each time the same room, as if nothing had happened in it yet."""
    redis = {"REDIS_URL": f"unix://{redis_dir}/redis.sock"} if request.param == "with Redis" else {}

    def room() -> Room:
        RedisClient(f"unix://{redis_dir}/redis.sock").ask(lambda client: client.flushall(), None)
        hotline = hotline_of(create_app(environ | redis, clock))
        return Room(replace(hotline, carrier=Willing()))

    return room


TWO = [pair for pair in permutations(TURNS, 2) if TURNS[pair[0]][0] != TURNS[pair[1]][0]]


@pytest.mark.parametrize(("first", "second"), TWO, ids=" while somebody ".join)
def test_two_turns_at_once_come_to_what_they_do_one_after_the_other(room, first, second):
    here = room()
    looked = here.looked(*TURNS[first])
    at_once = [here.turn(here.looked(*TURNS[second])), here.turn(looked)], here.talk
    here = room()
    assert at_once == ([here.turn(here.looked(*TURNS[kind])) for kind in (second, first)], here.talk)


@pytest.mark.parametrize("quicker", [name for name in TURNS if TURNS[name][0] != NEWCOMER])
def test_nobody_is_told_that_he_is_in_and_left_outside_or_the_other_way_round(room, quicker):
    here = room()
    looked = here.looked(*TURNS["comes in"])
    here.turn(here.looked(*TURNS[quicker]))
    reply = here.turn(looked)
    is_told = "tuer.open" in {said.key for said in reply.hear}
    assert is_told == isinstance(reply.then, Join) == (NEWCOMER in here.talk.seats)
