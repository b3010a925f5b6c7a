"""Phones without a screen, each joining and answering once: a load, on the loopback alone.

`python -m benchmarks.phones FILE NUMBER SECONDS`: FILE is what `room_program` has written; they
begin evenly over so many seconds. It says as JSON how long each request took, in seconds, and how
many were told that they count. Every phone stops after half a minute.
"""

from __future__ import annotations

import json
import random
import sys
import threading
import time
from base64 import b64decode, b64encode
from contextlib import suppress
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from nacl.public import PrivateKey, PublicKey, SealedBox

PLAIN_BYTES = 1200
PATIENCE = 30.0


class Load:
    """All phones together."""

    def __init__(self, file: str) -> None:
        self.room = json.loads(Path(file).read_text())
        self.took: list[float] = []
        self.counted = 0
        self.lock = threading.Lock()

    def ask(self, method: str, path: str, document: object = None) -> bytes:
        """One request; tried again while there is no answer."""
        host, body = self.room["host"], None if document is None else json.dumps(document)
        headers = {"Origin": f"http://{host}", "Content-Type": "application/json"}
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            began = time.perf_counter()
            connection = HTTPConnection(host, timeout=10)
            with suppress(OSError, HTTPException):
                connection.request(method, path, body, headers)
                answer = connection.getresponse()
                data = answer.read()
                connection.close()
                with self.lock:
                    self.took.append(time.perf_counter() - began)
                if answer.status == HTTPStatus.OK:
                    return data
            connection.close()
            time.sleep(random.random())  # noqa: S311 spreads phones
        raise TimeoutError

    def phone(self, number: int, wait: float) -> None:
        """One phone from its page to its answer."""
        time.sleep(wait)
        key = PrivateKey.generate()
        self.ask("GET", "/")
        asked = {"code": self.room["code"], "key": bytes(key.public_key).hex()}
        sealed = _sealed(json.dumps(asked).encode(), self.room["key"])
        reply = json.loads(self.ask("POST", "/join", {"sealed": sealed}))
        ticket = json.loads(SealedBox(key).decrypt(b64decode(reply["sealed"])))
        digits = "".join(str(number // 5**place % 5 + 1) for place in range(7))
        plain = digits.encode().ljust(PLAIN_BYTES)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            document = {"ticket": ticket["ticket"], "sealed": _sealed(plain, ticket["key"])}
            if json.loads(self.ask("POST", "/answer", document))["state"] == "counted":
                with self.lock:
                    self.counted += 1
                return
            time.sleep(2 + 3 * random.random())  # noqa: S311 as the page does


def _sealed(data: bytes, key: str) -> str:
    return b64encode(SealedBox(PublicKey(bytes.fromhex(key))).encrypt(data)).decode()


def main(file: str, number: str, seconds: str) -> None:
    """Run them all, and say what came of it."""
    load, many = Load(file), int(number)
    threads = [
        threading.Thread(target=load.phone, args=(at, float(seconds) * at / many), daemon=True)
        for at in range(many)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(3 * PATIENCE)
    sys.stdout.write(json.dumps({"took": load.took, "counted": load.counted}))


if __name__ == "__main__":
    main(*sys.argv[1:])
