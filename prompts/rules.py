"""How a recurrence is said: "immer am zweiten Dienstag im Monat, um achtzehn Uhr"."""

from ivr.rule import LAST, WEEKDAYS, Rule
from prompts.spoken import listed, ordinal, span, weekdays

ADVERBS = tuple(f"{weekday.lower()}s" for weekday in WEEKDAYS)


def rule_words(rule: Rule) -> str:
    """When and at what time: "immer montags, von achtzehn bis zwanzig Uhr"."""
    return f"{_when(rule)}, {span(rule.span)}"


def _when(rule: Rule) -> str:
    if not rule.nths:
        return "jeden Tag" if len(rule.weekdays) == 7 else f"immer {weekdays(rule.weekdays, ADVERBS)}"
    # "jeden zweiten Dienstag" would be heard as every other Tuesday.
    nths = listed([_nth(nth) for nth in rule.nths])
    return f"immer {listed([f'am {nths} {WEEKDAYS[weekday]}' for weekday in rule.weekdays])} im Monat"


def _nth(nth: int) -> str:
    return "letzten" if nth == LAST else ordinal(nth, "n")
