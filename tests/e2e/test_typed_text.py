"""Whatever is typed or pasted into the capture line is text: shown as text and saved as text."""

from __future__ import annotations

import unicodedata
from functools import partial
from typing import TYPE_CHECKING

import pytest

from facilitator.store.notes import read_note_file
from facilitator.store.running import running
from tests.e2e.notes import keywords, state_file, the_session
from tests.e2e.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.e2e

RUN = ("run", "check-out", "--team", "Nord", "--participants", "Mette, Jonas", "--start")

FIREFIGHTER = "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{FIRE ENGINE}"
TYPED = {
    "Vi [aftalte] at mødes": "Vi [aftalte] at mødes",
    "[/]": "[/]",
    "[red]x": "[red]x",
    "[@click=app.quit]her[/]": "[@click=app.quit]her[/]",
    "mødet \N{FACE WITH TEARS OF JOY} gik": "mødet \N{FACE WITH TEARS OF JOY} gik",
    "æøåÆØÅ": "æøåÆØÅ",
    "pa\N{COMBINING RING ABOVE} skift": "p\N{LATIN SMALL LETTER A WITH RING ABOVE} skift",
    "farvet \x1b[31mrødt\x1b[0m": "farvet rødt",
    "vendt \N{RIGHT-TO-LEFT OVERRIDE}om\N{POP DIRECTIONAL FORMATTING}": "vendt om",
    '"quoted" and \\back\\slashed': '"quoted" and \\back\\slashed',
}
"""What goes in, and what is in the file."""


def test_what_looks_like_markup_or_leads_a_terminal_is_plain_text(archive: Path) -> None:
    with Terminal(*RUN, columns=160, rows=45) as terminal:
        terminal.wait_for("❯", "F1")
        for number, typed in enumerate(TYPED, 1):
            terminal.enter(typed)
            there = partial(_has_keywords, archive, number)
            terminal.wait_until(there, typed)
        terminal.wait_for_entered("Vi [aftalte] at", "[/]", "[red]x", "på skift", "vendt om")
    assert keywords(the_session(archive).note) == list(TYPED.values())


def _has_keywords(archive: Path, number: int) -> bool:
    there = bool(running(archive).sessions)
    return there and len(keywords(the_session(archive).note)) == number


def test_keys_faster_than_the_screen_are_done_in_the_order_pressed(archive: Path) -> None:
    said = [f"{number} af 5 sagde noget nyt" for number in range(1, 13)]
    with Terminal(*RUN) as terminal:
        terminal.wait_for("❯", "F1")
        terminal.type("".join(f"x{words}!\x7f\r" for words in said[:6]))
        terminal.press("pagedown")
        terminal.type("2\r" + "".join(f"x{words}!\x7f\r" for words in said[6:]))
        terminal.wait_for_entered(f"x{said[-1]}", " 2/5 ")
    session = the_session(archive)
    assert [[k.text for k in column.keywords] for column in session.note.questions[:2]] == [
        [f"x{words}" for words in said[:6]],
        [f"x{words}" for words in said[6:]],
    ]
    assert session.running


def test_no_key_is_lost_while_a_dialog_opens_or_closes(archive: Path) -> None:
    with Terminal(*RUN) as terminal:
        terminal.wait_for("❯", "F1")
        terminal.type("6\rringe til dem\rMette\rom to uger\r", pace=0.02)
        terminal.press("pagedown")
        terminal.type("1\rfå talte\r", pace=0.02)
        terminal.wait_for_entered("· få talte", " 2/5 ")
    session = the_session(archive)
    assert [(c.what, c.owner) for c in session.note.commitments] == [("ringe til dem", "Mette")]
    assert session.note.commitments[0].due is not None
    assert keywords(session.note) == ["få talte"]


def test_a_pasted_line_of_ten_thousand_characters_is_one_keyword(archive: Path) -> None:
    line = "fa\N{COMBINING RING ABOVE} talte\t[bold]nogle\N{RIGHT-TO-LEFT MARK} kom sent[/]\t"
    line += FIREFIGHTER
    text = (line * 300)[:10_000]
    with Terminal(*RUN) as terminal:
        terminal.wait_for("❯", "F1")
        terminal.paste(text)
        terminal.press("enter")
        terminal.wait_until(lambda: bool(keywords(the_session(archive).note)), "the keyword")
        terminal.enter("og videre")
        terminal.wait_for_entered("og videre")
    long, short = keywords(the_session(archive).note)
    assert short == "og videre"
    assert len(long) > 9_000
    assert long.startswith(f"få talte [bold]nogle kom sent[/] {FIREFIGHTER}få talte")
    assert_clean(state_file(archive))


