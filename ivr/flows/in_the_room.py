"""In the room, by the star key alone: a small menu, and what everybody can do there."""

from collections.abc import Callable
from dataclasses import replace

from ivr.menu_node import Effects, MenuNode, Miss, Reads, Test, Words, again, any_option
from ivr.model.adhoc_rooms import PRACTICE
from ivr.model.moderation import to_come
from ivr.model.presence import stepped_out
from ivr.model.talk import hand_down, hand_up, self_muted
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Ask, Change, Effect
from ivr.say import Say, say
from ivr.visit import Visit, visit
from ivr.world import World

# Whoever presses nothing for so long is back in the room.
PATIENCE = 5


def ask_inside(place: Place, world: World) -> Ask:
    """Wait for a key, but not for long: the others go on talking."""
    return Ask(place, seconds=PATIENCE)


def read_inside(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
    """Silence, the star and keys that lead nowhere lead back into the room; nobody leaves it by accident."""
    if option := any_option(node.options, place, world, keys):
        return option.destination(place)
    back = place.to(At.REJOIN)
    if keys in ("", "*"):
        return back
    if keys in ("0", "9"):
        return place.to(At.CONFIRM_LEAVE)
    # Behind another key it is a habit, and must not take away what that key has asked.
    if keys == "#":
        return again(place)
    return Miss("fremd", back)


def read_or(wrong: At) -> Reads:
    """The same, but a key that leads nowhere leads to the place `wrong`."""

    def read(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
        found = read_inside(node, place, keys, world)
        return place.to(wrong) if isinstance(found, Miss) else found

    return read


def inside(place: Place, world: World) -> Visit | None:
    """The visit of a call that was let in: whatever the carrier has told of it, it is there because it asks."""
    here = visit(place, world)
    return replace(here, talk=stepped_out(here.talk, here.person, here.leads)) if here else None


def on_the_talk(words: Callable[[Visit], tuple[Say, ...]]) -> Words:
    """Words about the talk; where there is none any more, none."""

    def said(place: Place, world: World) -> tuple[Say, ...]:
        here = inside(place, world)
        return words(here) if here else ()

    return said


def in_the_talk(effects: Callable[[Visit], tuple[Effect, ...]]) -> Effects:
    """Deeds in the talk, in which the caller has a seat from then on; where there is no talk any more, none."""

    def done(place: Place, world: World) -> tuple[Effect, ...]:
        here = inside(place, world)
        if here is None:
            return ()
        seat = Change(here.room, stepped_out, (here.person, here.leads))
        return (*(() if here == visit(place, world) else (seat,)), *effects(here))

    return done


def with_the_choice(effects: Callable[[Visit, str], tuple[Effect, ...]]) -> Effects:
    """Deeds in the talk that depend on the keys by which something was chosen."""
    return lambda place, world: in_the_talk(lambda here: effects(here, place.choice))(place, world)


keep_the_seat = in_the_talk(lambda here: ())


def whether(test: Callable[[Visit], bool]) -> Test:
    """Whether something is so in the talk."""

    def holds(place: Place, world: World) -> bool:
        here = inside(place, world)
        return here is not None and test(here)

    return holds


# --- everybody's


def has_hand_up(here: Visit) -> bool:
    """Whether the caller is on the list of those who would like to speak."""
    return here.person in here.talk.hands


def may_raise_a_hand(here: Visit) -> bool:
    """Whether the caller is not on that list yet, and somebody may give the word; in the practice room it is tried."""
    is_moderated = bool(here.group.leader_code) or here.group.is_peer_led or here.group == PRACTICE
    return is_moderated and not has_hand_up(here)


def hand_up_words(here: Visit) -> tuple[Say, ...]:
    """The caller's number, and how many speak first."""
    hands = hand_up(here.talk, here.person).hands
    before = hands.index(here.person)
    is_led = here.talk.is_led or here.group == PRACTICE
    known = {0: say("melden.erste" if is_led else "melden.vor_beginn"), 1: say("melden.eine")}
    return (
        say("melden", zahl=here.talk.number(here.person)),
        known.get(before) or say("melden.mehr", zahl=before),
    )


def raise_hand(here: Visit) -> tuple[Effect, ...]:
    return (Change(here.room, hand_up, (here.person,)),)


def lower_hand(here: Visit) -> tuple[Effect, ...]:
    return (Change(here.room, hand_down, (here.person,)),)


def must_be_silent(here: Visit) -> bool:
    """Whether the one who leads has asked this caller for silence."""
    return here.talk.must_be_silent(here.person)


def has_muted_himself(here: Visit) -> bool:
    """Whether the caller has muted himself."""
    seat = here.talk.seats.get(here.person)
    return bool(seat and seat.muted)


def why_quiet(here: Visit) -> str:
    """The sentence that says why not all may speak."""
    if here.talk.is_still:
        return "stumm.stille"
    return "raum.reihum" if here.talk.round else "raum.ruhe"


def mute_words(here: Visit) -> tuple[Say, ...]:
    """What the key for muting has done."""
    if must_be_silent(here):
        return (say(_why_silent(here)),)
    return (say("stumm.aus" if has_muted_himself(here) else "stumm.an"),)


def _why_silent(here: Visit) -> str:
    if here.talk.is_still:
        return "stumm.stille"
    if found := here.talk.round:
        return "stumm.war_dran" if here.talk.number(here.person) in found.heard else "stumm.reihum"
    return "stumm.ruhe"


def mute_or_unmute(here: Visit) -> tuple[Effect, ...]:
    """Muted, or heard again as soon as all may speak: whoever only listened does not any more."""
    if must_be_silent(here) and here.person not in here.talk.listening:
        return ()
    return (Change(here.room, self_muted, (here.person, not has_muted_himself(here))),)


def how_many_words(here: Visit) -> tuple[Say, ...]:
    """How many there are, the caller among them, how many only listen, who has the word, and who is before the caller
    in the round."""
    people, talk = len(here.talk.present | {here.person}), here.talk
    together = say("raum.allein") if people == 1 else say("raum.zusammen", zahl=people)
    return (together, *_listening_words(len({*talk.listening} & (talk.present | {here.person}))), *_word_words(here))


def _listening_words(count: int) -> tuple[Say, ...]:
    return () if not count else (say("raum.hoert_zu") if count == 1 else say("raum.hoeren_zu", zahl=count),)


def _word_words(here: Visit) -> tuple[Say, ...]:
    talk = here.talk
    number = talk.round.speaker if talk.round else talk.number(talk.floor)
    if not number:
        return ()
    return before_me(here) if talk.is_speaker(here.person) else (say("wort.hat", zahl=number), *before_me(here))


def before_me(here: Visit) -> tuple[Say, ...]:
    """How many speak before the caller in the round, besides whoever speaks now."""
    if here.talk.is_speaker(here.person):
        return (say("reihum.dran"),)
    order = to_come(here.talk)
    if here.person not in order:
        return ()
    count = order.index(here.person)
    known = {0: say("melden.erste"), 1: say("melden.eine")}
    return (known.get(count) or say("melden.mehr", zahl=count),)
