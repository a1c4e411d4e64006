"""What can be wrong with a setting: each check reads the values of all settings and says one mistake in English, or
None.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

Values = Mapping[str, str]
Check = Callable[[Values], str | None]

# The longest path a Unix socket may have (sun_path of Linux, with its final zero).
SOCKET_PATH_LIMIT = 107
# Shorter ones can be guessed; how long a hashed password was, no hash tells.
SHORTEST_SECRET, SHORTEST_PASSWORD = 16, 10
# The names and addresses of this machine.
LOOPBACK = ("127.0.0.1", "::1", "localhost")
HOSTS = ("127.0.0.1", "0.0.0.0")
ANY = "any"
CERTIFICATES = ("verified", ANY)
HASHED = re.compile("(scrypt|pbkdf2):")
WHOLE_HASH = re.compile(r"(scrypt|pbkdf2):[a-z0-9:]+\$[A-Za-z0-9]+\$[0-9a-f]{32,}")
ORIGIN = re.compile(r"https?://(?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(?::[0-9]{1,5})?/?")

API = re.compile(ORIGIN.pattern.removesuffix("/?") + "(?:/[A-Za-z0-9._~-]+)*/?")
EDGE = re.compile("[a-z]+(-[a-z]+)?")


def number(name: str, least: int, most: int) -> Check:
    """The check of a whole number within bounds, where one is given."""

    def check(values: Values) -> str | None:
        given = values[name]
        if not given or (given.isascii() and given.isdecimal() and least <= int(given) <= most):
            return None
        return f"{name} is {given!r}, but must be a number from {least} to {most}."

    return check


def host(values: Values) -> str | None:
    """HOST is this machine, which the processes use among themselves, or all of its addresses."""
    if values["HOST"] in HOSTS:
        return None
    return f"HOST is {values['HOST']!r}, but must be one of {', '.join(HOSTS)}."


def port_of_the_exchange(values: Values) -> str | None:
    """EXCHANGE_PORT is another port than PORT."""
    is_same = values["EXCHANGE_PORT"] == values["PORT"]
    return "EXCHANGE_PORT is the same as PORT, but two processes listen there." if is_same else None


def secret(name: str) -> Check:
    """The check of a secret, or of several between commas: it is empty, or too long to be guessed."""

    def check(values: Values) -> str | None:
        if all(len(part) >= SHORTEST_SECRET for part in parts_of(values[name])):
            return None
        return f"{name} is too short: it needs {SHORTEST_SECRET} characters."

    return check


def public_url(values: Values) -> str | None:
    """PUBLIC_URL is an origin that Twilio can call."""
    url = values["PUBLIC_URL"]
    if not url or (ORIGIN.fullmatch(url) and _has_a_port_that_can_be(url)):
        return None
    return f"PUBLIC_URL is {url!r}, but must look like https://hotline.example.org or https://hotline.example.org:8443."


def public_token(values: Values) -> str | None:
    """Where strangers can reach the hotline, there is a token."""
    if parts_of(values["TWILIO_AUTH_TOKEN"]) or public_url(values) or is_local(values["PUBLIC_URL"]):
        return None
    return "TWILIO_AUTH_TOKEN is empty, but PUBLIC_URL is an address that strangers can reach."


def account_sid(values: Values) -> str | None:
    """TWILIO_ACCOUNT_SID has the shape of one."""
    if not values["TWILIO_ACCOUNT_SID"]:
        return None
    # Imported here, as redis below: who only starts processes reads the settings, too, and needs nothing of them.
    from carrier.in_use import ACCOUNT

    if ACCOUNT.fullmatch(values["TWILIO_ACCOUNT_SID"]):
        return None
    # What stands there by mistake may be the token, so it is not said back.
    return "TWILIO_ACCOUNT_SID must be AC and 32 digits or letters from a to f."


def account_token(values: Values) -> str | None:
    """An account has its token."""
    if not values["TWILIO_ACCOUNT_SID"] or parts_of(values["TWILIO_AUTH_TOKEN"]):
        return None
    return "TWILIO_AUTH_TOKEN is empty, but TWILIO_ACCOUNT_SID needs it."


def region(values: Values) -> str | None:
    """TWILIO_REGION is one that has data of its own."""
    if not values["TWILIO_REGION"]:
        return None
    from carrier.in_use import EDGES

    if values["TWILIO_REGION"] in EDGES:
        return None
    return f"TWILIO_REGION is {values['TWILIO_REGION']!r}, but must be one of {', '.join(EDGES)}."


def edge(values: Values) -> str | None:
    """TWILIO_EDGE can be part of a host's name."""
    if not values["TWILIO_EDGE"] or EDGE.fullmatch(values["TWILIO_EDGE"]):
        return None
    return f"TWILIO_EDGE is {values['TWILIO_EDGE']!r}, but must be a word such as dublin or sao-paulo."


