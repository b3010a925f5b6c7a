"""The library of guides: the user's own, in the archive and beside the settings, and ours.

A guide is parsed when it is asked for, and those of ours that are only listed not even then: the
models are loaded with the first guide that is read whole.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias, TypeVar

import tomli

from facilitator.core.errors import N_, Refused
from facilitator.core.guide.entry import Door
from facilitator.core.text.plain import danish_order
from facilitator.store.files import NotRead, not_read, read_text_file
from facilitator.store.places import OUR_GUIDES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from typing import Any, Self

    from facilitator.core.guide.model import Foundations, Guide
    from facilitator.store.toml import FileProblem

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
    from facilitator.core.guide.check import checked

    return _loaded(path, checked)


def load_foundations_file(path: Path) -> Foundations:
    """The texts common to every guide, checked. Raises GuideError."""
    from facilitator.core.guide.check import foundations_checked

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
        from facilitator.store.toml import FileProblem

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
            from facilitator.store.toml import FileProblem

            msgid = N_("{other} has the same id and language. Give one of them another id.")
            yield GuideFile(
                file.path, None, (FileProblem(file.path, None, msgid, other=used.name),)
            )


def _loaded(path: Path, check: Callable[[dict[str, object]], T]) -> T:
    from facilitator.core.guide.check import GuideRefused
    from facilitator.store.toml import FileProblem, line_of, parsed

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


__all__ = [
    "GuideEntry",
    "GuideError",
    "GuideFile",
    "Guides",
    "foundations",
    "load_guide_file",
    "shipped",
]

Language: TypeAlias = Literal["da", "en"]

_FOUNDATIONS: Final = "foundations"
_OTHER: Final[dict[Language, Language]] = {"da": "en", "en": "da"}


class GuideEntry(NamedTuple):
    """What a list shows of a guide."""

    id: str
    language: Language
    title: str
    minutes: float
    door: Door
    summary: str = ""
    people_at_most: int | None = None
    trained_leader: bool = False
    private: bool = False

    @classmethod
    def of(cls, guide: Guide) -> Self:
        """That of a guide that has been read whole."""
        return cls(*(getattr(guide, name) for name in cls._fields))


class Opening(NamedTuple):
    """The first words of a session, as they stand in its guide."""

    title: str
    prompts: tuple[str, ...]
    team: str = ""


@cache
def foundations(lang: Language) -> Foundations:
    """The texts common to every guide, in that language."""
    return load_foundations_file(_foundations_file(lang))


@cache
def definition(lang: Language) -> str:
    """What psychological safety is, in one line: of the foundations that alone, and at once."""
    return str(_above_tables(_foundations_file(lang))["definition"])


@cache
def shipped(lang: Language) -> tuple[GuideEntry, ...]:
    """Our guides in that language, as they are listed."""
    return _sorted(map(_head, _our_paths(lang).values()))


class Guides:
    """The library. Of guides with one id and language the first is used: own ones, then ours."""

    def __init__(self, *folders: Path) -> None:
        """The user's own guides lie in `folders`: the archive's before those of the settings."""
        self._folders = folders
        self._parsed: dict[Path, GuideFile] = {}

    def listed(self, lang: Language) -> tuple[GuideEntry, ...]:
        """Every guide once, in that language or else in the one it has.

        In the order of the doors, behind each door the shortest first.
        """
        entries: dict[str, GuideEntry] = {}
        for language in (lang, _OTHER[lang]):
            own = (GuideEntry.of(file.guide) for file in self.own if file.guide)
            for entry in (*own, *shipped(language)):
                if entry.language == language:
                    entries.setdefault(entry.id, entry)
        return _sorted(entries.values())

    def guide(self, guide_id: str, lang: Language) -> Guide:
        """The guide of that id, in that language or else the other. Refused where there is none."""
        guide = self._found(guide_id, lang) or self._found(guide_id, _OTHER[lang])
        if guide is None:
            known = ", ".join(entry.id for entry in self.listed(lang))
            raise Refused(
                N_('There is no guide "{guide}". These are there: {known}.'),
                guide=guide_id,
                known=known,
            )
        return guide

    def opening(self, guide_id: str, lang: Language) -> Opening | None:
        """What a guide of ours begins with, known before the models are loaded.

        None where there is none of that id, or one of the user's may be meant. A prompt that takes
        its words from the archive is left out, with those after it.
        """
        if any(path for folder in self._folders for path in _paths_with(guide_id, folder)):
            return None
        path = _our_paths(lang).get(guide_id) or _our_paths(_OTHER[lang]).get(guide_id)
        if path is None:
            return None
        guide = tomli.loads(read_text_file(path, MOST_BYTES))
        prompts = takewhile(lambda prompt: "{" not in prompt, guide["phases"][0]["prompts"])
        return Opening(guide["title"], tuple(prompts))

    def other_language(self, guide: Guide) -> Guide | None:
        """The same guide in the other language; None where there is none."""
        return self._found(guide.id, _OTHER[guide.language])

    @cached_property
    def own(self) -> tuple[GuideFile, ...]:
        """Every file in the user's folders, those that cannot be used with their problems."""
        return tuple(file for folder in self._folders for file in self._own_in(folder))

    def _own_in(self, folder: Path) -> Iterator[GuideFile]:
        try:
            paths = paths_in(folder)
        except GuideError as error:
            yield GuideFile(folder, None, error.problems)
            return
        yield from each_once(tuple(map(self._parse, paths)))

    def _parse(self, path: Path) -> GuideFile:
        if path not in self._parsed:
            self._parsed[path] = guide_file(path)
        return self._parsed[path]

    def _found(self, guide_id: str, lang: Language) -> Guide | None:
        for folder in self._folders:
            for path in _paths_with(guide_id, folder):
                guide = self._parse(path).guide
                if guide and (guide.id, guide.language) == (guide_id, lang):
                    return guide
        ours = _our_paths(lang).get(guide_id)
        return _our_guide(ours) if ours else None


