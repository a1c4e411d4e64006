"""The people of the office in the store: the same for every process, and changed by one at a time."""

import hashlib
import hmac
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from secrets import token_hex, token_urlsafe

from ivr.model.announcement import NotDone
from keep.accounts.account import ALL, OFFICE, Account, account_in, same_name, tidy_name, written
from storage.store import Store

log = logging.getLogger(__name__)
FILE = "zugaenge.txt"
ONE_AT_A_TIME = "zugaenge"
LINK_LASTS = timedelta(days=3)
HEADING = "# Wer im Büro einen Zugang hat. Geändert wird das auf der Seite »Zugänge«."

People = tuple[Account, ...]


class NameTaken(NotDone):
    """There is a person of that name, or nobody can have it."""


class NoSuchAccount(NotDone):
    """The person or the link does not exist any more."""


class Accounts:
    """One text file in `store`, one line per person; `now` is the time of day (aware). Thread-safe.

    It is read anew whenever somebody asks, so that a removed person is out at once in all processes. Whoever signs in
    with STAFF_PASSWORD is the account OFFICE, which always exists.
    """

    def __init__(self, store: Store, now: Callable[[], datetime]):
        self._store = store
        self._now = now
        self._known: People = ()
        self._works = True

    def people(self) -> People:
        """All persons by name, without OFFICE. Never raises: the last known ones while the store fails."""
        people = (one for one in self._look() if one.name != OFFICE)
        return tuple(sorted(people, key=lambda one: one.name.casefold()))

    def named(self, name: str) -> Account | None:
        """The person of that name, None if there is none. Never raises."""
        return _named(name, self._look())

    def with_link(self, token: str) -> Account | None:
        """The person whose one-time link this is, None if it is used or over."""
        return self._with_link(token, self._look())

    def add(self, name: str, role: str) -> str:
        """Add a person without a password; returns the token of a one-time link. Raises NameTaken, NotDone."""
        token = token_urlsafe(24)
        new = self._with_new_link(Account(tidy_name(name), role), token)

        def added(people: People) -> People:
            if not new.name or _named(new.name, people):
                raise NameTaken("there is one of that name")
            return (*people, new)

        self._change(added)
        return token

    def new_link(self, name: str) -> str:
        """The token of a new one-time link; the password of the person is void at once, and so are all sessions. Raises
        NoSuchAccount, NotDone."""
        token = token_urlsafe(24)
        self._replace(name, lambda one: self._with_new_link(one, token))
        return token

    def use_link(self, token: str, password: str) -> Account:
        """Set the password (a hash) of the person with this link, which is void then. Raises NoSuchAccount, NotDone."""

        def used(people: People) -> People:
            found = self._with_link(token, people)
            if not found:
                raise NoSuchAccount("the link is used or over")
            return tuple(_with_password(one, password) if one == found else one for one in people)

        found, people = self.with_link(token), self._change(used)
        return next(one for one in people if found and one.name == found.name)

    def set_password(self, name: str, password: str) -> Account:
        """Another password (a hash) for a person, which ends all sessions. Raises NoSuchAccount, NotDone."""
        return self._replace(name, lambda one: _with_password(one, password))

    def set_role(self, name: str, role: str) -> None:
        """Another role for a person, from the next page on. Raises NoSuchAccount, NotDone."""
        self._replace(name, lambda one: replace(one, role=role))

    def end_sessions(self, name: str) -> None:
        """End all sessions of a person. Raises NoSuchAccount, NotDone."""
        self._replace(name, lambda one: replace(one, sessions=token_hex(16)))

    def remove(self, name: str) -> None:
        """Remove a person; idempotent. Raises NotDone."""
        self._change(lambda people: tuple(one for one in people if not same_name(one.name, name)))

    def _replace(self, name: str, how: Callable[[Account], Account]) -> Account:
        def replaced(people: People) -> People:
            found = _named(name, people)
            if not found:
                raise NoSuchAccount("nobody has that name any more")
            others = tuple(one for one in people if not same_name(one.name, name))
            return (*others, how(found))

        return self._change(replaced)[-1]

    def _change(self, how: Callable[[People], People]) -> People:
        try:
            with self._store.alone(ONE_AT_A_TIME):
                people = how(self._read())
                self._store.write(FILE, "\n".join((HEADING, *map(written, people), "")).encode())
        except OSError as error:
            raise NotDone(f"{FILE}: {type(error).__name__}") from error
        self._known = people
        return people

    def _look(self) -> People:
        try:
            self._known, self._works = self._read(), True
        except OSError as error:
            if self._works:
                log.warning("%s cannot be read: %s", FILE, error)
            self._works = False
        return self._known or (Account(OFFICE, ALL),)

    def _read(self) -> People:
        try:
            lines = (self._store.read(FILE) or b"").decode().split("\n")
            people = tuple(account_in(line) for line in lines if line.strip() and not line.startswith("#"))
        except ValueError as error:
            raise OSError("a line is damaged") from error
        return people if _named(OFFICE, people) else (Account(OFFICE, ALL), *people)

    def _with_new_link(self, account: Account, token: str) -> Account:
        until = self._now() + LINK_LASTS
        return replace(account, password="", sessions=token_hex(16), link=_hashed(token), link_until=until)

    def _with_link(self, token: str, people: People) -> Account | None:
        hashed, now = _hashed(token), self._now()
        valid = (one for one in people if one.link_until and now < one.link_until)
        return next((one for one in valid if hmac.compare_digest(one.link, hashed)), None)


def _named(name: str, people: People) -> Account | None:
    return next((one for one in people if same_name(one.name, name)), None)


def _with_password(account: Account, password: str) -> Account:
    return replace(account, password=password, sessions=token_hex(16), link="", link_until=None)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
