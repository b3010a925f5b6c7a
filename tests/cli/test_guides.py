"""`facilitator guides`: what it says of the guides there are, and of a file that is to be one."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from tests.store.guide_texts import SMALL, written

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.commanded import Run

KEPT = SMALL.replace('"cleared"', '"kept"').replace(
    "[[phases]]", '[[questions]]\nid = "q"\ntext = "Hvad?"\n\n[[phases]]'
)


def test_a_guide_on_standard_input_is_checked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def given(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    given(SMALL)
    assert run("guides", "check", "-").code == 0
    given(SMALL.replace("minutes = 2", "minutes = 2,5"))
    answer = run("guides", "check", "-")
    assert answer.code == 1
    assert answer.err == "-:5: Decimaler står efter et punktum. Skriv minutes = 2.5.\n"


def test_a_doubt_is_said_and_the_guide_can_be_used(run: Run, tmp_path: Path) -> None:
    answer = run("guides", "check", written(tmp_path, "kept.toml", KEPT + 'questions = ["q"]\n'))

    assert answer.code == 0
    assert "Tavlen bliver gemt, men ingen fase gemmer" in answer.err
    assert answer.out == "Lille: Forløbet kan bruges.\n"


@pytest.mark.parametrize(
    "command", [("guides", "show", "min"), ("run", "min", "--start", "--team", "Nord")]
)
def test_a_broken_guide_asked_for_by_its_id_is_named_with_its_file(
    run: Run, own_home: Path, command: tuple[str, ...]
) -> None:
    path = written(own_home / "sessions" / "guides", "min.toml", 'id = "min"\nminutes = 8 min\n')

    answer = run(*command)

    assert (answer.code, answer.out) == (1, "")
    assert f"{path}:2: " in answer.err
    assert '"min". Skriv minutes = 8, kun tallet.' in answer.err
