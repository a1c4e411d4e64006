"""Gathers what the alert checks look at: content, announcements, voices, Redis, disk."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from ivr.model.announcement import Announcement
from ivr.model.plan import Plan
from keep.announcements.announcements import Announcements
from keep.announcements.messages import Messages
from keep.content.editions import Edition, check, corrected
from keep.content.on_air import OnAir
from keep.content.shared_folder import REFUSED
from keep.content.source import Source
from reading.cancellations import FILE, CancellationFile, not_text, read_cancellations, unknown_groups
from reading.problem import Problem
from storage.redis_client import RedisClient
from storage.store import Store
from worker.alert_checks import Sight

Answer = TypeVar("Answer")

# A voice on the internet is not asked more often than needed to know in five minutes.
VOICES_EVERY = timedelta(minutes=5)


@dataclass
class Monitor:
    """`voices` asks every voice whether it speaks; `disk`: a folder whose disk may get full, None = none of ours;
    `slow`: whether strangers have tried too many numbers."""

    source: Source
    on_air: OnAir
    redis_client: RedisClient
    store: Store
    announcements: Announcements
    voices: Callable[[], Mapping[str, bool]]
    disk: Path | None
    now: Callable[[], datetime]
    slow: Callable[[], bool]
    _wanted: Edition | None = field(default=None, init=False)
    _speak: Mapping[str, bool] | None = field(default=None, init=False)
    _asks_at: datetime | None = field(default=None, init=False)

    def look(self) -> Sight:
        """What can be seen now."""
        now, on_air, wanted = self.now(), self.on_air.edition(), self._content()
        raw = _answered(lambda: self.store.read(FILE) or b"")
        sheet = _sheet(raw)
        latest = _answered(self._latest)
        return Sight(
            now,
            office=on_air.plan.office.name,
            groups=tuple(group.name for group in on_air.plan.groups),
            problems=None if raw is None else (*wanted.problems, *_wrong(sheet, on_air.plan)),
            announcements=latest,
            messages=_answered(Messages(self.store, self.now).all),
            called_off=sheet.days if sheet else None,
            voices=self._voices(now),
            redis=self.redis_client.is_up(),
            slow=self.slow() if self.redis_client.is_up() else None,
            second=self.redis_client.get(REFUSED) is not None,
            store=raw is not None and latest is not None,
            free=_answered(self._free),
            stuck=corrected(wanted, on_air).name != on_air.name,
        )

    def _content(self) -> Edition:
        files, today = self.source.read(), self.now().date()
        if not self._wanted or (self._wanted.files, self._wanted.day) != (files, today):
            self._wanted = check(files, today)
        return self._wanted

    def _latest(self) -> tuple[Announcement, ...]:
        """Of each group the latest; raises OSError."""
        newest_last = sorted(self.announcements.history(), key=lambda one: one.number)
        return tuple({one.of: one for one in newest_last}.values())

    def _voices(self, now: datetime) -> Mapping[str, bool] | None:
        if self._asks_at is None or now >= self._asks_at:
            self._speak, self._asks_at = self.voices(), now + VOICES_EVERY
        return self._speak

    def _free(self) -> tuple[int, int] | None:
        if self.disk is None:
            return None
        usage = shutil.disk_usage(self.disk)
        return usage.free, usage.total


def _sheet(raw: bytes | None) -> CancellationFile | None:
    """None for a file that is no text, or that could not be read: nothing may be concluded from what it lacks."""
    try:
        return None if raw is None else read_cancellations(raw)
    except ValueError:  # it is a problem, and told as one
        return None


def _wrong(sheet: CancellationFile | None, plan: Plan) -> tuple[Problem, ...]:
    return (*sheet.problems, *unknown_groups(sheet, plan)) if sheet else (not_text(),)


def _answered(question: Callable[[], Answer]) -> Answer | None:
    """None while the disk or the service fails, which is a matter of its own."""
    try:
        return question()
    except OSError:
        return None
