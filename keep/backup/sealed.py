"""Bytes under a passphrase: scrypt makes a key of it, AES-GCM encrypts, and notices every change."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

KIND = b"telefontreff-sicherung "
# The version stands in the clear, so that a later one is told apart from a wrong passphrase.
HEAD = KIND + b"1\n"
SALT, NONCE = 16, 12


class BackupError(Exception):
    """A backup that cannot be made or used, in German."""


def seal(data: bytes, passphrase: str) -> bytes:
    """The encrypted bytes: head, salt, nonce, ciphertext with its tag."""
    salt, nonce = secrets.token_bytes(SALT), secrets.token_bytes(NONCE)
    return HEAD + salt + nonce + AESGCM(_key(passphrase, salt)).encrypt(nonce, data, HEAD)


def unseal(sealed: bytes, passphrase: str) -> bytes:
    """What `seal` was given; raises BackupError."""
    if not sealed.startswith(KIND):
        raise BackupError("Das ist keine Sicherung dieser Hotline.")
    if not sealed.startswith(HEAD):
        raise BackupError("Diese Sicherung hat eine andere Fassung gemacht. Nehmen Sie die Fassung von damals.")
    rest = sealed.removeprefix(HEAD)
    salt, nonce, encrypted = rest[:SALT], rest[SALT : SALT + NONCE], rest[SALT + NONCE :]
    try:
        return AESGCM(_key(passphrase, salt)).decrypt(nonce, encrypted, HEAD)
    except (InvalidTag, ValueError) as error:
        raise BackupError("Das Passwort stimmt nicht, oder die Datei ist beschädigt oder nicht ganz da.") from error


def _key(passphrase: str, salt: bytes) -> bytes:
    # 32 MB; three times over that is as hard to guess as 128 MB, and fits into a small machine.
    return Scrypt(salt=salt, length=32, n=2**15, r=8, p=3).derive(passphrase.encode())