PASTED = {
    "lines": "1 ud af 5 sagde noget\n2 tav\n\n 3\n4 gik før tid",
    "lines of Windows": "første linje\r\n  3 ud af 5\r\n\tog 2 mere\r\n",
    "a space first": "   indrykket, og ellers ingenting at se på",
    "numbers": "3\nx\n2\ny\n6\nz\n1\nø\n4\nå",
}
"""Texts that would choose questions, pause the clock or be cut in pieces if they were keys."""


@pytest.mark.parametrize("text", PASTED.values(), ids=PASTED)
def test_a_paste_that_the_terminal_does_not_mark_stays_under_its_question(
    archive: Path, text: str
) -> None:
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    with Terminal(*RUN) as terminal:
        terminal.wait_for("❯", "F1")
        terminal.type(text)
        terminal.read(0.5)
        terminal.press("enter")
        terminal.wait_until(partial(_has_keywords, archive, len(lines)), "the keywords")
        assert " 1/5 " in terminal.text
    session = the_session(archive)
    assert keywords(session.note) == lines
    assert session.running


def test_a_long_paste_that_the_terminal_does_not_mark_is_all_there(archive: Path) -> None:
    lines = [f"{n} af 100 ord, og så var der pause" for n in range(100)]
    with Terminal(*RUN) as terminal:
        terminal.wait_for("❯", "F1")
        terminal.type("\n  ".join(lines) + "\n")
        terminal.wait_until(partial(_has_keywords, archive, len(lines)), "the keywords")
    session = the_session(archive)
    assert keywords(session.note) == lines
    assert session.running


def test_what_begins_with_a_digit_is_text_however_long_one_thinks_in_it(archive: Path) -> None:
    texts = ["3 ud af 5 sagde noget", "10 minutter pause"]
    with Terminal(*RUN) as terminal:
        terminal.wait_for("❯", "F1")
        for text in texts:
            terminal.type(text[:1])
            terminal.read(1.2)  # longer than anything on the screen waits for
            terminal.type(text[1:3])
            terminal.read(1.2)
            terminal.type(text[3:] + "\r", pace=0.05)  # slower than any paste
            terminal.wait_for_entered(text)
    session = the_session(archive)
    assert keywords(session.note) == texts
    assert session.running


def test_what_a_terminal_would_obey_never_reaches_the_file(archive: Path) -> None:
    with Terminal(*RUN) as terminal:
        terminal.wait_for("❯", "F1")
        terminal.paste("rød \x1b[31mtekst\x1b]0;titel\x07 og \x9b31m\x00 slut")
        terminal.press("enter")
        terminal.wait_until(lambda: bool(keywords(the_session(archive).note)), "the keyword")
        terminal.enter("og videre")
        terminal.wait_for_entered("og videre")
    assert_clean(state_file(archive))


def assert_clean(file: Path) -> None:
    """In a file of text stand lines in NFC, and nothing that cannot be seen."""
    written = read_note_file(file).data.decode()
    assert written == unicodedata.normalize("NFC", written)
    assert not {c for c in written if unicodedata.category(c) in {"Cc", "Cf"}} - {
        "\n",
        FIREFIGHTER[1],
    }


def test_what_is_typed_while_the_program_still_loads_is_not_lost(archive: Path) -> None:
    with Terminal("run", "check-out", "--start", columns=100, rows=30) as terminal:
        terminal.wait_for("Hvordan gik dette møde?")
        terminal.type("få talte meget\r[x]\rnogle tav\r")
        terminal.wait_for_entered("nogle tav")
        assert keywords(the_session(archive).note) == ["få talte meget", "[x]", "nogle tav"]


@pytest.mark.parametrize("text", PASTED.values(), ids=PASTED)
def test_a_paste_while_the_program_still_loads_stays_under_its_question(
    archive: Path, text: str
) -> None:
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    with Terminal("run", "check-out", "--start", columns=100, rows=30) as terminal:
        terminal.wait_for("❯")
        terminal.type(text)
        terminal.wait_for("F1")
        terminal.press("enter")
        terminal.wait_until(partial(_has_keywords, archive, len(lines)), "the keywords")
        assert " 1/5 " in terminal.text
    session = the_session(archive)
    assert keywords(session.note) == lines
    assert session.running


def test_a_session_that_may_not_begin_is_refused_as_wrong_use(archive: Path) -> None:
    run = ("run", "supervision-60", "--participants", "Bo, Bo", "--start", "--yes")
    with Terminal(*run, columns=100, rows=30) as terminal:
        assert terminal.wait_for_end() == 2
        assert "Bo er her allerede" in terminal.text
        assert not running(archive).sessions
