"""Make the sample archive by real runs: `uv run -m scripts.samples [FOLDER]`.

Every session told in samples/*.toml is held in the program itself, key by key, by a clock of its
own, and every measurement told in measured.toml is answered there. So each note is what the program
writes, and the same bytes every time. Only what a leader would do in an editor is done to the
files: the archive's name, what became of a commitment.
"""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from random import Random, SystemRandom
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from unittest.mock import patch

from facilitator.core.guide.model import BoardAtClose
from facilitator.core.note import Note
from facilitator.core.text.tags import split_tags
from facilitator.store.archive import Archive
from facilitator.store.files import make_private_folder, write_privately
from facilitator.store.guides import Guides
from facilitator.store.notes import dumps, read_document
from facilitator.store.paths import ARCHIVE_FILE
from facilitator.store.user_settings import Settings
from facilitator.ui.app import FacilitatorApp
from facilitator.words import set_language
from scripts.hands import Answers, Hands, SetClock
from scripts.told import Agreed, Measured, Sample, measured, samples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facilitator.core.commitments import Status

ARCHIVE = Path(__file__).parent.parent / "sessions"
NAME = "Eksempler"


@contextmanager
def same_chance_each_time(seed: str) -> Iterator[None]:
    """Every source of chance the program makes in here draws the same, wherever it makes it."""

    def own(source: SystemRandom) -> Random:
        own: Random = vars(source).setdefault("own", Random(seed))  # noqa: S311 no secret
        return own

    with (
        patch.object(SystemRandom, "random", lambda source: own(source).random()),
        patch.object(SystemRandom, "getrandbits", lambda source, k: own(source).getrandbits(k)),
    ):
        yield


async def make_all(archive: Archive) -> None:
    """Every session and every measurement, one after the other, as the days went."""
    to_make: list[Sample | Measured] = [*samples(), *measured()]
    for sample in sorted(to_make, key=lambda sample: sample.day):
        path = await make(archive, sample)
        sys.stdout.write(f"{path.name}\n")


async def make(archive: Archive, sample: Sample | Measured) -> Path:
    """One of them, from the home screen to its note, whose file it gives."""
    clock = SetClock(sample.day)
    app = FacilitatorApp(archive, Guides(archive.guides), Settings(), clock=clock)
    # After each key Textual's pilot waits for stillness, by default 20 ms and more.
    with same_chance_each_time(f"{sample.day}"), patch("textual._wait.SLEEP_GRANULARITY", 0.002):
        async with app.run_test(size=(100, 40)) as pilot:
            if isinstance(sample, Measured):
                return await Answers(app, pilot, sample).give()
            path = await Hands(app, pilot, clock, sample).hold()
            end(path, sample)
            return path


def as_told(note: Note, sample: Sample) -> bool:
    """Whether a note holds what the session was to leave, and nothing else that was said."""
    keywords = [(column.id, k.text) for column in note.questions for k in column.keywords]
    questions = Guides().guide(sample.guide, "da").questions
    told = [
        (questions[int(text[0]) - 1], _words(text[2:]))
        for text in (*sample.keywords, *sample.gathered)
    ]
    kept = [] if note.board is BoardAtClose.CLEARED else [(q.id, w) for q, w in told if q.keep]
    levels = [(q.id, *of) for q in note.questions for of in zip(q.scale, q.counts, strict=False)]
    tallied = {question: level for question, level, marks in levels if marks}
    return (
        note.minutes == sample.minutes
        and note.participants == len(sample.people.split(","))
        and (note.theme_word or "", note.purpose or "") == (sample.theme, sample.purpose)
        and sorted(keywords) == sorted(kept)
        and tallied == sample.tally
        and sorted(p.text for p in note.learning_points) == sorted(map(_words, sample.learned))
        and [c.what for c in note.commitments] == [agreed.what for agreed in sample.agreed]
    )


def _words(text: str) -> str:
    return split_tags(text).text


def became(agreed: Agreed) -> Status:
    """What has become of a commitment in the end: said in a session, or done in an editor."""
    said = [(words, status) for s in samples() for words, status in s.followed.items()]
    return next((status for words, status in said if words in agreed.what), agreed.became)


def end(path: Path, sample: Sample) -> None:
    """What became of the commitments of a session, where no later one says it."""
    note = read_document(path)
    if not isinstance(note, Note) or not as_told(note, sample):
        raise SystemExit(f"{path}: not as told\n{path.read_text()}")
    ended = tuple(
        commitment.model_copy(update={"status": agreed.became})
        for commitment, agreed in zip(note.commitments, sample.agreed, strict=True)
    )
    write_privately(path, dumps(note.model_copy(update={"commitments": ended})))


def name(archive: Archive) -> None:
    """The archive's name, as written in an editor."""
    settings = archive.folder / ARCHIVE_FILE
    text = settings.read_text("utf-8").replace('name = ""', f'name = "{NAME}"', 1)
    write_privately(settings, text.encode())


def main() -> None:
    """Make the archive in a folder of its own, then put its files where they belong."""
    wanted = Path(sys.argv[1]) if len(sys.argv) > 1 else ARCHIVE
    set_language("da")
    with TemporaryDirectory() as scratch:
        os.environ |= {"HOME": scratch, "XDG_STATE_HOME": scratch}  # locks are left there
        made = Archive(Path(scratch, "sessions"))
        asyncio.run(make_all(made))
        name(made)
        for file in made.folder.rglob("*.toml"):
            path = wanted / file.relative_to(made.folder)
            make_private_folder(path.parent)
            write_privately(path, file.read_bytes())


if __name__ == "__main__":
    main()
