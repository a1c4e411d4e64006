"""What a process of the hotline holds: made once from the settings, and asked for by routes, pages and the worker."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property, partial
from pathlib import Path
from secrets import randbelow
from typing import TYPE_CHECKING

from audio.library import Library
from audio.mastering import RecordingError, master_recording
from audio.telephone import wav
from audio.voices.registry import select_voices
from carrier.in_use import RestCarrier
from carrier.nobody import Nobody
from carrier.port import Carrier
from config import Settings, as_set
from exchange.call_leg import ACCOUNT
from ivr.flows.finding import reckon
from ivr.model.moment import in_berlin
from ivr.model.plan import Group, Plan
from ivr.say import Heard, Say, is_secret
from ivr.world import World
from keep.accounts.accounts import Accounts
from keep.announcements.announcements import Announcements
from keep.announcements.messages import Messages
from keep.announcements.recording_fetch import RecordingFailed
from keep.announcements.recordings import Recordings
from keep.content.cancellations import Cancellations
from keep.content.edits import Content
from keep.content.folder import read_folder
from keep.content.on_air import OnAir
from keep.content.published_calendars import PublishedCalendars
from keep.content.source import Source
from keep.content.source_at import source_at
from keep.limits.code_attempts import HEARD, KINDS, CodeAttempts
from keep.limits.daily_keys import DailyKeys
from keep.limits.login_throttle import LoginThrottle
from keep.limits.message_limits import MessageLimits
from keep.notifications import Notifications
from keep.notifier import Notifier
from keep.rooms.opened_rooms import OpenedRooms
from keep.rooms.room_control import RoomControl
from keep.rooms.talks import Talks
from keep.shared_pages import SharedPages
from keep.snapshots import Snapshots
from keep.statistics.call_positions import CallPositions
from keep.statistics.call_statistics import CallStatistics
from keep.statistics.counts import CountStore
from keep.worker_watch import WorkerWatch, worker_runs
from prompts.normalise import Lexicon
from prompts.wording import page
from reading.cancellations import with_cancellations
from reading.codes import new_codes
from reading.content import codes_in_use, read
from reading.problem import Problem
from storage.redis_client import RedisClient
from storage.store import Store, store_at

if TYPE_CHECKING:
    from exchange.network import Network

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Hotline:
    """All that a process holds; `now` is the time of day (aware), `notifier` is None where NOTIFY is empty."""

    settings: Settings
    now: Clock
    redis: RedisClient
    on_air: OnAir
    talks: Talks
    opened_rooms: OpenedRooms
    daily_keys: DailyKeys
    library: Library
    store: Store
    accounts: Accounts
    announcements: Announcements
    messages: Messages
    cancellations: Cancellations
    calendars: PublishedCalendars
    counts: CountStore
    statistics: CallStatistics
    login_throttle: LoginThrottle
    message_limits: MessageLimits
    source: Source
    content: Content
    notifier: Notifier | None
    carrier: Carrier
    recordings: Recordings
    attempts: Mapping[str, CodeAttempts]
    shared_pages: SharedPages
    in_process: "Network | None"

    @property
    def network(self) -> "Network":
        """The test network in this very process; only an app has one."""
        assert self.in_process
        return self.in_process

    @cached_property
    def places_key(self) -> bytes:
        """The key that seals the addresses of places."""
        return self.settings.key_for("places")

    @cached_property
    def room_control(self) -> RoomControl:
        """What has the carrier do in rooms what a talk asks for."""
        return RoomControl(self.carrier, self.settings.public_url, self.sound_path)

    @cached_property
    def notifications(self) -> Notifications | None:
        """What sends messages to staff; None where NOTIFY is empty."""
        return Notifications(self.notifier, self.store, self.now) if self.notifier else None

    @cached_property
    def snapshots(self) -> Snapshots:
        """What takes the snapshot of a turn."""
        return Snapshots(
            redis=self.redis,
            now=self.now,
            key=self.settings.key_for("names"),
            on_air=self.on_air,
            cancellations=self.cancellations,
            announcements=self.announcements,
            opened_rooms=self.opened_rooms,
            talks=self.talks,
            recordings=self.recordings,
            attempts=self.attempts,
        )

    def world(self, *groups: Group) -> World:
        """The world as it is now, with what is on air and the talks of these groups."""
        return self.snapshots.with_talks(self.world_with(self.on_air.edition().plan), groups)

    def world_with(self, plan: Plan) -> World:
        """The world as if this plan were on air, without any talk."""
        return self.snapshots.with_plan(plan, self.opened_rooms.all() if plan.office.spontaneous else ())

    def page(self, hear: tuple[Heard, ...]) -> str:
        """What is heard, as a page in the words of the plan on air."""
        return page(hear, self.on_air.edition().plan.lexicon)

    def sound_path(self, said: tuple[Say, ...], lexicon: Lexicon | None = None) -> str:
        """The address of a sound that says this, without the host; numbers of rooms are sealed in it. `lexicon` None:
        that of the plan on air."""
        words = self.page(said) if lexicon is None else page(said, lexicon)
        return self.library.path(words, any(map(is_secret, said)))

    def checked(self, folder: Path | None = None) -> tuple[Plan, tuple[Problem, ...]]:
        """What a folder means, and what is wrong in it; None: the hotline's own, and what is cancelled besides."""
        files = read_folder(folder, self.calendars.copies) if folder else self.source.read()
        plan, problems = read(files, self.today())
        return plan, problems if folder else (*problems, *self.cancellations.problems(plan))

    def is_slow(self) -> bool:
        """Whether so many numbers have led nowhere that callers notice it."""
        return any(self.attempts[kind].is_slow() for kind in HEARD)

    def free_codes(self) -> Iterator[tuple[str, str]]:
        """Ever more pairs of numbers that no group has, for those who take part and for the one who leads."""
        return new_codes(*codes_in_use(self.source.read(), self.today()), randbelow)

    def today(self) -> date:
        """The day in Berlin."""
        return self.now().date()


