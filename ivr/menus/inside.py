"""What the menus inside a room are made of: they are over soon, because meanwhile the talk goes on."""

from collections.abc import Callable
from dataclasses import replace

from ivr.flows.in_the_room import ask_inside, keep_the_seat, read_inside, read_or, whether
from ivr.flows.joining import back_in, over
from ivr.menu_node import Effects, MenuNode, Option, Test, Words, keyword, nothing
from ivr.place import ALL, Place
from ivr.place_names import At
from ivr.visit import Visit
from ivr.world import World

INTO_THE_TALK = Option("*", goes_to=At.REJOIN, keeps=ALL, offer="zum.gespraech")
# From one page of a menu inside to the next, and from the last to the first.
FURTHER_KEY = "8"
# The pages of each such menu, and where a wrong key leads.
PAGES = {
    At.STAR_MENU: (At.STAR_MENU, At.STAR_MENU_MORE),
    At.LEADER_STAR_MENU: (At.LEADER_STAR_MENU, At.LEADER_STAR_MENU_MORE, At.LEADER_STAR_MENU_REST),
    At.ROUND_MENU: (At.ROUND_MENU, At.ROUND_MENU_MORE),
}
WRONG = {
    At.STAR_MENU: At.STAR_MENU_WRONG,
    At.LEADER_STAR_MENU: At.LEADER_STAR_MENU_WRONG,
    At.ROUND_MENU: At.ROUND_MENU_WRONG,
}


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


def only(test: Callable[[Visit], bool], *options: Option) -> tuple[Option, ...]:
    """Options for those of whom something is so as well."""
    return tuple(
        replace(option, when=lambda *here, when=option.when: whether(test)(*here) and when(*here)) for option in options
    )


def then_back(words: Words, does: Effects = keep_the_seat) -> MenuNode:
    """Something happens, is told, and the caller is in the room again."""
    return MenuNode(words=words, then=back_in, does=does, leads_on=over)


def menu_inside(words: Words, *options: Option) -> MenuNode:
    """A menu that leads back into the room by itself."""
    return MenuNode(words=words, options=options, then=ask_inside, reads=read_inside, does=keep_the_seat, leads_on=over)


def on_pages(name: At, keys: tuple[str, ...], *options: Option) -> dict[At, MenuNode]:
    """A menu inside that is over soon, because meanwhile the talk goes on: each of its pages offers some of the `keys`,
    and whoever has pressed a wrong one is offered none; every key works on each."""
    names = PAGES[name]
    pages = {at: _page(names, number, keys[number], options) for number, at in enumerate(names)}
    back = Option(FURTHER_KEY, goes_to=name, keeps=ALL, offer="zum.nochmal")
    pages[WRONG[name]] = menu_inside(keyword("fremd.1"), INTO_THE_TALK, *_offering("", options), back)
    return {at: replace(page, reads=read_or(WRONG[name])) for at, page in pages.items()}


def _page(names: tuple[At, ...], number: int, keys: str, options: tuple[Option, ...]) -> MenuNode:
    is_last = number == len(names) - 1
    further = Option(FURTHER_KEY, goes_to=names[0 if is_last else number + 1], keeps=ALL)
    offered = (*_offering(keys, options), further if is_last else replace(further, offer="zum.weiteres"))
    return (
        replace(menu_inside(nothing, *offered), continues=True)
        if number
        else menu_inside(nothing, INTO_THE_TALK, *offered)
    )


def _offering(keys: str, options: tuple[Option, ...]) -> tuple[Option, ...]:
    return tuple(option if option.key in keys else replace(option, offer="") for option in options)
