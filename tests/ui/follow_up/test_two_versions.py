"""Two versions of one commitment: what differs between them is bold, and nothing is kept back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from facilitator.core.commitments import Status
from facilitator.core.note import Commitment
from facilitator.ui.kit.commitment_versions import TwoVersions
from tests.ui.desk import at_desk

if TYPE_CHECKING:
    from pathlib import Path

SEEN = Commitment(id="c1", what="Vi ringer [først]", owner="Mette")
THEIRS = SEEN.model_copy(update={"status": Status.CONTINUING})
MINE = THEIRS.model_copy(update={"owner": "Jonas"})


async def shown(archive: Path) -> tuple[list[str], list[str]]:
    """The rows, and what is bold in them."""
    async with at_desk(archive) as desk:
        desk.app.push_screen(TwoVersions(SEEN, THEIRS, MINE))
        await desk.settle()
        content = desk.app.screen.query_one("#versions Static", Static).content
    assert isinstance(content, Content)
    bold = [content.plain[s.start : s.end] for s in content.spans if str(s.style) == "bold"]
    return content.plain.split("\n"), bold


async def test_what_differs_and_what_somebody_changed_is_shown_and_nothing_else(
    archive: Path,
) -> None:
    rows, _bold = await shown(archive)
    assert rows == [
        "Vi ringer [først]",
        "",
        "Sådan står der nu",
        "Status: → fortsætter",
        "Ansvarlig: Mette",
        "",
        "Sådan vil du have den",
        "Status: → fortsætter",
        "Ansvarlig: Jonas",
    ]


async def test_only_where_the_two_differ_it_is_bold(archive: Path) -> None:
    _rows, bold = await shown(archive)
    assert bold == ["Mette", "Jonas"]
