"""What the guard sees in files: lines and kinds, never what stands there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from facilitator.core.note import Commitment
from facilitator.core.text.guard import FindingKind
from facilitator.store.files import NotRead
from facilitator.store.guard import Seen, guarded
from facilitator.store.notes import dumps
from tests.store.samples import a_note, a_session

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 18)
CPR, PHONE, EMAIL = FindingKind.CPR, FindingKind.PHONE, FindingKind.EMAIL


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "note.toml"


def test_each_line_of_a_text_is_looked_at(tmp_path: Path) -> None:
    text = tmp_path / "brev.txt"
    text.write_text(
        "Hej\nring 20 12 34 56 eller 30 12 34 56\n010136-4007, a@b.dk\nHvem gjorde det?"
    )

    assert guarded(text, TODAY) == (
        Seen(2, PHONE),
        Seen(3, CPR),
        Seen(3, EMAIL),
        Seen(4, FindingKind.WHO_DID_IT),
    )


@pytest.mark.parametrize("number", ["010136-\n4007", "010136\n  4007", "01.01.\n36-4007"])
def test_a_cpr_number_that_the_end_of_a_line_breaks_is_found(tmp_path: Path, number: str) -> None:
    text = tmp_path / "brev.txt"
    text.write_text(f"Hej\nOm {number}, tak.\n12\n11\n36\n4007\n")
    assert guarded(text, TODAY) == (Seen(2, CPR),)


def test_a_clean_note_is_clean_with_its_id_and_dates(file: Path) -> None:
    agreed = Commitment(id="c1", what="kl. 10-12", due=a_note().date)
    file.write_bytes(dumps(a_note(note_id="2026-11-21-2345", commitments=[agreed])))

    assert guarded(file, TODAY) == ()


def test_each_free_text_of_a_note_is_found_where_it_stands(file: Path) -> None:
    agreed = Commitment(id="c1", what="ring", owner="010136-4007", happened="skrev til a@b.dk")
    note = a_note(["fint", "ring 20 12 34 56"], commitments=[agreed])
    file.write_bytes(dumps(note.model_copy(update={"purpose": "om 0101364007"})))
    lines = file.read_text().splitlines()

    found = {
        (lines[seen.line - 1].strip(" ,").split(" =")[0], seen.kind)
        for seen in guarded(file, TODAY)
    }

    assert found == {
        ("owner", CPR),
        ("happened", EMAIL),
        ("purpose", CPR),
        ("{ text", PHONE),
    }


def test_a_number_behind_escapes_is_found_too(file: Path) -> None:
    file.write_text('schema = 1\nid = "a"\npurpose = "\\u0030101364007"\n')

    assert guarded(file, TODAY) == (Seen(3, CPR),)


@pytest.mark.parametrize("quotes", ['"""', "'''"])
def test_a_text_of_several_lines_is_found_line_by_line(file: Path, quotes: str) -> None:
    file.write_text(f"a = 1\ntext = {quotes}\nfint\n010136-4007\n{quotes}\n")
    assert guarded(file, TODAY) == (Seen(4, CPR),)
    file.write_text(f"a = 1\ntext = {quotes}fint\n010136-4007{quotes}\n")
    assert guarded(file, TODAY) == (Seen(3, CPR),)


def test_keys_of_others_are_looked_at(file: Path) -> None:
    file.write_bytes(dumps(a_note()) + b'\n[deres]\nliste = ["x", { y = "010136-4007" }]\n')

    assert [seen.kind for seen in guarded(file, TODAY)] == [CPR]


def test_a_running_note_is_looked_at(file: Path) -> None:
    file.write_bytes(dumps(a_session(["010136-4007"], names=["MK", "LT"])))

    assert [seen.kind for seen in guarded(file, TODAY)] == [CPR]


def test_the_rows_of_a_measurement_are_no_numbers(file: Path) -> None:
    rows = ["4 1 2 3 6 4 7", "1 2 1 2 6 4 1"]
    file.write_text(f'schema = 1\nid = "a"\nkind = "measurement"\nresponses = {rows}\n')

    assert guarded(file, TODAY) == ()


def test_a_broken_note_is_looked_at_line_by_line(file: Path) -> None:
    file.write_text('schema = 1\npurpose = "010136-4007\n')

    assert guarded(file, TODAY) == (Seen(2, CPR),)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_other_encodings_hide_nothing(tmp_path: Path, encoding: str) -> None:
    text = tmp_path / "brev.txt"
    text.write_bytes("Kære\nS\u00f8d 010136-4007".encode(encoding))

    assert guarded(text, TODAY) == (Seen(2, CPR),)


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"\x00\x01")
    for name in ("x", "missing", "."):
        with pytest.raises(NotRead):
            guarded(tmp_path / name, TODAY)
