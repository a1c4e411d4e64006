"""The plan: which groups meet when. Values only, as read from what staff write."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from ivr.model.exceptions import Off
from ivr.model.recurrence import Rule, Span

# The code of the one who leads is longer: it begins and ends the talk.
LEADERS_DIGITS = 8


@dataclass(frozen=True)
class Moved:
    """The meeting of one `day` takes place at another time: on the day `to`, within `span`."""

    day: date
    to: date
    span: Span


@dataclass(frozen=True)
class ExternalRoom:
    """A room in another system: its `kind` (a name in ivr/model/external_systems.py), and what is dialled there.

    `number` is national ("030 23125 123") or a SIP address ("sip:..."), `digits` are pressed once it answers (W = a
    second); `mute_key` mutes a caller there ("0", "*6"; "" = none).
    """

    kind: str
    number: str
    digits: str = ""
    mute_key: str = ""


@dataclass(frozen=True)
class Contact:
    """Whom to ask about a group: a national number ("030 23125 042"), and when somebody answers there; no `hours`: at
    any time."""

    number: str
    hours: tuple[Rule, ...] = ()


class Newcomers(StrEnum):
    """Whether a group takes new people: they may just come, ask first, or not at present."""

    WELCOME = "welcome"
    ASK_FIRST = "ask_first"
    NOT_NOW = "not_now"


@dataclass(frozen=True)
class CrisisLine:
    """A help line for people in need: its name, and its free national numbers, of which the first is dialled."""

    name: str
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class InformationText:
    """A text that callers can listen to: its title, its paragraphs, and the last day on which it is right (None =
    always).

    `since` is the day on which it was first on air, None where that is not known. `for_leaders`: leaders find it in
    their menu too.
    """

    title: str
    paragraphs: tuple[str, ...]
    valid_until: date | None = None
    since: date | None = None
    for_leaders: bool = False

    def is_valid(self, today: date) -> bool:
        """Whether it is still right."""
        return self.valid_until is None or today <= self.valid_until


QUARTER_OF_AN_HOUR = timedelta(minutes=15)
# No more fit into one room of the carrier.
MOST_PEOPLE = 250


@dataclass(frozen=True)
class Group:
    """One self-help group. `dates` are single meetings beside the rules; `by_words` is a rule that only words can tell.
    On the days of `cancellations` the one who leads has called the meetings off by telephone.

    `for_whom` and `note` are told to whoever asks about it, with `contact` (None = the office) and `newcomers` (None =
    nothing is said of them).

    `code` opens its room, or nobody needs one (`open`); `leader_code` opens it with the right to begin; "" = none.
    The room opens so long before a meeting and closes so long after it, for at most so many `seats`; who goes in
    consents first to keep to himself what is said (`consent`). With an `external_room` it meets there.

    In a round everybody has `speaking_minutes` (0 = no limit, None = whoever begins it says so); it may begin with one
    (`begins_with_round`). `is_peer_led`: nobody leads, and whoever wants to moderates for one talk. `opening` and
    `closing` are read out in the room when whoever moderates wants it.
    """

    name: str
    topic: str = ""
    rules: tuple[Rule, ...] = ()
    by_words: str = ""
    dates: tuple[tuple[date, Span], ...] = ()
    off: tuple[Off, ...] = ()
    moved: tuple[Moved, ...] = ()
    cancellations: frozenset[date] = frozenset()
    place: str = ""
    note: str = ""
    for_whom: str = ""
    newcomers: Newcomers | None = None
    contact: Contact | None = None
    code: str = ""
    leader_code: str = ""
    open: bool = False
    opens_before: timedelta = QUARTER_OF_AN_HOUR
    closes_after: timedelta = QUARTER_OF_AN_HOUR
    consent: bool = True
    seats: int = MOST_PEOPLE
    external_room: ExternalRoom | None = None
    speaking_minutes: int | None = None
    begins_with_round: bool = False
    is_peer_led: bool = False
    opening: str = ""
    closing: str = ""

    @property
    def by_telephone(self) -> bool:
        """Whether it has a room at all."""
        return bool(self.code or self.open)

    def __hash__(self) -> int:
        # Agendas are looked up by group thousands of times a minute; the names of a plan differ.
        return hash(self.name)


@dataclass(frozen=True)
class Office:
    """The contact point itself, from buero.txt. `number` is national ("030 23125 042"), `hotline` the hotline's own, as
    printed on cards; "" = none.

    `federal_state` is its Bundesland ("Thüringen"), "" = unknown. Somebody answers within `hours`, and `by_appointment`
    ("nach Vereinbarung", "" = not) people may come at other times.

    `digits` is how long the groups' numbers are. `leader_code` lets the office announce something to all who call; "" =
    none. `spontaneous`: any caller may open a room of his own.

    `for_newcomers` is what they are told ("" = our own words). `takes_messages`: whoever finds nobody there may leave a
    message, which is deleted after `messages_last`.

    `legal_pages` are the title and web address of its imprint and the like.
    """

    name: str = "Selbsthilfe-Telefon"
    place: str = ""
    federal_state: str = ""
    number: str = ""
    hotline: str = ""
    hours: tuple[Rule, ...] = ()
    by_appointment: str = ""
    greeting: str = ""
    emergency: str = ""
    digits: int = 6
    leader_code: str = ""
    spontaneous: bool = False
    for_newcomers: str = ""
    crisis: CrisisLine | None = None
    takes_messages: bool = False
    messages_last: timedelta = timedelta(days=14)
    legal_pages: tuple[tuple[str, str], ...] = ()

    def __hash__(self) -> int:
        # Stands in thousands of keys, and there is hardly ever more than one.
        return hash((self.name, self.number))


@dataclass(frozen=True)
class Plan:
    """All that staff wrote: the office, the groups, the rules of talk, how odd words are said, and texts of
    information."""

    office: Office = Office()
    groups: tuple[Group, ...] = ()
    rules_of_talk: tuple[str, ...] = ()
    lexicon: tuple[tuple[str, str], ...] = ()
    information: tuple[InformationText, ...] = ()

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Where each group stands among the others, by its name."""
        return {group.name: position for position, group in enumerate(self.groups)}

    def group_named(self, name: str) -> Group | None:
        """The group of that name, None if there is none."""
        position = self.positions.get(name)
        return None if position is None else self.groups[position]

    @cached_property
    def _hash(self) -> int:
        return hash((self.office, self.groups, self.rules_of_talk, self.information))

    def __hash__(self) -> int:
        # Once, and not at every key a caller presses: a plan may have five hundred groups.
        return self._hash
