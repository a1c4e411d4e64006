"""The state of a call rides in the path, sealed for this one call, so that no place can be reached out of order."""

import hmac

from ivr.reply import Place

AGREED = "ja"
WAITING = "wait"


def address(place: Place, call: str, key: bytes) -> str:
    """The path at which the carrier brings the next keys, such as /voice/termine.1.0/5d41402abc4b."""
    steps = ".".join((place.name, *place.args, f"{place.misses}{AGREED * place.agreed}"))
    return f"/voice/{steps}/{_seal(steps, call, key)}"


def waiting_address(place: Place, key: bytes) -> str:
    """The path of what is heard while waiting in a room; of no one call, as the carrier need not name it here."""
    return address(place, WAITING, key).replace("/voice/", "/voice/wait/", 1)


def place_at(steps: str, seal: str, call: str, key: bytes) -> Place | None:
    """The place a path of this call names, None if the seal was not made for it."""
    if not seal.isascii() or not hmac.compare_digest(seal, _seal(steps, call, key)):
        return None
    name, *args, last = steps.split(".")
    return Place(name, tuple(args), int(last.removesuffix(AGREED)), last.endswith(AGREED))


def _seal(steps: str, call: str, key: bytes) -> str:
    return hmac.digest(key, f"{steps}\n{call}".encode(), "sha256").hex()[:24]
