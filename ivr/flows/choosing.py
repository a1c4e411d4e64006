"""The choice of dates: the questions that lead to them, and the way back to these."""

from collections.abc import Callable

from ivr.flows.date_blocks import before_the_block, found_here, is_begun
from ivr.flows.dates import date_words
from ivr.flows.finding import NEXT_DATES, TO_THE_TOPICS
from ivr.menu_node import MenuNode, Miss, Offer, press
from ivr.place import LIST, NOTHING, Place
from ivr.place_names import At
from ivr.say import Say, say
from ivr.world import World


def answer(key: str) -> Callable[[Place], Place]:
    """An option that answers the question a place asks."""
    return lambda place: place.to(At.DATES, NOTHING, answers=place.answers + key)


def answer_offered(key: str) -> Offer:
    """The words that offer an answer."""

    def offer(place: Place, world: World) -> Say:
        question = found_here(place, world).question
        return question.answers[key].offer if question else say("termine.keine")

    return offer


def can_answer(key: str) -> Callable[[Place, World], bool]:
    """Whether a key answers the question a place asks."""

    def can(place: Place, world: World) -> bool:
        question = found_here(place, world).question
        return question is not None and key in question.answers

    return can


def to_the_topics(place: Place) -> Place:
    """To the groups by their topics, from anywhere; where no group has one, to all dates."""
    return Place(At.DATES, answers=TO_THE_TOPICS)


def question_before(place: Place) -> Place:
    """Back to the question whose answer has led to these dates."""
    answers = place.answers[:-1]
    return place.to(At.DATES, NOTHING, answers=answers, asked_again=not answers)


def reads_dates(place: Place, world: World) -> bool:
    """Whether dates are read out here and no question is asked."""
    return not found_here(place, world).question


def was_chosen(place: Place, world: World) -> bool:
    """Whether dates are read out here that the caller has chosen."""
    return bool(place.answers) and reads_dates(place, world)


def dates_or_question(place: Place, world: World) -> tuple[Say, ...]:
    """One block of the dates; or, while they are too many, what is asked."""
    question = found_here(place, world).question
    if question is None:
        return date_words(place, world)
    return (say(question.asks),) if question.asks else ()


def from_the_beginning(place: Place, world: World) -> Place | None:
    """Whoever comes to a block that was read hears it again; one group that was asked for by name has a page."""
    if group := found_here(place, world).group:
        return place.to(At.GROUP_INFO, LIST, group=world.group_id(group))
    return before_the_block(place, world)


def ask_again(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
    """Silence at the first question means the next dates; after the last of the dates that the caller has chosen, the
    choice is offered again."""
    is_asked = not reads_dates(place, world)
    if is_asked and not (place.answers or place.asked_again or is_begun(place)):
        return answer(NEXT_DATES)(place)
    return question_before(place) if was_chosen(place, world) else press(node, place, keys, world)