def _paths_with(guide_id: str, folder: Path) -> Iterator[Path]:
    """The files that may hold the guide: parsing those that do not name it would cost a start."""
    with suppress(GuideError):
        for path in paths_in(folder):
            with suppress(NotRead):
                if guide_id in read_text_file(path, MOST_BYTES):
                    yield path


@cache
def _our_paths(lang: Language) -> dict[str, Path]:
    """Our files by the id of the guide in them, which is their name."""
    paths = {path.stem: path for path in paths_in(OUR_GUIDES / lang)}
    del paths[_FOUNDATIONS]
    return paths


@cache
def _our_guide(path: Path) -> Guide:
    return load_guide_file(path)


def _foundations_file(lang: Language) -> Path:
    return OUR_GUIDES / lang / f"{_FOUNDATIONS}.toml"


def _head(path: Path) -> GuideEntry:
    """One of ours: it stands above the first table, and tests see to it that it is right."""
    said = _above_tables(path)
    known = {name: said[name] for name in GuideEntry._fields if name in said}
    return GuideEntry(**{**known, "door": Door(said["door"])})


def _above_tables(path: Path) -> dict[str, Any]:
    """What the lines of one of our files say above the first table."""
    lines, _, _ = read_text_file(path, MOST_BYTES).partition("\n[")
    return tomli.loads(lines)


def _sorted(entries: Iterable[GuideEntry]) -> tuple[GuideEntry, ...]:
    doors = list(Door)
    return tuple(
        sorted(entries, key=lambda e: (doors.index(e.door), e.minutes, danish_order(e.title)))
    )


class PrivateGuides(frozenset[str]):
    """The guides whose notes are one person's own, and those of which that is in doubt."""

    known: frozenset[str] | None = None
    """Where a file of a guide cannot be read, all others: what is not among them is in doubt."""

    def __contains__(self, guide: object) -> bool:
        return super().__contains__(guide) or (self.known is not None and guide not in self.known)


def private_guides(guides: Guides) -> PrivateGuides:
    """The ids of the guides whose notes are one person's own, in either language.

    Doubt does not share what is private: a broken file that speaks of `private`, and does not say
    that it is false, counts as private; where a file cannot be read at all, so does every guide
    that no other file has.
    """
    listed = [entry for lang in ("da", "en") for entry in guides.listed(lang)]
    private = {entry.id for entry in listed if entry.private}
    unreadable = False
    for file in guides.own:
        if file.guide is None:
            try:
                text = read_text_file(file.path, MOST_BYTES)
            except NotRead:
                unreadable = True
                continue
            if _SPEAKS_OF_PRIVATE.search(text):
                ids = _ID.findall(text)[:1]
                private.update(ids)
                unreadable = unreadable or not ids
    found = PrivateGuides(private)
    if unreadable:
        found.known = frozenset(entry.id for entry in listed)
    return found


_SPEAKS_OF_PRIVATE: Final = re.compile(r"\bprivate\b(?!\s*=\s*false\b)", re.IGNORECASE)
_ID: Final = re.compile(r"^[ \t]*id[ \t]*=[ \t]*[\"']([a-z0-9_-]{1,60})", re.MULTILINE)
