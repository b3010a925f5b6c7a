"""An archive to open the program on, and what lets three hundred openings take a minute."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from textual._compositor import Compositor
from textual.css.stylesheet import Stylesheet

from facilitator.conducting import workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.css.model import RuleSet


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The folder of an archive that is not there yet."""
    return tmp_path / "sessions"


@pytest.fixture(autouse=True)
def no_terminal_and_no_disk_to_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is on screen is drawn when it is looked at; nothing is flushed (e2e tests both).

    And the files are read to the end before a screen goes on, however busy the machine is.
    """
    monkeypatch.setattr(Compositor, "render_update", lambda self, **_: self._dirty_regions.clear())
    monkeypatch.setattr(os, "fsync", lambda _file: None)
    monkeypatch.setattr(workspace, "FIRST_READING", 60.0)


@pytest.fixture(autouse=True, scope="session")
def style_sheets_parsed_once() -> Iterator[None]:
    """The same style sheet under the same theme has the same rules in every app."""
    parse = Stylesheet._parse_rules
    known: dict[object, list[RuleSet]] = {}

    def once(sheet: Stylesheet, css: str, *where: object, **how: object) -> list[RuleSet]:
        key = (*sorted(sheet._variables.items()), css, *where, *sorted(how.items()))
        if key not in known:
            known[key] = parse(sheet, css, *where, **how)  # type: ignore[arg-type]
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", once)
        yield
