"""The menus around a room and inside it, as tables like the main menu's."""

from dataclasses import replace

from ivr.flows.entrance import is_first_wait, minutes_words, named_then, no_longer_early, wait_on, with_music
from ivr.flows.in_the_room import (
    ask_inside,
    hand_up_words,
    has_hand_up,
    has_muted_himself,
    how_many_words,
    in_the_talk,
    keep_the_seat,
    lower_hand,
    may_raise_a_hand,
    must_be_silent,
    mute_or_unmute,
    mute_words,
    on_the_talk,
    raise_hand,
    read_inside,
    read_or,
    whether,
)
from ivr.flows.joining import (
    ask_if_anybody_waits,
    back_in,
    came_out,
    door_words,
    go_in,
    led_on,
    over,
    over_words,
    take_a_seat,
    take_the_seat_again,
    wait_inside,
    waiting_words,
)
from ivr.flows.leading import (
    end_for_all,
    floor_words,
    give_the_floor,
    hands_words,
    is_locked,
    is_silent,
    lock_or_unlock,
    lock_words,
    silence_or_free,
    silence_words,
)
from ivr.flows.office_line import rules_words
from ivr.menu_node import Effects, MenuNode, Option, Test, Words, arrived_at, hang_up, keyword, nothing
from ivr.place import ALL, Place
from ivr.place_names import At
from ivr.world import World

ASK_OFFICE = Option("0", goes_to=At.OFFICE, offer="zum.buero")
BACK = Option("9", goes_to=At.MENU, offer="zum.menu")
OUT = Option("9", goes_to=At.CONFIRM_LEAVE, keeps=ALL, offer="zum.hinaus")
INTO_THE_TALK = Option("*", goes_to=At.REJOIN, keeps=ALL, offer="zum.gespraech")
# From the first page of a menu inside to the second, and where a wrong key leads.
FURTHER_KEY = "8"
FURTHER = {At.STAR_MENU: At.STAR_MENU_MORE, At.LEADER_STAR_MENU: At.LEADER_STAR_MENU_MORE}
WRONG = {At.STAR_MENU: At.STAR_MENU_WRONG, At.LEADER_STAR_MENU: At.LEADER_STAR_MENU_WRONG}


def never(place: Place, world: World) -> bool:
    return False


def both(key: str, to: At, offers: tuple[str, str], test: Test, in_vain: Test = never) -> tuple[Option, ...]:
    """A key that does one thing or undoes it: what it offers while the test fails, and while it holds. While it is
    `in_vain` it is not offered, and says why."""
    silent = Option(key, goes_to=to, keeps=ALL, when=in_vain)
    off = Option(key, goes_to=to, keeps=ALL, offer=offers[0], when=lambda *here: not in_vain(*here) and not test(*here))
    return (
        silent,
        off,
        Option(key, goes_to=to, keeps=ALL, offer=offers[1], when=lambda *here: not in_vain(*here) and test(*here)),
    )


def then_back(words: Words, does: Effects = keep_the_seat) -> MenuNode:
    """Something happens, is told, and the caller is in the room again."""
    return MenuNode(words=words, then=back_in, does=does, leads_on=over)


def menu_inside(words: Words, *options: Option) -> MenuNode:
    """A menu that leads back into the room by itself."""
    return MenuNode(words=words, options=options, then=ask_inside, reads=read_inside, does=keep_the_seat, leads_on=over)


def on_two_pages(name: At, first: str, *options: Option) -> dict[At, MenuNode]:
    """A menu inside that is over soon, because meanwhile the talk goes on: the keys of `first` are offered at once, the
    others on a further page, and none to whoever has pressed a wrong one; every key works on each."""
    one, other, none = (
        tuple(option if option.key in offered else replace(option, offer="") for option in options)
        for offered in (first, {option.key for option in options} - {*first}, "")
    )
    further, back = (Option(FURTHER_KEY, goes_to=to, keeps=ALL) for to in (FURTHER[name], name))
    pages = {
        name: menu_inside(nothing, INTO_THE_TALK, *one, replace(further, offer="zum.weiteres")),
        FURTHER[name]: replace(menu_inside(nothing, *other, back), continues=True),
        WRONG[name]: menu_inside(keyword("fremd.1"), INTO_THE_TALK, *none, replace(back, offer="zum.nochmal")),
    }
    return {at: replace(page, reads=read_or(WRONG[name])) for at, page in pages.items()}


