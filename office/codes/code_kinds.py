"""The two numbers of a group: that of its members, and that of its leader."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ivr.model.plan import Group


@dataclass(frozen=True)
class CodeKind:
    """A kind of number: its key in the text of a file, its German name, whose it is, its place in a proposed pair, and
    how a group holds it ("" = it has none)."""

    key: str
    name: str
    whose: str
    place: int
    of: Callable[[Group], str]


CODE_KINDS: Mapping[str, CodeKind] = {
    "gruppe": CodeKind("Zugang", "Gruppen-Nummer", "alle, die teilnehmen", 0, lambda group: group.code),
    "leitung": CodeKind("Leitung", "Leitungs-Nummer", "die Leitung", 1, lambda group: group.leader_code),
}
