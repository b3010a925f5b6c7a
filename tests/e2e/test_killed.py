"""What was entered outlives the program, however it ends."""

from __future__ import annotations

import os
import re
import secrets
import signal
import time
from itertools import count
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.e2e.notes import keywords, note_files, the_session
from tests.e2e.terminal import PATIENCE, Terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.e2e

RUN = ("run", "check-out", "--team", "Nord", "--participants", "Mette, Jonas, Søren", "--start")
PHASES = 5
KILLS = 16


class Room:
    """Somebody at the keyboard, who knows what was entered and which phase was on screen."""

    def __init__(self, archive: Path, chance: Random) -> None:
        self.archive = archive
        self.chance = chance
        self.words = (f"ord{number}." for number in count(1))
        self.entered: set[str] = set()
        """Every keyword that has been on the board."""
        self.phase = 1

    def in_phase(self, terminal: Terminal) -> None:
        """Wait until the session stands in the phase it should."""
        terminal.wait_for(f" {self.phase}/{PHASES} ", "❯")

    def enter_a_word(self, terminal: Terminal) -> str:
        """A keyword under a question, and not wait for it."""
        word = next(self.words)
        terminal.enter(str(self.chance.randint(1, 5)))
        terminal.read(0.05)  # in one go with the word it would be text
        terminal.enter(word)
        return word

    def do_something(self, terminal: Terminal) -> None:
        """A keyword or another phase, and see it on screen."""
        if self.chance.random() < 0.6:
            word = self.enter_a_word(terminal)
            terminal.wait_until(lambda: word in on_the_board(terminal), word)
            self.entered.add(word)
        else:
            step = self.chance.choice((-1, 1))
            step = -step if not 1 <= self.phase + step <= PHASES else step
            terminal.press("pagedown" if step > 0 else "pageup")
            self.phase += step
            self.in_phase(terminal)

    def be_in_the_middle_of_something(self, terminal: Terminal) -> set[int]:
        """What may or may not be done by the time of the kill; gives the phases it may be in."""
        phases = {self.phase}
        match self.chance.choice(("nothing", "typing", "burst", "burst", "phase")):
            case "typing":
                terminal.type("halvt or")
            case "burst":
                for _ in range(self.chance.randint(2, 12)):
                    self.enter_a_word(terminal)
            case "phase" if self.phase < PHASES:
                terminal.press("pagedown")
                phases.add(self.phase + 1)
        terminal.read(self.chance.uniform(0, 0.25))
        return phases

    def check(self, terminal: Terminal, phases: set[int]) -> None:
        """All that was ever on the board is in the file, and so is the phase."""
        self.entered |= on_the_board(terminal)
        session = the_session(self.archive)
        assert self.entered <= set(keywords(session.note))
        assert session.live.position + 1 in phases
        self.phase = session.live.position + 1


def on_the_board(terminal: Terminal) -> set[str]:
    """Every keyword that was on the board at any time: each has a dot before it."""
    return {word for row in terminal.seen for word in re.findall(r"· (ord\d+\.)", row)}


def test_kill_9_at_any_moment_loses_nothing_that_was_entered(archive: Path) -> None:
    seed = int(os.environ.get("FACILITATOR_SEED", secrets.randbits(32)))
    print(f"FACILITATOR_SEED={seed}")  # noqa: T201 pytest shows it where the test fails
    room = Room(archive, Random(seed))  # noqa: S311 no secret
    arguments: tuple[str, ...] = RUN
    for _ in range(KILLS):
        with Terminal(*arguments, columns=160) as terminal:
            room.in_phase(terminal)
            for _ in range(room.chance.randint(1, 4)):
                room.do_something(terminal)
            phases = room.be_in_the_middle_of_something(terminal)
            terminal.kill(signal.SIGKILL)
            room.check(terminal, phases)
        arguments = ("resume",)
    assert len(room.entered) > KILLS
    assert note_files(archive) == []


def test_kill_9_while_it_starts_leaves_the_session_as_it_was(archive: Path) -> None:
    with Terminal(*RUN) as terminal:
        terminal.wait_for("❯", "F1")
        terminal.enter("talte om fejlen")
        terminal.wait_for_entered("talte om fejlen")
        terminal.kill(signal.SIGKILL)
    for moment in range(5):
        with Terminal("resume") as terminal:
            terminal.read(0.15 * moment)
            terminal.kill(signal.SIGKILL)
        assert keywords(the_session(archive).note) == ["talte om fejlen"]


@pytest.mark.parametrize("end", ["closed terminal", "SIGTERM", "SIGHUP"])
def test_a_program_told_to_end_leaves_what_was_entered(archive: Path, end: str) -> None:
    with Terminal(*RUN) as terminal:
        terminal.wait_for("❯", "F1")
        terminal.press("pagedown")
        terminal.enter("sagde det højt")
        terminal.type("halvt or")
        terminal.wait_for_entered("sagde det højt", " 2/5 ")
        if end == "closed terminal":
            terminal.hang_up()
            terminal.wait_for_end()
        else:
            terminal.kill(signal.Signals[end])
            assert terminal.wait_for_end() == 0
            assert_given_back(terminal)
    session = the_session(archive)
    assert keywords(session.note) == ["sagde det højt"]
    assert session.live.position == 1


