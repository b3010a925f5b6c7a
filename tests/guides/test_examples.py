"""The published methods in docs/examples: without a fault, each led from start to note."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.core.guide.model import BoardAtClose, Guide, Keeps
from facilitator.core.session.board import AddKeyword, Pick, Vote
from facilitator.core.session.closing import kept_note
from facilitator.core.session.phases import NextPhase, TakeWay
from facilitator.export.guide import guide_page
from facilitator.store.guide_files import guide_file
from tests.core.builders import at, begun, done

EXAMPLES = sorted((Path(__file__).parents[2] / "docs" / "examples").glob("*.toml"))
NAMES = ("Anna", "Bo", "Cæcilie", "Dan")

each_example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)


def example(path: Path) -> Guide:
    return guide_file(path).usable


def test_there_are_six() -> None:
    assert len(EXAMPLES) == 6


@each_example
def test_an_example_is_a_guide_without_a_doubt(path: Path) -> None:
    file = guide_file(path)

    assert (file.problems, file.doubts) == ((), ())
    assert example(path).id == path.stem


@each_example
def test_an_example_is_led_to_its_note_which_holds_what_its_phases_keep(path: Path) -> None:
    guide = example(path)
    session = begun(guide, *NAMES)
    kept: set[str] = set()
    phases = []
    while True:
        phase = session.phase
        phases.append(phase.id)
        for question in session.board:
            text = f"{question} {len(phases)}"
            if question not in {q.id for q in guide.questions}:
                continue
            session = done(session, AddKeyword(question, text))
            if guide.board is BoardAtClose.KEPT and question in guide.kept_questions:
                kept.add(text)
        if phase.choose is not None:
            column = phase.choose.question
            session = done(session, Vote(column, 0, 3), *(Pick(column, n, True) for n in range(2)))
        if session.next_position is None:
            break
        event = TakeWay(phase.ways[0].goes_to) if phase.ways else NextPhase()
        session = done(session, event)

    note = kept_note(session, at(minutes=5))

    assert {each.text for question in note.questions for each in question.keywords} == kept
    assert set(phases) == {each.id for each in guide.phases}
    assert bool(kept) == guide.keeps(Keeps.KEYWORDS)


@each_example
def test_an_example_fits_on_a_page(path: Path) -> None:
    assert max(map(len, guide_page(example(path)).splitlines())) <= 80


def test_the_role_moves_on_each_time_among_wise_crowds() -> None:
    session = begun(example(EXAMPLES[-2]), *NAMES)
    holders = []
    while session.phase.id != "close":
        if session.phase.id == "ask":
            holders.append(session.live.roles["client"])
        session = done(session, NextPhase())

    assert holders == [0, 1, 2, 3]