def hotline() -> Hotline:
    """What the running app holds."""
    # The worker is no app, and Flask takes 6 MB.
    from flask import current_app

    held: Hotline = current_app.extensions["hotline"]
    return held


def worker_watch(hotline: Hotline) -> WorkerWatch | None:
    """What tells staff that the worker has stopped; None where nobody is to be told."""
    sends, settings = hotline.notifications, hotline.settings
    if sends is None:
        return None
    return WorkerWatch(
        lambda: worker_runs(hotline.redis, settings.redis_is_embedded), hotline.store, sends.send, hotline.now
    )


def berlin_now() -> datetime:
    """The time on the wall of every caller."""
    return in_berlin(datetime.now(UTC))


def hotline_of(settings: Settings, carrier: Carrier, now: Clock, network: "Network | None" = None) -> Hotline:
    """All that the settings want; raises SettingsError. `network` is the test network, where it is in this process."""
    redis_client, night = RedisClient(settings.redis_url), RedisClient(settings.night_url)
    store = as_set(store_at, settings.store)
    # A folder can be that of several machines only where they share a Redis.
    shared_redis = None if settings.redis_is_embedded else redis_client
    announcements, counts = Announcements(store), CountStore(redis_client, store)
    cancellations = Cancellations(store, now)
    calendars = PublishedCalendars(store, now)
    source = as_set(partial(source_at, copies=calendars.copies, redis_client=shared_redis), settings.content)

    def seconds() -> float:
        return now().timestamp()

    def prepare(plan: Plan) -> None:
        reckon(World(now(), with_cancellations(plan, cancellations.days()), settings.key_for("names")))

    def today() -> date:
        return now().date()

    voices = partial(select_voices, fetched=settings.fetched_voices)
    return Hotline(
        settings=settings,
        now=now,
        redis=redis_client,
        on_air=OnAir(redis_client, source, today, prepare=prepare),
        talks=Talks(redis_client, settings.key_for("people"), now=seconds),
        opened_rooms=OpenedRooms(redis_client, now),
        daily_keys=DailyKeys(night, now),
        library=Library(as_set(voices, settings.voices), redis_client, settings.key_for("sounds")),
        store=store,
        accounts=Accounts(store, now),
        announcements=announcements,
        messages=Messages(store, now),
        cancellations=cancellations,
        calendars=calendars,
        counts=counts,
        statistics=CallStatistics(redis_client, CallPositions(redis_client), counts),
        login_throttle=LoginThrottle(redis_client, seconds),
        message_limits=MessageLimits(redis_client, seconds),
        source=source,
        content=Content(source, store, today),
        notifier=as_set(Notifier, settings.notify) if settings.notify else None,
        carrier=carrier,
        recordings=Recordings(store, carrier, master, announcements, now),
        attempts={kind: CodeAttempts(redis_client, seconds, kind) for kind in KINDS},
        shared_pages=SharedPages(),
        in_process=network,
    )


def asks_the_exchange(hotline: Hotline) -> Hotline:
    """The same hotline as one of several processes, to which the test network is a process as well."""
    carrier = shared_carrier_of(hotline.settings)
    recordings = Recordings(hotline.store, carrier, master, hotline.announcements, hotline.now)
    return replace(hotline, carrier=carrier, recordings=recordings)


def carrier_of(settings: Settings, network: "Network") -> Carrier:
    """Who is asked to act in rooms: Twilio, or a test network in this very process."""
    return _rest_carrier(settings) or (network.control if knows_its_carrier(settings) else Nobody())


def shared_carrier_of(settings: Settings) -> Carrier:
    """The same for processes that share the test network, which answers as Twilio does."""
    api = f"http://127.0.0.1:{settings.exchange_port}/phone"
    found = _rest_carrier(settings)
    return found or (RestCarrier(ACCOUNT, settings.auth_tokens[0], api) if knows_its_carrier(settings) else Nobody())


def knows_its_carrier(settings: Settings) -> bool:
    """Whether there is somebody to ask: Twilio's calls may come in while its account is not named, and then the test
    network would say of their rooms that nobody is there."""
    return bool(settings.account_sid) or settings.is_trial


def master(recording: bytes) -> bytes:
    """A recording as callers hear it, a WAV file; raises RecordingFailed for what has to be spoken again."""
    try:
        return wav(master_recording(recording))
    except RecordingError as error:
        raise RecordingFailed(error.failure) from error


def _rest_carrier(settings: Settings) -> Carrier | None:
    """Twilio's REST API, if there is an account. While the token is rotated, the new one is good before and after."""
    if not settings.account_sid:
        return None
    return RestCarrier(settings.account_sid, settings.auth_tokens[-1], settings.carrier_api)
