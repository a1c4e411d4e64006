"""Sessions of browsers: whose they are, and how long they last."""

import hmac
import secrets
from datetime import timedelta

from flask import Response, after_this_request, request, session
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.security import check_password_hash

from config_checks import HASHED
from hotline import hotline
from keep.accounts import account
from keep.accounts.account import Account
from office.origin import is_local, is_our_host

# Since the last request of a person, and since the sign-in.
SESSION_LIFETIME, LONGEST_SESSION = timedelta(hours=12), timedelta(days=7)
# Requests that follow one another so closely are noted once.
NOTED_EVERY = timedelta(minutes=1)
REMEMBERED_FOR = timedelta(days=365)
OFFICE = "office"
# A hash of no password at all.
NOBODYS = f"scrypt:32768:8:1$nobody${'0' * 128}"


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
    """Whether this is the password of the person who is signed in here."""
    return is_password_of(current_account(), password)


def is_password_of(whose: Account | None, password: str) -> bool:
    """Whether this is the password of that person. It takes as long for nobody, so that no names can be found out."""
    expected = _password_of(whose) if whose else ""
    if HASHED.match(expected):
        return check_password_hash(expected, password)
    if not expected:
        check_password_hash(NOBODYS, password)
        return False
    return hmac.compare_digest(expected.encode(), password.encode())


def sign_in(role: str, proof: str, **more: str) -> None:
    """Starts a session as `role`; it is valid while `proof` (password or code) is the current one."""
    now = _seconds()
    session.clear()
    session.permanent = True
    session.update(role=role, proof=_proof_digest(proof), sign_in=secrets.token_hex(16), since=now, seen=now, **more)


def is_signed_in(role: str, proof: str) -> bool:
    """Whether this browser has a session as `role` that was started with this proof and has not ended."""
    if session.get("role") != role or not hmac.compare_digest(str(session.get("proof")), _proof_digest(proof)):
        return False
    now = _seconds()
    if now - int(session.get("seen", 0)) >= SESSION_LIFETIME.total_seconds() or now >= session_ends():
        return False
    return not hotline().login_throttle.has_ended(str(session.get("sign_in")))


def session_began() -> int:
    """When this browser signed in, in seconds since 1970; 0 without a session."""
    return int(session.get("since", 0))


def session_ends() -> float:
    """When the session ends whatever happens, in seconds since 1970."""
    return session_began() + LONGEST_SESSION.total_seconds()


def note_request() -> None:
    """Prolongs the session: a person, and not the page by itself, has asked for something."""
    if session.get("role") and _seconds() - int(session.get("seen", 0)) >= NOTED_EVERY.total_seconds():
        session["seen"] = _seconds()


def sign_in_as(whose: Account) -> None:
    """Starts a session of a person of the office; another password, a removal or `end_sessions` ends it."""
    sign_in(OFFICE, _proof_of(whose), account=whose.name)


def current_account() -> Account | None:
    """The person of the office who uses this browser. Without STAFF_PASSWORD everybody at this machine is OFFICE."""
    held = hotline()
    if not held.settings.staff_password:
        return held.accounts.named(account.OFFICE) if is_local() else None
    found = held.accounts.named(str(session.get("account"))) if session.get("role") == OFFICE else None
    return found if found and is_signed_in(OFFICE, _proof_of(found)) else None


def may_use_browser_phone() -> bool:
    """Whether the browser may use the browser phone: anybody while the hotline is not exposed, then only staff."""
    return is_our_host() and (not hotline().settings.is_exposed or is_staff())


def author() -> str:
    """The name of the person at this browser, for what they change."""
    found = current_account()
    return found.name if found else ""


def is_staff() -> bool:
    """Whether this browser may see the pages of the office."""
    return current_account() is not None


def sign_out() -> None:
    """Ends the session and revokes its cookie, also copies of it."""
    if known := session.get("sign_in"):
        hotline().login_throttle.end(str(known), round(SESSION_LIFETIME.total_seconds()))
    session.clear()


def _signer(role: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(hotline().settings.key_for("known browsers"), salt=role)


def _cookie_name(role: str) -> str:
    return f"telefontreff-{role}"


def _proof_digest(proof: str) -> str:
    return hmac.digest(hotline().settings.key_for("sign-ins"), proof.encode(), "sha256").hex()


def _password_of(whose: Account) -> str:
    return hotline().settings.staff_password if whose.name == account.OFFICE else whose.password


def _proof_of(whose: Account) -> str:
    return _password_of(whose) + whose.sessions


def _seconds() -> int:
    return int(hotline().now().timestamp())
