"""Whatever the network does to a request or its answer, nothing is lost and nothing comes twice."""

from __future__ import annotations

import random
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from facilitator.core.commitments import Status
from facilitator.core.errors import Refused
from facilitator.store.index import Index
from facilitator.store.retention import delete
from facilitator.store.shared.exchange import Exchange
from facilitator.store.shared.local import waiting
from facilitator.store.shared.remote import ObjectStore
from tests.store.shared.acting import id_of
from tests.store.shared.houses import House, exchange_in_turn
from tests.store.shared.proxy import Proxy, Reply

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("hang up", "hang up after", "500", "503", "429", "412", "truncate", "slow")


class Weather:
    """Spoils every third request or so, in one way."""

    def __init__(self, kind: str, seed: int) -> None:
        self.kind = kind
        self._random = random.Random(f"{kind} {seed}")  # noqa: S311

    def request(self, _method: str, _path: str, _headers: dict[str, str]) -> None:
        if self._random.random() > 1 / 3:
            return
        if self.kind == "hang up":
            raise Reply(0)
        if self.kind == "429":
            raise Reply(429, [("Retry-After", "0")])
        if self.kind.isdecimal():
            raise Reply(int(self.kind))
        if self.kind == "slow":
            time.sleep(0.02)

    def answer(self, _method: str, _status: int, body: bytes) -> bytes:
        if self.kind == "hang up after" and self._random.random() < 1 / 3:
            raise ConnectionAbortedError
        if self.kind == "truncate" and self._random.random() < 1 / 3:
            return body[: len(body) // 2]
        return body


@pytest.mark.parametrize("kind", KINDS)
def test_two_people_in_bad_weather_end_with_the_same_notes(
    server: str, bucket: str, tmp_path: Path, kind: str
) -> None:
    url = f"s3://{bucket}/arkiv"
    weather, chance = Weather(kind, 1), random.Random(kind)  # noqa: S311
    houses = [House(tmp_path / name, ObjectStore(url, endpoint=server)) for name in ("a", "b")]
    made: set[str] = set()
    gone: set[str] = set()
    with Proxy(server, weather.request, weather.answer) as proxy:
        through = ObjectStore(url, endpoint=proxy.address, retries=1)
        for step in range(14):
            house = chance.choice(houses)
            files = sorted(house.folder.glob("Team*/*.toml"))
            if step < 4 or not files or chance.random() < 0.3:
                note_id = f"2026-05-20-{step:04}"
                house.write(note_id)
                made.add(note_id)
            elif chance.random() < 0.3:
                file = chance.choice(files)
                gone.add(id_of(file.read_text("utf-8")))
                delete(Index(house.folder), file)
            else:
                text = (file := chance.choice(files)).read_text("utf-8")
                file.write_text(text.replace(f'status = "{Status.OPEN}"', 'status = "done"', 1))
            with suppress(Refused):
                Exchange(house.folder, through).run()
    exchange_in_turn(*houses, *houses, *houses)
    in_store = {
        id_of(houses[0].remote.read(item.name).data.decode())
        for item in houses[0].remote.names("teams")
        if "/notes/" in item.name
    }
    assert made - gone <= in_store <= made
    for house in houses:
        ids = [id_of(text) for text in house.notes().values()]
        kept_though_deleted = {
            id_of(file.read_text("utf-8")) for file in waiting(house.folder).files
        }
        assert set(ids) - kept_though_deleted == in_store
        assert all('what = "vi skriver tavlen af"' in text for text in house.notes().values())
        twice = {i for i in ids if ids.count(i) > 1}
        assert not twice or any("(here" in name for name in house.notes())
