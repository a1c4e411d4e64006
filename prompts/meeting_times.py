"""The sentence that says when a group meets: rules, single dates, exceptions and moved meetings."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ivr.model.plan import Group, Moved
from ivr.model.recurrence import Span
from prompts.days import on_near_day, to_near_day
from prompts.days_off import exception_words
from prompts.group_names import group_name
from prompts.normalise import Lexicon, normalised
from prompts.rules import rule_words
from prompts.spoken import cardinal, span

# What can follow "trifft sich": "Nach Absprache", "Termine auf Anfrage", "Unregelmäßig".
ADVERBIAL = re.compile(
    r"(?:(?:Termine?|Treffen|Zeiten?)\W+)?((?:nach|auf|bei|in|je|nur|an|am|un?regelmäßig|flexibel)\b.*)", re.IGNORECASE
)
# A calendar holds hundreds: nobody reads, let alone hears, more.
MOST_DAYS = 12
BUT = {1: "aber", 2: "beides aber"}


def meeting_sentence(group: Group, today: date | None = None, lexicon: Lexicon = ()) -> str:
    """ "Die Gruppe Krokus trifft sich immer montags, um achtzehn Uhr, aber nicht an Feiertagen."

    With `today` as callers need it: nothing that is over, and no numbers of weeks. Without it in full, for staff.
    """
    name, told = group_name(group.name, lexicon), _phrases(group, today, lexicon)
    if not told:
        return f"Für {name:die} ist kein Treffen geplant."
    moved = [f"und {moved_words(move, today)}" for move in group.moved if not today or move.day >= today]
    # "Die Mutmacher trifft sich" would be wrong, and "Die Brücke treffen sich" too.
    subject = f"{name}. Die Treffen sind" if name.has_article else f"{name.subject} trifft sich"
    return f"{subject[0].upper()}{subject[1:]} {', '.join([*told, *moved])}."


def moved_words(move: Moved, today: date | None = None) -> str:
    """ "das Treffen am Dienstag, dem zehnten März, ist verlegt auf Mittwoch, den elften März, um achtzehn Uhr"."""
    to = to_near_day(move.to, today) if move.to != move.day else "auf eine andere Zeit am selben Tag"
    return f"das Treffen {on_near_day(move.day, today)}, ist verlegt {to}, {span(move.span)}"


def _phrases(group: Group, today: date | None, lexicon: Lexicon) -> list[str]:
    """The phrases after "trifft sich"; [] if there is no meeting any more."""
    rules = [rule for rule in group.rules if not (today and rule.until and rule.until < today)]
    if len(rules) == 1 and not group.by_words:
        group, rules = replace(group, off=()), [replace(rules[0], off=(*rules[0].off, *group.off))]
    regular = [rule_words(rule, today) for rule in rules if not rule.instead]
    instead = [f"aber {rule_words(rule, today)}" for rule in rules if rule.instead]
    regular += [_by_words(_within(group.by_words, lexicon))] if group.by_words else []
    single, off = list(_single_dates(group, today)), exception_words(group.off, today)
    if regular:
        but = [f"{BUT.get(len(regular), 'alles aber')} {off}"] if off else []
        return [", außerdem ".join(regular), *instead, *but, *(f"{lead} {phrase}" for lead, phrase in single)]
    but = [f"aber {off}"] if off and single else []
    return [*filter(None, [", außerdem ".join(phrase for _, phrase in single)]), *but]


def _within(text: str, lexicon: Lexicon) -> str:
    """Staff's text in words, without a full stop, as a part of a sentence."""
    return normalised(text, lexicon).rstrip(".?!")


def _by_words(said: str) -> str:
    found = ADVERBIAL.fullmatch(said)
    return found[1][0].lower() + found[1][1:] if found else f"wie folgt, {said}"


def _single_dates(group: Group, today: date | None) -> Iterator[tuple[str, str]]:
    """The single dates with the same hours together, each with its conjunction, "außerdem" or "nur"."""
    dates = [*group.dates, *((move.to, move.span) for move in group.moved if today and move.day < today)]
    same: dict[tuple[str, Span], list[date]] = {}
    for day, hours in sorted(dates, key=lambda found: (found[0], found[1].start)):
        if today is None or day >= today:
            same.setdefault((_lead(group, day, hours), hours), []).append(day)
    for (lead, hours), days in same.items():
        shown = days if len(days) <= MOST_DAYS else days[: MOST_DAYS - 1]
        said = [on_near_day(day, today) for day in shown]
        if len(shown) < len(days):
            said.append(f"an {cardinal(len(days) - len(shown))} weiteren Tagen")
        *before, last = said
        when = ", ".join([*before, f"und {last}"]) if before else last
        yield lead, f"{when}, jeweils {span(hours)}" if before else f"{when}, {span(hours)}"


def _lead(group: Group, day: date, hours: Span) -> str:
    another = any(rule.span != hours and rule.days(day, day) for rule in group.rules)
    return "nur" if another else "außerdem"