@pytest.mark.parametrize("end", ["closed terminal", "SIGTERM"])
def test_it_ends_also_while_what_it_writes_goes_nowhere(archive: Path, end: str) -> None:
    """A terminal that stands still takes nothing, and one that is closed never will again."""
    with Terminal(*RUN, columns=160, rows=45) as terminal:
        terminal.wait_for("❯", "F1")
        terminal.enter("sagde det højt")
        terminal.wait_for_entered("sagde det højt")
        for _ in range(40):
            terminal.press("f9", "f9")  # the whole screen away, and back
        terminal.wait_until_it_stands_still()  # its queue of writes is full
        if end == "closed terminal":
            terminal.hang_up()
        else:
            os.kill(terminal.pid, signal.SIGTERM)
        waited = time.monotonic()
        while terminal.alive and time.monotonic() - waited < PATIENCE:
            time.sleep(0.05)
        assert not terminal.alive
    assert keywords(the_session(archive).note) == ["sagde det højt"]
    with Terminal("resume") as terminal:
        terminal.wait_for_entered("sagde det højt")


def assert_given_back(terminal: Terminal) -> None:
    """The terminal is as it was before the program: its own screen, cursor, mouse and keys."""
    last = dict(re.findall(rb"\x1b\[\?(\d+)([hl])", terminal.received))
    assert last[b"1049"] == b"l", "still in the alternate screen"
    assert last[b"25"] == b"h", "the cursor is hidden"
    assert last[b"2004"] == last[b"1000"] == last[b"1003"] == b"l", "paste or mouse still reported"
    assert terminal.received.rindex(b"\x1b[<u") > terminal.received.rindex(b"\x1b[>25u")


VOTED = """
schema = 1
id = "valg"
language = "da"
title = "Valg"
minutes = 10
door = "reflect"
board = "kept"
questions = [
    { id = "ideas", text = "Ideer" },
    { id = "mood", text = "Hvordan?", scale = ["Lidt", "Meget"] },
]
groups = [{ id = "r", repeat = 2, rotates = "case_presenter" }]
roles = ["case_presenter"]

[[phases]]
id = "en"
title = "En"
minutes = 2
speaks = "all"
prompts = ["En?"]
questions = ["ideas", "mood"]
keeps = ["keywords"]
ways = [{ label = "Til højre", goes_to = "to" }, { label = "Ligeud", goes_to = "fire" }]

[[phases]]
id = "to"
title = "To"
minutes = 4
speaks = "all"
prompts = ["To?"]
choose = { from = "ideas", votes_each = 3, picks = 1 }

[[phases]]
id = "fire"
title = "Fire"
minutes = 4
speaks = "all"
prompts = ["Fire?"]

[[phases]]
id = "tre"
title = "Tre"
minutes = 2
speaks = "case_presenter"
prompts = ["Tre?"]
group = "r"
"""


def test_kill_9_loses_no_vote_no_tally_no_way_and_no_role(archive: Path) -> None:
    (archive / "guides").mkdir(parents=True)
    (archive / "guides" / "valg-da.toml").write_text(VOTED, encoding="utf-8")
    with Terminal("run", "valg", "--participants", "Mette, Jonas", "--start") as terminal:
        terminal.wait_for("❯", "F1")
        terminal.enter("idea")
        terminal.wait_for_entered("idea")
        terminal.type("2\r++")
        terminal.wait_for("Lidt 2")
        terminal.kill(signal.SIGKILL)
    assert the_session(archive).note.questions[1].counts == (2, 0)
    with Terminal("resume") as terminal:
        terminal.wait_for("Lidt 2")
        terminal.press("pagedown")
        terminal.wait_for("Ligeud")
        terminal.type("1")
        terminal.wait_for(" 2/4 ")
        terminal.press("f5")
        terminal.type("3 ")
        terminal.wait_for("3 stemmer", "✓")
        terminal.kill(signal.SIGKILL)
    session = the_session(archive)
    (keyword,) = session.note.questions[0].keywords
    assert (keyword.votes, keyword.picked, session.phase.id) == (3, True, "to")
    with Terminal("resume") as terminal:
        terminal.wait_for(" 2/4 ")
        terminal.press("pagedown")
        terminal.wait_for("Runde 1 af 2", "Mette")
        terminal.press("pagedown")
        terminal.wait_for("Runde 2 af 2", "Jonas")
        terminal.kill(signal.SIGKILL)
    assert the_session(archive).live.roles == {"case_presenter": 1}
