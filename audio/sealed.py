"""Encrypted texts for URLs, which only this installation can create and read."""

import hmac
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV


class TextSeal:
    """Deterministic encryption of texts (AES-SIV, RFC 5297): a carrier can cache what it fetches. Thread-safe."""

    def __init__(self, secret: bytes):
        self._cipher = AESSIV(hmac.digest(secret, b"sound", "sha512"))

    def sealed(self, text: str) -> str:
        """The encrypted text as base64url without padding."""
        packed = zlib.compress(text.encode("utf-8", "surrogatepass"), 9)
        return urlsafe_b64encode(self._cipher.encrypt(packed, None)).decode().rstrip("=")

    def opened(self, token: str) -> str | None:
        """The text of a token; None if it was not created by this installation."""
        try:
            packed = self._cipher.decrypt(urlsafe_b64decode(token + "=" * (-len(token) % 4)), None)
        except (ValueError, InvalidTag):
            return None
        text = zlib.decompress(packed).decode("utf-8", "surrogatepass")
        # base64 writes some bytes in several ways.
        return text if self.sealed(text) == token else None
