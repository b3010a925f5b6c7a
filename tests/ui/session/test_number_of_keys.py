"""How many keys a whole check-out takes of somebody who knows them, from home to the note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.core.note import Note
from facilitator.store.notes import read_document
from facilitator.ui.home import HomeScreen
from tests.ui.desk import at_desk

if TYPE_CHECKING:
    from pathlib import Path

BEFORE = 153
"""So many keys it took when a choice was gone through with the arrows, and whoever came late was
looked for in the list of everything."""
AFTER = 147

TEXT = "text: "
CHECK_OUT = (
    *("enter", "down", "enter"),  # the first door, and the second guide behind it
    *(f"{TEXT}Nord", "enter", f"{TEXT}Mette, Jonas, Søren, Åse, Bo", "enter"),
    *("å", "ctrl+s"),  # Åse facilitates
    *("enter", "pagedown", "pagedown"),  # on to the round
    *(f"{TEXT}få talte meget", "enter", "right"),
    *("down", f"{TEXT}to sagde intet", "enter", "right"),
    *("ctrl+g", "enter", f"{TEXT}Ida", "enter"),  # comes late
    *("down", f"{TEXT}en idé om vagtplanen #id", "enter", "right"),
    *("right", "right", "right"),
    *("pagedown", "pagedown"),  # what we change next time
    *(f"{TEXT}Vi begynder til tiden", "enter", "j", "right", "enter", f"{TEXT}fredag", "enter"),
    *("pagedown", "ctrl+s"),
)


def number(script: tuple[str, ...]) -> int:
    """How many keys are pressed."""
    return sum(len(key.removeprefix(TEXT)) if key.startswith(TEXT) else 1 for key in script)


async def test_a_check_out_of_five_people_takes_fewer_keys_than_before(archive: Path) -> None:
    async with at_desk(archive, lambda app: app.navigator.go_home()) as desk:
        assert isinstance(desk.app.screen, HomeScreen)
        for key in CHECK_OUT:
            if key.startswith(TEXT):
                await desk.write(key.removeprefix(TEXT))
            else:
                await desk.press(key)
        await desk.written()
        (path,) = desk.notes
        note = read_document(path)

    assert isinstance(note, Note)
    words = [[k.text for k in column.keywords] for column in note.questions]
    assert words[:3] == [["få talte meget"], ["to sagde intet"], ["en idé om vagtplanen"]]
    assert note.questions[2].keywords[0].kind == "idea"
    assert [(c.what, c.owner) for c in note.commitments] == [("Vi begynder til tiden", "Jonas")]
    assert (note.team, note.participants) == ("Nord", 6)
    assert number(CHECK_OUT) == AFTER < BEFORE
