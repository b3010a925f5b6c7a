"""Whole sessions with keys alone, from the home screen to the bytes of the saved note."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.e2e.notes import is_closed, the_file, the_session
from tests.e2e.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.e2e

NAMES = ("Mette", "Jonas", "Søren", "Aïsha", "Bo")


def closed_bytes(archive: Path, *kept: str) -> str:
    """What stands in the file of the one note, which is closed and is nobody else's to read.

    Nobody's name is in it, but in what was `kept` after it was asked about.
    """
    path = the_file(archive)
    assert path.stat().st_mode & 0o777 == 0o600
    text = path.read_bytes().decode()
    assert "[live" not in text
    assert not list(path.parent.glob(".*")), "something half-written was left"
    rest = text
    for words in kept:
        rest = rest.replace(words, "")
    for name in NAMES:
        assert name not in rest
    return text


def test_a_check_out_goes_from_home_to_its_note_with_keys_alone(archive: Path) -> None:
    with Terminal() as terminal:
        terminal.wait_for("Arkiv")
        terminal.press("enter")
        terminal.wait_for("Check-out: spørgsmål")
        terminal.press("down", "enter")  # behind the first door, after the daily check-in
        terminal.wait_for("Team")
        terminal.press("enter")
        terminal.type(", ".join(NAMES))
        terminal.wait_for(NAMES[-1])
        terminal.press("ctrl+s")
        terminal.wait_for("Mellemrum")
        terminal.press("enter")
        terminal.wait_for(" 1/5 ", "Hvordan gik dette møde?")
        terminal.press("pagedown")
        terminal.wait_for(" 2/5 ", "Hvad lagde du mærke til?")
        terminal.press("pagedown")
        terminal.wait_for(" 3/5 ", "Hvad observerede du", NAMES[0], NAMES[1])
        terminal.enter("få talte meget")
        terminal.wait_for_entered("få talte meget")
        terminal.press("down", "down")
        terminal.enter("Jonas havde en ide om vagtplanen #idé")
        terminal.wait_for("Her nævnes nogen")
        terminal.press("enter")
        terminal.wait_for_entered("få talte meget", "Jonas havde en ide")
        terminal.press("right", "f2", "right", "right", "right")
        terminal.press("pagedown")
        terminal.wait_for(" 4/5 ")
        terminal.press("pagedown")
        terminal.wait_for(" 5/5 ")
        terminal.enter("vi begynder med en runde")  # the line stands at commitments here
        terminal.wait_for("vi begynder med en runde", "Frist")
        terminal.press("enter")  # from who to when
        terminal.enter("om to uger")
        terminal.wait_until(lambda: bool(the_session(archive).note.commitments), "the commitment")
        terminal.press("pagedown")
        terminal.wait_for("Ctrl+S", "få talte meget", "vi begynder med en runde")
        terminal.press("ctrl+s")
        terminal.wait_until(lambda: is_closed(archive), "the note")
        terminal.wait_for("Det har vi aftalt", "Noten ligger i arkivet")  # the thanks are drawn
        terminal.press("escape")
        terminal.wait_for("Arkiv")
        terminal.type("q")
        assert terminal.wait_for_end() == 0
    note = tomllib.loads(closed_bytes(archive, "Jonas havde en ide om vagtplanen"))
    said = {question["id"]: question.get("keywords", []) for question in note["questions"]}
    assert [keyword["text"] for keyword in said["who-spoke"]] == ["få talte meget"]
    assert said["ideas"][0]["text"] == "Jonas havde en ide om vagtplanen"
    assert said["ideas"][0]["kind"] == "idea"
    assert [commitment["what"] for commitment in note["commitments"]] == [
        "vi begynder med en runde"
    ]
    assert note["participants"] == len(NAMES)


def test_of_a_supervision_nothing_is_kept_but_the_learning_point_that_was_chosen(
    archive: Path,
) -> None:
    written = ("sagen i går", "det vækker uro", "nogen blev ked af det", "vi venter med at spørge")
    arguments = ("run", "supervision-60", "--team", "Nord", "--participants", ", ".join(NAMES))
    with Terminal(*arguments, columns=160) as terminal:
        terminal.wait_for(NAMES[-1])
        terminal.press("ctrl+s")
        terminal.wait_for("Mellemrum")
        terminal.press("enter")
        terminal.wait_for(" 1/10 ")
        terminal.press("pagedown", "pagedown")
        terminal.wait_for(" 3/10 ")
        terminal.enter("1")
        terminal.read(0.3)  # in one go with the rest it would be text
        terminal.enter(written[0])
        terminal.wait_for_entered(written[0])
        terminal.press("pagedown")  # somebody tells, so somebody has to be chosen
        terminal.wait_for(*NAMES)
        terminal.press("enter")
        terminal.wait_until(lambda: bool(the_session(archive).live.roles), "the supervisee")
        terminal.press("pagedown", "pagedown", "pagedown")
        terminal.wait_for(" 7/10 ")
        terminal.enter(written[1])
        terminal.wait_for_entered(written[1])
        terminal.press("pagedown", "pagedown")
        terminal.wait_for(" 9/10 ")
        for words in written[2:]:
            terminal.enter(words)
            terminal.wait_for_entered(words)
        terminal.press("pagedown", "pagedown")
        terminal.wait_for("Ctrl+S", written[3])
        assert written[1] not in terminal.text, "no phase keeps what its question holds"
        lines = [row for row in terminal.rows if any(words in row for words in written)]
        steps = next(i for i, row in enumerate(lines) if written[-1] in row)
        terminal.press(*["down"] * steps, "space", "ctrl+s")
        terminal.wait_until(lambda: is_closed(archive), "the note")
        terminal.wait_for("Noten ligger i arkivet")
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0
    text = closed_bytes(archive)
    assert [words for words in written if words in text] == [written[-1]]
    note = tomllib.loads(text)
    assert [point["text"] for point in note["learning_points"]] == [written[-1]]
    assert not note.keys() & {"questions", "commitments", "theme_word"}
