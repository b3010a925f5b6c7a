"""Notes as Markdown, CSV and JSON: people's words come out as they went in, and obey nobody."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from facilitator.core.errors import Refused
from facilitator.core.note import Commitment
from facilitator.core.review import review
from facilitator.core.text.plain import one_line
from facilitator.export.csv import inert, sheet
from facilitator.export.formats import (
    Format,
    account,
    document,
    exported,
    format_of,
    preview,
)
from facilitator.export.markdown import escaped, markdown
from facilitator.export.plain_text import Sharing, note_text
from facilitator.export.review import review_text
from facilitator.words import refusal_words, set_language
from tests.hostile import HOSTILE, hostile_note
from tests.store.samples import a_frame, a_note

ONE = Sharing((hostile_note(),))
TEAM = Sharing((hostile_note(), hostile_note()), HOSTILE[0])
BOTH = pytest.mark.parametrize("sharing", [ONE, TEAM], ids=["one", "team"])


class Words(HTMLParser):
    """The tags of a page, and the text of each list item and heading."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not any(name in {"href", "src"} for name, _value in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def gfm() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


@BOTH
def test_markdown_obeys_nothing_that_people_wrote(sharing: Sharing) -> None:
    words = Words(gfm().render(markdown(sharing)))

    assert words.tags <= {"h1", "h2", "h3", "p", "ul", "li", "em", "strong", "hr"}
    for text in HOSTILE:
        assert words.text.count(text) >= 6


@given(st.text(st.characters(codec="utf-8"), max_size=60).map(one_line))
def test_any_line_is_the_same_when_the_markdown_is_read(text: str) -> None:
    words = Words(gfm().render(f"- {escaped(text)}\n"))

    assert words.tags <= {"ul", "li"}
    assert one_line(words.text) == text


@BOTH
def test_the_mark_is_first_and_last(sharing: Sharing) -> None:
    lines = markdown(sharing).splitlines()

    assert lines[0] == lines[-1] == "**Fortroligt.** Del det kun med dem, teamet har aftalt."
    assert json.loads(document(sharing))["confidential"] == "Fortroligt"
    headings, *rows = table(sheet(sharing))
    assert headings[0] == "Fortrolighed"
    assert {row[0] for row in rows} == {"Fortroligt"}


def table(text: str) -> list[list[str]]:
    """The cells as a spreadsheet reads the file."""
    assert text.startswith("\N{BYTE ORDER MARK}")
    rows = list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";", strict=True))
    assert {len(row) for row in rows} == {14}
    return rows


@BOTH
def test_no_cell_is_a_formula(sharing: Sharing) -> None:
    rows = table(sheet(sharing))

    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if re.match(r"\s*[=+\-@＝＋－＠]", cell)]  # noqa: RUF001
    assert "'=1+1" in cells
    assert "'-2+3+cmd|' /C calc'!A0" in cells


def test_a_cell_is_its_text_but_for_the_apostrophe() -> None:
    rows = table(sheet(ONE))

    texts = [row[7] for row in rows if row[5] == "læringspunkt"]
    assert texts == [inert(text) for text in HOSTILE]
    assert [text.removeprefix("'") for text in texts] == [t.removeprefix("'") for t in HOSTILE]


@given(st.text(max_size=20))
def test_no_text_at_all_is_a_formula_when_it_is_inert(text: str) -> None:
    assert not re.match(r"\s*[=+\-@\t\r\n]", inert(text))


def test_there_is_a_line_for_each_thing_that_was_kept() -> None:
    kinds = [row[5] for row in table(sheet(ONE))[1:]]

    assert {kind: kinds.count(kind) for kind in kinds} == {
        "formål": 1,
        "tema i ét ord": 1,
        "aftale": len(HOSTILE),
        "læringspunkt": len(HOSTILE),
        "stikord": len(HOSTILE),
    }


def test_a_keyword_has_its_question_kind_and_theme_beside_it() -> None:
    row = table(sheet(ONE))[-1]

    assert row == [
        "Fortroligt", "2026-11-21-k3f9", "2026-11-21", HOSTILE[0], HOSTILE[1], "stikord",
        HOSTILE[-1], HOSTILE[-1], "fejl", "Tillid til hinanden", "", "", "", "",
    ]  # fmt: skip


