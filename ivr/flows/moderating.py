"""What whoever moderates can do besides going round: a time of silence, texts of the group, and handing it on."""

from ivr.flows.room_effects import changed
from ivr.menu_node import MenuNode, Miss
from ivr.model.moderation import moderation_handed_on, moderation_taken, still_over, stilled
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Announce, Ask, Effect
from ivr.say import Heard, Say, say
from ivr.visit import Visit, visit
from ivr.world import World

# A seat has at most so many digits, and after the last of them it is waited so many seconds.
SEAT_DIGITS, SEAT_PATIENCE = 3, 5
MOST_STILL_MINUTES = 5
MINUTES_BY_KEY = {str(minutes): minutes for minutes in range(1, MOST_STILL_MINUTES + 1)}


def leads_here(here: Visit) -> bool:
    """Whether the caller has come with the number of one who leads."""
    return here.leads


def moderates(here: Visit) -> bool:
    """Whether the caller leads, or moderates where nobody leads."""
    return here.leads or here.talk.moderates(here.person)


def may_moderate(here: Visit) -> bool:
    """Whether the caller may take the moderation."""
    return here.group.is_peer_led and not here.talk.moderator


def is_peer_led(here: Visit) -> bool:
    """Whether nobody leads this group."""
    return here.group.is_peer_led


def take_moderation(here: Visit) -> tuple[Effect, ...]:
    """The caller moderates from now on, unless somebody was quicker."""
    return changed(here, moderation_taken, here.person)


def moderation_words(here: Visit) -> tuple[Say, ...]:
    """That the caller moderates, or who does."""
    if here.talk.moderator in ("", here.person):
        return (say("moderation.sie"),)
    return (say("moderation.andere", zahl=here.talk.number(here.talk.moderator)),)


def ask_seat(place: Place, world: World) -> Ask:
    """Wait for the number of a person in the room."""
    return Ask(place, digits=SEAT_DIGITS, seconds=SEAT_PATIENCE)


def read_seat(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
    """The number of a person; without one the caller goes on moderating."""
    if not keys.isdigit():
        return place.to(At.REJOIN)
    return place.to(At.MODERATION_HANDED_ON, choice=keys)


def hand_on(here: Visit, choice: str) -> tuple[Effect, ...]:
    """The moderation goes to the person whose number was pressed, or (0) to whoever wants it."""
    to = _chosen(here, choice)
    return () if to is None else changed(here, moderation_handed_on, here.person, to)


def handed_on_words(place: Place, world: World) -> tuple[Say, ...]:
    """That the caller does not moderate any more; or that nobody has this number."""
    here = visit(place, world)
    chosen = _chosen(here, place.choice) if here else None
    if here and chosen == here.person:
        return (say("moderation.sie"),)
    return (say("moderation.nicht_da" if chosen is None else "moderation.abgegeben"),)


def _chosen(here: Visit, choice: str) -> str | None:
    """The person whose number was pressed, "" for nobody in particular, None if nobody here has it."""
    number = int(choice) if choice.isascii() and choice.isdigit() else -1
    if number == 0:
        return ""
    person = here.talk.with_number(number)
    return person if here.talk.is_here(person) else None


def is_still(here: Visit) -> bool:
    """Whether all are silent together."""
    return here.talk.is_still


def begin_still(here: Visit, choice: str) -> tuple[Effect, ...]:
    """All are silent together for as many minutes as were chosen."""
    minutes = MINUTES_BY_KEY.get(choice)
    return changed(here, stilled, minutes, here.now) if minutes and here.talk.round is None else ()


def stop_still(here: Visit) -> tuple[Effect, ...]:
    """The silence is over before its time."""
    return changed(here, still_over)


def has_opening(here: Visit) -> bool:
    """Whether the group has a text to begin with."""
    return bool(here.opening)


def has_closing(here: Visit) -> bool:
    """Whether the group has a text to end with."""
    return bool(here.closing)


def has_texts(here: Visit) -> bool:
    """Whether the group has any text of its own."""
    return has_opening(here) or has_closing(here)


def may_go_round_or_be_still(here: Visit) -> bool:
    """Whether a round or a silence can begin, or end; where the group has texts as well, that is offered with them."""
    return not has_texts(here) and here.talk.round is None


def may_give_the_word(here: Visit) -> bool:
    """Whether nothing decides who speaks but whoever moderates."""
    return here.talk.has_open_floor


def read_opening(here: Visit) -> tuple[Effect, ...]:
    """Everybody in the room hears the text to begin with."""
    return _read(here, here.opening)


def read_closing(here: Visit) -> tuple[Effect, ...]:
    """Everybody in the room hears the text to end with."""
    return _read(here, here.closing)


def _read(here: Visit, hear: tuple[Heard, ...]) -> tuple[Effect, ...]:
    return (Announce(here.room, hear),) if hear else ()
