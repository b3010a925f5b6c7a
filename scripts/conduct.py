"""Conduct every guide of ours once, key by key, to its note: `uv run -m scripts.conduct`.

Each is led in the program itself, with people and roles, and something is written wherever the
screen takes it. Then the files are read as bytes: what was to be kept is there, and nothing of the
rest: no other text, no name, no vote by person. What is to be kept is worked out here from the
file of the guide, not by the program's own rules.

`uv run -m scripts.conduct da:check-out en:troika` conducts those alone. `--quick` conducts each
once, in the one language or the other.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
import tomllib
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, Literal, NamedTuple
from unittest.mock import patch

from facilitator.conducting.headings import COMMITMENTS, THEME, headings
from facilitator.core.note import LEARNING
from facilitator.store.archive import Archive
from facilitator.store.guides import Guides, shipped
from facilitator.store.paths import OUR_GUIDES
from facilitator.store.user_settings import Settings
from facilitator.ui.app import FacilitatorApp
from facilitator.ui.session.capture import Capture
from facilitator.ui.session.prepare import PrepareScreen
from facilitator.ui.session.screen import SessionScreen
from facilitator.words import set_language
from scripts.hands import Keyboard, SetClock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.pilot import Pilot


Language = Literal["da", "en"]

DAY: Final = date(2026, 11, 27)
TEAM: Final = "Team Birkelund"
NAMES: Final = ("Zenobia", "Xerxes", "Quirin", "Wanja", "Ulrikke", "Vilfred")
"""Such as stand in no text of a guide."""
OWNER: Final = "Zenobia"
SIZE: Final = (100, 40)
LONGEST: Final = 60
"""Phases: a guide that has not ended by then goes round in circles."""


class Written(NamedTuple):
    """A text that was written in a session, and where."""

    text: str
    phase: str
    place: str
    """The id of a question, or of one of the other headings."""


class Conducting(Keyboard):
    """Somebody who leads one guide from the home screen to its note."""

    def __init__(self, app: FacilitatorApp, pilot: Pilot[int], clock: SetClock, file: Path) -> None:
        super().__init__(app, pilot)
        self._clock = clock
        self._guide = tomllib.loads(file.read_text("utf-8"))
        self.written: list[Written] = []
        self.chosen: set[str] = set()
        """The texts that the group chose to keep of a board that is cleared."""
        self._scales = {q["id"] for q in self._guide.get("questions", ()) if "scale" in q}
        gates = self._guide.get("gates", ())
        self._stops = [c["label"] for gate in gates for c in gate["choices"] if "card" in c]

    async def conduct(self) -> Path:
        """The whole session; gives the file of its note."""
        self._app.navigator.session.prepare(self._guide["id"])
        if self._guide.get("private"):  # one person's own begins at once
            await self._through_what_is_asked(SessionScreen)
        else:
            await self._through_what_is_asked(PrepareScreen, self._stops)
            await self._prepare()
        await self._press("space")
        for _step in range(LONGEST):
            await self._phase()
            before = self._session.live.position
            await self._press("pagedown")
            await self._through_what_is_asked(SessionScreen)
            if self._session.live.closing:
                return await self._close()
            if self._session.live.position == before:
                raise self._stuck(f"stands still in {self._session.phase.id}")
        raise self._stuck(f"no end after {LONGEST} phases")

    async def _prepare(self) -> None:
        guide = self._guide
        most, least = guide.get("people_at_most", 4), guide.get("people_at_least", 4)
        names = NAMES[: max(least, min(most, 4))]
        await self._fill("team", TEAM)
        await self._fill("people", ", ".join(names))
        roles = [role if isinstance(role, str) else role["id"] for role in guide.get("roles", ())]
        for at, role in enumerate(roles, start=1):
            await self._to_field(f"role-{role}")
            await self._press(*["right"] * at)
        await self._press("ctrl+s")
        await self._through_what_is_asked(SessionScreen)
        if not isinstance(self._app.screen, SessionScreen):
            raise self._stuck("does not begin")

    async def _phase(self) -> None:
        """Write wherever the screen takes it, and let the time go by."""
        phase, times = self._session.phase.id, self._session.live_phase.repetition
        for digit, heading in enumerate(headings(self._session), start=1):
            if heading.id == COMMITMENTS and self._full:
                continue
            if heading.id == THEME and self._session.note.theme_word:
                continue
            if heading.id in self._scales:
                await self._to_heading(heading.id)
                await self._press("right" if self.is_private else "plus")
                continue
            text = " ".join((_word(phase), _word(heading.id), "abcdefghijklmnopqrst"[times]))
            await self._press(str(digit), "enter", *text, "enter")
            lines = self._app.screen.query(Capture)  # none where a commitment's form has come
            if any(line.written for line in lines):  # asked about: a phase's id, Meta, is a name
                await self._press("enter")
            if heading.id == COMMITMENTS:
                owner = () if self.is_private else OWNER  # one's own are nobody else's
                await self._press(*owner, "ctrl+s")
            self.written.append(Written(text, phase, heading.id))
        if choose := self._session.phase.choose:
            await self._to_heading(choose.question)
            await self._press("f5", "2", "space", "escape")
        self._clock.go_on(self._session.live_phase.minutes)
        self._conductor.tick()

    async def _close(self) -> Path:
        if self._guide["board"] == "cleared":
            learned = [w.text for w in self.written if w.place == LEARNING][:1]
            for text in learned:
                await self._mark(text)
                await self._press("space")
            self.chosen = set(learned)
        if path := await self._save(self._conductor):
            return path
        raise self._stuck("it was not saved")

    def to_be_kept(self) -> Iterator[str]:
        """The texts that the note is to hold, by the file of the guide."""
        cleared = self._guide["board"] == "cleared"
        never = {q["id"] for q in self._guide.get("questions", ()) if not q.get("keep", True)}
        for text, _phase, place in self.written:
            if (
                place == COMMITMENTS
                or text in self.chosen
                or (not cleared and place not in never and self._keeps(place))
            ):
                yield text

    @property
    def is_private(self) -> bool:
        """Whether the note is one person's own."""
        return bool(self._guide.get("private"))

    @property
    def to_be_counted(self) -> int:
        """How many tallies and votes the note is to hold."""
        return len(self._scales) + sum("choose" in phase for phase in self._guide["phases"])

    def _keeps(self, place: str) -> bool:
        """Whether a phase keeps what stands under the heading."""
        word = {THEME: "theme_word", LEARNING: "learning_points"}.get(place, "keywords")
        for phase in self._guide["phases"]:
            if word in phase.get("keeps", ()) and (
                word != "keywords" or place in phase.get("questions", (place,))
            ):
                return True
        return False

    @property
    def _full(self) -> bool:
        most = self._session.guide.commitments_at_most
        return most is not None and len(self._session.note.commitments) >= most


