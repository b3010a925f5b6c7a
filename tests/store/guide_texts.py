"""A small guide as the text of its file, written where a test wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SMALL = """\
schema = 1
id = "small"
language = "da"
title = "Lille"
minutes = 2
door = "reflect"
board = "cleared"

[[phases]]
id = "only"
title = "Den eneste"
minutes = 2
speaks = "all"
prompts = ["Sig noget."]
"""


def written(folder: Path, name: str, text: str | bytes = SMALL) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path
