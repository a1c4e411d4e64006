"""A person of the office, and the line of the file that holds one."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime

# The roles: PLAN may change what callers hear, ALL sees and manages everything besides.
PLAN, ALL = "Plan", "alles"
ROLES = (PLAN, ALL)
# Whoever signs in with STAFF_PASSWORD.
OFFICE = "Büro"
LONGEST_NAME = 40
# Between the fields of a line; no name contains it.
TAB = "\t"


@dataclass(frozen=True)
class Account:
    """A person. `password` is a hash, "" = none yet. `sessions` is random: another one ends all sessions of the person.

    `link` is the hash of a one-time link by which a password can be chosen until `link_until` (aware); "" = none.
    """

    name: str
    role: str
    password: str = ""
    sessions: str = ""
    link: str = ""
    link_until: datetime | None = None


def tidy_name(typed: str) -> str:
    """A name as it is kept: with single blanks; "" if it cannot be one."""
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    return name if name.isprintable() and len(name) <= LONGEST_NAME else ""


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same to people: case and blanks do not count."""
    return tidy_name(one).casefold() == tidy_name(other).casefold()


def written(account: Account) -> str:
    """The line of a person."""
    until = account.link_until.isoformat() if account.link_until else ""
    return TAB.join((account.name, account.role, account.password, account.sessions, account.link, until))


def account_in(line: str) -> Account:
    """The person of a line; raises ValueError. Fields that a later version adds at the end are ignored."""
    name, role, password, sessions, link, until = line.split(TAB)[:6]
    if not tidy_name(name) or role not in ROLES:
        raise ValueError("this is no line of a person")
    return Account(name, role, password, sessions, link, datetime.fromisoformat(until) if until else None)
