"""The menus around a room and inside it, as tables like the main menu's."""

from dataclasses import replace

from ivr.flows.entrance import is_first_wait, minutes_words, named_then, no_longer_early, wait_on, with_music
from ivr.flows.external_room import is_in_a_room_of_ours
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
    whether,
)
from ivr.flows.joining import (
    ask_if_anybody_waits,
    back_words,
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
    has_no_silence_to_give,
    is_locked,
    is_silent,
    lock_or_unlock,
    lock_words,
    silence_or_free,
    silence_words,
)
from ivr.flows.moderating import (
    has_texts,
    is_peer_led,
    leads_here,
    may_give_the_word,
    may_go_round_or_be_still,
    may_moderate,
)
from ivr.flows.office_line import rules_words
from ivr.menu_node import MenuNode, Option, arrived_at, hang_up, keyword
from ivr.menus.inside import both, menu_inside, on_pages, only, then_back
from ivr.menus.moderation import MODERATION_NODES
from ivr.place import ALL
from ivr.place_names import At

ASK_OFFICE = Option("0", goes_to=At.OFFICE, offer="zum.buero")
BACK = Option("9", goes_to=At.MENU, offer="zum.menu")
OUT = Option("9", goes_to=At.CONFIRM_LEAVE, keeps=ALL, offer="zum.hinaus")
LISTEN = Option(
    "3", goes_to=At.ROOM, keeps=ALL, sets={"listens": True}, offer="zum.zuhoeren", when=is_in_a_room_of_ours
)

ROOM_NODES = {
    **MODERATION_NODES,
    At.CONSENT: MenuNode(
        words=named_then("zusage"),
        options=(
            Option("1", goes_to=At.ROOM, keeps=ALL, sets={"agreed": True}, offer="ja"),
            Option("2", goes_to=At.GROUP_CODE, offer="zum.andere_nummer", when=lambda place, world: place.misses > 0),
            Option("2", goes_to=At.GROUP_CODE),
            replace(LISTEN, sets={"agreed": True, "listens": True}, offer="ja.zuhoeren"),
        ),
    ),
    At.CONFIRM_GROUP: MenuNode(
        words=named_then("stimmt"),
        options=(
            Option("1", goes_to=At.ROOM, keeps=ALL, offer="ja"),
            Option("2", goes_to=At.GROUP_CODE, offer="nein"),
            LISTEN,
        ),
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
    At.REJOIN: then_back(back_words, take_the_seat_again),
    At.OVER: MenuNode(words=over_words, then=hang_up),
    # Everybody's menu.
    **on_pages(
        At.STAR_MENU,
        ("123", "4569"),
        Option("1", goes_to=At.RAISE_HAND, keeps=ALL, offer="zum.melden", when=whether(may_raise_a_hand)),
        Option("1", goes_to=At.RAISE_HAND, keeps=ALL, when=whether(has_hand_up)),
        Option("2", goes_to=At.LOWER_HAND, keeps=ALL, offer="zum.zurueckziehen", when=whether(has_hand_up)),
        *both("3", At.MUTE, ("zum.stumm", "zum.laut"), whether(has_muted_himself), whether(must_be_silent)),
        Option("4", goes_to=At.HOW_MANY, keeps=ALL, offer="zum.wie_viele"),
        Option("5", goes_to=At.ROOM_RULES, keeps=ALL, offer="zum.raumregeln"),
        Option("6", goes_to=At.TAKE_MODERATION, keeps=ALL, offer="zum.moderieren", when=whether(may_moderate)),
        Option("6", goes_to=At.TAKE_MODERATION, keeps=ALL, when=whether(is_peer_led)),
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
    # The menu of whoever leads, or moderates where nobody leads; while it goes round, it is behind that of the round.
    **on_pages(
        At.LEADER_STAR_MENU,
        ("12", "36", "459"),
        Option("1", goes_to=At.HANDS, keeps=ALL, offer="zum.wortmeldungen", when=whether(may_give_the_word)),
        *both("2", At.SILENCE, ("zum.ruhe", "zum.freigeben"), whether(is_silent), whether(has_no_silence_to_give)),
        Option("3", goes_to=At.HOW_MANY, keeps=ALL, offer="zum.wie_viele"),
        *only(leads_here, *both("4", At.LOCK, ("zum.abschliessen", "zum.aufschliessen"), whether(is_locked))),
        Option("5", goes_to=At.CONFIRM_END, keeps=ALL, offer="zum.schluss", when=whether(leads_here)),
        Option(
            "5", goes_to=At.HAND_ON_MODERATION, keeps=ALL, offer="zum.moderation_abgeben", when=whether(is_peer_led)
        ),
        Option("6", goes_to=At.MODERATION, keeps=ALL, offer="zum.moderation_mit_texten", when=whether(has_texts)),
        Option("6", goes_to=At.MODERATION, keeps=ALL, offer="zum.moderation", when=whether(may_go_round_or_be_still)),
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
