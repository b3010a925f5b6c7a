"""What may be too much is asked about before it is saved, on a real terminal."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.e2e.notes import is_closed, keywords, the_file, the_session
from tests.e2e.terminal import CAPTURE, Terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.e2e

RUN = ("run", "check-out", "--team", "Nord", "--participants", "Mette, Jonas", "--start")
QUESTION = "Her nævnes nogen"


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (50, 15)])
def test_a_name_is_asked_about_and_what_is_kept_with_enter_stays_as_it_is(
    archive: Path, columns: int, rows: int
) -> None:
    with Terminal(*RUN, columns=columns, rows=rows) as terminal:
        terminal.wait_for(CAPTURE, "F1")
        terminal.enter("Jonas talte mest")
        terminal.wait_for_entered(QUESTION)
        terminal.wait_for(QUESTION, "Jonas talte mest")
        assert keywords(the_session(archive).note) == []
        terminal.press("enter")
        terminal.wait_until(lambda: keywords(the_session(archive).note) != [], "the keyword")
        assert keywords(the_session(archive).note) == ["Jonas talte mest"]
        terminal.wait_until(lambda: QUESTION not in terminal.text, "the line as it was")
        terminal.press(*["pagedown"] * 5)
        terminal.wait_for("Jonas talte mest")
        terminal.press("ctrl+s")
        terminal.wait_until(lambda: is_closed(archive), "the note")
    note = tomllib.loads(the_file(archive).read_text("utf-8"))
    said = [k["text"] for question in note["questions"] for k in question.get("keywords", [])]
    assert said == ["Jonas talte mest"]


def test_typed_on_without_looking_up_or_pasted_in_lines_nothing_is_lost(archive: Path) -> None:
    with Terminal(*RUN, columns=80, rows=24) as terminal:
        terminal.wait_for(CAPTURE, "F1")
        terminal.type("få talte\rMette talte mest\r og Jonas lidt\r\rsidst\r")
        terminal.wait_until(lambda: "sidst" in keywords(the_session(archive).note), "the last")
        assert keywords(the_session(archive).note) == [
            "få talte",
            "Mette talte mest og Jonas lidt",
            "sidst",
        ]
        terminal.paste("Jonas sagde:\r\nvi venter\nfor længe")
        terminal.press("enter")
        terminal.wait_for_entered(QUESTION)
        terminal.press("enter")
        terminal.wait_until(lambda: len(keywords(the_session(archive).note)) == 4, "the paste")
        assert keywords(the_session(archive).note)[3] == "Jonas sagde: vi venter for længe"
