"""Telephone numbers as Twilio tells and dials them (E.164, such as +493023125042)."""

import re

NUMBER = re.compile(r"\+[1-9][0-9]{5,14}")
# "Anonymous", "restricted", "blocked", "unknown" and "unavailable" on a telephone keypad: sent as if they were numbers.
WITHHELD = ("+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253")


def number_or_none(told: str) -> str:
    """The number that was told, "" where it is none."""
    return told if NUMBER.fullmatch(told) else ""


def shown_or_none(told: str) -> str:
    """The same of a caller, "" also where the number is withheld."""
    return "" if told in WITHHELD else number_or_none(told)


def international(number: str) -> str:
    """A German number such as 030 23125 042 as it is dialled."""
    return "+49" + re.sub(r"\D", "", number).removeprefix("0")
