"""What is wrong with a file, as a text that the index keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from facilitator.core.errors import Typed
from facilitator.store.toml import FileProblem

if TYPE_CHECKING:
    from pathlib import Path

_COMMAND = "command to type"


def text_of_problem(problem: FileProblem) -> str:
    """A problem as text, without its path."""
    import json

    params = {
        name: {_COMMAND: value.words} if isinstance(value, Typed) else value
        for name, value in problem.params.items()
    }
    return json.dumps([problem.line, problem.msgid, params], default=str)


def problem_of_text(path: Path, text: str) -> FileProblem:
    """The problem of the file of that path."""
    import json

    line, msgid, params = json.loads(text)
    return FileProblem(path, line, msgid, **{name: _param(value) for name, value in params.items()})


def _param(value: Any) -> Any:
    return Typed(tuple(value[_COMMAND])) if isinstance(value, dict) else value
