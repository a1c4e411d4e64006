"""What becomes of a call in which something of ours has failed: it goes on with what was under way, or else at the main
menu. The second time the office is offered; from the third time on it goes on by the caller's own key alone."""

from collections.abc import Mapping

from ivr.flows.joining import over
from ivr.flows.recording import fetch
from ivr.menu_node import MenuNode, Miss, Option, keyword, press
from ivr.menus.room import ASK_OFFICE, BACK, ROOM_NODES
from ivr.reply import Place
from ivr.world import World

# What is said the first, the second, and each further time, and to whoever then presses no key.
APOLOGIES = ("stoerung.1", "stoerung.2", "stoerung.3", "stoerung")
SECOND, MANY = 2, 3
FAILED, OFFERED = "stoerung", "stoerung_buero"
INSIDE = {name for name, node in ROOM_NODES.items() if node.leads_on is over} | {"zurueck"}
# A recording that is not saved: where that is asked about, and where it is still waited for.
PROOF, WAITING, UNSAVED = "pruefen", "abholen", "ungespeichert"
# Where a call goes on that has failed at these places, and how many of their args it takes along; nothing that was not
# promised or confirmed there is taken for granted.
LEADS_BACK: Mapping[str, tuple[str, int]] = {
    **dict.fromkeys(INSIDE, ("wieder", 3)),
    **dict.fromkeys(("eintritt", "ansage", "davor", "zusage", "stimmt"), ("davor", 2)),
    **dict.fromkeys(("vor_der_tuer", "raum", "nicht_drin", "ueben"), ("raum", 3)),
    **dict.fromkeys(("anderswo", "anderswo_warten", "anderswo_still"), ("raum", 1)),
    **dict.fromkeys(("nach_anderswo", "getrennt"), ("getrennt", 1)),
    **dict.fromkeys(("eigener_neu", "eigener_raum"), ("eigener_neu", 0)),
    **dict.fromkeys(("leitermenue", "keine_treffen", "ausfall", "findet_statt", "nicht_geaendert"), ("leitermenue", 1)),
    **dict.fromkeys(("absagen", "ausfall_wahl", "ausfall_frage", "zusage_frage"), ("absagen", 1)),
    **dict.fromkeys(("ansagen", "anhoeren", "aufnehmen", "verworfen", "gespeichert"), ("ansagen", 1)),
    **dict.fromkeys(("loeschen_frage", "geloescht"), ("ansagen", 1)),
    "missglueckt": ("missglueckt", 2),
    **dict.fromkeys((WAITING, UNSAVED), (WAITING, 3)),
    **dict.fromkeys((PROOF, "wie_lange", "tage", "neuere", "ersetzen", "nicht_gespeichert"), (PROOF, 3)),
}


def after_failure(place: Place, keys: str = "") -> Place:
    """Where a call goes on that has failed at a place, to which `keys` were brought; the args are where the apology
    leads to, and the args of that."""
    args = place.args if place.name in (FAILED, OFFERED) else _way_back(place, keys)
    return Place(FAILED, args, agreed=place.agreed, failures=min(place.failures + 1, MANY))


def _way_back(place: Place, keys: str) -> tuple[str, ...]:
    # Nobody brings the carrier's id of a recording a second time.
    here = fetch(place, keys) if place.name == "aufgenommen" else place
    if here.name not in LEADS_BACK:
        return ()
    to, count = LEADS_BACK[here.name]
    return (to, *here.args[:count], *("0",) * (to == WAITING))


def goes_on(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
    """The apology is over, or a key was pressed after it."""
    if place.failures != SECOND:
        return _back(place)
    is_recording = place.args[:1] in ((PROOF,), (WAITING,))
    return Place(UNSAVED, place.args[1:4]) if is_recording else Place(OFFERED, place.args)


def read_offer(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
    """Whoever was in the middle of something need not press a key: in a room the others go on talking."""
    return press(node, place, keys, world) if keys or not place.args else _back(place)


def _back(place: Place) -> Place:
    # An address may have been given before an update, when the args meant something else.
    to = "".join(place.args[:1])
    return Place(to, place.args[1:]) if to in {name for name, _ in LEADS_BACK.values()} else Place("menu")


def _leads_inside(place: Place, world: World) -> bool:
    return place.args[:1] == ("wieder",)


def _leads_on(place: Place, world: World) -> bool:
    return bool(place.args) and not _leads_inside(place, world)


FAILURE_NODES = {
    FAILED: MenuNode(reads=goes_on),
    OFFERED: MenuNode(
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
