"""What a session knows when it is gone on with: what was asked about and kept, and what was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.store.paths import sessions_folder
from facilitator.store.state import state_files
from tests.ui.desk import at_desk, begun

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp

MASKED_AGAIN = "CPR-nummer, stod kun i"


def gone_on_with(app: FacilitatorApp) -> None:
    (entry,) = state_files(sessions_folder())
    app.navigator.session.resume(entry.path)


async def test_who_was_knowingly_named_is_not_asked_about_again(archive: Path) -> None:
    async with at_desk(archive, begun(names="Mette, Hans")) as desk:
        await desk.enter("Mette tog ordet")
        await desk.press("enter")
        assert "Mette tog ordet" in desk.file
        await desk.press("ctrl+q")

    async with at_desk(archive, gone_on_with) as desk:
        await desk.run("session.close")
        await desk.press("ctrl+s")

        assert "Gemt:" in desk.text
        assert "Mette tog ordet" in desk.file


async def test_a_masking_taken_back_is_there_again_after_a_resume_and_it_is_said(
    archive: Path,
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.write("sag 010136-4007")
        await desk.press("enter", "ctrl+z", "enter")
        assert "010136-4007" in desk.session.note.model_dump_json()
        await desk.press("ctrl+q")

    async with at_desk(archive, gone_on_with) as desk:
        assert "010136-4007" not in desk.session.note.model_dump_json()
        assert MASKED_AGAIN in desk.prose
        await desk.press("ctrl+q")

    async with at_desk(archive, gone_on_with) as desk:
        assert MASKED_AGAIN not in desk.prose
