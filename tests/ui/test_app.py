"""The app itself: what is said where the program fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.store.archive import Archive
from facilitator.store.guides import Guides
from facilitator.store.user_settings import Settings
from facilitator.ui.app import FacilitatorApp

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_crash_is_a_sentence_and_tells_nothing_of_what_was_said(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_app: FacilitatorApp) -> None:
        said = "Mette blev ked af det"
        raise ValueError(said)

    folder = Archive(archive)
    app = FacilitatorApp(folder, Guides(folder.guides), Settings(), first=fail)
    app.run(headless=True, size=(80, 24))

    printed = capsys.readouterr()
    assert "Noget gik galt i programmet (ValueError)" in printed.err
    assert "Mette" not in printed.err + printed.out
    assert app.return_code == 1
