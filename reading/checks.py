"""Checks of the blocks of groups, each alone and all together; a check yields its objections."""

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ivr.model.plan import Group
from ivr.model.recurrence import WEEKDAYS
from reading.external_room import has_the_external_room_it_speaks_of, secret_numbers
from reading.group_block import GroupBlock, Objection
from reading.known_holidays import ending_holidays, unknown_holidays
from reading.moderation_fields import FIELDS as MODERATION
from reading.overlaps import meets_once_at_a_time
from reading.problem import Problem
from reading.text.pieces import fold
from reading.when.clarifications import A_RULE
from reading.when.days import german_date

MOST_GROUPS = 1000
# Even a fifth Friday of the month recurs within this time.
LONGEST_GAP = timedelta(days=100)
LONG_PAST = timedelta(days=366)

SEPARATORS = re.compile(r"[\s./-]")

# A block, and one of its keys.
KeyOfGroup = tuple[GroupBlock, str]


def has_a_name(blocks: Sequence[GroupBlock]) -> Iterator[Objection]:
    for block in blocks:
        if not block.has("Gruppe"):
            remedy = "Schreiben Sie den Namen dahinter, zum Beispiel »Gruppe: Krokus«."
            yield block, block.at("Gruppe").problem("Diese Gruppe hat keinen Namen.", remedy)


def says_when_it_meets(blocks: Sequence[GroupBlock]) -> Iterator[Objection]:
    for block in blocks:
        if not block.has("Regel", "Termine", "Kalender"):
            remedy = "Schreiben Sie eine Zeile »Regel:«, »Termine:« oder »Kalender:« dazu."
            yield block, block.at("Gruppe").problem("Bei dieser Gruppe steht nicht, wann sie sich trifft.", remedy)
        elif not (_knows_a_day(block) or block.has("Termine", "Kalender") or "Regel" in block.broken_keys):
            yield block, block.at("Regel").problem("Hier steht nicht, wann sich die Gruppe trifft.", A_RULE)


def _knows_a_day(block: GroupBlock) -> bool:
    return bool(block.group.rules or block.group.by_words or block.group.dates)


def is_off_only_when_it_would_meet(blocks: Sequence[GroupBlock]) -> Iterator[Objection]:
    for block in blocks:
        unknown = block.broken_keys & {"Regel", "Start", "Termine", "Kalender"}
        exceptions = block.exceptions if (block.group.rules or block.group.dates) and not unknown else []
        days = _days(block.group, [day for day, _ in exceptions]) if exceptions else []
        days_met = set(days)
        for day, piece in exceptions:
            if day not in days_met:
                text = f"Am {WEEKDAYS[day.weekday()]}, dem {german_date(day)}, trifft sich die Gruppe nicht."
                yield block, piece.problem(text, _nearest_meeting(days, day))


def has_the_room_it_speaks_of(blocks: Sequence[GroupBlock]) -> Iterator[Objection]:
    for block in blocks:
        for key in ("Einlass", "Nachlauf", "Plätze", "Zusage", *MODERATION):
            if block.has(key) and not block.has("Zugang"):
                remedy = "Schreiben Sie »Zugang:« mit einer Nummer dazu, oder streichen Sie diese Zeile."
                yield block, block.at(key).problem("Diese Gruppe hat keinen Raum am Telefon.", remedy)


def counts_its_own_seats_only(blocks: Sequence[GroupBlock]) -> Iterator[Objection]:
    for block in blocks:
        if block.has("Plätze") and block.has("Raum"):
            text = "Wie viele Personen hineindürfen, legt das andere System fest."
            yield block, block.at("Plätze").problem(text, "Streichen Sie diese Zeile.")


def moderates_its_own_room_only(blocks: Sequence[GroupBlock]) -> Iterator[Objection]:
    for block in blocks:
        keys = [key for key in MODERATION if block.has(key)] + ["Leitung"] * block.group.is_peer_led
        for key in keys if block.has("Raum") else ():
            text = "In einem Raum in einem anderen System kann das Telefon nichts moderieren."
            yield block, block.at(key).problem(text, "Streichen Sie diese Zeile.")


def no_name_twice(blocks: Sequence[GroupBlock]) -> Iterator[Objection]:
    names = ((fold(block.group.name), (block, "Gruppe")) for block in blocks)
    for (block, key), (other, _) in _duplicates(names):
        text = f"Eine Gruppe »{block.group.name}« gibt es noch einmal{_where(other, key, block)}."
        remedy = "Löschen Sie eine der beiden, oder geben Sie ihr einen anderen Namen."
        yield block, block.at(key).problem(text, remedy)


def no_code_twice(blocks: Sequence[GroupBlock]) -> Iterator[Objection]:
    codes = (
        (code, (block, key))
        for block in blocks
        for key, code in (("Zugang", block.group.code), ("Leitung", block.group.leader_code))
    )
    for (block, key), (other, other_key) in _duplicates(codes):
        text = f"Diese Nummer steht noch einmal{_where(other, other_key, block)} bei »{other_key}:«."
        yield (
            block,
            block.at(key).problem(
                text, "Nehmen Sie für eine der beiden eine neue Nummer; »flask code« schlägt welche vor."
            ),
        )


