"""A CPR number reaches no session, through no field, however it is typed (privacy.md P9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.core.guide.model import Role
from facilitator.core.note import LEARNING, BoardColumn, Keyword
from facilitator.core.session.board import (
    AddColumns,
    AddKeyword,
    EditKeyword,
    SetPurpose,
    SetThemeWord,
)
from facilitator.core.session.commitments import AddCommitment, EditCommitment
from facilitator.core.session.events import conduct
from facilitator.core.session.masking import written_down
from facilitator.core.session.opening import SessionSetup
from facilitator.core.session.people import Arrive
from facilitator.core.text.guard import CPR_MASK
from tests.core.builders import NOON, begun, check_out, done, opened, supervision

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.core.session.events import Event

FIELDS: dict[str, Callable[[str], Event]] = {
    "keyword": lambda text: AddKeyword("talked", text),
    "column": lambda text: AddColumns(
        (BoardColumn(id="talked", text="?", keywords=(Keyword(text=text),)),)
    ),
    "learning point": lambda text: AddKeyword(LEARNING, text),
    "commitment": AddCommitment,
    "owner": lambda text: AddCommitment("Ring", owner=text),
    "theme": SetThemeWord,
    "purpose": SetPurpose,
    "name": Arrive,
}
NUMBERS = ["010136-4007", "0101364007", "01 01 36 4007", "010136–4007", "670180-1234"]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("field", FIELDS)
def test_a_number_is_masked_in_every_text_that_enters(field: str, number: str) -> None:
    session = done(begun(supervision()), FIELDS[field](f"hos {number}"))
    written = str(session.model_dump(by_alias=True))

    assert number not in written
    assert CPR_MASK in written


@pytest.mark.parametrize(
    "event",
    [
        EditKeyword("talked", 0, "hos 010136-4007"),
        EditCommitment(0, "hos 010136-4007"),
        EditCommitment(0, "Ring", "010136-4007"),
    ],
)
def test_a_number_is_masked_in_every_text_that_is_put_right(event: Event) -> None:
    session = done(begun(supervision()), AddKeyword("talked", "x"), AddCommitment("x"), event)
    written = str(session.model_dump(by_alias=True))

    assert "010136-4007" not in written
    assert CPR_MASK in written


def test_a_number_is_masked_in_the_teams_name() -> None:
    session = opened(SessionSetup(supervision(), "Hos 010136-4007"))

    assert session.note.team == f"Hos {CPR_MASK}"


@pytest.mark.parametrize("field", ["keyword", "learning point", "commitment"])
def test_a_number_with_a_tag_in_its_middle_is_masked(field: str) -> None:
    session = done(begun(supervision()), FIELDS[field]("hos 010136 #tillid 4007"))

    assert "010136" not in str(session.model_dump(by_alias=True))


def test_a_name_that_is_a_number_is_masked_and_may_have_a_role() -> None:
    number = "010136-4007"
    session = opened(SessionSetup(supervision(), "Nord", (number,), ((Role.SUPERVISEE, number),)))

    assert session.name(session.live.roles[Role.SUPERVISEE]) == CPR_MASK


def test_what_was_knowingly_kept_is_written_down_with_the_session_and_no_number_with_it() -> None:
    unmasked = {"0101364007"}
    session = conduct(
        begun(check_out(), "Hans"), AddKeyword("talked", "Hans og 010136-4007"), NOON, unmasked
    )

    texts = {"Hans og 010136-4007", "noget, der blev slettet igen"}
    written = written_down(session, texts, {"Hans", "Karen"}, unmasked)

    assert written.live.kept_texts == (f"Hans og {CPR_MASK}",)
    assert written.live.kept_words == ("Hans",)
    assert written.live.masked_on_disk
    assert "010136-4007" not in written.model_dump_json()
    assert not written_down(written, texts, (), unmasked).live.masked_on_disk
