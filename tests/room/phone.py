"""A phone without a screen: what the page does, in Python."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING

from nacl.public import PrivateKey, PublicKey, SealedBox

from facilitator.room.submissions import PLAIN_BYTES
from tests.room.client import ask

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.room.server import Room
    from tests.room.client import Answer, Reachable


def post(room: Reachable, path: str, document: object) -> Answer:
    return ask(
        room,
        path,
        "POST",
        json.dumps(document).encode(),
        Origin=f"http://{room.host}",
        Content_Type="application/json",
    )


def sealed(data: bytes, public: bytes) -> str:
    return b64encode(SealedBox(PublicKey(public)).encrypt(data)).decode()


def plain(row: Sequence[int | None], comment: str = "") -> bytes:
    return ("".join(str(a or 0) for a in row) + comment).encode().ljust(PLAIN_BYTES)


class Phone:
    def __init__(self, room: Reachable) -> None:
        self.room = room
        self._key = PrivateKey.generate()
        self.ticket = ""
        self.public = b""

    def join(self, code: str | None = None) -> int:
        """Ask to be let in; gives the status."""
        code = self.room.tickets.code if code is None else code
        request = json.dumps({"code": code, "key": bytes(self._key.public_key).hex()}).encode()
        body = {"sealed": sealed(request, self.room.tickets.public_key)}
        answer = post(self.room, "/join", body)
        if answer.status == 200:
            reply = SealedBox(self._key).decrypt(b64decode(json.loads(answer.body)["sealed"]))
            document = json.loads(reply)
            self.ticket, self.public = document["ticket"], bytes.fromhex(document["key"])
        return answer.status

    def answer(self, row: Sequence[int | None], comment: str = "") -> str:
        """Hand in, or hand in again; gives what has become of it."""
        body = {"ticket": self.ticket, "sealed": sealed(plain(row, comment), self.public)}
        return str(json.loads(post(self.room, "/answer", body).body)["state"])


def now(room: Room) -> Answer:
    """What a phone that was let in is told there is to do."""
    return ask(room, f"/now/{room.tickets.watchword}")


def joined(room: Room) -> Phone:
    phone = Phone(room)
    assert phone.join() == 200
    return phone
