"""All sentences of the menus that name no group, and the questions that lead to one, listed for prerendering."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from ivr.call import begin
from ivr.flows.finding import LONGEST, NEXT_DATES
from ivr.flows.open_rooms import ON_A_PAGE, open_groups
from ivr.flows.questions import BLOCK, Listed, every_step, first_step, topics
from ivr.menus.room import ROOM_NODES
from ivr.model.plan import Group, Plan
from ivr.place import Place
from ivr.place_names import At
from ivr.prerender.explore import walk
from ivr.prerender.moments import answering_changes, from_now_on, midnights
from ivr.prerender.sayable_of_groups import door_changes
from ivr.say import Press, Range, Say, said_in, say
from ivr.world import World

# Stands for a group of the plan, of which everything is listed by itself; no file can hold this character.
ANY_NAME = "\ue000"


def menu_moments(world: World, ahead: timedelta) -> list[datetime]:
    """Since when the menus say what they say now, and when they change: at midnight, and as the office opens or
    closes. What groups without a number add, while they meet, is listed for any moment."""
    days, plan, for_all = midnights(world.now, ahead), world.plan, world.announcements.get("")
    changes = [*answering_changes(plan.office.hours, world.now, ahead), *days]
    changes += [for_all.until] if for_all and for_all.until else []
    last, *later = from_now_on(changes, world.now, ahead)
    doors = [edge for group in open_groups(plan) for edge in door_changes(group, ahead, world.now.date())]
    return [from_now_on([last, *doors], world.now, ahead)[0], *later]


def framework(world: World, moment: datetime) -> World:
    """The menus without the groups, but for those that they offer by themselves: as many as ask for a choice and fill
    several blocks, or fewer, with numbers as long."""
    plan, offered = world.plan, open_groups(world.plan)
    lengths = sorted({(len(group.code), len(group.leader_code)) for group in plan.groups if not group.open})
    count = min(2 * BLOCK + 1, len(plan.groups))
    others = tuple(_any_group(n, *lengths[n % len(lengths)]) for n in range(max(count, len(lengths))) if lengths)
    if contact := next((group.contact for group in plan.groups if group.contact), None):
        others = tuple(replace(group, contact=contact) for group in others)
    named = ("", *(group.name for group in offered))
    announced = {name: found for name in named if (found := world.announcements.get(name))}
    menus = Plan(plan.office, (*offered, *others), plan.rules_of_talk, information=plan.information)
    return World(moment, menus, world.key, announcements=announced)


def _any_group(number: int, *lengths: int) -> Group:
    code, leader_code = ("0" * length for length in lengths)
    return Group(f"{ANY_NAME}{number}", by_words=ANY_NAME, code=code, leader_code=leader_code)


def said_in_menus(framework: World, everywhere: bool) -> Iterator[tuple[Say, ...]]:
    """What is said there; or only what changes within a day."""
    first = begin(framework)
    yield said_in(first.hear)
    turns = walk(framework, first, goes_to=_is_in_the_menus if everywhere else _changes_in_a_day)
    for _, _, reply in turns:
        yield tuple(said for said in said_in(reply.hear) if not _names_any_group(said))
    yield tuple(_offered_while_groups_meet())


def _is_in_the_menus(place: Place) -> bool:
    """Texts of information are listed by themselves."""
    return place.name != At.INFORMATION_TEXT


def _changes_in_a_day(place: Place) -> bool:
    """Questions that lead to a list do not, nor does a room."""
    asks_no_question = place.answers in ("", NEXT_DATES) and not place.groups
    return _is_in_the_menus(place) and asks_no_question and place.name not in ROOM_NODES


def _names_any_group(said: Say) -> bool:
    return any(ANY_NAME in name for _, value in said.values for name in _names_in(value))


def _names_in(value: object) -> tuple[str, ...]:
    if isinstance(value, Range):
        return (value.first, value.last)
    return (value,) if isinstance(value, str) else ()


def _offered_while_groups_meet() -> Iterator[Say]:
    """What is offered while groups meet that are open to all, as many as have room on a page or more."""
    last = Press(str(ON_A_PAGE), first=False)
    yield from (say(offer, druecken=Press("4", first=False)) for offer in ("zum.offenen", "zum.raeumen"))
    yield from (say("offene"), say("zum.weiteren", druecken=last))
    yield from (say("zum.eigenen", druecken=Press(str(key), first=False)) for key in range(2, ON_A_PAGE + 1))


def said_in_questions(plan: Plan) -> Iterator[tuple[Say, ...]]:
    """What is asked where there are many dates, every answer, and what stands above the lists to which they lead."""
    yield (say("termine.mehr"),) if len(plan.groups) > LONGEST else ()
    for step in (*every_step(first_step(plan)), *every_step(topics(plan))):
        if isinstance(step, Listed):
            yield (step.heading, say("termine.ende_dazu")) if step.heading else ()
        else:
            yield (say(step.asks),) if step.asks else ()
            yield tuple(_offered(answer.offer, Press(key, key == "1")) for key, answer in step.answers.items())


def _offered(offer: Say, press: Press) -> Say:
    return say(offer.key, **dict(offer.values), druecken=press)
