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
import tomllib
from base64 import b64decode
from collections import Counter
from contextlib import suppress
from hashlib import sha256
from itertools import accumulate, pairwise
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from facilitator.room.sealing import SecretKey, Unreadable
from facilitator.room.submissions import PLAIN_BYTES, mark_of
from facilitator.store.measurement.answers import LOT
from tests.room import client
from tests.room.phone import Phone, post, sealed
from tests.room.serving import option

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PHONES = 43


class Attacked(client.Elsewhere):
    """The program that is attacked, and all that is seen of it."""

    def __init__(self, *arguments: object) -> None:
        self.saves: list[bytes] = []
        self.keys: set[str] = set()
        self.ids: list[int] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.room.attacked", *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        self._lines: SimpleQueue[str] = SimpleQueue()
        self._reading = Thread(target=self._read)  # else it would wait for us once it has said much
        self._reading.start()
        super().__init__(*self.until("room").split())

    def until(self, word: str) -> str:
        """Read what it says up to a line that begins so, and give the rest of that."""
        while line := self._lines.get(timeout=60):
            kind, _, rest = line.rstrip("\n").partition(" ")
            if kind == "save":
                self.saves.append(bytes.fromhex(rest))
            elif kind == "key":
                self.keys.add(rest)
            elif kind == "ids":
                self.ids = [int(number) for number in rest.split()]
            if kind == word:
                return rest
        raise AssertionError("it has ended")

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put("")

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
        self._reading.join()
        for stream in (self.process.stdin, self.process.stdout):
            assert stream
            stream.close()


class Sent(NamedTuple):
    path: str
    body: bytes
    answer: bytes


def listening(monkeypatch: pytest.MonkeyPatch) -> list[Sent]:
    """All that phones send and get from now on, in order."""
    traffic: list[Sent] = []
    ask = client.ask

    def seen(room: client.Reachable, path: str, *more: object, **headers: str) -> client.Answer:
        answer = ask(room, path, *more, **headers)  # type: ignore[arg-type]
        body = next(part for part in more if isinstance(part, bytes))
        traffic.append(Sent(path, body, answer.body.encode()))
        return answer

    monkeypatch.setattr("tests.room.phone.ask", seen)
    return traffic


@pytest.mark.e2e
@pytest.mark.skipif(sys.platform != "linux", reason="reads another program's memory")
def test_who_answered_what_is_no_better_than_chance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = random.Random(5)  # noqa: S311 the same each time
    rows = [tuple(source.choice((1, 2, 3, 4, 5)) for _ in range(7)) for _ in range(PHONES)]
    comments = [f"Bemærkning {source.randbytes(6).hex()}" for _ in range(PHONES)]
    assert len(set(rows)) == PHONES
    traffic = listening(monkeypatch)
    attacked = Attacked(tmp_path / "arkiv")
    try:
        for at in range(PHONES):
            phone = Phone(attacked)
            phone.join()
            phone.answer(rows[at], comments[at])
        attacked.go_on("closed")
        attacked.go_on("ended")
        memory = list(attacked.memory())
    finally:
        attacked.end()

    saves = [json.loads(save) for save in attacked.saves]
    _the_disk_tells_lots_and_no_more(saves, rows)
    _the_traffic_tells_nothing(saves[-1]["room"]["key"], traffic, "/answer")
    _no_key_is_left(attacked, memory)
    _the_memory_tells_nothing(attacked, memory, rows, comments)


def _the_disk_tells_lots_and_no_more(
    saves: list[dict[str, list[str]]], rows: list[tuple[int, ...]]
) -> None:
    texts = [[tuple(map(int, row.split())) for row in save["responses"]] for save in saves]
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
    for save in saves:
        assert len(save["comments"]) == len(save["responses"])


def _the_traffic_tells_nothing(key: str, traffic: list[Sent], path: str) -> None:
    answers = [sent for sent in traffic if sent.path == path]
    assert len({len(sent.body) for sent in answers}) == 1
    session = SecretKey(bytes.fromhex(key))  # it lay on the disk
    for sent in traffic:
        boxes = [json.loads(sent.answer).get("sealed")]  # the ticket and its key
        if sent.path == path:
            boxes.append(json.loads(sent.body)["sealed"])
        for box in (b64decode(box) for box in boxes if box):
            with pytest.raises(Unreadable), session.opened(box):
                pass


def _no_key_is_left(attacked: Attacked, memory: list[bytes]) -> None:
    assert sum(map(len, memory)) > 10**7
    assert len(attacked.keys) == PHONES
    for region in memory:
        for at in range(0, len(region) - 31, 8):
            window = region[at : at + 32]
            if window.count(0) < 8 and sha256(window).hexdigest() in attacked.keys:
                pytest.fail("a ticket's key is still there")


