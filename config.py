"""The settings: one row for each variable, which says its default, its meaning, its checks and where it is kept."""

import hmac
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from io import StringIO
from pathlib import Path
from typing import Any, TypeVar

from click import ClickException
from dotenv import dotenv_values

import config_checks as check
from storage.kept_key import kept_key
from storage.permissions import FOR_OTHERS, keep_private

Given = TypeVar("Given")
Made = TypeVar("Made")

EXAMPLE, OWN_CONTENT = "beispiel", "inhalt"
FETCHED_VOICES = "stimmen"
MOST_PROXIES = 9
HIGHEST_PORT = 65535
# Fewer than the writers of counts whose last batch is remembered (keep/statistics/counts_file.py).
MOST_PROCESSES = 16
ANY_CERTIFICATE = "ssl_cert_reqs=none&ssl_check_hostname=false"
OFFICE_IS_CLOSED = (
    "Das Büro ist geschlossen: Es hat noch kein Passwort. Die Zeile für STAFF_PASSWORD in .env druckt »flask password«."
)


class SettingsError(ClickException):
    """Settings that cannot be used, every mistake a sentence; a command that meets it says them and exits with 1."""

    def __init__(self, *mistakes: str):
        super().__init__("\n".join(("the settings cannot be used.", *mistakes)))


@dataclass(frozen=True)
class Setting:
    """One environment variable (also from `.env`), what it is when empty, what it is for, and what is checked of it.
    `read` makes of its text what the program uses.
    """

    name: str
    default: str
    meaning: str
    checks: tuple[check.Check, ...]
    read: Callable[[str], Any]


def setting(name: str, default: str, meaning: str, *checks: check.Check, read: Callable[[str], Any] = str) -> Any:
    """A field of Settings that is read from an environment variable."""
    return field(metadata={"setting": Setting(name, default, meaning, checks, read)})


def _place(text: str) -> str:
    return text if check.is_bucket(text) else str(Path(text).resolve())


