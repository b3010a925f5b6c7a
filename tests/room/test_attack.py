"""Who answered what, for somebody who has everything: no better than chance.

The attacker has every text that was written to the disk, in order, all that went over the network,
with who sent it and when, and the server's memory after the close.
"""

from __future__ import annotations

import json
import random
import re
import struct
import subprocess
import sys
from base64 import b64decode
from collections import Counter
from contextlib import suppress
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from facilitator.room.sealing import SecretKey, Unreadable
from facilitator.store.measurement.answers import LOT
from tests.room import client
from tests.room.phone import Phone

if TYPE_CHECKING:
    from collections.abc import Iterator

PHONES = 43


class Tickets(NamedTuple):
    public_key: bytes
    code: str


class Attacked:
    """The program that is attacked, and all that is seen of it."""

    def __init__(self, archive: Path) -> None:
        self.saves: list[dict[str, object]] = []
        self.keys: set[str] = set()
        self.ids: list[int] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.room.attacked", str(archive)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        port, key, code = self.until("room").split()
        self.address, self.port = "127.0.0.1", int(port)
        self.host = f"{self.address}:{port}"
        self.tickets = Tickets(bytes.fromhex(key), code)

    def until(self, word: str) -> str:
        """Read what it says up to a line that begins so, and give the rest of that."""
        assert self.process.stdout
        for line in self.process.stdout:
            kind, _, rest = line.rstrip("\n").partition(" ")
            if kind == "save":
                self.saves.append(json.loads(bytes.fromhex(rest)))
            elif kind == "key":
                self.keys.add(rest)
            elif kind == "ids":
                self.ids = [int(number) for number in rest.split()]
            if kind == word:
                return rest
        raise AssertionError("it has ended")

    def go_on(self, word: str) -> None:
        assert self.process.stdin
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        self.until(word)

    def memory(self) -> Iterator[bytes]:
        """What it holds that can be written."""
        regions = Path(f"/proc/{self.process.pid}/maps").read_text().splitlines()
        with Path(f"/proc/{self.process.pid}/mem").open("rb", buffering=0) as memory:
            for region in regions:
                match = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", region)
                if match and "[v" not in region:
                    start, end = (int(number, 16) for number in match.groups())
                    with suppress(OSError):  # nothing has ever been there
                        memory.seek(start)
                        yield memory.read(end - start)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            assert stream
            stream.close()


class Sent(NamedTuple):
    phone: int
    path: str
    body: bytes
    answer: bytes


@pytest.mark.e2e
@pytest.mark.skipif(sys.platform != "linux", reason="reads another program's memory")
def test_who_answered_what_is_no_better_than_chance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = random.Random(5)  # noqa: S311 the same each time
    rows = [tuple(source.choice((1, 2, 3, 4, 5)) for _ in range(7)) for _ in range(PHONES)]
    comments = [f"Bemærkning {source.randbytes(6).hex()}" for _ in range(PHONES)]
    assert len(set(rows)) == PHONES
    traffic: list[Sent] = []
    at = 0
    ask = client.ask

    def seen(room: object, path: str, *more: object, **headers: str) -> client.Answer:
        answer = ask(room, path, *more, **headers)  # type: ignore[arg-type]
        body = next(part for part in more if isinstance(part, bytes))
        traffic.append(Sent(at, path, body, answer.body.encode()))
        return answer

    monkeypatch.setattr("tests.room.phone.ask", seen)
    attacked = Attacked(tmp_path / "arkiv")
    try:
        for at in range(PHONES):
            phone = Phone(attacked)  # type: ignore[arg-type]
            phone.join()
            phone.answer(rows[at], comments[at])
        attacked.go_on("closed")
        attacked.go_on("ended")
        memory = list(attacked.memory())
    finally:
        attacked.end()

    _the_disk_tells_lots_and_no_more(attacked, rows)
    _the_traffic_tells_nothing(attacked, traffic)
    _the_memory_tells_nothing(attacked, memory, rows, comments)


def _the_disk_tells_lots_and_no_more(attacked: Attacked, rows: list[tuple[int, ...]]) -> None:
    texts = [[tuple(map(int, row.split())) for row in save["responses"]] for save in attacked.saves]  # type: ignore[attr-defined]
    came = [
        list((Counter(after) - Counter(before)).elements()) for before, after in pairwise(texts)
    ]
    lots = [lot for lot in came if lot]
    assert all(len(lot) >= LOT for lot in lots)
    assert sum(map(len, lots)) == PHONES - PHONES % LOT  # the rest was never written
    # The best guess: those who answered between two saves, in the order of the file.
    right = first = 0
    for lot in lots:
        who, first = rows[first : first + len(lot)], first + len(lot)
        assert Counter(who) == Counter(lot)
        right += sum(guess == row for guess, row in zip(lot, who, strict=True))
    expected = len(lots)  # one of each lot, by chance
    assert right <= expected + 4 * expected**0.5
    # Comments lie in a pool of their own, in another order.
    for save in attacked.saves:
        assert len(save["comments"]) == len(save["responses"])  # type: ignore[arg-type]


def _the_traffic_tells_nothing(attacked: Attacked, traffic: list[Sent]) -> None:
    answers = [sent for sent in traffic if sent.path == "/answer"]
    assert len({len(sent.body) for sent in answers}) == 1
    room = attacked.saves[-1]["room"]
    assert isinstance(room, dict)
    session = SecretKey(bytes.fromhex(room["key"]))  # it lay on the disk
    for sent in traffic:
        boxes = [json.loads(sent.answer).get("sealed")]  # the ticket and its key
        if sent.path == "/answer":
            boxes.append(json.loads(sent.body)["sealed"])
        for box in (b64decode(box) for box in boxes if box):
            with pytest.raises(Unreadable), session.opened(box):
                pass


def _the_memory_tells_nothing(
    attacked: Attacked, memory: list[bytes], rows: list[tuple[int, ...]], comments: list[str]
) -> None:
    assert sum(map(len, memory)) > 10**7
    assert len(attacked.keys) == PHONES
    hashes = attacked.keys
    for region in memory:
        for at in range(0, len(region) - 31, 8):
            window = region[at : at + 32]
            if window.count(0) < 8 and sha256(window).hexdigest() in hashes:
                pytest.fail("a ticket's key is still there")
    for row, comment in zip(rows, comments, strict=True):
        together = ("".join(map(str, row)) + comment).encode()
        assert not any(together in region for region in memory)
    # Rows as Python holds them: seven addresses of small numbers, one after the other.
    numbers = attacked.ids[1:]
    held = [struct.pack("7Q", *(numbers[answer - 1] for answer in row)) for row in rows]
    left = [at for at, row in enumerate(held) if any(row in region for region in memory)]
    assert left == []
