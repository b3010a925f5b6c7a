"""A name in the settings that there is none of is said at home, with its file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.store.paths import settings_file
from tests.e2e.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('theme = "nat"\n', ("settings.toml:1", "'aften','dag','kontrast'")),
        (
            '[keymap]\n"home.quit" = "x"\n"home.quitt" = "q"\n',
            ("settings.toml:3", "Menerduhome.quit?"),
        ),
    ],
)
def test_an_unknown_name_is_said_at_home_and_stops_nothing(
    own_home: Path, text: str, said: tuple[str, str]
) -> None:
    file = settings_file()
    assert file.is_relative_to(own_home)
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")

    with Terminal(columns=160) as terminal:
        terminal.wait_until(
            lambda: all(words in "".join(terminal.text.split()) for words in said), repr(said)
        )
        assert "Reflektér" in terminal.text
