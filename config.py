"""The settings: one table of name, default and explanation; all mistakes are told at once."""

import hmac
import os
import re
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import redis
from click import ClickException
from dotenv import dotenv_values

from storage.permissions import FOR_OTHERS, keep_private


@dataclass(frozen=True)
class Setting:
    """One environment variable (also from `.env`), what it is when empty, and what it is for."""

    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting("PORT", "8000", "The port of this machine that the hotline listens on."),
    Setting("PUBLIC_URL", "", "The address Twilio calls, without a final slash. Empty: http://127.0.0.1:PORT."),
    Setting(
        "TWILIO_ACCOUNT_SID",
        "",
        "With it the hotline can mute, announce and end in its rooms. Empty: only in the test network.",
    ),
    Setting("TWILIO_AUTH_TOKEN", "", "Proves that a request comes from Twilio; while it is rotated: old,new."),
    Setting("SECRET_KEY", "", "Seals the addresses of sounds and places. Empty: made once and kept in DATA_DIR."),
    Setting("REDIS_URL", "", "A Redis server. Empty: an embedded one with a socket in DATA_DIR."),
    Setting("CONTENT_DIR", "beispiel", "The folder with the text files that staff edit."),
    Setting("DATA_DIR", "data", "Where the hotline keeps what it makes itself: a folder, or s3://bucket/prefix."),
    Setting("VOICES", "pico,espeak", "The voices in order of preference: gtts, pico, piper:/path/model.onnx, espeak."),
    Setting("NOTIFY", "", "Who gets messages when something is wrong: mailto://… and other addresses of apprise."),
    Setting(
        "STAFF_PASSWORD",
        "",
        "Opens the pages of the office; in clear, or as `flask password` hashes it. Empty: they are closed; while "
        "nothing but this machine can reach the hotline, they are open to it.",
    ),
    Setting(
        "TRUSTED_PROXIES",
        "0",
        "How many proxies stand in front of the hotline; each must add the address of its visitor to X-Forwarded-For.",
    ),
    Setting("METRICS_TOKEN", "", "Opens /metrics for Prometheus, as a bearer token. Empty: there is none."),
)

# The longest path a Unix socket may have (sun_path of Linux, with its final zero).
SOCKET_PATH_LIMIT = 107
SHORTEST_KEY = 32
# Shorter ones can be guessed; how long a hashed password was, no hash tells.
SHORTEST_SECRET, SHORTEST_PASSWORD = 16, 10
MOST_PROXIES = 9
OFFICE_IS_CLOSED = (
    "Das Büro ist geschlossen: Es hat noch kein Passwort. Die Zeile für STAFF_PASSWORD in .env druckt »flask password«."
)
# The names and addresses of this machine.
LOOPBACK = ("127.0.0.1", "::1", "localhost")
HASHED = re.compile("(scrypt|pbkdf2):")
WHOLE_HASH = re.compile(r"(scrypt|pbkdf2):[a-z0-9:]+\$[A-Za-z0-9]+\$[0-9a-f]{32,}")
ACCOUNT_SID = re.compile("AC[0-9a-f]{32}")
ORIGIN = re.compile(r"https?://(?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(?::[0-9]{1,5})?/?")


class SettingsError(ClickException):
    """Settings that cannot be used, every mistake a sentence; a command that meets it says them and exits with 1."""

    def __init__(self, *mistakes: str):
        super().__init__("\n".join(("the settings cannot be used.", *mistakes)))