ROOM_NODES = {
    At.CONSENT: MenuNode(
        words=named_then("zusage"),
        options=(
            Option("1", goes_to=At.ROOM, keeps=ALL, sets={"agreed": True}, offer="ja"),
            Option("2", goes_to=At.GROUP_CODE, offer="zum.andere_nummer", when=lambda place, world: place.misses > 0),
            Option("2", goes_to=At.GROUP_CODE),
        ),
    ),
    At.CONFIRM_GROUP: MenuNode(
        words=named_then("stimmt"),
        options=(Option("1", goes_to=At.ROOM, keeps=ALL, offer="ja"), Option("2", goes_to=At.GROUP_CODE, offer="nein")),
    ),
    At.WAIT_AT_DOOR: MenuNode(
        words=minutes_words,
        options=(replace(BACK, when=is_first_wait),),
        then=with_music,
        reads=wait_on,
        leads_on=no_longer_early,
    ),
    At.ROOM: MenuNode(words=door_words, options=(ASK_OFFICE, BACK), then=go_in, does=take_a_seat, leads_on=led_on),
    At.PRACTICE: MenuNode(words=keyword("ueben.willkommen"), then=go_in, does=take_a_seat),
    At.NOT_CONNECTED: MenuNode(
        words=keyword("geht_nicht"),
        options=(Option("1", goes_to=At.ROOM, keeps=ALL, offer="zum.nochmal_versuchen"), ASK_OFFICE, BACK),
    ),
    At.HOLD: MenuNode(words=waiting_words, then=wait_inside, reads=arrived_at(At.HOLD)),
    At.BACK_FROM_ROOM: MenuNode(reads=came_out),
    At.REJOIN: then_back(keyword("raum.wieder"), take_the_seat_again),
    At.OVER: MenuNode(words=over_words, then=hang_up),
    # Everybody's menu.
    **on_two_pages(
        At.STAR_MENU,
        "123",
        Option("1", goes_to=At.RAISE_HAND, keeps=ALL, offer="zum.melden", when=whether(may_raise_a_hand)),
        Option("1", goes_to=At.RAISE_HAND, keeps=ALL, when=whether(has_hand_up)),
        Option("2", goes_to=At.LOWER_HAND, keeps=ALL, offer="zum.zurueckziehen", when=whether(has_hand_up)),
        *both("3", At.MUTE, ("zum.stumm", "zum.laut"), whether(has_muted_himself), whether(must_be_silent)),
        Option("4", goes_to=At.HOW_MANY, keeps=ALL, offer="zum.wie_viele"),
        Option("5", goes_to=At.ROOM_RULES, keeps=ALL, offer="zum.raumregeln"),
        OUT,
    ),
    At.RAISE_HAND: then_back(on_the_talk(hand_up_words), in_the_talk(raise_hand)),
    At.LOWER_HAND: then_back(keyword("zurueckgezogen"), in_the_talk(lower_hand)),
    At.MUTE: then_back(on_the_talk(mute_words), in_the_talk(mute_or_unmute)),
    At.HOW_MANY: then_back(on_the_talk(how_many_words)),
    At.ROOM_RULES: MenuNode(
        words=rules_words, then=ask_inside, reads=arrived_at(At.REJOIN), does=keep_the_seat, leads_on=over
    ),
    At.CONFIRM_LEAVE: menu_inside(keyword("hinaus.frage"), Option("1", goes_to=At.LEFT_ROOM, keeps=ALL, offer="ja")),
    # The menu of the one who leads.
    **on_two_pages(
        At.LEADER_STAR_MENU,
        "12",
        Option("1", goes_to=At.HANDS, keeps=ALL, offer="zum.wortmeldungen"),
        *both("2", At.SILENCE, ("zum.ruhe", "zum.freigeben"), whether(is_silent)),
        Option("3", goes_to=At.HOW_MANY, keeps=ALL, offer="zum.wie_viele"),
        *both("4", At.LOCK, ("zum.abschliessen", "zum.aufschliessen"), whether(is_locked)),
        Option("5", goes_to=At.CONFIRM_END, keeps=ALL, offer="zum.schluss"),
        OUT,
    ),
    At.HANDS: replace(
        menu_inside(on_the_talk(hands_words), Option("1", goes_to=At.GIVE_FLOOR, keeps=ALL, offer="zum.wort")),
        then=ask_if_anybody_waits,
    ),
    At.GIVE_FLOOR: then_back(on_the_talk(floor_words), in_the_talk(give_the_floor)),
    At.SILENCE: then_back(on_the_talk(silence_words), in_the_talk(silence_or_free)),
    At.LOCK: then_back(on_the_talk(lock_words), in_the_talk(lock_or_unlock)),
    At.CONFIRM_END: menu_inside(keyword("schluss.frage"), Option("1", goes_to=At.END_TALK, keeps=ALL, offer="ja")),
    At.END_TALK: MenuNode(words=keyword("schluss"), then=hang_up, does=in_the_talk(end_for_all)),
}
