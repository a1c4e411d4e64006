"""What becomes of a call in which something of ours has failed: it goes on with what was under way, or else at the main
menu. The second time the office is offered; from the third time on it goes on by the caller's own key alone."""

from collections.abc import Mapping
from dataclasses import replace

from ivr.flows.group_page import PAGE
from ivr.flows.joining import over
from ivr.flows.messages import fetch_message
from ivr.flows.recording import fetch
from ivr.menu_node import MenuNode, Miss, Option, keyword, press
from ivr.menus.room import ASK_OFFICE, BACK, ROOM_NODES
from ivr.place import GROUP, NOTHING, Keeps, Place
from ivr.place_names import At
from ivr.world import World

# What is said the first, the second, and each further time, and to whoever then presses no key.
APOLOGIES = ("stoerung.1", "stoerung.2", "stoerung.3", "stoerung")
SECOND, MANY = 2, 3
INSIDE = {name for name, node in ROOM_NODES.items() if node.leads_on is over} | {At.BACK_FROM_ROOM}
ROLE: Keeps = ("group", "leads")
IN_ROOM: Keeps = (*ROLE, "until")
RECORDED: Keeps = ("group", "number", "recording")
# Where a call goes on that has failed at these places, and what of their state it takes along; nothing that was not
# promised or confirmed there is taken for granted.
LEADS_BACK: Mapping[At, tuple[At, Keeps]] = {
    **dict.fromkeys(INSIDE, (At.REJOIN, IN_ROOM)),
    **dict.fromkeys((At.ENTRY, At.ANNOUNCEMENT, At.BEFORE_ROOM, At.CONSENT, At.CONFIRM_GROUP), (At.BEFORE_ROOM, ROLE)),
    **dict.fromkeys((At.WAIT_AT_DOOR, At.ROOM, At.NOT_CONNECTED, At.PRACTICE), (At.ROOM, IN_ROOM)),
    **dict.fromkeys((At.EXTERNAL, At.EXTERNAL_WAIT, At.EXTERNAL_NO_ANSWER), (At.ROOM, GROUP)),
    **dict.fromkeys((At.AFTER_EXTERNAL, At.EXTERNAL_LOST), (At.EXTERNAL_LOST, GROUP)),
    **dict.fromkeys((At.OWN_ROOM_NUMBER, At.OWN_ROOM_ENTRY), (At.OWN_ROOM_NUMBER, NOTHING)),
    At.INFORMATION: (At.INFORMATION, ("part",)),
    At.INFORMATION_TEXT: (At.INFORMATION_TEXT, (*ROLE, "text", "part")),
    **dict.fromkeys(
        (At.LEADER_MENU, At.NO_MEETINGS, At.CANCELLED, At.REINSTATED, At.TOO_LATE), (At.LEADER_MENU, GROUP)
    ),
    **dict.fromkeys((At.MEETINGS, At.MEETING_CHOSEN, At.CONFIRM_CANCEL, At.CONFIRM_REINSTATE), (At.MEETINGS, GROUP)),
    **dict.fromkeys((At.ANNOUNCEMENTS, At.LISTEN, At.RECORD, At.DISCARDED, At.SAVED), (At.ANNOUNCEMENTS, GROUP)),
    **dict.fromkeys((At.CONFIRM_DELETE, At.DELETED), (At.ANNOUNCEMENTS, GROUP)),
    **dict.fromkeys(
        (At.GROUP_INFO, At.GROUP_DATES, At.CONTACT, At.AFTER_CONTACT, At.CONTACT_NO_ANSWER), (At.GROUP_INFO, PAGE)
    ),
    At.NEWCOMERS: (At.NEWCOMERS, NOTHING),
    **dict.fromkeys((At.CRISIS, At.CRISIS_CALL, At.AFTER_CRISIS, At.CRISIS_NO_ANSWER), (At.CRISIS, NOTHING)),
    At.RECORDING_FAILED: (At.RECORDING_FAILED, ("group", "reason")),
    At.MESSAGE_FAILED: (At.MESSAGE_FAILED, ("reason",)),
    At.MESSAGE_FETCH: (At.MESSAGE_FETCH, ("recording",)),
    **dict.fromkeys((At.MESSAGE_REVIEW, At.MESSAGE_LEFT, At.MESSAGE_DISCARDED), (At.MESSAGE_REVIEW, ("recording",))),
    **dict.fromkeys((At.FETCH, At.UNSAVED), (At.FETCH, RECORDED)),
    **dict.fromkeys(
        (At.REVIEW, At.HOW_LONG, At.HOW_MANY_DAYS, At.NEWER_EXISTS, At.REPLACE, At.NOT_SAVED), (At.REVIEW, RECORDED)
    ),
}
BRINGS_A_RECORDING = {At.RECORDED: fetch, At.MESSAGE_SPOKEN: fetch_message}
GOES_ON = {name for name, _ in LEADS_BACK.values()}


def after_failure(place: Place, keys: str = "") -> Place:
    """Where a call goes on that has failed at a place, to which `keys` were brought: to an apology, and `onward`."""
    is_known = place.name in (At.FAILURE, At.FAILURE_OFFICE)
    apology = place.to(At.FAILURE) if is_known else _way_back(place, keys)
    return replace(apology, agreed=place.agreed, failures=min(place.failures + 1, MANY))


def _way_back(place: Place, keys: str) -> Place:
    # Nobody brings the carrier's id of a recording a second time.
    fetches = BRINGS_A_RECORDING.get(place.name)
    here = fetches(place, keys) if fetches else place
    onward, keeps = LEADS_BACK.get(here.name, (None, NOTHING))
    return here.to(At.FAILURE, keeps, onward=onward)


def goes_on(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
    """The apology is over, or a key was pressed after it."""
    if place.failures != SECOND:
        return _back(place)
    is_recording = place.onward in (At.REVIEW, At.FETCH)
    return place.to(At.UNSAVED, onward=None) if is_recording else place.to(At.FAILURE_OFFICE)


def read_offer(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
    """Whoever was in the middle of something need not press a key: in a room the others go on talking."""
    return press(node, place, keys, world) if keys or not place.onward else _back(place)


def _back(place: Place) -> Place:
    return place.to(place.onward, onward=None) if place.onward in GOES_ON else Place(At.MENU)


def _leads_inside(place: Place, world: World) -> bool:
    return place.onward == At.REJOIN


def _leads_on(place: Place, world: World) -> bool:
    return place.onward is not None and not _leads_inside(place, world)


FAILURE_NODES = {
    At.FAILURE: MenuNode(reads=goes_on),
    At.FAILURE_OFFICE: MenuNode(
        words=keyword("stoerung.buero"),
        options=(
            Option("1", goes_to=_back, offer="zum.leiten", when=_leads_inside),
            Option("1", goes_to=_back, offer="zum.weitermachen", when=_leads_on),
            ASK_OFFICE,
            BACK,
        ),
        reads=read_offer,
    ),
}
