"""What the screens look like: each kept as text in __snapshots__, and compared cell by cell.

`uv run pytest tests/ui/test_layout.py --snapshot-update` keeps them as they are now. Which screens
there are: `screens.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from facilitator.words import set_language
from tests.ui.screens import SCREENS, colours, cut_placeholders, screen

if TYPE_CHECKING:
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

SIZES = {f"{columns}x{rows}": (columns, rows) for columns, rows in ((50, 15), (80, 24), (160, 45))}

each_screen = pytest.mark.parametrize("name", SCREENS)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("size", SIZES)
@each_screen
async def test_a_screen_is_laid_out_as_it_was(
    archive: Path, snapshot: SnapshotAssertion, name: str, size: str, language: Literal["da", "en"]
) -> None:
    set_language(language)
    async with screen(archive, name, SIZES[size], "aften") as desk:
        dark = [row.rstrip() for row in desk.rows]
        assert "\n".join(dark) == snapshot
        assert cut_placeholders(desk) == []
        roles = colours(desk)
        desk.app.theme = "dag"
        await desk.settle()
        assert [row.rstrip() for row in desk.rows] == dark
        assert colours(desk) == roles


@each_screen
async def test_a_screen_has_the_colours_it_had_and_the_same_ones_in_light_and_dark(
    archive: Path, tmp_path: Path, snapshot: SnapshotAssertion, name: str
) -> None:
    async with screen(archive, name, SIZES["80x24"], "aften") as desk:
        dark = colours(desk)
    async with screen(tmp_path / "light", name, SIZES["80x24"], "dag") as desk:
        assert colours(desk) == dark
    assert dark == snapshot
