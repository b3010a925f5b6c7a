"""What is wrong with a guide, in a sentence that also says what to write instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from facilitator.core.refusal import Refused

Path: TypeAlias = tuple[str | int, ...]
"""Where in a guide: ("phases", 3, "minutes") is the word `minutes` of the fourth phase."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and where. A word that is missing has the path it would have."""

    path: Path
    msgid: str
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def reason(self) -> Refused:
        """The sentence, to be translated where it is read."""
        return Refused(self.msgid, **self.params)


class GuideRefused(Exception):  # noqa: N818 a refusal is an answer, not an error
    """A guide cannot be used; `problems` holds at least one reason."""

    problems: Final[tuple[Problem, ...]]

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return " ".join(str(problem.reason) for problem in self.problems)
