"""The program run as a command, in this process: what it said, and how it ended."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from facilitator.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


@dataclass
class Said:
    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The JSON on standard output, one object."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The JSON on standard output, a list."""
        found = json.loads(self.out)
        assert isinstance(found, list)
        return found


class Run(Protocol):
    def __call__(self, *arguments: str | Path) -> Said: ...


def somebody_answers(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    """From now on there is a terminal, and whatever is asked on it gets that answer."""
    monkeypatch.setattr("facilitator.cli.stderr.can_ask", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{answer}\n" * 9))


def commanded(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """What runs `facilitator` with the arguments it is given."""

    def facilitator(*arguments: str | Path) -> Said:
        monkeypatch.setattr(sys, "argv", ["facilitator", *map(str, arguments)])
        try:
            main()
            code: object = 0
        except SystemExit as left:
            code = left.code
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return Said(code if isinstance(code, int) else int(code is not None), out, err)

    return facilitator