def keeps_its_number_to_itself(blocks: Sequence[GroupBlock]) -> Iterator[Objection]:
    """No code stands in a text: texts are read to every caller, and exported in calendars."""
    for block in blocks:
        group = block.group
        codes = tuple(filter(None, (group.code, group.leader_code, *secret_numbers(group.external_room))))
        for key in ("Gruppe", "Thema", "Für wen", "Ort", "Hinweis", "Eröffnung", "Schluss") if codes else ():
            if block.has(key) and tells(block.at(key).text, codes):
                remedy = "Streichen Sie sie hier: Das hören alle, die anrufen."
                yield block, block.at(key).problem("Hier steht die Nummer des Raums.", remedy)


def tells(text: str, codes: Iterable[str]) -> bool:
    """Whether one of these codes stands in a text, with blanks or other separators between the digits."""
    together = SEPARATORS.sub("", text)
    # To compile a pattern takes longer than to read a whole group.
    likely = [code for code in codes if SEPARATORS.sub("", code) in together]
    told = "|".join(r"[\s./-]*".join(map(re.escape, code)) for code in likely)
    return bool(likely) and bool(re.search(rf"(?<![0-9])(?:{told})(?![0-9])", text))


def not_too_many(blocks: Sequence[GroupBlock]) -> Iterator[Objection]:
    for block in blocks[MOST_GROUPS:]:
        text = f"Das ist mehr als die {MOST_GROUPS}. Gruppe."
        yield block, block.at("Gruppe").problem(text, "Löschen Sie Gruppen, die es nicht mehr gibt.")


# Of each block by itself.
CHECKS: tuple[Callable[[Sequence[GroupBlock]], Iterator[Objection]], ...] = (
    has_a_name,
    says_when_it_meets,
    is_off_only_when_it_would_meet,
    meets_once_at_a_time,
    has_the_room_it_speaks_of,
    counts_its_own_seats_only,
    moderates_its_own_room_only,
    has_the_external_room_it_speaks_of,
    keeps_its_number_to_itself,
)
# Of all blocks together.
CHECKS_BETWEEN = (no_name_twice, no_code_twice, not_too_many)


def has_holidays_that_are_known(blocks: Sequence[GroupBlock], state: str, today: date) -> Iterator[Objection]:
    """The holidays exist in the office's federal state."""
    for block in blocks:
        yield from ((block, problem) for problem in unknown_holidays(block.holidays, state, today))


def holidays_end(blocks: Sequence[GroupBlock], state: str, today: date) -> Iterator[Problem]:
    """Remarks where the holidays of the library end within half a year."""
    for block in blocks:
        yield from ending_holidays(block.holidays, state, today)


def is_long_past(blocks: Sequence[GroupBlock], today: date) -> Iterator[Problem]:
    """Remarks on days more than a year ago, probably written with the wrong year."""
    for block in blocks:
        for day, piece in block.days:
            if day < today - LONG_PAST:
                text = f"Der {german_date(day)} ist lange vorbei."
                problem = piece.problem(text, "Berichtigen Sie das Jahr, oder streichen Sie den Tag.")
                # What was right when it was written must not hold back the next edit, which may be urgent.
                yield replace(problem, harmless=True)


def _duplicates(spots: Iterable[tuple[str, KeyOfGroup]]) -> Iterator[tuple[KeyOfGroup, KeyOfGroup]]:
    """Each key of a group whose value others have too, with one of those."""
    by_value: dict[str, list[KeyOfGroup]] = defaultdict(list)
    for value, spot in spots:
        by_value[value].append(spot)
    by_value.pop("", None)
    for first, *others in by_value.values():
        for other in others[:1]:
            yield first, other
        for other in others:
            yield other, first


def _where(other: GroupBlock, key: str, seen_from: GroupBlock) -> str:
    line = other.at(key).line
    other_file = line.file != seen_from.at("Gruppe").line.file
    return f" in Zeile {line.number} von {line.file}" if other_file else f" in Zeile {line.number}"


def _days(group: Group, around: Sequence[date]) -> list[date]:
    """The days of meetings around some days, LONGEST_GAP before and after, in order."""
    since, until = min(around) - LONGEST_GAP, max(around) + LONGEST_GAP
    by_rule = (day for rule in group.rules for day in rule.days(since, until))
    return sorted({*by_rule, *(day for day, _ in group.dates)})


def _nearest_meeting(days: Sequence[date], day: date) -> str:
    """A remedy with the meeting day nearest to `day`. `days` are in order."""
    after = bisect(days, day)
    near = days[max(after - 1, 0) : after + 1]
    if not near:
        return "Berichtigen Sie das Datum oder die Regel."
    return f"Meinten Sie den {german_date(min(near, key=lambda found: (abs(found - day), found)))}?"
