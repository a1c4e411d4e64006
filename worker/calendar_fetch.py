"""Fetches a calendar from the internet: from hosts that staff wrote, within bounds, never from a private network."""

import ipaddress
import socket
import ssl
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse, HTTPSConnection
from threading import Timer
from urllib.parse import SplitResult, urljoin, urlsplit

from reading.files import MAX_CALENDAR_BYTES

MOST_REDIRECTS = 3
# In seconds: for each step, and for one answer as a whole.
PATIENCE, IN_ALL = 5.0, 20.0
REDIRECTS = (301, 302, 303, 307, 308)
# Addresses of other networks that are written as ones of the internet.
DISGUISED = tuple(
    map(
        ipaddress.ip_network,
        ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96", "::ffff:0:0:0/96", "fec0::/10"),
    )
)
# For protocols and translators of networks, and nobody's site (RFC 6890, RFC 7526).
NOBODYS = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24")))


class CalendarNotFetched(Exception):
    """Raised with a German clause that says why: "… antwortet nicht"."""


def addresses_of(host: str, port: int) -> list[str]:
    """The addresses of a host; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(address: str) -> bool:
    """Whether an address belongs to the internet, and not to this machine or a private network."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return found.is_global and not found.is_multicast and not any(found in net for net in (*DISGUISED, *NOBODYS))


@dataclass(frozen=True)
class Network:
    """How hosts are found and trusted, and how many seconds one answer may take."""

    resolve: Callable[[str, int], list[str]] = addresses_of
    may_reach: Callable[[str], bool] = is_public
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    in_all: float = IN_ALL


def fetch_calendar(address: str, hosts: Collection[str], network: Network) -> bytes:
    """The bytes of a calendar. `hosts` are those that staff wrote. Raises CalendarNotFetched."""
    for _ in range(MOST_REDIRECTS + 1):
        answer = _ask(_checked(address, hosts), network)
        if isinstance(answer, bytes):
            return answer
        address = urljoin(address, answer)
    raise CalendarNotFetched("sie leitet immer wieder weiter")


def _checked(address: str, hosts: Collection[str]) -> SplitResult:
    try:
        parts = urlsplit(address)
        is_whole = parts.scheme == "https" and parts.hostname and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        is_whole = False
    if not address.isascii() or any(sign.isspace() for sign in address):
        raise CalendarNotFetched("sie darf keine Umlaute und Leerzeichen enthalten; kopieren Sie sie aus dem Browser")
    if not is_whole:
        raise CalendarNotFetched("sie muss mit »https://« beginnen und darf kein Kennwort enthalten")
    if parts.hostname not in hosts:
        raise CalendarNotFetched(f"sie leitet weiter zu »{parts.hostname}«; schreiben Sie die Adresse, die dort gilt")
    return parts


def _ask(parts: SplitResult, network: Network) -> bytes | str:
    """What the host answers: the calendar, or the address that it leads to."""
    host, port = str(parts.hostname), parts.port or 443
    try:
        found = network.resolve(host, port)
        if not found or not all(map(network.may_reach, found)):
            raise CalendarNotFetched("sie liegt in keinem öffentlichen Netz")
        # The very address that was checked; the host's name is for the certificate.
        plain = socket.create_connection((found[0], port), PATIENCE)
        with network.trust.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False) as secure:
            return _answer_within(network.in_all, secure, parts)
    except ssl.SSLError as error:
        raise CalendarNotFetched("ihr Zertifikat ist nicht gültig") from error
    except (OSError, HTTPException, ValueError) as error:
        raise CalendarNotFetched("sie antwortet nicht") from error


def _answer_within(seconds: float, secure: ssl.SSLSocket, parts: SplitResult) -> bytes | str:
    """Whatever it sends, and however slowly, it is over after so many seconds."""
    ends = Timer(seconds, _shut, [secure])
    ends.daemon = True
    ends.start()
    try:
        secure.do_handshake()
        connection = HTTPSConnection(str(parts.hostname), parts.port or 443, timeout=PATIENCE)
        connection.sock = secure
        path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        connection.request("GET", path, headers={"Accept": "text/calendar, */*", "Accept-Encoding": "identity"})
        return _answer(connection.getresponse())
    finally:
        ends.cancel()


def _answer(response: HTTPResponse) -> bytes | str:
    if response.status in REDIRECTS and response.headers["Location"]:
        return str(response.headers["Location"])
    if response.status != 200:
        raise CalendarNotFetched(f"sie antwortet mit dem Fehler {response.status}")
    raw = response.read(MAX_CALENDAR_BYTES + 1)
    if len(raw) > MAX_CALENDAR_BYTES:
        raise CalendarNotFetched("der Kalender dort ist zu groß")
    return raw


def _shut(secure: ssl.SSLSocket) -> None:
    with suppress(OSError):
        # Not what the encrypted one does besides: it is in use.
        socket.socket.shutdown(secure, socket.SHUT_RDWR)
