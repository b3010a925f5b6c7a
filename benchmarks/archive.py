"""An archive of 10,000 notes: searched, read for the first time, opened; and one of 200 guides."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
import tomllib
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, Missing, medians, seconds
from benchmarks.programs import PROMPT, bare, facilitator
from benchmarks.sessions import archive
from benchmarks.start import DOORS, DOWN, LETTER, MARKED, answered, until
from facilitator.core.text.query import query_of
from facilitator.store.archive import Archive
from facilitator.store.index import Index
from facilitator.store.index.commitments import commitments
from facilitator.store.index.due import due
from facilitator.store.index.search import hits
from facilitator.store.paths import OUR_GUIDES, index_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

NOTES = 10_000
GUIDES = 200
WORD = "sårbar"
SHARE = 0.02
"""Of the keywords that have the word in them."""
WORDS = (  # noqa: SIM905 prose is easier to read
    "vi talte åbent om fejl og nogle kom sent til orde der blev stille så gik videre arbejdsmiljø "
    "borgeren makkerordning aftenvagt vikar overlevering dokumentation hjælp tillid bekymring "
    "ledelse møde plan næste gang tak undren spørgsmål svært nemt hurtigt langsomt dagvagt rolle"
).split()


def measure(*, quick: bool) -> Iterable[Figure | Missing]:
    """Ratios with 10,000 notes, and with 200 guides of one's own."""
    times = 3 if quick else 9
    yield from _with(NOTES, times)
    yield from _with_guides(times)


def measure_more(*, quick: bool) -> Iterable[Figure | Missing]:
    """How they grow: the same with 100,000 notes."""
    return _with(10 * NOTES, times=1 if quick else 3)


def _with(notes: int, times: int) -> Iterable[Figure | Missing]:
    many = archive().folder.with_name(f"archive-{notes}")
    none = archive().folder.with_name("archive-0")
    none.mkdir(exist_ok=True)
    make(many, notes)
    n = f"{notes:,} notes"
    yield _first_build(many, n, min(times, 3))
    index = Index(many)
    index.refresh()
    query, house = query_of(WORD), Archive(many)
    for what, aim, asked, pattern in (
        (f"search, {n}", 1, lambda: hits(index, query), WORD),
        (f"commitments, {n}", 2, lambda: commitments(index), "^what = "),
        (f"what is due, {n}", 3, lambda: due(house, index, date(2100, 1, 1)).notes, "^date = "),
    ):
        yield _against_rg(what, many, partial(seconds, asked), pattern, times, aim=aim)
    index.close()
    for command, pattern in (("search", WORD), ("notes", "^date = "), ("commitments", "^what = ")):
        words = (command, WORD) if command == "search" else (command,)
        program = (sys.executable, "-m", "facilitator", "--sessions", str(many), *words)
        ours = partial(_run, *program)
        yield _against_rg(f"facilitator {command}, {n}", many, ours, pattern, times, aim=2)
    home = partial(facilitator, "--sessions", str(many))
    full, floor = medians(partial(until, home, DOORS), partial(until, bare, PROMPT), times)
    yield Figure(f"home: first frame, {n}", full * 1000, floor * 1000, "ms", 1.2)
    full, floor = medians(
        partial(answered, home, DOORS, DOWN, MARKED),
        partial(answered, bare, PROMPT, LETTER, LETTER),
        times,
    )
    yield Figure(f"home: first key answered, {n}", full * 1000, floor * 1000, "ms", 2)
    full, empty = medians(lambda: _door(many, "1/"), lambda: _door(none, "Ingen noter"), times)
    yield Figure(f"archive opened, {n}", full * 1000, empty * 1000, "ms", 1.3)
    shutil.rmtree(many)


def _with_guides(times: int) -> Iterable[Figure]:
    """Home with many guides in the archive, against home with none."""
    many = archive().folder.with_name("archive-guides")
    none = archive().folder.with_name("archive-0")
    none.mkdir(exist_ok=True)
    make_guides(many / "guides", GUIDES)
    home = partial(facilitator, "--sessions", str(many))
    bare_home = partial(facilitator, "--sessions", str(none))
    n = f"{GUIDES} guides (floor: none)"
    full, floor = medians(partial(until, home, DOORS), partial(until, bare_home, DOORS), times)
    yield Figure(f"home: first frame, {n}", full * 1000, floor * 1000, "ms", 1.2)
    full, floor = medians(
        partial(answered, home, DOORS, DOWN, MARKED),
        partial(answered, bare_home, DOORS, DOWN, MARKED),
        times,
    )
    yield Figure(f"home: first key answered, {n}", full * 1000, floor * 1000, "ms", 1.2)
    shutil.rmtree(many)


def _against_rg(
    what: str, folder: Path, ours: Callable[[], float], pattern: str, times: int, *, aim: float
) -> Figure | Missing:
    """Seconds of ours against rg, the whole process, looking for a pattern in the same files."""
    what = f"{what} (floor: rg -i)"
    if shutil.which("rg") is None:
        return Missing(what, "rg is not installed here")
    taken, floor = medians(ours, lambda: _run("rg", "-i", pattern, str(folder)), times)
    return Figure(what, taken * 1000, floor * 1000, "ms", aim)


def _first_build(folder: Path, n: str, times: int) -> Figure:
    """The index made from nothing, against the same files read and parsed with tomllib."""

    def ours() -> float:
        shutil.rmtree(index_folder(), ignore_errors=True)
        index = Index(folder)
        taken = seconds(index.refresh)
        index.close()
        return taken

    def floor() -> float:
        files = folder.glob("*/*.toml")
        return seconds(lambda: [tomllib.loads(path.read_text("utf-8")) for path in files])

    built, parsed = medians(ours, floor, times)
    return Figure(f"first build, {n}", built, parsed, "s", 1.2)


def _run(*command: str) -> float:
    return seconds(lambda: subprocess.run(command, stdout=subprocess.PIPE, check=True))


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


def make_guides(folder: Path, guides: int) -> None:
    """So many guides, each as long as our longest."""
    folder.mkdir(parents=True, exist_ok=True)
    text = (OUR_GUIDES / "da" / "supervision-90.toml").read_text(encoding="utf-8")
    for number in range(guides):
        own = text.replace('"supervision-90"', f'"own-{number}"')
        (folder / f"own-{number}.toml").write_text(own, encoding="utf-8")


def make(folder: Path, notes: int, teams: int = 40) -> None:
    """So many notes of so many teams, as they would be after years, the same each time."""
    chance = random.Random(1)  # noqa: S311 the same each time
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "archive.toml").write_text("schema = 1\n", encoding="utf-8")  # else it is in doubt
    for number in range(notes):
        team = f"Team {number % teams:02}"
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
