"""Files of guides, common texts and cards: read and checked, and a new guide begun.

A file that is no guide is told by its problems, each with its line. The models are loaded with the
first file that is checked.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, TypeVar, get_args

from facilitator.core.errors import N_, Language, Refused
from facilitator.store.files import (
    NotRead,
    create_privately,
    make_private_folder,
    not_read,
    read_file,
    read_text_file,
    text_of,
    write_privately,
)
from facilitator.store.paths import OUR_GUIDES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from facilitator.core.guide.mistakes import Problem
    from facilitator.core.guide.model import Card, Foundations, Guide
    from facilitator.store.toml import FileProblem

T = TypeVar("T")

MOST_BYTES: Final = 2**20
FOUNDATIONS: Final = "foundations"


class GuideError(Exception):
    """A file that is no guide; `problems` holds at least one, in the order of the lines."""

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
    """A file that should be a guide: the guide, or why there is none."""

    path: Path
    guide: Guide | None
    problems: tuple[FileProblem, ...] = ()
    doubts: tuple[FileProblem, ...] = ()
    """What is allowed, and probably not meant: said to whoever checks the guide."""

    @property
    def usable(self) -> Guide:
        """The guide. Raises GuideError where there is none."""
        if self.guide is None:
            raise GuideError(self.path, self.problems)
        return self.guide


def load_guide_file(path: Path) -> Guide:
    """The guide in a file, checked. Raises GuideError."""
    return _guide_of(_text_in(path), path)


@dataclass(frozen=True, slots=True)
class CardsFile:
    """A file that should hold the user's own cards: the cards, or why there are none."""

    path: Path
    cards: tuple[Card, ...] = ()
    problems: tuple[FileProblem, ...] = ()


def cards_file(path: Path) -> CardsFile:
    """The cards in a file, checked, or its problems."""
    from facilitator.core.guide.check import own_cards_checked

    try:
        return CardsFile(path, _checked(_text_in(path), path, own_cards_checked).cards)
    except GuideError as error:
        return CardsFile(path, problems=error.problems)


def load_foundations_file(path: Path) -> Foundations:
    """The texts common to every guide, checked. Raises GuideError."""
    from facilitator.core.guide.check import foundations_checked

    return _checked(_text_in(path), path, foundations_checked)


def guide_file(path: Path) -> GuideFile:
    """The same, for a list in which a broken file is named and skipped."""
    try:
        return guide_in(_text_in(path), path)
    except GuideError as error:
        return GuideFile(path, None, error.problems)


def guide_in(text: str, path: Path) -> GuideFile:
    """The guide in a text, which is that of the file at `path` or may become it."""
    from facilitator.core.guide.check import doubts

    try:
        guide = _guide_of(text, path)
    except GuideError as error:
        return GuideFile(path, None, error.problems)
    return GuideFile(path, guide, doubts=_by_line(text, path, doubts(guide)))


def paths_in(folder: Path) -> tuple[Path, ...]:
    """The TOML files in a folder, the shortest name first: copies have longer names.

    None where there is no such folder; hidden files are skipped. Raises GuideError when the folder
    cannot be read.
    """
    try:
        names = os.listdir(folder)  # noqa: PTH208 the names alone, hidden ones among them
    except FileNotFoundError:
        return ()
    except OSError as error:
        from facilitator.store.toml import FileProblem

        why = not_read(error)
        problem = FileProblem.of(folder, why)
        raise GuideError(folder, (problem,)) from error
    mine = (n for n in names if n.lower().endswith(".toml") and not n.startswith("."))
    return tuple(folder / name for name in sorted(mine, key=lambda name: (len(name), name)))


def each_once(files: tuple[GuideFile, ...]) -> Iterator[GuideFile]:
    """The files of one folder; of several with one id and language the oldest is the guide.

    The others are its copies, and cannot be used.
    """
    oldest: dict[tuple[str, str], Path] = {}
    for file in sorted(files, key=lambda file: age_of(file.path)):
        if file.guide is not None:
            oldest.setdefault((file.guide.id, file.guide.language), file.path)
    for file in files:
        original = file.path
        if file.guide is not None:
            original = oldest[file.guide.id, file.guide.language]
        if original == file.path:
            yield file
        else:
            yield GuideFile(file.path, None, (_copy_of(file.path, original),))


def _copy_of(path: Path, original: Path) -> FileProblem:
    from facilitator.store.toml import FileProblem, line_of

    line = line_of(read_text_file(path, MOST_BYTES), ("id",))
    msgid = N_("{other} is older and has the same id and language. Give this copy another id.")
    return FileProblem(path, line, msgid, other=original.name)