def _the_memory_tells_nothing(
    attacked: Attacked, memory: list[bytes], rows: list[tuple[int, ...]], comments: list[str]
) -> None:
    for row, comment in zip(rows, comments, strict=True):
        together = ("".join(map(str, row)) + comment).encode()
        assert not any(together in region for region in memory)
    # Rows as Python holds them: seven addresses of small numbers, one after the other.
    numbers = attacked.ids[1:]
    held = [struct.pack("7Q", *(numbers[answer - 1] for answer in row)) for row in rows]
    left = [at for at, row in enumerate(held) if any(row in region for region in memory)]
    assert left == []


@pytest.mark.e2e
@pytest.mark.skipif(sys.platform != "linux", reason="reads another program's memory")
@pytest.mark.parametrize("phase", ["gather", "vote"])
def test_who_wrote_and_voted_what_is_no_better_than_chance(
    tmp_path: Path, phase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = random.Random(5)  # noqa: S311 the same each time
    traffic = listening(monkeypatch)
    attacked = Attacked(tmp_path / "arkiv", phase, PHONES)
    texts = ["".join(source.choices("bdfgklmnprstv", k=12)) for _ in range(PHONES)]
    if phase == "vote":
        path = "/vote"
        texts = [option(number) for number in source.sample(range(PHONES), PHONES)]
        plains = [f"0002{mark_of('topics', text)}" for text in texts]
    else:
        path = "/write"
        plains = [f"{mark_of('helped')}{text}" for text in texts]
    try:
        for plain in plains:
            phone = Phone(attacked)
            phone.join()
            body = {"ticket": phone.ticket}
            body["sealed"] = sealed(plain.encode().ljust(PLAIN_BYTES), phone.public)
            assert json.loads(post(attacked, path, body).body)["state"] == "held"
        attacked.go_on("closed")
        attacked.go_on("ended")
        memory = list(attacked.memory())
    finally:
        attacked.end()

    saves = [tomllib.loads(save.decode()) for save in attacked.saves]
    who = _each_save_has_a_lot(saves, phase, texts)
    _the_traffic_tells_nothing(saves[-1]["live"]["room"]["key"], traffic, path)
    _no_key_is_left(attacked, memory)
    for plain in plains:
        assert not any(plain.encode() in region for region in memory)
    if phase == "gather":
        _no_order_is_left(memory, who)


def _each_save_has_a_lot(
    saves: list[dict[str, Any]], phase: str, texts: list[str]
) -> list[list[str]]:
    """What came between two saves is of five phones or more, and in no order of theirs.

    Gives the texts of each lot in the order they came.
    """
    columns = [{q["id"]: q.get("keywords", []) for q in save["questions"]} for save in saves]
    if phase == "vote":
        there = [
            Counter({k["text"]: k.get("votes", 0) for k in column["topics"]}) for column in columns
        ]
    else:
        there = [Counter(k["text"] for k in column["helped"]) for column in columns]
    received = [set(save["live"].get("received", ())) for save in saves]
    lots = [list((after - before).elements()) for before, after in pairwise(there)]
    told = [len(after - before) for before, after in pairwise(received)]
    assert [len(lot) for lot in lots] == told  # in one save: what was told of is there
    lots = [lot for lot in lots if lot]
    assert all(len(lot) >= LOT for lot in lots[:-1])
    for save in saves:
        hashes = save["live"].get("received", [])
        assert hashes == sorted(hashes)
    ends = accumulate(map(len, lots))
    who = [texts[end - len(lot) : end] for lot, end in zip(lots, ends, strict=True)]
    assert list(map(set, who)) == list(map(set, lots))
    _is_chance(who, lots)
    return who


def _no_order_is_left(memory: list[bytes], who: list[list[str]]) -> None:
    """Where a text lies does not tell when it came: its first place, and its last."""
    for place in (bytes.find, bytes.rfind):

        def where(text: str, place: Callable[[bytes, bytes], int] = place) -> tuple[int, int]:
            places = ((at, place(part, text.encode())) for at, part in enumerate(memory))
            return next((found for found in places if found[1] >= 0), (-1, -1))

        _is_chance(who, [sorted(lot, key=where) for lot in who])


def _is_chance(who: list[list[str]], lots: list[list[str]]) -> None:
    """One of each lot is found by chance."""
    pairs = [pair for both in zip(who, lots, strict=True) for pair in zip(*both, strict=True)]
    right = sum(text == guess for text, guess in pairs)
    assert right <= len(lots) + 4 * len(lots) ** 0.5
