"""What is seen of an export is what is in it: as words, and with how much it is."""

from __future__ import annotations

from datetime import date

import pytest

from facilitator.core.note import Commitment
from facilitator.export.formats import exported
from facilitator.export.preview import account, preview
from facilitator.export.wording import Sharing
from tests.store.samples import a_note

OWNED = Commitment(id="c1", what="Vi ringer først", owner="Mette")
FREE = Commitment(id="c2", what="Vi spørger")
SHARING = Sharing((a_note(["[b]få[/b] <talte>"], commitments=[OWNED, FREE], day=date(2026, 3, 3)),))


def test_of_a_page_the_words_are_seen_and_no_markup() -> None:
    seen = preview(SHARING, exported(SHARING, "html"))
    assert "[b]få[/b] <talte>" in seen
    assert "Vi ringer først" in seen
    assert "<!DOCTYPE" not in seen
    assert "</" not in seen.replace("[/b]", "")


def test_what_is_no_page_is_seen_as_it_is() -> None:
    for text in (exported(SHARING, "md"), exported(SHARING, "json")):
        assert preview(SHARING, text) == text


def test_the_mark_a_spreadsheet_wants_is_not_seen() -> None:
    text = exported(SHARING, "csv")
    assert text.startswith("\N{BYTE ORDER MARK}")
    assert preview(SHARING, text) == text[1:]


@pytest.mark.parametrize(("commitments", "named"), [([OWNED, FREE], 1), ([FREE], 0)])
def test_it_is_told_whether_somebody_is_named(commitments: list[Commitment], named: int) -> None:
    told = account(Sharing((a_note(["et"], commitments=commitments, day=date(2026, 3, 3)),)))
    assert len(told) == 1 + named
    assert f"{1 + len(commitments)} linjer" in told[0]
