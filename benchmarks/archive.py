"""An archive of 10,000 notes: searching it, reading it for the first time, and opening it."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
import tomllib
from datetime import date
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, medians
from benchmarks.programs import facilitator
from benchmarks.sessions import archive
from facilitator.core.text.query import query_of
from facilitator.store.archive import Archive
from facilitator.store.index import Index
from facilitator.store.index.commitments import commitments
from facilitator.store.index.due import due
from facilitator.store.index.search import hits
from facilitator.store.places import index_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NOTES = 10_000
WORD = "sårbar"
SHARE = 0.02
"""Of the keywords that have the word in them."""
WORDS = (  # noqa: SIM905 prose is easier to read
    "vi talte åbent om fejl og nogle kom sent til orde der blev stille så gik videre arbejdsmiljø "
    "borgeren makkerordning aftenvagt vikar overlevering dokumentation hjælp tillid bekymring "
    "ledelse møde plan næste gang tak undren spørgsmål svært nemt hurtigt langsomt dagvagt rolle"
).split()


def measure(*, quick: bool) -> list[Figure]:
    """Ratios with 10,000 notes."""
    return _with(NOTES, times=3 if quick else 9)


def measure_more(*, quick: bool) -> list[Figure]:
    """How they grow: the same with 100,000 notes."""
    return _with(10 * NOTES, times=1 if quick else 3)


def _with(notes: int, times: int) -> list[Figure]:
    many = archive().folder.with_name(f"archive-{notes}")
    none = archive().folder.with_name("archive-0")
    none.mkdir(exist_ok=True)
    make(many, notes)
    n = f"{notes:,} notes"
    figures = [
        _first_build(many, n, min(times, 3)),
        _search(many, n, times),
        _command(many, n, times),
        _commitments(many, n, times),
        _due(many, n, times),
    ]
    full, empty = medians(lambda: _home(many), lambda: _home(none), times)
    figures.append(Figure(f"home opened, {n}", full * 1000, empty * 1000, "ms", 1.3))
    full, empty = medians(lambda: _door(many, "1/"), lambda: _door(none, "Ingen noter"), times)
    figures.append(Figure(f"archive opened, {n}", full * 1000, empty * 1000, "ms", 1.3))
    shutil.rmtree(many)
    return figures


def _first_build(folder: Path, n: str, times: int) -> Figure:
    """The index made from nothing, against the same files read and parsed with tomllib."""

    def ours() -> float:
        shutil.rmtree(index_folder(), ignore_errors=True)
        index = Index(folder)
        began = time.perf_counter()
        index.refresh()
        taken = time.perf_counter() - began
        index.close()
        return taken

    def floor() -> float:
        began = time.perf_counter()
        for path in folder.glob("*/*.toml"):
            tomllib.loads(path.read_text(encoding="utf-8"))
        return time.perf_counter() - began

    built, parsed = medians(ours, floor, times)
    return Figure(f"first build, {n}", built, parsed, "s", 1.2)


def _search(folder: Path, n: str, times: int) -> Figure:
    """From a word to every line with it, in a program that has the archive open."""
    index = Index(folder)
    index.refresh()
    query = query_of(WORD)

    def ours() -> float:
        began = time.perf_counter()
        found = hits(index, query)
        taken = time.perf_counter() - began
        if not found:
            raise AssertionError
        return taken

    warm, ripgrep = medians(ours, lambda: _run("rg", "-i", WORD, str(folder)), times)
    index.close()
    return Figure(f"search, {n} (floor: rg -i)", warm * 1000, ripgrep * 1000, "ms", 1)


def _command(folder: Path, n: str, times: int) -> Figure:
    """The whole command, which looks at every file's time first."""
    program = (sys.executable, "-m", "facilitator", "--sessions", str(folder), "search", WORD)
    ours, ripgrep = medians(
        lambda: _run(*program), lambda: _run("rg", "-i", WORD, str(folder)), times
    )
    return Figure(f"facilitator search, {n} (floor: rg -i)", ours * 1000, ripgrep * 1000, "ms", 2)


def _commitments(folder: Path, n: str, times: int) -> Figure:
    """Every commitment in its order, in a program that has the archive open."""
    index = Index(folder)
    index.refresh()

    def ours() -> float:
        began = time.perf_counter()
        found = commitments(index)
        taken = time.perf_counter() - began
        if len(found) < NOTES:
            raise AssertionError
        return taken

    warm, ripgrep = medians(ours, lambda: _run("rg", "^what = ", str(folder)), times)
    index.close()
    return Figure(f"commitments, {n} (floor: rg)", warm * 1000, ripgrep * 1000, "ms", 2)


def _due(folder: Path, n: str, times: int) -> Figure:
    """What is due where something is in every note, in a program that has the archive open."""
    index, house = Index(folder), Archive(folder)
    index.refresh()

    def ours() -> float:
        began = time.perf_counter()
        found = due(house, index, date(2100, 1, 1))
        taken = time.perf_counter() - began
        if len(found.notes) < NOTES:
            raise AssertionError
        return taken

    warm, ripgrep = medians(ours, lambda: _run("rg", "^date = ", str(folder)), times)
    index.close()
    return Figure(f"what is due, {n} (floor: rg)", warm * 1000, ripgrep * 1000, "ms", 3)


def _run(*command: str) -> float:
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return time.perf_counter() - began


def _home(folder: Path) -> float:
    """Seconds from the command until home is drawn."""
    with facilitator("--sessions", str(folder)) as program:
        return program.wait_for("Arkiv") - program.began


def _door(folder: Path, seen: str) -> float:
    """Seconds from Enter on the door of the archive until it is drawn."""
    with facilitator("--sessions", str(folder)) as program:
        program.wait_for("Arkiv")
        program.read(1)
        program.type("\x1b[F")  # End: the last door
        program.read(0.5)
        began = time.perf_counter()
        program.type("\r")
        return program.wait_for(seen) - began


def make(folder: Path, notes: int) -> None:
    """So many notes of forty teams, as they would be after years, the same each time."""
    chance = random.Random(1)  # noqa: S311 the same each time
    for number in range(notes):
        team = f"Team {number % 40:02}"
        path = folder / team / f"{number}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(_note(number, team, chance)), encoding="utf-8")
        os.utime(path, (1e9 + number, 1e9 + number))


def _note(number: int, team: str, chance: random.Random) -> Iterable[str]:
    day = f"{2010 + number // 400 % 16}-{1 + number % 12:02}-{1 + number % 28:02}"
    yield f'schema = 1\nid = "{day}-{number:06x}"\nkind = "session"\nteam = "{team}"'
    yield f'guide = "check-out"\ntitle = "Check-out"\nlanguage = "da"\ndate = {day}'
    yield f'minutes = 12\nparticipants = 6\npurpose = "{_words(chance)}"\nboard = "kept"\n'
    yield f'[[commitments]]\nid = "c1"\nwhat = "{_words(chance)}"\nowner = "Mette"\nstatus = "done"'
    for question in range(5):
        yield f'\n[[questions]]\nid = "q{question}"\ntext = "Hvad observerede du?"\nkeywords = ['
        for _ in range(3):
            yield f'    {{ text = "{_words(chance)}", kind = "error" }},'
        yield "]"


def _words(chance: random.Random) -> str:
    words = chance.choices(WORDS, k=6)
    return " ".join([*words, f"{WORD}hed"] if chance.random() < SHARE else words)
