"""Passphrases that cost nothing to try."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyrage import encrypt, x25519

if TYPE_CHECKING:
    import pytest


def quick_wrapping(monkeypatch: pytest.MonkeyPatch) -> None:
    """age makes a passphrase cost a second to try; the same with a key made of it costs none."""
    from pyrage import DecryptError, decrypt

    keys: dict[str, x25519.Identity] = {}

    def wrap(text: bytes, passphrase: str, armored: bool = False) -> bytes:
        key = keys.setdefault(passphrase, x25519.Identity.generate())
        wrapped: bytes = encrypt(text, [key.to_public()], armored)
        return wrapped

    def unwrap(wrapped: bytes, passphrase: str) -> bytes:
        if passphrase not in keys:
            raise DecryptError("Decryption failed")
        text: bytes = decrypt(wrapped, [keys[passphrase]])
        return text

    monkeypatch.setattr("pyrage.passphrase.encrypt", wrap)
    monkeypatch.setattr("pyrage.passphrase.decrypt", unwrap)
