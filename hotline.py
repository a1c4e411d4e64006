"""The parts that hold something, made once for a process, and what they come to together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import Flask

import chosen
from audio.library import Library
from audio.mastering import RecordingError, recorded, uploaded
from audio.telephone import wav
from audio.voices.voice import SpeechError
from carrier.port import Carrier
from config import Settings
from exchange.in_process import in_process
from exchange.network import Network
from ivr.flows.dates import entry_words
from ivr.model.agenda import entry
from ivr.model.announcement import NotDone, Take
from ivr.model.plan import Group, Plan
from ivr.say import Heard
from ivr.world import World
from keep.announcements import Announcements
from keep.cancellations import CalledOff
from keep.code_attempts import HEARD, KINDS, Tries
from keep.content_folder import read_folder
from keep.counts import Counters
from keep.daily_keys import Nights
from keep.editions import OnAir
from keep.notifier import Sender
from keep.opened_rooms import OpenedRooms
from keep.recording_fetch import TakeFailed
from keep.recordings import Takes
from keep.talks import Talks
from prompts.wording import page
from reading.cancellations import with_called_off
from reading.content import read
from reading.problem import Problem
from storage.redis_client import Link
from storage.store import Store
from worker.publisher import HEARTBEAT, PROBLEMS

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Parts:
    """All that a process of the hotline holds; `now` is the time of day (aware)."""

    settings: Settings
    now: Clock
    link: Link
    on_air: OnAir
    talks: Talks
    opened: OpenedRooms
    nights: Nights
    library: Library
    store: Store
    announcements: Announcements
    called_off: CalledOff
    counters: Counters
    sender: Sender | None
    network: Network
    carrier: Carrier
    takes: Takes
    tries: Mapping[str, Tries]

    def world(self) -> World:
        """The world as it is now, with what is on air."""
        return self.world_with(self.on_air.edition().plan)

    def world_with(self, written: Plan) -> World:
        """The same, as if this plan were on air."""
        return World(
            self.now(),
            with_called_off(written, self.called_off.days()),
            self.settings.secret_key,
            self.talks,
            opened=self.opened.all() if written.office.spontaneous else (),
            announcements=self.announcements.latest(),
            takes=self.takes,
        )

    def page(self, hear: tuple[Heard, ...]) -> str:
        """What is heard, as a page in the words of the plan on air."""
        return page(hear, self.on_air.edition().plan.lexicon)

    def heard(self, group: Group, plan: Plan) -> str:
        """What callers hear of a group of this plan, as a page."""
        return page(entry_words(entry(group, self.now()), self.world_with(plan)), plan.lexicon)

    def checked(self, folder: Path | None) -> tuple[Plan, tuple[Problem, ...]]:
        """What a folder means, and what is wrong in it; None: the hotline's own, and what is called off besides."""
        plan, problems = read(read_folder(folder or self.settings.content_dir), self.now().date())
        return plan, problems if folder else (*problems, *self.called_off.problems(plan))

    def taken(self, file: bytes) -> Take:
        """A sound that somebody has brought, kept; or why it cannot be used. Raises NotDone."""
        try:
            return Take(sound=self.announcements.keep_sound(wav(uploaded(file))))
        except RecordingError as error:
            return Take(failure=error.failure)
        except (OSError, SpeechError) as error:
            raise NotDone(f"a sound cannot be taken ({type(error).__name__})") from error

    def health(self) -> dict[str, object]:
        """What /health tells."""
        edition, problems = self.on_air.edition(), self.link.get(PROBLEMS)
        return {
            "edition": edition.name,
            "groups": len(edition.plan.groups),
            "redis": self.link.is_up(),
            "voices": [voice.name for voice in self.library.voices] if self._can_speak() else [],
            "worker": self.link.get(HEARTBEAT) is not None,
            "problems": int(problems) if problems and problems.isdigit() else len(edition.problems),
        }

    def is_slow(self) -> bool:
        """Whether so many numbers have led nowhere that callers notice it."""
        return any(self.tries[kind].is_slow() for kind in HEARD)

    def _can_speak(self) -> bool:
        """Whether a page that nobody has heard yet could be spoken now."""
        try:
            return bool(self.library.sound(self.library.voices[-1].name, "Guten Tag."))
        except SpeechError:
            return False


def parts_of(settings: Settings, app: Flask, now: Clock) -> Parts:
    """The parts as the settings want them; raises SettingsError."""
    link, store = Link(settings.redis_url), chosen.store_of(settings)
    announcements = Announcements(store)
    network = Network(in_process(app, settings.public_url), settings.public_url, settings.auth_tokens[0])
    carrier = chosen.carrier_of(settings, network)
    return Parts(
        settings=settings,
        now=now,
        link=link,
        on_air=OnAir(link, settings.content_dir, lambda: now().date()),
        talks=Talks(link, settings.secret_key),
        opened=OpenedRooms(link, now),
        nights=Nights(Link(settings.night_url), now),
        library=Library(chosen.voices_of(settings), link, settings.secret_key),
        store=store,
        announcements=announcements,
        called_off=CalledOff(store, now),
        counters=Counters(link, store),
        sender=chosen.sender_of(settings),
        network=network,
        carrier=carrier,
        takes=Takes(store, carrier, mastered, announcements, now),
        tries={kind: Tries(link, lambda: now().timestamp(), kind) for kind in KINDS},
    )


def mastered(recording: bytes) -> bytes:
    """A recording as callers hear it, a WAV file; raises TakeFailed for what has to be spoken again."""
    try:
        return wav(recorded(recording))
    except RecordingError as error:
        raise TakeFailed(error.failure) from error
