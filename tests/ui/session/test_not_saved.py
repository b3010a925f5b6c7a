"""A disk that says no: the session goes on, and it is said."""

from __future__ import annotations

import errno
import os
import threading
import tomllib
from typing import TYPE_CHECKING

import pytest

from facilitator.conducting.workspace import Workspace
from facilitator.core.errors import Refused
from facilitator.store import files
from facilitator.store.notes import read_note_file
from facilitator.store.paths import sessions_folder
from facilitator.store.session_file import Keeper, NotSaved
from tests.ui.desk import at_desk, begun, to_phase, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from facilitator.core.note import Note
    from tests.ui.desk import Desk


class Disk:
    """A disk that can be full, or forbid writing."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.says: int | None = None

        class Finished(files.FinishedFile):
            def __init__(this, path: Path, data: bytes) -> None:  # noqa: N805
                if self.says is not None:
                    raise OSError(self.says, os.strerror(self.says))
                super().__init__(path, data)

        monkeypatch.setattr(files, "FinishedFile", Finished)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


async def close_on_a_full_disk(desk: Desk, disk: Disk) -> None:
    """A keyword, and a save at the close that does not go."""
    await desk.enter("før")
    await desk.run("session.close")
    disk.says = errno.ENOSPC
    await desk.press("ctrl+s")


def words_in(desk: Desk) -> list[str]:
    """The keywords in the file."""
    questions = tomllib.loads(desk.file)["questions"]
    return [keyword["text"] for q in questions for keyword in q.get("keywords", ())]


@pytest.mark.parametrize(
    ("says", "reason"),
    [(errno.ENOSPC, "Disken er fuld."), (errno.EACCES, "må ikke skrives i"), (errno.EIO, "disk")],
)
async def test_what_is_not_saved_is_said_with_its_reason_and_the_session_goes_on(
    archive: Path, disk: Disk, says: int, reason: str
) -> None:
    async with at_desk(archive, begun(), size=(160, 45)) as desk:
        await desk.enter("før")
        before = desk.file
        disk.says = says
        await desk.enter("imens")
        assert "Ikke gemt:" in desk.text
        assert reason.casefold() in desk.row_with("Ikke gemt:").casefold()
        assert "· imens" in desk.text
        assert desk.file == before
        await desk.press("pagedown")
        await desk.enter("stadig imens")
        assert "· stadig imens" in desk.text
        disk.says = None
        await desk.wait(5)

        assert "Ikke gemt" not in desk.text
        assert words_in(desk) == ["før", "imens", "stadig imens"]


@pytest.mark.parametrize("size", [(80, 24), (50, 15)])
async def test_what_is_not_saved_is_said_without_covering_what_is_written(
    archive: Path, disk: Disk, size: tuple[int, int]
) -> None:
    async with at_desk(archive, begun(), size=size) as desk:
        disk.says = errno.ENOSPC
        await desk.enter("imens")
        await desk.write("videre")

        assert "Ikke gemt: Disken er fuld." in desk.text
        assert "❯ videre" in desk.text


async def test_a_disk_that_is_full_from_the_start_takes_the_session_later(
    archive: Path, disk: Disk
) -> None:
    disk.says = errno.ENOSPC
    async with at_desk(archive, begun()) as desk:
        await desk.press("down", "enter")  # begun all the same
        await desk.enter("imens")
        assert "Ikke gemt" in desk.text
        assert list(sessions_folder().iterdir()) == []
        disk.says = None
        await desk.wait(1)

        assert "Ikke gemt" not in desk.text
        assert words_in(desk) == ["imens"]


async def test_a_note_that_cannot_be_saved_at_the_close_is_not_lost(
    archive: Path, disk: Disk
) -> None:
    async with at_desk(archive, begun()) as desk:
        await close_on_a_full_disk(desk, disk)
        assert "Ikke gemt: Disken er fuld." in desk.text
        assert "før" in desk.text
        assert not desk.notes
        disk.says = None
        await desk.press("ctrl+s")

        assert "Gemt:" in desk.text
        assert words_in(desk) == ["før"]
        assert "live" not in tomllib.loads(desk.file)


async def test_a_note_that_was_not_saved_at_the_close_is_saved_by_itself_once_it_can_be(
    archive: Path, disk: Disk
) -> None:
    async with at_desk(archive, begun()) as desk:
        await close_on_a_full_disk(desk, disk)
        await desk.wait(5)
        assert "Ikke gemt: Disken er fuld." in desk.text
        disk.says = None
        await desk.wait(5)

        assert "Gemt:" in desk.text
        assert words_in(desk) == ["før"]
        assert list(sessions_folder().iterdir()) == []


async def test_whoever_does_not_discard_it_after_all_has_it_saved_by_itself_still(
    archive: Path, disk: Disk
) -> None:
    async with at_desk(archive, begun()) as desk:
        await close_on_a_full_disk(desk, disk)
        await desk.press("f8", "escape")
        assert "Ikke gemt: Disken er fuld." in desk.text
        disk.says = None
        await desk.wait(5)

        assert "Gemt:" in desk.text
        assert words_in(desk) == ["før"]


async def test_what_could_not_be_discarded_either_is_not_said_to_be_gone(
    archive: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(archive, begun()) as desk:
        await close_on_a_full_disk(desk, disk)
        not_deleted = NotSaved(Refused("The disk does not answer."))
        monkeypatch.setattr(Keeper, "throw_away", lambda _keeper: not_deleted)
        await desk.press("f8", "down", "enter")
        await desk.wait(5)
        assert desk.navigator.current.conductor
        assert "Ikke gemt: Disken er fuld." in desk.text
        disk.says = None
        await desk.wait(5)

        assert "Gemt:" in desk.text
        assert words_in(desk) == ["før"]


async def test_a_save_that_is_tried_again_does_not_run_ahead_of_what_is_read_for_it(
    archive: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_read = threading.Event()
    is_read.set()
    frame_in_force = Workspace.frame_in_force

    def read(workspace: Workspace, team: str) -> Note | None:
        assert is_read.wait(60)
        return frame_in_force(workspace, team)

    monkeypatch.setattr(Workspace, "frame_in_force", read)
    async with at_desk(archive, begun("framing")) as desk:
        await to_phase(desk, "what")
        await close_on_a_full_disk(desk, disk)
        await desk.press("enter")
        assert "Ikke gemt: Disken er fuld." in desk.text
        is_read.clear()
        desk.holds_reading = True
        await desk.press("ctrl+s")
        await desk.wait(5)
        is_read.set()
        desk.holds_reading = False
        await desk.settle()
        assert "Rammen, version 1." in desk.prose
        await desk.press("escape")
        disk.says = None
        await desk.wait(5)

        assert "Gemt:" in desk.text
        assert words_in(desk) == ["før"]


async def test_an_archive_that_cannot_be_written_in_keeps_the_session_open(archive: Path) -> None:
    written(archive, "no folder")
    async with at_desk(archive, begun()) as desk:
        await desk.press("down", "enter")  # begun all the same
        await desk.enter("før")
        assert "Ikke gemt" not in desk.text
        await desk.run("session.close")
        await desk.press("ctrl+s")
        assert "Ikke gemt" in desk.text
        await desk.press("escape")
        await desk.enter("og mere")
        await desk.wait(5)
        assert "før" in desk.file
        assert "og mere" in desk.file
        os.unlink(archive)  # noqa: PTH108
        await desk.run("session.close")
        await desk.press("ctrl+s")

        assert words_in(desk) == ["før", "og mere"] or words_in(desk) == ["og mere", "før"]


async def test_the_close_screen_says_what_is_not_saved_too(archive: Path, disk: Disk) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("før")
        await desk.run("session.close")
        disk.says = errno.ENOSPC
        await desk.press("down", "space")
        assert "Ikke gemt" in desk.text
        disk.says = None
        await desk.wait(5)

        assert "Ikke gemt" not in desk.text


LEAVING: list[Callable[[Desk], object]] = [
    lambda desk: desk.press("ctrl+q"),
    lambda desk: desk.run("session.leave_running"),
]


@pytest.mark.parametrize("leave", LEAVING, ids=["quit", "leave"])
async def test_leaving_what_is_not_saved_asks_first(
    archive: Path, disk: Disk, leave: Callable[[Desk], object]
) -> None:
    async with at_desk(archive, begun()) as desk:
        disk.says = errno.ENOSPC
        await desk.enter("imens")
        await leave(desk)  # type: ignore[misc]
        assert "Ikke gemt: Disken er fuld. Vil du gå alligevel" in desk.prose
        await desk.press("enter")
        assert "· imens" in desk.text
        disk.says = None
        await leave(desk)  # type: ignore[misc]

        assert desk.navigator.current.conductor is None or desk.app.left_running
        (state,) = sessions_folder().glob("*.age")
        assert "imens" in read_note_file(state).text


async def test_whoever_is_sure_leaves_what_is_not_saved(archive: Path, disk: Disk) -> None:
    async with at_desk(archive, begun()) as desk:
        disk.says = errno.ENOSPC
        await desk.enter("imens")
        await desk.press("ctrl+q", "down", "enter")

        assert desk.app._exit
        assert desk.app.left_running


async def test_a_session_that_never_reached_the_disk_is_not_promised_to_go_on(
    archive: Path, disk: Disk
) -> None:
    disk.says = errno.ENOSPC
    async with at_desk(archive, begun()) as desk:
        await desk.press("down", "enter")  # begun all the same
        await desk.press("ctrl+q", "down", "enter")

        assert desk.app._exit
        assert desk.app.left_running is None


async def test_where_the_archive_cannot_be_written_it_is_said_before_the_session_begins(
    archive: Path,
) -> None:
    written(archive, "no folder")
    async with at_desk(archive, begun()) as desk:
        assert "Der kan ikke skrives i arkivet" in desk.prose
        assert "Begynd alligevel?" in desk.prose
        await desk.press("escape")
        assert desk.navigator.current.conductor is None
        assert not sessions_folder().exists()

    async with at_desk(archive, begun()) as desk:
        await desk.press("down", "enter")
        assert desk.session.running
