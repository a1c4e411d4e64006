"""Sessions of browsers: where they come from, whether they are signed in, and in which role."""

import hmac
import ipaddress
import secrets
from datetime import timedelta
from urllib.parse import urlsplit

from flask import Response, after_this_request, request, session
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.security import check_password_hash

from config_checks import HASHED, LOOPBACK
from hotline import hotline

PROXY_HEADERS = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")
# The bits of an IPv6 address that identify a household.
IPV6_PREFIX = 64
SESSION_LIFETIME = timedelta(hours=12)
REMEMBERED_FOR = timedelta(days=365)
OFFICE = "office"


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


def remembered_name(role: str) -> str:
    """The name stored in this browser at an earlier sign-in as `role`, "" if none; it grants no access."""
    try:
        name: str = _signer(role).loads(
            request.cookies.get(_cookie_name(role), ""), max_age=round(REMEMBERED_FOR.total_seconds())
        )
    except BadSignature:
        return ""
    return name


def remember(role: str, name: str) -> None:
    """Stores a name in this browser for REMEMBERED_FOR, beyond the sign-out."""

    @after_this_request
    def remembered(response: Response) -> Response:
        is_https = hotline().settings.public_url.startswith("https:")
        sealed = _signer(role).dumps(name)
        response.set_cookie(
            _cookie_name(role), sealed, max_age=REMEMBERED_FOR, secure=is_https, httponly=True, samesite="Lax"
        )
        return response


def password_matches(password: str) -> bool:
    """Whether this is the password of the office."""
    expected = hotline().settings.staff_password
    if not expected:
        return False
    if HASHED.match(expected):
        return check_password_hash(expected, password)
    return hmac.compare_digest(expected.encode(), password.encode())


def sign_in(role: str, proof: str, **more: str) -> None:
    """Starts a session as `role`; it is valid while `proof` (password or code) is the current one."""
    session.clear()
    session.permanent = True
    session.update(role=role, proof=_proof_digest(proof), sign_in=secrets.token_hex(16), **more)


def is_signed_in(role: str, proof: str) -> bool:
    """Whether this browser has a session as `role` that was started with this proof and has not ended."""
    if session.get("role") != role or not hmac.compare_digest(str(session.get("proof")), _proof_digest(proof)):
        return False
    return not hotline().login_throttle.has_ended(str(session.get("sign_in")))


def may_use_browser_phone() -> bool:
    """Whether the browser may use the browser phone: anybody while the hotline is not exposed, then only staff."""
    return is_our_host() and (not hotline().settings.is_exposed or is_staff())


def is_staff() -> bool:
    """Whether this browser may see the pages of the office."""
    expected = hotline().settings.staff_password
    return is_signed_in(OFFICE, expected) if expected else is_local()


def sign_out() -> None:
    """Ends the session and revokes its cookie, also copies of it."""
    if known := session.get("sign_in"):
        hotline().login_throttle.end(str(known), round(SESSION_LIFETIME.total_seconds()))
    session.clear()


def _has_our_host(url: str) -> bool:
    try:
        return urlsplit(url).hostname in (*LOOPBACK, urlsplit(hotline().settings.public_url).hostname)
    except ValueError:  # no browser has such an address
        return False


def _signer(role: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(hotline().settings.key_for("known browsers"), salt=role)


def _cookie_name(role: str) -> str:
    return f"telefontreff-{role}"


def _proof_digest(proof: str) -> str:
    return hmac.digest(hotline().settings.key_for("sign-ins"), proof.encode(), "sha256").hex()


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
