"""Killed at any moment, a measurement loses no answer that was kept, and leaves none it gave up."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

ALLOWED = {
    "add": {"open 5 2 0", "open 6 2 0"},
    "close": {"open 5 2 0", "closed None 0 0"},
    "throw": {"open 5 2 0", "none None 0 0"},
}
"""The note, the answers beside it, their files, and files that are neither text nor key."""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
def test_a_kill_before_or_after_any_file_operation_leaves_all_or_nothing(tmp_path: Path) -> None:
    program = subprocess.run(
        [sys.executable, "-m", "tests.store.measurement.killing", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    left = Counter(program.stdout.splitlines())

    assert program.returncode == 0, program.stderr
    assert {line.split(" ", 1)[0] for line in left} == set(ALLOWED)
    assert [line for line in left if line.split(" ", 1)[1] not in ALLOWED[line.split(" ")[0]]] == []
    assert all(f"{name} {end}" in left for name, ends in ALLOWED.items() for end in ends)
    assert left.total() > 60
