"""Of every guide of ours: all that a close writes is on its list, and nothing else is."""

from __future__ import annotations

import tomllib
from datetime import date
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from facilitator.conducting.headings import closing_headings, item_words
from facilitator.core.errors import Refused
from facilitator.core.note import LEARNING
from facilitator.core.session import board, commitments, people, phases, turns
from facilitator.core.session.closing import ItemKind, closing_items, kept_note
from facilitator.core.session.events import History
from facilitator.core.session.opening import SessionSetup
from facilitator.core.session.stage import stage_view
from facilitator.store.guides import Guides, shipped
from facilitator.store.notes import dumps
from facilitator.words import language, set_language
from tests.core.builders import NOON, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from facilitator.core.session.closing import ClosingItem
    from facilitator.core.session.events import Event

NAMES = ("Zenobia", "Xerxes", "Quirin", "Wanja", "Ulrikke")
GUIDES = [(lang, entry.id) for lang in ("da", "en") for entry in shipped(lang)]


class Leading:
    """Somebody who leads a guide at random, and writes a word of its own in whatever there is."""

    def __init__(self, guides: Guides, lang: str, guide_id: str) -> None:
        self.chance = Random(f"{lang} {guide_id}")  # noqa: S311 no secret
        self._numbers = count(1)
        self.words: set[str] = set()
        guide = guides.guide(guide_id, lang)  # type: ignore[arg-type]
        people = () if guide.private else NAMES[: guide.people_at_most or len(NAMES)]
        setup = SessionSetup(guide, "Team", people, purpose=self.word(), gates_passed=True)
        self.history = History(opened(setup))

    def word(self) -> str:
        word = f"ord{next(self._numbers):04}"
        self.words.add(word)
        return word

    def do(self, event: Event) -> bool:
        try:
            self.history = self.history.conduct(event, NOON)
        except Refused:
            return False
        return True

    def lead(self) -> None:
        self.do(phases.Start())
        for _phase in range(60):
            for column in [q.id for q in self.history.session.note.questions] + [LEARNING]:
                self._write_under(column)
            for event in self._else():
                if self.chance.random() < 0.3:
                    self.do(event)
            if not self.do(phases.NextPhase()) or self.history.session.live.closing:
                break
        self.do(phases.BeginClose())

    def _write_under(self, column: str) -> None:
        events: list[Event] = [board.AddKeyword(column, f"{self.word()} #tillid")]
        events += [board.AddKeyword(column, self.word()), board.EditKeyword(column, 0, self.word())]
        events += [
            board.AddKeywords(((column, self.word()),), ("0a" * 16,)),
            board.DeleteKeyword(column, 0),
        ]
        events += [board.Vote(column, 0, 1), board.Pick(column, 0, picked=True)]
        if column != LEARNING:
            events.append(board.Tally(column, self.chance.randrange(3), self.chance.randrange(3)))
        for event in events:
            if self.chance.random() < 0.4 and self.do(event) and self.chance.random() < 0.2:
                self.history = self.history.undo(NOON)

    def _else(self) -> Iterator[Event]:
        yield board.SetThemeWord(self.word())
        yield board.SetPurpose(self.word())
        yield commitments.AddCommitment(
            self.word(), self.word(), date(2026, 12, 3), self.word(), self.word()
        )
        yield commitments.EditCommitment(0, self.word(), self.word())
        yield from (
            people.Arrive(self.chance.choice(NAMES)),
            turns.PassOn(),
            turns.PassTurn(),
            phases.PreviousPhase(),
        )

    def choose(self) -> None:
        for item in closing_items(self.history.session):
            if event := _choice(item, keep=self.chance.random() < 0.5):
                self.do(event)


def _choice(item: ClosingItem, *, keep: bool) -> Event | None:
    match item.kind:
        case ItemKind.PURPOSE:
            return board.KeepText("purpose", keep)
        case ItemKind.THEME_WORD:
            return board.KeepText("theme_word", keep)
        case ItemKind.COMMITMENT:
            return commitments.KeepCommitment(item.at, keep)
        case ItemKind.TALLY:
            return board.KeepTally(item.column, keep)
        case ItemKind.FOLLOWED:
            return None
        case _:
            return board.KeepKeyword(item.column, item.at, keep)


@pytest.mark.parametrize(("lang", "guide_id"), GUIDES)
def test_every_word_of_the_note_is_on_the_list_as_kept_and_no_other(
    tmp_path: Path, lang: Any, guide_id: str
) -> None:
    before = language()
    set_language(lang)
    try:
        leading = Leading(Guides(tmp_path), lang, guide_id)
        leading.lead()
        leading.choose()
        session = leading.history.session
        items = closing_items(session)
        note = dumps(kept_note(session, NOON)).decode()
        kept = " ".join(item_words(item) for item in items if item.kept)
        room = closing_headings(stage_view(session, NOON))
    finally:
        set_language(before)

    assert tomllib.loads(note)["guide"] == guide_id
    for word in leading.words:
        assert (word in note) is (word in kept), word
    assert not [name for name in NAMES if name in note]
    assert sum(len(heading.entries) for heading in room) == len(items)
