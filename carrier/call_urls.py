"""The state of a call rides in the path, sealed for this one call, so that no place can be reached out of order."""

import hmac
from dataclasses import replace
from secrets import token_hex

from ivr.place import Place, place_of, state_parts
from ivr.say import Recorded

AGREED = "ja"
FAILED = "x"
WAITING = "wait"
NONCE = 16


def address(place: Place, call: str, key: bytes) -> str:
    """The path at which the carrier brings the next keys, such as /voice/termine.answers-1.0/5d41402abc4b."""
    failed = f"{FAILED}{place.failures}" if place.failures else ""
    typed = f"-{_hidden(place.typed, token_hex(NONCE // 2), call, key)}" if place.typed else ""
    steps = ".".join((place.name, *state_parts(place), f"{place.misses}{AGREED * place.agreed}{failed}{typed}"))
    return f"/voice/{steps}/{_seal(steps, call, key)}"


def waiting_address(place: Place, key: bytes) -> str:
    """The path of what is heard while waiting in a room; of no one call, as the carrier need not name it here."""
    return address(place, WAITING, key).replace("/voice/", "/voice/wait/", 1)


def place_at(steps: str, seal: str, call: str, key: bytes) -> Place | None:
    """The place a path of this call names, None if the seal was not made for it."""
    if not seal.isascii() or not hmac.compare_digest(seal, _seal(steps, call, key)):
        return None
    name, *parts, last = steps.split(".")
    state, _, hidden = last.partition("-")
    state, _, failed = state.partition(FAILED)
    misses, agreed = int(state.removesuffix(AGREED)), state.endswith(AGREED)
    typed = _shown(hidden, call, key) if hidden else ""
    place = place_of(name, tuple(parts))
    return replace(place, misses=misses, agreed=agreed, typed=typed, failures=int(failed or 0))


def _seal(steps: str, call: str, key: bytes) -> str:
    return hmac.digest(key, f"{steps}\n{call}".encode(), "sha256").hex()[:24]


def _hidden(digits: str, nonce: str, call: str, key: bytes) -> str:
    """Digits of a number as nobody can read them who sees the address; the nonce keeps no two of a call alike."""
    return nonce + _mixed(digits.encode(), nonce, call, key).hex()


def _shown(hidden: str, call: str, key: bytes) -> str:
    return _mixed(bytes.fromhex(hidden[NONCE:]), hidden[:NONCE], call, key).decode()


def _mixed(raw: bytes, nonce: str, call: str, key: bytes) -> bytes:
    """Exclusive or with a pad that only this call and this nonce have; it is its own opposite."""
    pad = hmac.digest(key, f"typed\n{nonce}\n{call}".encode(), "sha256")
    return bytes(one ^ other for one, other in zip(raw, pad, strict=False))


def recorded_address(one: Recorded) -> str:
    """Where the carrier finds what somebody has recorded, without the host."""
    return f"/sound/{'message' if one.private else 'recorded'}/{one.sound}"