@dataclass(frozen=True)
class Settings:
    """The settings as the program uses them. `is_trial`: PUBLIC_URL leads to this machine only.
    `is_exposed`: others than this machine may reach the hotline, so that its office needs a password and its browser
    phone a sign-in.

    `night_url` is a Redis that writes nothing to disk. `store` is DATA_DIR as a path or URL; `data_dir` is of use only
    where it is a folder of this machine.
    """

    port: int
    public_url: str
    account_sid: str
    auth_tokens: tuple[str, ...]
    secret_key: bytes
    redis_url: str
    night_url: str
    redis_is_embedded: bool
    content_dir: Path
    data_dir: Path
    store: str
    voices: str
    notify: str
    staff_password: str
    metrics_token: str
    trusted_proxies: int
    is_trial: bool
    is_exposed: bool

    @property
    def said_at_the_start(self) -> tuple[str, ...]:
        """What whoever starts the hotline has to know, in German."""
        return (OFFICE_IS_CLOSED,) if self.is_exposed and not self.staff_password else ()


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the environment, then `.env`, then the defaults; raises SettingsError with every mistake at once."""
    given = {**dotenv_values(".env"), **os.environ} if environ is None else environ
    values = {setting.name: (given.get(setting.name) or setting.default).strip() for setting in SETTINGS}
    mistakes = [mistake for check in CHECKS if (mistake := check(values))]
    if mistakes:
        raise SettingsError(*mistakes)
    data_dir = Path(values["DATA_DIR"]).resolve()
    os.umask(FOR_OTHERS)
    if not _is_elsewhere(values):
        keep_private(data_dir, Path(values["CONTENT_DIR"]).resolve())
    secret_key = values["SECRET_KEY"].encode() or _kept_key(data_dir)
    tokens, is_local = _tokens(values), _is_local(values["PUBLIC_URL"])
    return Settings(
        port=int(values["PORT"]),
        public_url=(values["PUBLIC_URL"] or f"http://127.0.0.1:{values['PORT']}").rstrip("/"),
        account_sid=values["TWILIO_ACCOUNT_SID"],
        # Without Twilio only this installation knows the token, in the web process as in the worker.
        auth_tokens=tokens or (hmac.digest(secret_key, b"test phone", "sha256").hex(),),
        secret_key=secret_key,
        redis_url=values["REDIS_URL"] or f"unix://{_socket(values)}",
        night_url=values["REDIS_URL"] or f"unix://{_socket(values).with_name('night.sock')}",
        redis_is_embedded=not values["REDIS_URL"],
        content_dir=Path(values["CONTENT_DIR"]).resolve(),
        data_dir=data_dir,
        store=values["DATA_DIR"] if _is_elsewhere(values) else str(data_dir),
        voices=values["VOICES"],
        notify=values["NOTIFY"],
        staff_password=values["STAFF_PASSWORD"],
        metrics_token=values["METRICS_TOKEN"],
        trusted_proxies=int(values["TRUSTED_PROXIES"]),
        is_trial=is_local,
        is_exposed=bool(tokens or int(values["TRUSTED_PROXIES"]) or not is_local),
    )


def _port(values: Mapping[str, str]) -> str | None:
    if values["PORT"].isascii() and values["PORT"].isdecimal() and 0 < int(values["PORT"]) < 65536:
        return None
    return f"PORT is {values['PORT']!r}, but must be a number from 1 to 65535."


def _public_url(values: Mapping[str, str]) -> str | None:
    url = values["PUBLIC_URL"]
    if not url or (ORIGIN.fullmatch(url) and _has_a_port_that_can_be(url)):
        return None
    return f"PUBLIC_URL is {url!r}, but must look like https://hotline.example.org or https://hotline.example.org:8443."


def _public_token(values: Mapping[str, str]) -> str | None:
    if _tokens(values) or _public_url(values) or _is_local(values["PUBLIC_URL"]):
        return None
    return "TWILIO_AUTH_TOKEN is empty, but PUBLIC_URL is an address that strangers can reach."


def _account_sid(values: Mapping[str, str]) -> str | None:
    if not values["TWILIO_ACCOUNT_SID"] or ACCOUNT_SID.fullmatch(values["TWILIO_ACCOUNT_SID"]):
        return None
    # What stands there by mistake may be the token, so it is not said back.
    return "TWILIO_ACCOUNT_SID must be AC and 32 digits or letters from a to f."


def _account_token(values: Mapping[str, str]) -> str | None:
    if not values["TWILIO_ACCOUNT_SID"] or _tokens(values):
        return None
    return "TWILIO_AUTH_TOKEN is empty, but TWILIO_ACCOUNT_SID needs it."


def _secrets(values: Mapping[str, str]) -> str | None:
    given = {name: (values[name],) for name in ("SECRET_KEY", "METRICS_TOKEN")} | {"TWILIO_AUTH_TOKEN": _tokens(values)}
    short = [name for name, parts in given.items() if any(0 < len(part) < SHORTEST_SECRET for part in parts)]
    return "\n".join(f"{name} is too short: it needs {SHORTEST_SECRET} characters." for name in short) or None


def _trusted_proxies(values: Mapping[str, str]) -> str | None:
    proxies = values["TRUSTED_PROXIES"]
    if proxies.isascii() and proxies.isdecimal() and int(proxies) <= MOST_PROXIES:
        return None
    return f"TRUSTED_PROXIES is {proxies!r}, but must be a number from 0 to {MOST_PROXIES}."


def _data_dir(values: Mapping[str, str]) -> str | None:
    if _is_elsewhere(values):
        missing = " and ".join(name for name in ("SECRET_KEY", "REDIS_URL") if not values[name])
        return f"DATA_DIR is no folder of this machine, so {missing} must be set." if missing else None
    try:
        Path(values["DATA_DIR"]).mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        return f"DATA_DIR is {values['DATA_DIR']!r}, but no such folder can be made: {error.strerror}."
    return None


def _content_dir(values: Mapping[str, str]) -> str | None:
    if Path(values["CONTENT_DIR"]).is_dir():
        return None
    return f"CONTENT_DIR is {values['CONTENT_DIR']!r}, but there is no such folder."


def _redis_url(values: Mapping[str, str]) -> str | None:
    if not values["REDIS_URL"]:
        too_long = not _is_elsewhere(values) and len(str(_socket(values))) > SOCKET_PATH_LIMIT
        return f"DATA_DIR is too long: a socket in it may have {SOCKET_PATH_LIMIT} characters." if too_long else None
    try:
        redis.Redis.from_url(values["REDIS_URL"]).connection_pool.make_connection()
    except (ValueError, TypeError) as error:
        return f"REDIS_URL cannot be used: {error}"
    return None


def _staff_password(values: Mapping[str, str]) -> str | None:
    password = values["STAFF_PASSWORD"]
    if password and not HASHED.match(password) and len(password) < SHORTEST_PASSWORD:
        return f"STAFF_PASSWORD is too short: it needs {SHORTEST_PASSWORD} characters, better four words."
    if not HASHED.match(password) or WHOLE_HASH.fullmatch(password):
        return None
    # Half a hash opens to nobody. The shell swallows what follows a $.
    return "STAFF_PASSWORD is a damaged hash. Put what `flask password` prints between single quotes."


CHECKS = (
    *(_port, _public_url, _public_token, _account_sid, _account_token, _secrets),
    *(_content_dir, _data_dir, _redis_url, _staff_password, _trusted_proxies),
)


def _is_elsewhere(values: Mapping[str, str]) -> bool:
    return "://" in values["DATA_DIR"]


def _tokens(values: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(token.strip() for token in values["TWILIO_AUTH_TOKEN"].split(",") if token.strip())


def _has_a_port_that_can_be(url: str) -> bool:
    try:
        return urlsplit(url).port != 0
    except ValueError:  # more than 65535
        return False


def _is_local(url: str) -> bool:
    return not url or urlsplit(url).hostname in LOOPBACK


def _socket(values: Mapping[str, str]) -> Path:
    return Path(values["DATA_DIR"]).resolve() / "redis.sock"


def _kept_key(data_dir: Path) -> bytes:
    """The secret of this installation, made at the first start; web and worker may start at the same moment."""
    file = data_dir / "secret_key"
    if not file.exists():
        with tempfile.NamedTemporaryFile(dir=data_dir) as new:
            new.write(secrets.token_hex(32).encode())
            new.flush()
            # Linked only when it is whole; whoever comes second takes what the first has made.
            with suppress(FileExistsError):
                os.link(new.name, file)
    key = file.read_bytes().strip()
    if len(key) < SHORTEST_KEY:
        raise SettingsError(f"{file} is damaged. Delete it, and a new one is made.")
    return key
