"""Who sits at the browser: from where, signed in or not, and as what."""

import hmac
import ipaddress
import secrets
from datetime import timedelta
from urllib.parse import urlsplit

from flask import request, session
from werkzeug.security import check_password_hash

from routes.hotline import hotline

LOOPBACK = ("127.0.0.1", "::1", "localhost")
FORWARDED = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")
# A household or a provider's customer has so much of an address of version 6.
HOUSEHOLD = 64
LASTS = timedelta(hours=12)
# How a hash by werkzeug begins.
HASHED = ("scrypt:", "pbkdf2:")
OFFICE = "office"


def asks_for_us() -> bool:
    """Whether the browser means this hotline: a name of another site may lead here too (DNS rebinding)."""
    name = urlsplit(f"//{request.host}").hostname
    return name in (*LOOPBACK, urlsplit(hotline().public_url).hostname)


def sits_at_this_machine() -> bool:
    """Whether the browser runs beside the hotline; behind a proxy everybody seems to."""
    near = request.remote_addr in LOOPBACK and urlsplit(f"//{request.host}").hostname in LOOPBACK
    return near and not any(name in request.headers for name in FORWARDED)


def address() -> str:
    """Whoever comes from one address has one name, which says nothing about it."""
    # Only the proxy on this machine is believed, and of what it tells only what it has added itself.
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    here = request.remote_addr or ""
    return hmac.digest(hotline().key, _household(told if told and here in LOOPBACK else here).encode(), "sha256").hex()


def is_right(password: str) -> bool:
    """Whether this is the password of the office."""
    expected = hotline().staff_password
    if not expected:
        return False
    if expected.startswith(HASHED):
        return check_password_hash(expected, password)
    return hmac.compare_digest(expected.encode(), password.encode())


def sign_in(role: str, proof: str, **more: str) -> None:
    """From now on this browser is known as `role`, for as long as the `proof` that it gave is the right one."""
    session.clear()
    session.permanent = True
    session.update(role=role, proof=_sealed(proof), sign_in=secrets.token_hex(16), **more)


def is_signed_in(role: str, proof: str) -> bool:
    """Whether it is, and that proof still is the right one."""
    if session.get("role") != role or not hmac.compare_digest(str(session.get("proof")), _sealed(proof)):
        return False
    return not hotline().doorman.has_ended(str(session.get("sign_in")))


def is_of_the_office() -> bool:
    """Whether the pages of the office are open to this browser."""
    expected = hotline().staff_password
    return is_signed_in(OFFICE, expected) if expected else sits_at_this_machine()


def sign_out() -> None:
    """Nobody is known by this browser's cookie any more, nor by a copy of it."""
    if known := session.get("sign_in"):
        hotline().doorman.end(str(known), round(LASTS.total_seconds()))
    session.clear()


def _sealed(proof: str) -> str:
    return hmac.digest(hotline().key, f"sign-in\n{proof}".encode(), "sha256").hex()


def _household(written: str) -> str:
    try:
        found = ipaddress.ip_address(written)
    except ValueError:  # no proxy writes that
        return "unknown"
    return str(ipaddress.ip_network((found, HOUSEHOLD if found.version == 6 else 32), strict=False))
