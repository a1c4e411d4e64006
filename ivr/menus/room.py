"""The menus around a room and inside it, as tables like the main menu's."""

from dataclasses import replace

from ivr.flows.entrance import minutes_words, named_then, no_longer_early, promised, wait_on, with_music
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
from ivr.menu_node import Deeds, Row, Spot, Test, Words, arrived_at, at, hang_up, keyword, nothing, same

ASK_OFFICE = Row("0", at("buero"), "zum.buero")
BACK = Row("9", at("menu"), "zum.menu")
OUT = Row("9", same("hinaus_frage"), "zum.hinaus")
INTO_THE_TALK = Row("*", same("wieder"), "zum.gespraech")
FURTHER, FURTHER_KEY = "_mehr", "8"
WRONG = "_fremd"


def both(key: str, to: str, offers: tuple[str, str], test: Test) -> tuple[Row, Row]:
    """A key that does one thing or undoes it: what it offers while the test fails, and while it holds."""
    off = Row(key, same(to), offers[0], when=lambda place, world: not test(place, world))
    return off, Row(key, same(to), offers[1], when=test)


def then_back(words: Words, does: Deeds = keep_the_seat) -> Spot:
    """Something happens, is told, and the caller is in the room again."""
    return Spot(words, then=back_in, does=does, leads_on=over)


def menu_inside(words: Words, *rows: Row) -> Spot:
    """A menu that leads back into the room by itself."""
    return Spot(words, rows, ask_inside, read_inside, does=keep_the_seat, leads_on=over)


def on_two_pages(name: str, first: str, *rows: Row) -> dict[str, Spot]:
    """A menu inside that is over soon, because meanwhile the talk goes on: the keys of `first` are offered at once, the
    others on a further page, and none to whoever has pressed a wrong one; every key works on each."""
    one, other, none = (
        tuple(row if row.key in offered else replace(row, offer="") for row in rows)
        for offered in (first, {row.key for row in rows} - {*first}, "")
    )
    further, back = (Row(FURTHER_KEY, same(to)) for to in (f"{name}{FURTHER}", name))
    pages = {
        name: menu_inside(nothing, INTO_THE_TALK, *one, replace(further, offer="zum.weiteres")),
        f"{name}{FURTHER}": menu_inside(nothing, *other, back),
        f"{name}{WRONG}": menu_inside(keyword("fremd.1"), INTO_THE_TALK, *none, replace(back, offer="zum.nochmal")),
    }
    return {at: replace(page, reads=read_or(f"{name}{WRONG}")) for at, page in pages.items()}


ROOM_SPOTS = {
    "zusage": Spot(
        named_then("zusage"),
        rows=(
            Row("1", promised, "zum.einverstanden"),
            Row("2", at("gruppe"), "zum.andere_nummer", when=lambda place, world: place.misses > 0),
            Row("2", at("gruppe")),
        ),
    ),
    "stimmt": Spot(named_then("stimmt"), rows=(Row("1", same("raum"), "ja"), Row("2", at("gruppe"), "nein"))),
    "vor_der_tuer": Spot(minutes_words, (), with_music, wait_on, leads_on=no_longer_early),
    "raum": Spot(door_words, rows=(ASK_OFFICE, BACK), then=go_in, does=take_a_seat, leads_on=led_on),
    "ueben": Spot(keyword("ueben.willkommen"), then=go_in, does=take_a_seat),
    "nicht_drin": Spot(keyword("geht_nicht"), rows=(Row("1", same("raum"), "zum.nochmal_versuchen"), ASK_OFFICE, BACK)),
    "warten": Spot(waiting_words, then=wait_inside, reads=arrived_at("warten")),
    "zurueck": Spot(reads=came_out),
    "wieder": then_back(keyword("raum.wieder"), take_a_seat),
    "vorbei": Spot(over_words, then=hang_up),
    # Everybody's menu.
    **on_two_pages(
        "pause",
        "123",
        Row("1", same("melden"), "zum.melden", when=whether(may_raise_a_hand)),
        Row("1", same("melden"), when=whether(has_hand_up)),
        Row("2", same("zurueckziehen"), "zum.zurueckziehen", when=whether(has_hand_up)),
        *both("3", "stumm", ("zum.stumm", "zum.laut"), whether(has_muted_himself)),
        Row("4", same("wie_viele"), "zum.wie_viele"),
        Row("5", same("raumregeln"), "zum.raumregeln"),
        OUT,
    ),
    "melden": then_back(on_the_talk(hand_up_words), in_the_talk(raise_hand)),
    "zurueckziehen": then_back(keyword("zurueckgezogen"), in_the_talk(lower_hand)),
    "stumm": then_back(on_the_talk(mute_words), in_the_talk(mute_or_unmute)),
    "wie_viele": then_back(on_the_talk(how_many_words)),
    "raumregeln": Spot(rules_words, (), ask_inside, arrived_at("wieder"), does=keep_the_seat, leads_on=over),
    "hinaus_frage": menu_inside(keyword("hinaus.frage"), Row("1", same("hinaus"), "ja")),
    # The menu of the one who leads.
    **on_two_pages(
        "pult",
        "12",
        Row("1", same("wortmeldungen"), "zum.wortmeldungen"),
        *both("2", "ruhe", ("zum.ruhe", "zum.freigeben"), whether(is_silent)),
        Row("3", same("wie_viele"), "zum.wie_viele"),
        *both("4", "schloss", ("zum.abschliessen", "zum.aufschliessen"), whether(is_locked)),
        Row("5", same("schluss_frage"), "zum.schluss"),
        OUT,
    ),
    "wortmeldungen": replace(
        menu_inside(on_the_talk(hands_words), Row("1", same("wort"), "zum.wort")), then=ask_if_anybody_waits
    ),
    "wort": then_back(on_the_talk(floor_words), in_the_talk(give_the_floor)),
    "ruhe": then_back(on_the_talk(silence_words), in_the_talk(silence_or_free)),
    "schloss": then_back(on_the_talk(lock_words), in_the_talk(lock_or_unlock)),
    "schluss_frage": menu_inside(keyword("schluss.frage"), Row("1", same("schluss"), "ja")),
    "schluss": Spot(keyword("schluss"), then=hang_up, does=in_the_talk(end_for_all)),
}
