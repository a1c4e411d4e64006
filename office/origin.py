"""Where requests come from: the host, the origin of a form, this machine, and a pseudonym of the client's network."""

import hmac
import ipaddress
import secrets
from urllib.parse import urlsplit

from flask import request

from config_checks import LOOPBACK
from hotline import hotline

PROXY_HEADERS = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")
# The bits of an IPv6 address that identify a household.
IPV6_PREFIX = 64


def is_our_host() -> bool:
    """Whether the Host is this hotline's; protects against DNS rebinding."""
    return _has_our_host(f"//{request.host}")


def has_our_origin() -> bool:
    """Whether the Origin of a form, if there is one, is this hotline."""
    origin = request.headers.get("Origin")
    return origin is None or _has_our_host(origin)


def is_local() -> bool:
    """Whether the browser runs on this machine and the hotline is not exposed to others. Headers of a proxy mean no;
    no header can mean yes."""
    if hotline().settings.is_exposed:
        return False
    near = request.remote_addr in LOOPBACK and urlsplit(f"//{request.host}").hostname in LOOPBACK
    return near and not any(name in request.headers for name in PROXY_HEADERS)


def client_name() -> str:
    """A pseudonym of the client's network, an HMAC with tonight's key, for rate limits.

    For a loopback address without TRUSTED_PROXIES it is random: an uncounted proxy may stand in front, and clients
    cannot be told apart.
    """
    told, proxies = request.headers.get("X-Forwarded-For", "").split(","), hotline().settings.trusted_proxies
    if not proxies and request.remote_addr in LOOPBACK:
        return secrets.token_hex(16)
    # What stands further left, and what is missing, strangers may have made up. ProxyFix reads quotation marks, with
    # which a stranger makes one value of all.
    written = (told[-proxies] if len(told) >= proxies else "") if proxies else request.remote_addr or ""
    key = hotline().daily_keys.key(hotline().now().date())
    return hmac.digest(key, _network_of(written.strip()).encode(), "sha256").hex()


def _has_our_host(url: str) -> bool:
    try:
        return urlsplit(url).hostname in (*LOOPBACK, urlsplit(hotline().settings.public_url).hostname)
    except ValueError:  # no browser has such an address
        return False


def _network_of(written: str) -> str:
    try:
        found = ipaddress.ip_address(_without_port(written))
    except ValueError:  # no proxy writes that
        return "unknown"
    # Whoever listens for both versions may write version 4 so: all of those addresses begin alike.
    found = (found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None) or found
    return str(ipaddress.ip_network((found, IPV6_PREFIX if found.version == 6 else 32), strict=False))


def _without_port(written: str) -> str:
    """Some balancers add it; an address of version 6 then stands in brackets."""
    has_one = written.startswith("[") or written.count(":") == 1
    return urlsplit(f"//{written}").hostname or "" if has_one else written
