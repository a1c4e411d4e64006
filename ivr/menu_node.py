"""What a menu table is made of: places, their rows, and how keys are read against them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from ivr.reply import Ask, Deed, HangUp, Place, Then
from ivr.say import Heard, Keys, Press, Say, say
from ivr.world import World

Words = Callable[[Place, World], tuple[Heard, ...]]
Deeds = Callable[[Place, World], tuple[Deed, ...]]
Test = Callable[[Place, World], bool]
# What offers a key where that depends on the plan.
Offer = Callable[[Place, World], Say]


@dataclass(frozen=True)
class Miss:
    """Keys that lead nowhere: `kind` of help, where the third miss `leads_to`, and what else is told."""

    kind: str
    leads_to: Place
    helped_by: tuple[Say, ...] = ()


Reads = Callable[["Spot", Place, str, World], Place | Miss]


@dataclass(frozen=True)
class Row:
    """One line of a menu: the key, where it leads, and the sentence that offers it ("" = not read out)."""

    key: str
    to: Callable[[Place], Place]
    offer: str | Offer = ""
    when: Test = lambda place, world: True

    def words(self, place: Place, world: World, first: bool) -> Say:
        """ "Für das Büro drücken Sie die Null." """
        offer = say(self.offer) if isinstance(self.offer, str) else self.offer(place, world)
        return say(offer.key, **dict(offer.values), druecken=Press(self.key, first))


def at(name: str) -> Callable[[Place], Place]:
    """A row that leads to that place."""
    return lambda place: Place(name)


def same(name: str) -> Callable[[Place], Place]:
    """A row that leads to that place and takes the group along."""
    return lambda place: Place(name, place.args)


def of_group(name: str) -> Callable[[Place], Place]:
    """A row that leads to that place and takes along the group alone."""
    return lambda place: Place(name, place.args[:1])


def again(place: Place) -> Place:
    """A row that says the place once more."""
    return Place(place.name, place.args)


def any_row(rows: Iterable[Row], place: Place, world: World, keys: str) -> Row | None:
    """The first row of these keys that can be pressed now."""
    return next((row for row in rows if row.key == keys and row.when(place, world)), None)


def keyword(key: str) -> Words:
    """A place that says one fixed sentence."""
    return lambda place, world: (say(key),)


def nothing(place: Place, world: World) -> tuple[Say, ...]:
    """A place that says nothing but what its rows offer."""
    return ()


def hang_up(place: Place, world: World) -> HangUp:
    """Nothing follows."""
    return HangUp()


def arrived_at(name: str) -> "Reads":
    """What is reached when the carrier comes back by itself: whatever it reports, the caller arrives at that place."""
    return lambda spot, place, keys, world: Place(name, place.args)


# Many press # after a number, although the last digit was enough: then it only says the place again.
EVERYWHERE = (Row("9", at("menu")), Row("0", at("buero")), Row("*", again), Row("#", again))
MENU_KEYS = {row.key for row in EVERYWHERE}


def ask_a_key(place: Place, world: World) -> Ask:
    """Wait for one key; whoever missed once gets more time."""
    return Ask(place, seconds=10 if place.misses else 8)


def press(spot: "Spot", place: Place, keys: str, world: World) -> Place | Miss:
    """A menu key: where it leads, or a miss."""
    if not keys:
        return Miss("stille", Place(spot.silence))
    if row := any_row((*spot.rows, *EVERYWHERE), place, world, keys):
        return row.to(place)
    return Miss("fremd", Place("buero"), (pressable_words(spot.rows, place, world),))


def press_or(onward: str) -> "Reads":
    """A menu key; who gets no further arrives at `onward`, with the group the place is about."""

    def read(spot: "Spot", place: Place, keys: str, world: World) -> Place | Miss:
        found = press(spot, place, keys, world)
        return replace(found, leads_to=Place(onward, place.args[:1])) if isinstance(found, Miss) else found

    return read


def pressable_words(all_rows: Iterable[Row], place: Place, world: World) -> Say:
    """The keys by name; where they depend on the plan they are too many, and only pointed at."""
    rows = [row for row in all_rows if row.offer and row.when(place, world)]
    if any(callable(row.offer) for row in rows):
        return say("tasten.genannte")
    return say("tasten", tasten=Keys(tuple(row.key for row in rows) or ("9", "0")))


@dataclass(frozen=True)
class Spot:
    """One place: what it says, the rows it offers, what it waits for, how it reads the answer, where silence ends.

    `does` is what happens besides when somebody arrives, and where that fails he arrives at `refused`; `leads_on` names
    another place where he arrives instead.
    """

    words: Words = nothing
    rows: tuple[Row, ...] = ()
    then: Callable[[Place, World], Then] = ask_a_key
    reads: Reads = press
    silence: str = "menu"
    does: Deeds = lambda place, world: ()
    refused: str = "wieder"
    leads_on: Callable[[Place, World], Place | None] = lambda place, world: None

    def hears(self, place: Place, world: World, after: World, then: Then) -> tuple[Heard, ...]:
        """The place's own words and, when it waits for a key, the rows that can be pressed `after` what it does."""
        words = self.words(place, world)
        if not isinstance(then, Ask):
            return words
        offered = [row for row in self.rows if row.offer and row.when(place, after)]
        offers = tuple(row.words(place, after, first=row is offered[0]) for row in offered)
        return words + offers