@dataclass(frozen=True)
class Settings:
    """The settings as the program uses them."""

    port: int = setting(
        "PORT",
        "8000",
        "The port of this machine that the hotline listens on.",
        check.number("PORT", 1, HIGHEST_PORT),
        read=int,
    )
    host: str = setting(
        "HOST",
        "127.0.0.1",
        "The address that the hotline listens on. 127.0.0.1: only this machine, and a proxy on it; 0.0.0.0: all "
        "networks, as platforms and containers need it.",
        check.host,
    )
    given_exchange_port: str = setting(
        "EXCHANGE_PORT",
        "",
        "The port for the other processes of this machine on which the network of the browser phones listens. Empty: "
        "the one after PORT.",
        check.number("EXCHANGE_PORT", 1, HIGHEST_PORT),
        check.port_of_the_exchange,
    )
    given_processes: str = setting(
        "WEB_PROCESSES",
        "",
        "In how many processes calls are answered. Empty: one for each core; one alone while nothing but this machine "
        "can reach the hotline.",
        check.number("WEB_PROCESSES", 1, MOST_PROCESSES),
    )
    public_url: str = setting(
        "PUBLIC_URL",
        "",
        "The address Twilio calls, without a final slash. Empty: http://127.0.0.1:PORT.",
        check.public_url,
        read=lambda url: url.rstrip("/"),
    )
    account_sid: str = setting(
        "TWILIO_ACCOUNT_SID",
        "",
        "With it the hotline can mute, announce and end in its rooms. Empty: only in the test network.",
        check.account_sid,
        check.account_token,
    )
    given_tokens: tuple[str, ...] = setting(
        "TWILIO_AUTH_TOKEN",
        "",
        "Proves that a request comes from Twilio; while it is rotated: old,new.",
        check.public_token,
        check.secret("TWILIO_AUTH_TOKEN"),
        read=check.parts_of,
    )
    region: str = setting(
        "TWILIO_REGION",
        "",
        "The region in which Twilio processes and keeps what belongs to calls, such as ie1 (Ireland); SID, token and "
        "number are those of this region. Empty: the United States.",
        check.region,
    )
    edge: str = setting(
        "TWILIO_EDGE",
        "",
        "By which of its locations Twilio is asked, such as dublin. Empty: the one of the region.",
        check.edge,
    )
    given_api: str = setting(
        "CARRIER_API",
        "",
        "The address of the REST interface of another carrier that has the same one as Twilio. Empty: Twilio.",
        check.carrier_api,
        read=lambda url: url.rstrip("/"),
    )
    secret_key: bytes = setting(
        "SECRET_KEY",
        "",
        "Seals the addresses of sounds and places. Empty: made once and kept in DATA_DIR.",
        check.secret("SECRET_KEY"),
        read=str.encode,
    )
    given_redis: str = setting(
        "REDIS_URL", "", "A Redis server. Empty: an embedded one with a socket in DATA_DIR.", check.redis_url
    )
    redis_certificate: str = setting(
        "REDIS_CERTIFICATE",
        "verified",
        "Whose certificate a Redis at rediss:// must have: verified, or any where a platform signs its own (Heroku).",
        check.redis_certificate,
    )
    given_content: str = setting(
        "CONTENT_DIR",
        "",
        "Where the text files lie that staff edit: a folder, or s3://bucket/prefix for several machines. Empty: "
        "`inhalt`, which `make run` copies from `beispiel`.",
        check.content_dir,
    )
    store: str = setting(
        "DATA_DIR",
        "data",
        "Where the hotline keeps what it makes itself: a folder, or s3://bucket/prefix.",
        check.data_dir,
        read=_place,
    )
    voices: str = setting(
        "VOICES", "pico,espeak", "The voices in order of preference, by the names that `flask voices` tells."
    )
    notify: str = setting(
        "NOTIFY", "", "Who gets messages when something is wrong: mailto://… and other addresses of apprise."
    )
    staff_password: str = setting(
        "STAFF_PASSWORD",
        "",
        "Opens the pages of the office; in clear, or as `flask password` hashes it. Empty: they are closed; while "
        "nothing but this machine can reach the hotline, they are open to it.",
        check.staff_password,
    )
    trusted_proxies: int = setting(
        "TRUSTED_PROXIES",
        "0",
        "How many proxies stand in front of the hotline; each must add the address of its visitor to X-Forwarded-For.",
        check.number("TRUSTED_PROXIES", 0, MOST_PROXIES),
        read=int,
    )
    metrics_token: str = setting(
        "METRICS_TOKEN",
        "",
        "Opens /metrics for Prometheus, as a bearer token. Empty: there is none.",
        check.secret("METRICS_TOKEN"),
    )

    def key_for(self, purpose: str) -> bytes:
        """A key of its own for each purpose, derived from SECRET_KEY: what seals one thing opens no other."""
        return hmac.digest(self.secret_key, purpose.encode(), "sha256")

    @property
    def auth_tokens(self) -> tuple[str, ...]:
        """What requests may be signed with. Without Twilio only this installation knows the token, in the web process
        as in the worker.
        """
        return self.given_tokens or (self.key_for("test phone").hex(),)

    @property
    def carrier_api(self) -> str:
        """Where the carrier's REST interface answers. Nothing but the settings says so: no variable of an SDK."""
        from carrier.in_use import api_base

        return self.given_api or api_base(self.region, self.edge)

    @property
    def data_dir(self) -> Path:
        """DATA_DIR where it is a folder of this machine."""
        return Path(self.store)

    @property
    def fetched_voices(self) -> Path | None:
        """The folder of voices that were fetched; None where DATA_DIR is a bucket, which piper cannot read."""
        return None if check.is_bucket(self.store) else self.data_dir / FETCHED_VOICES

    @property
    def content(self) -> str:
        """Where staff edit: an absolute path, or a bucket."""
        own = OWN_CONTENT if Path(OWN_CONTENT).is_dir() else EXAMPLE
        return _place(self.given_content or own)

    @property
    def redis_is_embedded(self) -> bool:
        """Whether the worker starts a Redis of its own."""
        return not self.given_redis

    @property
    def redis_url(self) -> str:
        """The Redis that survives a restart."""
        return self._redis_server or f"unix://{check.socket_in(self.store)}"

    @property
    def night_url(self) -> str:
        """A Redis that writes nothing to disk."""
        return self._redis_server or f"unix://{check.socket_in(self.store).with_name('night.sock')}"

    @property
    def _redis_server(self) -> str:
        if self.redis_certificate != check.ANY or not self.given_redis.startswith("rediss:"):
            return self.given_redis
        return f"{self.given_redis}{'&' if '?' in self.given_redis else '?'}{ANY_CERTIFICATE}"

    @property
    def is_trial(self) -> bool:
        """Whether PUBLIC_URL leads to this machine only."""
        return check.is_local(self.public_url)

    @property
    def is_exposed(self) -> bool:
        """Whether others than this machine may reach the hotline, so that its office needs a password and its browser
        phone a sign-in.
        """
        return bool(self.given_tokens or self.trusted_proxies or not self.is_trial or self.host not in check.LOOPBACK)

    @property
    def exchange_port(self) -> int:
        """Where the process of the test network listens, on loopback."""
        after = self.port + 1 if self.port < HIGHEST_PORT else self.port - 1
        return int(self.given_exchange_port or after)

    @property
    def processes(self) -> int:
        """In how many processes calls are answered."""
        cores = min(len(os.sched_getaffinity(0)), MOST_PROCESSES)
        return int(self.given_processes or (cores if self.is_exposed else 1))

    @property
    def said_at_the_start(self) -> tuple[str, ...]:
        """What whoever starts the hotline has to know, in German."""
        return (OFFICE_IS_CLOSED,) if self.is_exposed and not self.staff_password else ()


ROWS: Mapping[str, Setting] = {place.name: place.metadata["setting"] for place in fields(Settings)}
SETTINGS = tuple(ROWS.values())


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the environment, then `.env`, then the defaults; raises SettingsError with every mistake at once."""
    given = {**_settings_in(Path(".env")), **os.environ} if environ is None else environ
    values = {row.name: (given.get(row.name) or row.default).strip() for row in SETTINGS}
    mistakes = [mistake for row in SETTINGS for wrong in row.checks if (mistake := wrong(values))]
    if mistakes:
        raise SettingsError(*mistakes)
    values["PUBLIC_URL"] = values["PUBLIC_URL"] or f"http://127.0.0.1:{values['PORT']}"
    settings = Settings(**{place: row.read(values[row.name]) for place, row in ROWS.items()})
    os.umask(FOR_OTHERS)
    if not check.is_bucket(settings.store):
        keep_private(settings.data_dir, Path(settings.content))
    if settings.secret_key:
        return settings
    return replace(settings, secret_key=as_set(kept_key, settings.data_dir / "secret_key"))


def _settings_in(file: Path) -> Mapping[str, str | None]:
    """What a file gives, nothing if there is none; editors of Windows may write it in Windows-1252."""
    try:
        written = file.read_bytes()
    except FileNotFoundError:
        return {}
    try:
        text = written.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = written.decode("cp1252", errors="replace")
    return dotenv_values(stream=StringIO(text))


def as_set(make: Callable[[Given], Made], setting: Given) -> Made:
    """What is made of a setting; raises SettingsError for one that cannot be used, with the words of the ValueError."""
    try:
        return make(setting)
    except ValueError as mistake:
        raise SettingsError(str(mistake)) from mistake
