"""Admission by phone: the code, the session's key, and tickets with a key each.

A ticket is 128 bits in the memory of a phone's page. It identifies nobody: whoever asks again gets
another. The server keeps its hash, and its key until it is spent, and nothing else.
"""

from __future__ import annotations

import json
import secrets
from hashlib import blake2b
from hmac import compare_digest
from typing import TYPE_CHECKING, Final

from facilitator.room.sealing import SecretKey, Unreadable, seal
from facilitator.store.paths import LETTERS

if TYPE_CHECKING:
    from collections.abc import Callable

CODE_LENGTH: Final = 6
MOST_WRONG_CODES: Final = 30
"""After so many there is another code."""
MOST_TICKETS: Final = 5000
"""Given out and not spent. With the next the oldest is good for nothing: its phone joins again."""


class NotLetIn(Exception):  # noqa: N818 an answer to a client, not an error
    """The code is another."""


class Tickets:
    """The tickets of one room. Lives in the server's loop."""

    def __init__(self, key: SecretKey, code: str, code_changed: Callable[[], object]) -> None:
        self._session_key = key
        self._code_changed = code_changed
        self.code = code
        """Whoever types it, or comes by the QR code, is let in."""
        self._wrong_codes = 0
        self._keys: dict[str, SecretKey] = {}
        """By the hash of a ticket that is not spent."""
        self.watchword = secrets.token_urlsafe(16)
        """By which those who were let in ask what there is to do: one for all, so of nobody."""
        self.has_joined = False
        """Whether anybody has been let in."""

    @property
    def public_key(self) -> bytes:
        """What phones seal their first word to."""
        return self._session_key.public

    def join(self, sealed: bytes) -> bytes:
        """A ticket and its key, sealed to the phone's.

        Raises NotLetIn, and Unreadable for what is no request.
        """
        with self._session_key.opened(sealed) as plain:
            request = json_object(bytes(plain))
        code, public_hex = request.get("code"), request.get("key")
        if not isinstance(code, str) or not isinstance(public_hex, str):
            raise Unreadable
        self._check(code)
        try:
            public = bytes.fromhex(public_hex)
        except ValueError as error:
            raise Unreadable from error
        ticket, key = secrets.token_hex(16), SecretKey()
        reply = {"ticket": ticket, "key": key.public.hex(), "now": self.watchword}
        sealed_reply = seal(json.dumps(reply).encode(), public)
        if len(self._keys) >= MOST_TICKETS:  # nobody is shut out by whoever asks again and again
            self.spend(next(iter(self._keys)))
        self._keys[ticket_hash(ticket)] = key
        self.has_joined = True
        return sealed_reply

    def key_of(self, ticket: str) -> SecretKey | None:
        """The key of a ticket, given by its hash; None: there is no such ticket, or it is spent."""
        return self._keys.get(ticket)

    def spend(self, ticket: str) -> None:
        """It is good for nothing any more, and what was sealed to its key is open to nobody."""
        self._keys.pop(ticket).wipe()

    def end(self) -> None:
        """Nobody is let in any more: the keys are written over."""
        for key in (*self._keys.values(), self._session_key):
            key.wipe()
        self._keys.clear()

    def _check(self, code: str) -> None:
        typed = "".join(code.lower().split())
        if compare_digest(typed.encode(errors="replace"), self.code.encode()):
            return
        self._wrong_codes += 1
        if self._wrong_codes >= MOST_WRONG_CODES:
            self._wrong_codes, self.code = 0, new_code()
            self._code_changed()
        raise NotLetIn


def new_code() -> str:
    """A code that is easy to read aloud and hard to guess."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def ticket_hash(ticket: str) -> str:
    """By which a ticket is known again, and not used."""
    return blake2b(ticket.encode(errors="replace"), digest_size=16).hexdigest()


def json_object(data: bytes) -> dict[str, object]:
    """The JSON object that a phone has sent. Raises Unreadable."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Unreadable from error
    if not isinstance(document, dict):
        raise Unreadable
    return document