def age_of(path: Path) -> tuple[float, int, str]:
    """A sort key: when a file was made or, where that is unknown, last changed."""
    try:
        status = path.stat()
    except OSError:
        return (float("inf"), 0, path.name)
    made = getattr(status, "st_birthtime", status.st_mtime)
    return (made, len(path.name), path.name)


@cache
def _common_cards(lang: Language) -> frozenset[str]:
    """The ids of the cards in the foundations, which every guide may name."""
    import tomli

    text = read_text_file(foundations_file(lang), MOST_BYTES)
    return frozenset(card["id"] for card in tomli.loads(text)["cards"])


def _guide_of(text: str, path: Path) -> Guide:
    from facilitator.core.guide.check import checked

    def check(data: dict[str, object]) -> Guide:
        named = data.get("language")  # of any kind
        cards = (_common_cards(lang) for lang in get_args(Language) if lang == named)
        return checked(data, next(cards, ()))

    return _checked(text, path, check)


def _text_in(path: Path) -> str:
    """The text of a file. Raises GuideError, with the line where it is no UTF-8."""
    from facilitator.store.toml import FileProblem
    from facilitator.store.toml_mistakes import mistake_in_encoding

    try:
        data, _ = read_file(path, MOST_BYTES)
        mistake = mistake_in_encoding(data)
        if mistake is None:
            return text_of(data)
    except NotRead as refused:
        problem = FileProblem.of(path, refused)
        raise GuideError(path, (problem,)) from refused
    problem = FileProblem(path, mistake.line, mistake.msgid, **mistake.params)
    raise GuideError(path, (problem,))


def _checked(text: str, path: Path, check: Callable[[dict[str, object]], T]) -> T:
    from facilitator.core.guide.mistakes import GuideRefused
    from facilitator.store.toml import FileProblem, parsed

    try:
        return check(parsed(text, path))
    except FileProblem as problem:
        raise GuideError(path, (problem,)) from problem
    except GuideRefused as refused:
        raise GuideError(path, _by_line(text, path, refused.problems)) from refused


def _by_line(text: str, path: Path, problems: Iterable[Problem]) -> tuple[FileProblem, ...]:
    from facilitator.store.toml import FileProblem, line_of

    unsorted = [
        FileProblem(path, line_of(text, problem.path), problem.msgid, **problem.params)
        for problem in problems
    ]
    return tuple(sorted(unsorted, key=lambda problem: problem.line or 0))


def foundations_file(lang: Language) -> Path:
    """Where the texts common to all our guides lie."""
    return OUR_GUIDES / lang / f"{FOUNDATIONS}.toml"


SCHEMA_FILE: Final = "guide.schema.json"
"""Beside the guides that name it in their first line, as editors with TOML support read it."""

_SCHEMA_LINE: Final = f"#:schema ./{SCHEMA_FILE}"


def new_guide(
    folder: Path, guide_id: str, lang: Language, schema: bytes, other: Path | None = None
) -> Path:
    """Write the file of a new guide, and the schema beside it; gives where it lies.

    It begins as a commented example in that language, or as a copy of `other`. No file is ever
    replaced but an older schema. Raises Refused where the id is none, or the file is there already.
    """
    from facilitator.core.record import LONGEST_WORD, WORD_PATTERN

    if not re.fullmatch(WORD_PATTERN, guide_id) or len(guide_id) > LONGEST_WORD:
        raise Refused(
            N_(
                '"{id}" cannot be an id. Write at most 60 small letters a–z, digits and single '
                "hyphens, such as our-round."
            ),
            id=guide_id,
        )
    path = folder / f"{guide_id}.toml"
    text = read_text_file(other or OUR_GUIDES / "new" / f"{lang}.toml", MOST_BYTES)
    make_private_folder(folder)
    try:
        create_privately(path, _begun(text, guide_id).encode())
    except FileExistsError:
        msgid = N_("{file} is there already. Choose another id, or change that file.")
        raise Refused(msgid, file=path) from None
    _bring_schema(folder / SCHEMA_FILE, schema)
    return path


def _begun(text: str, guide_id: str) -> str:
    """A guide's text under its own id, with the schema named in its first line."""
    lines = text.replace("\r\n", "\n").removeprefix(_SCHEMA_LINE).lstrip("\n")
    written = re.sub(
        r"^([ \t]*id[ \t]*=[ \t]*)(?:\"[^\"\n]*\"|'[^'\n]*')",
        lambda match: f'{match[1]}"{guide_id}"',
        lines,
        count=1,
        flags=re.MULTILINE,
    )
    return f"{_SCHEMA_LINE}\n{written}"


def _bring_schema(path: Path, schema: bytes) -> None:
    """The schema is ours alone, so an older one is replaced."""
    try:
        present = read_text_file(path, MOST_BYTES).encode()
    except NotRead:
        present = b""
    if present != schema:
        write_privately(path, schema)
