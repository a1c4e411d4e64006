"""All sentences of the texts of information, listed for prerendering."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

from ivr.call import enter, step
from ivr.flows.information import texts
from ivr.flows.information_text import new_words
from ivr.place import Place
from ivr.place_names import At
from ivr.prerender.explore import WRONG_KEY
from ivr.prerender.moments import midnights
from ivr.prerender.part import Part
from ivr.say import Say, said_in
from ivr.world import World


def parts_of_information(world: World, ahead: timedelta) -> Iterator[Part]:
    """Every text that is right today, and that some are new, on each day."""
    information = world.plan.information
    yield Part(("information", information, world.now.date()), lambda: _said_of_texts(world))
    for day in midnights(world.now, ahead):
        yield Part(("new information", information, day), partial(_said_of_news, replace(world, now=day)))


def _said_of_texts(world: World) -> Iterator[tuple[Say, ...]]:
    """Of the titles those that are offered are said in the menus; one wrong key stands for all."""
    for text in texts(world):
        for part in range(len(text.paragraphs) + 1):
            place = Place(At.INFORMATION_TEXT, text=world.text_id(text), part=part)
            yield said_in(enter(place, world).hear)
            yield said_in(step(place, WRONG_KEY, world).hear)


def _said_of_news(world: World) -> Iterator[tuple[Say, ...]]:
    return (new_words(text, world) for text in texts(world))