def _word(identifier: str) -> str:
    """An id as a word that nobody takes for a tag or a number."""
    return identifier.replace("-", "").replace("_", "")


def wrong_with(note: Path, archive: Path, conducting: Conducting) -> Iterator[str]:
    """What is missing in the note, and what is anywhere in the archive that should not be."""
    kept = set(conducting.to_be_kept())
    text = note.read_bytes()
    everything = b"".join(file.read_bytes() for file in archive.rglob("*") if file.is_file())
    for written in {written.text for written in conducting.written}:
        if written in kept and written.encode() not in text:
            yield f"not kept: {written}"
        if written not in kept and written.encode() in everything:
            yield f"kept: {written}"
    counted = text.count(b"counts = ") + text.count(b"votes = 2")
    if counted != conducting.to_be_counted:
        yield f"{counted} tallies and votes are kept, not {conducting.to_be_counted}"
    if conducting.is_private == (archive / "sessions" in note.parents):
        yield f"it lies in {note.parent}"
    for name in NAMES:  # an owner is one in the index, too
        if name.encode() in (text.replace(f'owner = "{OWNER}"'.encode(), b"")
                             if name == OWNER else everything):  # fmt: skip
            yield f"a name: {name}"


class Conducted(NamedTuple):
    """What has come of a whole session."""

    problems: list[str]
    number_written: int
    """How many texts were written in it."""
    seconds: float


def conducted(wanted: str) -> Conducted:
    """Conduct one guide, by its language and id."""
    lang, _colon, guide_id = wanted.partition(":")
    began = time.monotonic()
    with patch("textual._wait.SLEEP_GRANULARITY", 0.002):
        problems, written = asyncio.run(_conducted(guide_id, lang))  # type: ignore[arg-type]
    return Conducted(problems, written, time.monotonic() - began)


async def _conducted(guide_id: str, lang: Language) -> tuple[list[str], int]:
    """What is wrong after a whole session, and how many texts were written in it."""
    set_language(lang)
    with TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        os.environ |= {"HOME": scratch, "XDG_STATE_HOME": scratch, "XDG_DATA_HOME": scratch}
        archive = Archive(Path(scratch, "sessions"))
        clock = SetClock(DAY)
        app = FacilitatorApp(archive, Guides(archive.guides), Settings(language=lang), clock=clock)
        async with app.run_test(size=SIZE) as pilot:
            conducting = Conducting(app, pilot, clock, OUR_GUIDES / lang / f"{guide_id}.toml")
            note = await conducting.conduct()
            problems = list(wrong_with(note, Path(scratch), conducting))
        return problems, len(conducting.written)


def main() -> int:
    """Conduct what is asked for; gives 1 where anything is wrong."""
    named_ones = [arg for arg in sys.argv[1:] if ":" in arg]
    ids = [entry.id for entry in shipped("da")]
    every = [f"{lang}:{guide_id}" for guide_id in ids for lang in ("da", "en")]
    if "--quick" in sys.argv:
        every = [f"{('da', 'en')[at % 2]}:{guide_id}" for at, guide_id in enumerate(ids)]
    wanted = named_ones or every
    failed = 0
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as processes:
        for name, (problems, written, took) in zip(
            wanted, processes.map(conducted, wanted), strict=True
        ):
            failed += bool(problems)
            verdict = "; ".join(problems) or "kept what was to be kept, and nothing else"
            sys.stdout.write(f"{name:<26} {written:>3} texts  {took:4.1f} s  {verdict}\n")
            sys.stdout.flush()
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
