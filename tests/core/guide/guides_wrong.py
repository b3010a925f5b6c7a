"""The small guide with something wrong in it, and how that is said."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from facilitator.core.guide.check import checked
from facilitator.core.guide.mistakes import GuideRefused

SMALL = Path(__file__).parent.joinpath("guides", "small.toml").read_text(encoding="utf-8")


def refused(guide: dict[str, Any]) -> list[tuple[str, str]]:
    """Where it is wrong, and how that is said."""
    with pytest.raises(GuideRefused) as caught:
        checked(guide)
    return [(".".join(map(str, problem.path)), str(problem)) for problem in caught.value.problems]


def changed(**words: Any) -> dict[str, Any]:
    return {**tomllib.loads(SMALL), **words}


def in_phase(index: int, **words: Any) -> dict[str, Any]:
    guide = tomllib.loads(SMALL)
    guide["phases"][index].update(words)
    return guide


def without(word: str) -> dict[str, Any]:
    guide = tomllib.loads(SMALL)
    del guide[word]
    return guide
