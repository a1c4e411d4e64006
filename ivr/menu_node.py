"""What a menu table is made of: nodes, their options, and how keys are read against them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, field

from ivr.place import GROUP, NOTHING, Keeps, Place
from ivr.place_names import At
from ivr.reply import Ask, Effect, HangUp, Then
from ivr.say import Heard, Keys, Press, Say, say
from ivr.world import World

Words = Callable[[Place, World], tuple[Heard, ...]]
Effects = Callable[[Place, World], tuple[Effect, ...]]
Test = Callable[[Place, World], bool]
# What offers a key where that depends on the plan.
Offer = Callable[[Place, World], Say]


@dataclass(frozen=True)
class Miss:
    """Keys that lead nowhere: `kind` of help, where the third miss `leads_to`, and what else is told. It is asked again
    at the same place, or where `asked_at` says."""

    kind: str
    leads_to: Place
    helped_by: tuple[Say, ...] = ()
    asked_at: At | None = None


Reads = Callable[["MenuNode", Place, str, World], Place | Miss]


@dataclass(frozen=True)
class Option:
    """One line of a menu: the key, the place it goes to, and the sentence that offers it ("" = not read out).

    `keeps` says what the new place takes over of the state of this one, `sets` what it has of its own; a destination
    that depends on the state is a function of it. `when`: the key counts only then.
    """

    key: str
    _: KW_ONLY
    goes_to: At | Callable[[Place], Place]
    keeps: Keeps = NOTHING
    sets: Mapping[str, object] = field(default_factory=dict)
    offer: str | Offer = ""
    when: Test = lambda place, world: True

    def destination(self, place: Place) -> Place:
        """Where the key leads from this place."""
        if callable(self.goes_to):
            return self.goes_to(place)
        return place.to(self.goes_to, self.keeps, **self.sets)

    def words(self, place: Place, world: World, first: bool) -> Say:
        """ "Für das Büro drücken Sie die Null." """
        offer = say(self.offer) if isinstance(self.offer, str) else self.offer(place, world)
        return say(offer.key, **dict(offer.values), druecken=Press(self.key, first))


def again(place: Place) -> Place:
    """The same place once more."""
    return place.to(place.name)


def any_option(options: Iterable[Option], place: Place, world: World, keys: str) -> Option | None:
    """The first option of these keys that can be pressed now."""
    return next((option for option in options if option.key == keys and option.when(place, world)), None)


def keyword(key: str) -> Words:
    """A place that says one fixed sentence."""
    return lambda place, world: (say(key),)


def nothing(place: Place, world: World) -> tuple[Say, ...]:
    """A place that says nothing but what its options offer."""
    return ()


def hang_up(place: Place, world: World) -> HangUp:
    """Nothing follows."""
    return HangUp()


def arrived_at(name: At) -> "Reads":
    """What is reached when the carrier comes back by itself: whatever it reports, the caller arrives at that place."""
    return lambda node, place, keys, world: place.to(name)


# Many press # after a number, although the last digit was enough: then it only says the place again.
EVERYWHERE = (
    Option("9", goes_to=At.MENU),
    Option("0", goes_to=At.OFFICE),
    Option("*", goes_to=again),
    Option("#", goes_to=again),
)
MENU_KEYS = {option.key for option in EVERYWHERE}


def ask_a_key(place: Place, world: World) -> Ask:
    """Wait for one key; whoever missed once gets more time."""
    return Ask(place, seconds=10 if place.misses else 8)


def press(node: "MenuNode", place: Place, keys: str, world: World) -> Place | Miss:
    """A menu key: where it leads, or a miss."""
    lost = place.to(node.lost, GROUP) if node.lost else None
    if not keys:
        return Miss("stille", lost or Place(node.silence))
    if option := any_option((*node.options, *EVERYWHERE), place, world, keys):
        return option.destination(place)
    return Miss("fremd", lost or Place(At.OFFICE), (pressable_words(node.options, place, world),))


def pressable_words(options: Iterable[Option], place: Place, world: World) -> Say:
    """The keys by name; where they depend on the plan they are too many, and only pointed at."""
    offered = [option for option in options if option.offer and option.when(place, world)]
    if any(callable(option.offer) for option in offered):
        return say("tasten.genannte")
    return say("tasten", tasten=Keys(tuple(option.key for option in offered) or ("9", "0")))


@dataclass(frozen=True, kw_only=True)
class MenuNode:
    """One place: what it says, the options it offers, what it says behind them (`closing`), what it waits for, how it
    reads the answer.

    Where nothing comes of that, silence leads to `silence` and wrong keys to the office; or both to `lost`, with the
    group the place is about.
    `continues`: the page goes on where another has ended, so that its first key is offered as briefly as the others.
    `does` is what happens besides when somebody arrives, and where that fails he arrives at `refused`; `leads_on` names
    another place where he arrives instead.
    """

    words: Words = nothing
    options: tuple[Option, ...] = ()
    closing: Words = nothing
    continues: bool = False
    then: Callable[[Place, World], Then] = ask_a_key
    reads: Reads = press
    silence: At = At.MENU
    lost: At | None = None
    does: Effects = lambda place, world: ()
    refused: At = At.REJOIN
    leads_on: Callable[[Place, World], Place | None] = lambda place, world: None

    def hears(self, place: Place, world: World, after: World, then: Then) -> tuple[Heard, ...]:
        """The place's own words and, when it waits for a key, the options that can be pressed `after` what it does, and
        what stands behind them."""
        words = self.words(place, world)
        if not isinstance(then, Ask):
            return words
        offered = [option for option in self.options if option.offer and option.when(place, after)]
        offers = tuple(
            option.words(place, after, first=option is offered[0] and not self.continues) for option in offered
        )
        return words + offers + self.closing(place, world)
