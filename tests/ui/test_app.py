"""The app itself: what is said where the program fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.css.stylesheet import Stylesheet

from facilitator.store.archive import Archive
from facilitator.store.guides import Guides
from facilitator.store.user_settings import Settings
from facilitator.ui.app import FacilitatorApp
from facilitator.ui.kit.fields import Field
from facilitator.ui.kit.menu import MenuScreen
from tests.ui.desk import at_desk

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


async def test_the_styles_of_a_screen_are_read_beside_the_others(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "_load_screen_css" in vars(App)  # Textual would parse all of them again in it
    monkeypatch.delattr(Stylesheet, "reparse")

    async with at_desk(archive) as desk:
        desk.navigator.open_archive()
        await desk.settle()

        line = desk.query_one(Field)
        assert line.styles.margin == (1, 1, 0, 1)


async def test_a_screen_has_the_classes_of_its_size_in_its_first_frame(archive: Path) -> None:
    async with at_desk(archive, size=(50, 15)) as desk:
        menu = MenuScreen("Hvad nu?", [])
        desk.app.push_screen(menu)

        assert menu.has_class("-narrow", "-short")
        assert not {"-normal", "-medium"} & menu.classes
        await desk.settle()
