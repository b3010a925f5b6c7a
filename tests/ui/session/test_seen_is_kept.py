"""What is seen at the close is what is kept: by whoever leads, in the room's view, in the file."""

from __future__ import annotations

import tomllib
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from facilitator.conducting.headings import closing_headings, item_words
from facilitator.core.guide.model import Keeps
from facilitator.core.session.board import (
    AddKeyword,
    KeepKeyword,
    KeepText,
    SetPurpose,
    SetThemeWord,
)
from facilitator.core.session.closing import ItemKind, closing_items
from facilitator.core.session.commitments import AddCommitment, KeepCommitment
from facilitator.core.session.phases import NextPhase
from facilitator.core.session.stage import stage_view
from tests.ui.desk import at_desk, begun

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ui.desk import Desk

PROGRAMS_OWN = {"id", "kind", "guide", "language", "board", "status", "schema"}
"""Keys whose values nobody typed: ids and words of the program."""


def strings(value: Any, key: str = "") -> Iterator[str]:
    """Every text in a file, but for the program's own words."""
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from strings(inside, name)
    elif isinstance(value, list):
        for inside in value:
            yield from strings(inside, key)
    elif isinstance(value, str) and key not in {*PROGRAMS_OWN, "theme"}:
        yield value


def write(desk: Desk, chance: Random) -> None:
    """Something of every kind."""
    words = (f"ord{number:03}" for number in range(1000))
    do, guide = desk.conductor.do, desk.session.guide
    if chance.random() < 0.7:
        do(SetPurpose(f"formål {next(words)}"))
    if guide.keeps(Keeps.THEME_WORD) and chance.random() < 0.7:
        do(SetThemeWord(next(words)))
    for _ in range(chance.randint(0, 8)):
        if desk.session.board:
            column = chance.choice(desk.session.board)
            do(AddKeyword(column, f"{next(words)} {chance.choice(['', '#tillid'])}"))
        if desk.session.next_position is not None:
            do(NextPhase())
    most = guide.commitments_at_most
    for _ in range(chance.randint(0, 3 if most is None else most)):
        due = chance.choice((None, date(2026, 12, 3)))
        do(AddCommitment(f"vi {next(words)}", chance.choice(("", next(words))), due))


def choose(desk: Desk, chance: Random) -> None:
    """Some of it is kept, and some let go."""
    do, guide = desk.conductor.do, desk.session.guide
    for item in closing_items(desk.session):
        if chance.random() < 0.5:
            keep = chance.random() < 0.6
            match item.kind:
                case ItemKind.PURPOSE:
                    do(KeepText("purpose", keep))
                case ItemKind.THEME_WORD:
                    do(KeepText("theme_word", keep))
                case ItemKind.COMMITMENT:
                    do(KeepCommitment(item.at, keep))
                case _:
                    if not keep or item.column == "learning-points" or guide.board == "kept":
                        do(KeepKeyword(item.column, item.at, keep))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("guide", ["check-out", "supervision-60", "measurement-dialogue"])
async def test_every_text_of_the_file_was_on_the_screen_and_in_the_rooms_view_as_kept(
    archive: Path, guide: str, seed: int
) -> None:
    async with at_desk(archive, begun(guide), size=(200, 70)) as desk:
        chance = Random(f"{guide}{seed}")  # noqa: S311 no secret
        write(desk, chance)
        await desk.run("session.close")
        choose(desk, chance)
        await desk.settle()
        view = stage_view(desk.session, desk.conductor.now())
        items = view.kept
        screen = desk.prose
        kept_on_screen = " ".join(row for row in desk.rows if "✓" in row)
        let_go = [item_words(item) for item in items if not item.kept]
        await desk.press("ctrl+s")
        text = desk.file

        assert desk.navigator.current.conductor is None
    room = [line for heading in closing_headings(view) for line in heading.entries]
    assert len(room) == len(items)
    headings = {q["text"] for q in tomllib.loads(text).get("questions", ())}
    for string in strings(tomllib.loads(text)):
        assert string in screen
        if string not in {*headings, "Team Nordlys", view.title}:
            assert string in kept_on_screen
            assert any(string in line and line.startswith("gemmes") for line in room)
    for words in let_go:
        assert words.split("  ")[0] not in text
