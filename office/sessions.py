"""Who sits at the browser: from where, signed in or not, and as what."""

import hmac
import ipaddress
import secrets
from datetime import timedelta
from urllib.parse import urlsplit

from flask import Response, after_this_request, request, session
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.security import check_password_hash

from hotline import hotline

LOOPBACK = ("127.0.0.1", "::1", "localhost")
FORWARDED = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")
# A household or a provider's customer has so much of an address of version 6.
HOUSEHOLD = 64
LASTS = timedelta(hours=12)
KNOWN_FOR = timedelta(days=365)
# How a hash by werkzeug begins.
HASHED = ("scrypt:", "pbkdf2:")
OFFICE = "office"


def asks_for_us() -> bool:
    """Whether the browser means this hotline: a name of another site may lead here too (DNS rebinding)."""
    return _is_ours(f"//{request.host}")


def comes_from_us() -> bool:
    """Whether a form was on one of our pages, as far as the browser tells; one of another site may lead here too."""
    origin = request.headers.get("Origin")
    return origin is None or _is_ours(origin)


def sits_at_this_machine() -> bool:
    """Whether the browser runs beside the hotline, while nobody else can reach it. What headers tell is in the hand of
    a proxy or of a stranger: they close, but where the hotline is exposed they open nothing."""
    if hotline().settings.is_exposed:
        return False
    near = request.remote_addr in LOOPBACK and urlsplit(f"//{request.host}").hostname in LOOPBACK
    return near and not any(name in request.headers for name in FORWARDED)


def address() -> str:
    """Whoever comes from one address has one name, which says nothing about it. This machine's own may be
    everybody's, if a proxy is there that TRUSTED_PROXIES does not count: nobody can be told apart, so each is new."""
    told, proxies = request.headers.get("X-Forwarded-For", "").split(","), hotline().settings.trusted_proxies
    if not proxies and request.remote_addr in LOOPBACK:
        return secrets.token_hex(16)
    # What stands further left, and what is missing, strangers may have made up. ProxyFix reads quotation marks, with
    # which a stranger makes one value of all.
    written = (told[-proxies] if len(told) >= proxies else "") if proxies else request.remote_addr or ""
    key = hotline().nights.key(hotline().now().date())
    return hmac.digest(key, _household(written.strip()).encode(), "sha256").hex()


def known_as(role: str) -> str:
    """The name under which this browser has signed in before as `role`, "" if it has not; it opens nothing."""
    try:
        name: str = _known(role).loads(request.cookies.get(_cookie(role), ""), max_age=round(KNOWN_FOR.total_seconds()))
    except BadSignature:
        return ""
    return name


def remember(role: str, name: str) -> None:
    """From now on this browser is known by that name, until long after it has signed out."""

    @after_this_request
    def remembered(response: Response) -> Response:
        is_https = hotline().settings.public_url.startswith("https:")
        sealed = _known(role).dumps(name)
        response.set_cookie(_cookie(role), sealed, max_age=KNOWN_FOR, secure=is_https, httponly=True, samesite="Lax")
        return response


def is_right(password: str) -> bool:
    """Whether this is the password of the office."""
    expected = hotline().settings.staff_password
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


def may_use_the_phone() -> bool:
    """Whether the browser may use the browser phone: everybody's, until others than this machine reach the hotline."""
    return asks_for_us() and (not hotline().settings.is_exposed or is_of_the_office())


def is_of_the_office() -> bool:
    """Whether the pages of the office are open to this browser."""
    expected = hotline().settings.staff_password
    return is_signed_in(OFFICE, expected) if expected else sits_at_this_machine()


def sign_out() -> None:
    """Nobody is known by this browser's cookie any more, nor by a copy of it."""
    if known := session.get("sign_in"):
        hotline().doorman.end(str(known), round(LASTS.total_seconds()))
    session.clear()


def _is_ours(url: str) -> bool:
    try:
        return urlsplit(url).hostname in (*LOOPBACK, urlsplit(hotline().settings.public_url).hostname)
    except ValueError:  # no browser has such an address
        return False


def _known(role: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(hotline().settings.secret_key, salt=f"known\n{role}")


def _cookie(role: str) -> str:
    return f"telefontreff-{role}"


def _sealed(proof: str) -> str:
    return hmac.digest(hotline().settings.secret_key, f"sign-in\n{proof}".encode(), "sha256").hex()


def _household(written: str) -> str:
    try:
        found = ipaddress.ip_address(_without_port(written))
    except ValueError:  # no proxy writes that
        return "unknown"
    # Whoever listens for both versions may write version 4 so: all of those addresses begin alike.
    found = (found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None) or found
    return str(ipaddress.ip_network((found, HOUSEHOLD if found.version == 6 else 32), strict=False))


def _without_port(written: str) -> str:
    """Some balancers add it; an address of version 6 then stands in brackets."""
    has_one = written.startswith("[") or written.count(":") == 1
    return urlsplit(f"//{written}").hostname or "" if has_one else written
