"""Alert state machine: which alerts are new, still on, or resolved. Pure."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta

from ivr.model.moment import in_berlin
from worker.alert_checks import CHECKS, Found, Key, Matter

STANDS = timedelta(minutes=5)
# A file may be half written, and whoever presses a wrong key puts it right at once.
SETTLES = timedelta(seconds=15)
REST = timedelta(hours=1)
# What fits into a message that people read.
MOST = 20


@dataclass(frozen=True)
class Known:
    """A matter, and whether it `stands` or is over, `since` when (UTC); whether staff were `told` that it stands, and
    when they were told so the `last` time."""

    matter: Matter
    stands: bool
    since: datetime
    told: bool = False
    last: datetime | None = None


Memory = Mapping[Key, Known]


def at_first(found: Found, now: datetime) -> Memory:
    """What is there before anybody was told anything: only what fails is worth telling."""
    memory = seen({}, found, now)
    return {key: replace(known, told=known.matter.at_once) for key, known in memory.items()}


def seen(memory: Memory, found: Found, now: datetime) -> Memory:
    """What is known after one more look. What could not be found out stays as it was."""
    here = {matter.key: matter for matters in found.values() for matter in matters or ()}
    in_doubt = {name for name, matters in found.items() if matters is None}
    before = {
        key: known if key[0] in in_doubt else _seen_again(known, here.get(key), now) for key, known in memory.items()
    }
    new = {key: Known(matter, True, now) for key, matter in here.items() if key not in memory}
    return {key: known for key, known in (before | new).items() if not _can_be_forgotten(known, now)}


def due(memory: Memory, now: datetime) -> tuple[Key, ...]:
    """What is to be told: what has changed and stood for a while. What fails again and again is told once an hour."""
    return tuple(key for key, known in memory.items() if _is_due(known, now))


def told(memory: Memory, keys: Collection[Key], now: datetime) -> Memory:
    """What is known after staff were told of these."""
    return {key: _told(known, now) if key in keys else known for key, known in memory.items()}


def line(known: Known, now: datetime) -> str:
    """What staff are told of it; "" = nothing."""
    if known.stands:
        return known.matter.begins
    lapsed = known.matter.lapses and known.matter.lapses < in_berlin(now).date()
    return "" if lapsed else known.matter.ends


def lines(memory: Memory, keys: Collection[Key], now: datetime) -> tuple[str, ...]:
    """What staff are told of several matters, each line once, what people have done first."""
    places = list(CHECKS)
    ordered = sorted(keys, key=lambda key: (places.index(key[0]), key))
    return tuple(dict.fromkeys(said for key in ordered if (said := line(memory[key], now))))


def letter(said: Sequence[str]) -> str:
    """The lines as the text of one message."""
    more = [f"- und {len(said) - MOST} weitere."] if len(said) > MOST else []
    return "\n".join((*(f"- {one}" for one in said[:MOST]), *more))


def packed(memory: Memory) -> bytes:
    """What is known, to be kept for the next start."""
    return json.dumps([asdict(known) for known in memory.values()], default=str, ensure_ascii=False, indent=1).encode()


def unpacked(raw: bytes) -> Memory:
    """The same back; raises ValueError."""
    try:
        found = [_known(**one) for one in json.loads(raw)]
        return {known.matter.key: known for known in found if known.matter.key[0] in CHECKS}
    except (TypeError, LookupError, AttributeError, RecursionError) as error:
        raise ValueError("this is not what was packed") from error


def _seen_again(known: Known, matter: Matter | None, now: datetime) -> Known:
    stands = matter is not None
    if known.stands != stands:
        known = replace(known, stands=stands, since=now)
    # What staff were told stays as it was, so that what is kept does not change at every look.
    return replace(known, matter=matter) if matter and not known.told else known


def _is_due(known: Known, now: datetime) -> bool:
    waits = SETTLES if known.matter.at_once else STANDS
    return known.stands != known.told and now - known.since >= waits and not (known.stands and _rests(known, now))


def _rests(known: Known, now: datetime) -> bool:
    return not known.matter.at_once and known.last is not None and now - known.last < REST


def _can_be_forgotten(known: Known, now: datetime) -> bool:
    return not known.stands and not known.told and not _rests(known, now)


def _told(known: Known, now: datetime) -> Known:
    return replace(known, told=known.stands, last=now if known.stands else known.last)


def _known(matter: dict[str, object], stands: bool, since: str, told: bool, last: str | None) -> Known:
    lapses = matter["lapses"]
    kept = Matter(
        tuple(map(str, matter["key"])),  # type: ignore[call-overload]
        str(matter["begins"]),
        str(matter["ends"]),
        bool(matter["at_once"]),
        date.fromisoformat(str(lapses)) if lapses else None,
    )
    return Known(kept, stands, _moment(since), told, _moment(last) if last else None)


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written).astimezone(UTC)
