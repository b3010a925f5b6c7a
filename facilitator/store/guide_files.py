"""A guide in a file of the user's own: read, checked, and what is wrong with it told by line."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from facilitator.core.guide_check import GuideRefused, checked, foundations_checked
from facilitator.core.refusal import N_
from facilitator.store.problems import FileProblem
from facilitator.store.reading import NotRead, not_read, read_text_file
from facilitator.store.toml_lines import line_of
from facilitator.store.toml_parsing import parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from facilitator.core.guide import Foundations, Guide

T = TypeVar("T")

MOST_BYTES: Final = 2**20


class GuideError(Exception):
    """A file that is no guide; `problems` holds at least one reason, in the order of the lines."""

    path: Final[Path]
    problems: Final[tuple[FileProblem, ...]]

    def __init__(self, path: Path, problems: tuple[FileProblem, ...]) -> None:
        super().__init__(path, problems)
        self.path = path
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(f"{problem.place}: {problem}" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class GuideFile:
    """A file where a guide should be: the guide, or why there is none."""

    path: Path
    guide: Guide | None
    problems: tuple[FileProblem, ...] = ()


def load_guide_file(path: Path) -> Guide:
    """The guide in a file, checked. Raises GuideError."""
    return _loaded(path, checked)


def load_foundations_file(path: Path) -> Foundations:
    """The texts common to every guide, checked. Raises GuideError."""
    return _loaded(path, foundations_checked)


def guide_file(path: Path) -> GuideFile:
    """The same, for a list in which a broken file is named and passed over."""
    try:
        return GuideFile(path, load_guide_file(path))
    except GuideError as error:
        return GuideFile(path, None, error.problems)


def paths_in(folder: Path) -> tuple[Path, ...]:
    """The TOML files in a folder, the shortest name first: a copy of a file has a longer one.

    None where there is no such folder; hidden files are passed over. Raises GuideError when the
    folder cannot be read.
    """
    try:
        names = os.listdir(folder)  # noqa: PTH208 the names alone, hidden ones among them
    except FileNotFoundError:
        return ()
    except OSError as error:
        why = not_read(error)
        problem = FileProblem(folder, None, why.msgid, **why.params)
        raise GuideError(folder, (problem,)) from error
    mine = (n for n in names if n.lower().endswith(".toml") and not n.startswith("."))
    return tuple(folder / name for name in sorted(mine, key=lambda name: (len(name), name)))


def each_once(files: tuple[GuideFile, ...]) -> Iterator[GuideFile]:
    """The files of one folder; of two with the same id and language the second cannot be used."""
    first: dict[tuple[str, str], Path] = {}
    for file in files:
        if file.guide is None:
            yield file
            continue
        used = first.setdefault((file.guide.id, file.guide.language), file.path)
        if used == file.path:
            yield file
        else:
            msgid = N_("{other} has the same id and language. Give one of them another id.")
            yield GuideFile(
                file.path, None, (FileProblem(file.path, None, msgid, other=used.name),)
            )


def _loaded(path: Path, check: Callable[[dict[str, object]], T]) -> T:
    try:
        text = read_text_file(path, MOST_BYTES)
        data = parsed(text, path)
    except NotRead as refused:
        problem = FileProblem(path, None, refused.msgid, **refused.params)
        raise GuideError(path, (problem,)) from refused
    except FileProblem as problem:
        raise GuideError(path, (problem,)) from problem
    try:
        return check(data)
    except GuideRefused as refused:
        problems = [
            FileProblem(path, line_of(text, problem.path), problem.msgid, **problem.params)
            for problem in refused.problems
        ]
        problems.sort(key=lambda problem: problem.line or 0)
        raise GuideError(path, tuple(problems)) from refused
