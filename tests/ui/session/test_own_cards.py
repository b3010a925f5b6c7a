"""The user's own cards in a session, beside those that are common, and what is wrong with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import OptionList

from tests.ui.desk import at_desk, begun, written

if TYPE_CHECKING:
    from pathlib import Path

CARD = 'schema = 1\n\n[[cards]]\nid = "ro"\ntitle = "Ro [på]"\nbody = "Træk [vejret]."\n'


async def test_own_cards_are_called_up_like_any_other(archive: Path) -> None:
    written(archive / "guides" / "cards" / "ro.toml", CARD)
    async with at_desk(archive, begun()) as desk:
        await desk.run("session.cards")
        listed = desk.query_one(OptionList)
        rows = [str(option.prompt) for option in listed.options]
        listed.highlighted = next(at for at, row in enumerate(rows) if "Ro [på]" in row)
        await desk.press("enter")

        assert "Træk [vejret]." in desk.text


async def test_a_card_saved_while_the_session_runs_is_there(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        written(archive / "guides" / "cards" / "ro.toml", CARD)
        await desk.run("session.cards")

        rows = [str(option.prompt) for option in desk.query_one(OptionList).options]
        assert any("Ro [på]" in row for row in rows)


async def test_a_broken_file_of_cards_is_named_with_its_line_and_the_others_are_there(
    archive: Path,
) -> None:
    written(archive / "guides" / "cards" / "ro.toml", CARD)
    written(archive / "guides" / "cards" / "brudt.toml", CARD.replace('"Ro [på]"', '"Ro [på]'))
    async with at_desk(archive) as desk:
        assert "brudt.toml:5" in desk.prose.replace(" ", "")
    async with at_desk(archive, begun()) as desk:
        await desk.run("session.cards")

        rows = [str(option.prompt) for option in desk.query_one(OptionList).options]
        assert any("Ro [på]" in row for row in rows)
