"""An encrypted archive of 10,000 notes against the same one in plain: its index, and a save."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Final

from benchmarks.archive import NOTES, WORD, make
from benchmarks.figures import Figure, medians, seconds
from benchmarks.sessions import archive
from facilitator.core.text.query import query_of
from facilitator.store.archive import Archive
from facilitator.store.encryption.archive_keys import Recipient, create_keys, keys_of
from facilitator.store.encryption.own_key import close_own_key, make_own_key
from facilitator.store.index import Index
from facilitator.store.index.commitments import commitments
from facilitator.store.index.notes import listing
from facilitator.store.index.search import hits
from facilitator.store.paths import index_folder, known_archives_file, own_key_file
from facilitator.store.toml import parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path


def measure(*, quick: bool) -> Iterable[Figure]:
    """Ratios of what is encrypted to the same in plain."""
    times = 3 if quick else 9
    n = f"{NOTES:,} notes"
    with _archives() as archives:
        built, floor = _both(archives, _built, min(times, 3))
        yield Figure(f"first build, {n}, two recipients {_FLOOR}", built, floor, "s", 2)
        asked: tuple[tuple[str, Callable[[Index], object]], ...] = (
            ("up to date, and listed", lambda index: listing(index).notes),
            ("searched", lambda index: hits(index, query_of(WORD))),
            ("commitments", commitments),
        )
        for what, ask in asked:
            taken, floor = _both(archives, partial(_asked, ask), times)
            yield Figure(f"{what}, {n} {_FLOOR}", taken * 1000, floor * 1000, "ms", 1.1)
        taken, floor = _both(archives, _closed, 20 * times)
        yield Figure(f"a note closed {_FLOOR}", taken * 1000, floor * 1000, "ms", 1.5)


_FLOOR: Final = "(floor: plain)"


def _both(
    archives: tuple[Path, Path], taken: Callable[[Path], float], times: int
) -> tuple[float, float]:
    encrypted, plain = archives
    return medians(partial(taken, encrypted), partial(taken, plain), times)


@contextmanager
def _archives() -> Iterator[tuple[Path, Path]]:
    """The same notes twice."""
    from pyrage import x25519

    plain = archive().folder.with_name("archive-plain")
    encrypted = plain.with_name("archive-encrypted")
    make(plain, NOTES)
    own = Recipient("Mette", make_own_key("a key for a benchmark").recipient)
    create_keys(encrypted, (own, Recipient("Print", str(x25519.Identity.generate().to_public()))))
    keys = keys_of(encrypted)
    for file in plain.glob("*/*.toml"):
        data = file.read_bytes()
        note = parsed(data.decode(), file)
        name = next(keys.note_names(str(note["id"])))
        sealed = encrypted / keys.team_code(str(note["team"])) / name
        sealed.parent.mkdir(exist_ok=True)
        sealed.write_bytes(keys.sealed(data))
    try:
        yield encrypted, plain
    finally:
        close_own_key()
        own_key_file().unlink()
        known_archives_file().unlink()
        shutil.rmtree(plain)
        shutil.rmtree(encrypted)


def _built(folder: Path) -> float:
    """Seconds until an index is made from nothing."""
    shutil.rmtree(index_folder(), ignore_errors=True)
    return _asked(lambda index: listing(index).notes, folder)


def _asked(ask: Callable[[Index], object], folder: Path) -> float:
    """Seconds that a program takes that has just begun: the index opened, up to date, and asked."""

    def answer() -> object:
        index = Index(folder)
        index.refresh()
        found = ask(index)
        index.close()
        return found

    return seconds(answer)


_NUMBERS = count()


def _closed(folder: Path) -> float:
    """Seconds until a note is on the disk."""
    number = next(_NUMBERS)
    data = (archive().folder.with_name("archive-plain") / "Team 00" / "0.toml").read_bytes()
    name = f"2026-11-28-{number}"
    return seconds(lambda: Archive(folder).create_note("Team 00", name, name, data))
