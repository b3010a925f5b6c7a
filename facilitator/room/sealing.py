"""Encryption between phones and the program, where nobody has a certificate.

A sealed box is libsodium's: X25519 and XSalsa20-Poly1305, with a key made for it alone. It protects
against those who listen, not against those who could change the page on its way. A page from plain
HTTP has no `crypto.subtle`, so phones use TweetNaCl.

Spent keys, and what they opened, are overwritten in memory: otherwise whoever has recorded all
traffic and sees the memory afterwards could open it. PyNaCl's own classes leave copies of both, so
its libsodium is called with memory of ours.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from nacl._sodium import ffi, lib  # type: ignore[import-not-found]

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY_BYTES: Final = 32
OVERHEAD: Final = 48
"""Bytes that sealing adds."""


class Unreadable(Exception):  # noqa: N818 an answer to a client, not an error
    """It was not sealed to this key or has been changed, or a key is invalid."""


class SecretKey:
    """A key that opens sealed boxes."""

    def __init__(self, secret: bytes | None = None) -> None:
        """A new key, or that with those 32 bytes. Raises ValueError."""
        self._secret, public = bytearray(secret or KEY_BYTES), bytearray(KEY_BYTES)
        if len(self._secret) != KEY_BYTES:
            raise ValueError("a key has 32 bytes")
        if secret is None:
            lib.crypto_box_keypair(ffi.from_buffer(public), ffi.from_buffer(self._secret))
        else:
            lib.crypto_scalarmult_base(ffi.from_buffer(public), ffi.from_buffer(self._secret))
        self.public = bytes(public)
        """To be given to whoever is to seal something."""

    @property
    def secret(self) -> bytes:
        """The 32 bytes of the key."""
        return bytes(self._secret)

    @contextmanager
    def opened(self, sealed: bytes, size: int | None = None) -> Iterator[bytearray]:
        """Within it, the content of a sealed box, of `size` bytes if given. Raises Unreadable."""
        plain = bytearray(max(0, len(sealed) - OVERHEAD) if size is None else size)
        try:
            if len(sealed) != len(plain) + OVERHEAD or lib.crypto_box_seal_open(
                ffi.from_buffer(plain),
                sealed,
                len(sealed),
                self.public,
                ffi.from_buffer(self._secret),
            ):
                raise Unreadable
            yield plain
        finally:
            plain[:] = bytes(len(plain))

    def wipe(self) -> None:
        """Overwrite the key in memory: it opens nothing any more."""
        self._secret[:] = bytes(KEY_BYTES)


def text_in(plain: bytearray, start: int, end: int | None = None) -> str:
    """The text in a buffer without trailing spaces. Raises Unreadable.

    It is read in place: a copy would stay in memory.
    """
    end = len(plain) if end is None else end
    while end > start and plain[end - 1] == ord(" "):
        end -= 1
    try:
        with memoryview(plain)[start:end] as part:
            return str(part, "utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable from error


def seal(data: bytes, public: bytes) -> bytes:
    """Seal data to a public key. Raises Unreadable for an invalid key."""
    sealed = bytearray(len(data) + OVERHEAD)
    if len(public) != KEY_BYTES or lib.crypto_box_seal(
        ffi.from_buffer(sealed), data, len(data), public
    ):
        raise Unreadable
    return bytes(sealed)