def carrier_api(values: Values) -> str | None:
    """CARRIER_API is an https address, or one of this machine, and nothing else says where the carrier is asked."""
    url = values["CARRIER_API"]
    if not url:
        return None
    # What stands there by mistake may hold a password, so it is not said back.
    if not API.fullmatch(url) or not _has_a_port_that_can_be(url):
        return "CARRIER_API must look like https://carrier.example.org or https://carrier.example.org/api."
    if not url.startswith("https:") and not is_local(url):
        return "CARRIER_API must begin with https://, because the token is sent there."
    if values["TWILIO_REGION"] or values["TWILIO_EDGE"]:
        return (
            "CARRIER_API names another carrier than TWILIO_REGION and TWILIO_EDGE: leave the ones or the other empty."
        )
    return None


def data_dir(values: Values) -> str | None:
    """DATA_DIR is a folder, which is made here, or a bucket that need not hold the key and the Redis."""
    if is_bucket(values["DATA_DIR"]):
        missing = " and ".join(name for name in ("SECRET_KEY", "REDIS_URL") if not values[name])
        return f"DATA_DIR is no folder of this machine, so {missing} must be set." if missing else None
    try:
        Path(values["DATA_DIR"]).mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        return f"DATA_DIR is {values['DATA_DIR']!r}, but no such folder can be made: {error.strerror}."
    return None


def content_dir(values: Values) -> str | None:
    """CONTENT_DIR is there, or a bucket, which is asked later."""
    place = values["CONTENT_DIR"]
    if not place or is_bucket(place) or Path(place).is_dir():
        return None
    return f"CONTENT_DIR is {values['CONTENT_DIR']!r}, but there is no such folder."


def redis_url(values: Values) -> str | None:
    """REDIS_URL is one that redis-py takes, or the embedded Redis has room for its socket."""
    if not values["REDIS_URL"]:
        too_long = not is_bucket(values["DATA_DIR"]) and len(str(socket_in(values["DATA_DIR"]))) > SOCKET_PATH_LIMIT
        return f"DATA_DIR is too long: a socket in it may have {SOCKET_PATH_LIMIT} characters." if too_long else None
    if _is_cut_short(values["REDIS_URL"]):
        return "REDIS_URL cannot be used: in its password write %2F for /, %23 for #, %3F for ? and %40 for @."
    import redis

    from storage.redis_client import pool_at

    try:
        pool_at(values["REDIS_URL"]).make_connection()
    except TypeError as error:
        unknown = re.search("argument '([a-z_]+)'", str(error))
        what = f"nobody knows its parameter {unknown[1]!r}" if unknown else str(error)
        return f"REDIS_URL cannot be used: {what}."
    except (ValueError, redis.RedisError) as error:
        return f"REDIS_URL cannot be used: {error}"
    return None


def redis_certificate(values: Values) -> str | None:
    """REDIS_CERTIFICATE is one of two words."""
    if values["REDIS_CERTIFICATE"] in CERTIFICATES:
        return None
    return f"REDIS_CERTIFICATE is {values['REDIS_CERTIFICATE']!r}, but must be one of {', '.join(CERTIFICATES)}."


def _is_cut_short(url: str) -> bool:
    """Whether a sign in the password has ended the host of an address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    is_socket = parts.scheme == "unix"
    has_no_number = not is_socket and not re.fullmatch("/?[0-9]*", parts.path)
    return bool(parts.fragment) or "@" in parts.query or (parts.scheme in ("redis", "rediss") and has_no_number)


def staff_password(values: Values) -> str | None:
    """STAFF_PASSWORD is long enough, or a whole hash."""
    password = values["STAFF_PASSWORD"]
    if password and not HASHED.match(password) and len(password) < SHORTEST_PASSWORD:
        return f"STAFF_PASSWORD is too short: it needs {SHORTEST_PASSWORD} characters, better four words."
    if not HASHED.match(password) or WHOLE_HASH.fullmatch(password):
        return None
    # Half a hash opens to nobody. The shell swallows what follows a $.
    return "STAFF_PASSWORD is a damaged hash. Put what `flask password` prints between single quotes."


def parts_of(listed: str) -> tuple[str, ...]:
    """What stands between commas, without what is empty."""
    return tuple(part.strip() for part in listed.split(",") if part.strip())


def is_bucket(place: str) -> bool:
    """Whether DATA_DIR or CONTENT_DIR is a URL and no folder of this machine."""
    return "://" in place


def is_local(url: str) -> bool:
    """Whether an address leads to this machine alone."""
    return not url or urlsplit(url).hostname in LOOPBACK


def socket_in(folder: str) -> Path:
    """Where the embedded Redis listens."""
    return Path(folder).resolve() / "redis.sock"


def _has_a_port_that_can_be(url: str) -> bool:
    try:
        return urlsplit(url).port != 0
    except ValueError:  # more than 65535
        return False