def test_the_json_of_a_note_is_the_note() -> None:
    found = json.loads(document(ONE))

    assert (found["schema"], found["id"], found["date"]) == (1, "2026-11-21-k3f9", "2026-11-21")
    assert [q["keywords"][0]["text"] for q in found["questions"]] == list(HOSTILE)
    assert found["questions"][0]["keywords"][0]["kind"] == "error"
    assert found["commitments"][0] == {
        "id": "c0", "what": HOSTILE[0], "owner": HOSTILE[0], "due": "2026-12-02",
        "status": "open", "cue": HOSTILE[0], "response": HOSTILE[0], "happened": HOSTILE[0],
    }  # fmt: skip
    assert "live" not in found


def test_the_json_of_a_team_is_its_notes() -> None:
    found = json.loads(document(TEAM))

    assert list(found) == ["confidential", "team", "notes"]
    assert [note["id"] for note in found["notes"]] == ["2026-11-21-k3f9"] * 2


@pytest.mark.parametrize("fmt", ["md", "html", "csv", "json"])
def test_every_format_speaks_english_too(fmt: str) -> None:
    set_language("en")
    text = exported(Sharing((a_note(),)), format_of(f"x.{fmt}"))

    assert "Confidential" in text
    assert "Fortroligt" not in text


@pytest.mark.parametrize(
    ("name", "fmt"),
    [("a.md", "md"), ("a.HTML", "html"), ("a.htm", "html"), ("a.csv", "csv"), ("a.json", "json"),
     ("a.markdown", "md"), ("a", "md"), ("", "md"), ("csv", "csv"), ("a.txt", "md")],
)  # fmt: skip
def test_the_format_is_told_by_the_ending(name: str, fmt: str) -> None:
    assert format_of(name) == fmt


@pytest.mark.parametrize("name", ["a.docx", "a.b.PDF", "a.xlsx"])
def test_a_format_that_is_not_ours_is_not_written_under_its_name(name: str) -> None:
    with pytest.raises(Refused) as refused:
        format_of(name)

    assert name.rpartition(".")[2] in refusal_words(refused.value)
    assert "md, html, csv, json" in refusal_words(refused.value)


@pytest.mark.parametrize("name", ["2026.11", "møde 18. november", ".md", "."])
def test_a_dot_that_begins_no_ending_asks_for_nothing(name: str) -> None:
    assert format_of(name) == "md"


def test_a_date_that_begins_a_line_needs_no_sign_against_a_list() -> None:
    set_language("da")

    text = exported(Sharing((a_note(),)), "md")

    assert "\\." not in text
    assert "lørdag 21. november 2026" in text


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


# A frame


FRAME = a_frame(2, day=date(2026, 3, 3), revisit=date(2026, 6, 3), social=["Vi siger tak"])


@pytest.mark.parametrize("fmt", ["md", "html"])
def test_an_exported_frame_says_its_version_and_when_it_is_looked_at_again(fmt: Format) -> None:
    set_language("da")
    text = exported(Sharing((FRAME,)), fmt)
    assert "teamets ramme, version 2, genbesøges 3. juni 2026" in text
    assert "Vi siger tak" in text


def test_a_frame_is_a_row_of_its_own_in_a_sheet() -> None:
    set_language("en")
    rows = list(csv.reader(io.StringIO(exported(Sharing((FRAME,)), "csv")), delimiter=";"))
    assert rows[1][5:12] == ["frame", "", "Version 2", "", "", "", "2026-06-03"]


def test_a_frame_is_whole_in_json() -> None:
    written = json.loads(exported(Sharing((FRAME,)), "json"))
    assert written["frame"] == {"version": 2, "revisit": "2026-06-03"}


def test_a_frame_read_aloud_says_what_it_is() -> None:
    set_language("en")
    assert "the team’s frame, version 2, to be looked at again on 3 June 2026" in note_text(FRAME)


def test_a_look_back_read_aloud_has_the_frame_in_force() -> None:
    set_language("en")
    old = a_frame(1, day=date(2026, 1, 3), social=["Vi tier"])
    notes = [old, FRAME, a_note(day=date(2026, 4, 3))]

    text = review_text(review(notes, date(2026, 7, 1)), (), date(2026, 7, 1))

    assert "Version 2, made on 3 March 2026.\nIt is time to look at it again." in text
    assert "Normer\n- Vi siger tak" in text
    assert "Vi tier" not in text
