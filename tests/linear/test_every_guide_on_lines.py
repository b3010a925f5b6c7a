"""Every guide of ours is led on lines from its gates to its note, whatever it asks on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.store.guides import shipped
from facilitator.words import _, set_language
from tests.linear.led import KIND, Led, by

if TYPE_CHECKING:
    from pathlib import Path

MOST: int = 400
"""Lines that a guide takes at most."""


class Somebody:
    """Who answers by what is asked: goes on, writes a word a phase, and takes the first choice."""

    def __init__(self) -> None:
        self.lines = 0
        self.phase = ""
        self.written: list[str] = []

    def __call__(self, led: Led) -> str:
        self.lines += 1
        assert self.lines < MOST, led.text[-3000:]
        asked = led.text.rpartition("\n")[2]
        led._script.append(self)
        if asked.startswith(_("Yes or no")):
            return "ja"
        if asked.startswith(_("Choose")):
            return self._choice(led)
        if not asked.startswith((_("Word"), _("Command"), _("Commitment"), _("Learning point"))):
            return ""
        phase = next((line for line in reversed(led.lines) if line.startswith("Fase ")), "")
        if phase == self.phase or asked.startswith(_("Command")):
            return "n"
        self.phase = phase
        words = f"ord nummer {len(self.written)}"
        self.written.append(words)
        return words

    def _choice(self, led: Led) -> str:
        last = led.text.rpartition(f"{_('Question')}: ")[2]
        if "(.gem)" in led.text.rpartition(f"{_('The close')}: ")[2]:
            return "g"
        return "3" if "Mindst et døgn" in last else "1"  # behind which gate there is a session


@pytest.mark.parametrize("guide", [entry.id for entry in shipped("da")])
def test_a_guide_is_led_from_its_gates_to_its_note(tmp_path: Path, guide: str) -> None:
    set_language("da")
    led = Led(tmp_path, Somebody())
    private = next(entry.private for entry in shipped("da") if entry.id == guide)
    led.run(guide, team="" if private else "Nord", names="" if private else "Zita, Xerxes, Ulla")
    assert all(KIND.fullmatch(line) for line in led.lines)
    assert "\x1b" not in led.text
    assert "Gemt: " in led.text, led.text[-2500:]


def test_what_a_guide_lets_be_counted_voted_on_and_picked_is_reached(tmp_path: Path) -> None:
    (tmp_path / "guides").mkdir()
    from tests.e2e.test_killed import VOTED

    (tmp_path / "guides" / "valg-da.toml").write_text(VOTED, encoding="utf-8")
    led = Led(
        tmp_path,
        "idé", "2", "2", "0",  # a scale is counted where it is chosen
        "n", by("Ligeud"), "1", "p",
        ".forrige",
        "n", by("Til højre"), ".stem 1.1 3", ".vælg 1.1", "n", "n",
    )  # fmt: skip
    led.run("valg", team="Nord", names="Mette, Bo", start=True)
    note = led.session.note
    assert note.questions[1].counts == (2, 0)
    (keyword,) = note.questions[0].keywords
    assert (keyword.votes, keyword.picked) == (3, True)
    assert "Taler: Mette (fokusperson)" in led.text
