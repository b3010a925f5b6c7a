"""The library of guides: the user's own, in the archive and beside the settings, and ours.

A guide is parsed when it is asked for, and those of ours that are only listed not even then: the
models are loaded with the first guide that is read whole. A new guide of the user's is begun here.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from facilitator.core.errors import N_, Refused
from facilitator.core.guide.entry import Door, Minutes
from facilitator.core.text.plain import danish_order
from facilitator.store.files import (
    NotRead,
    create_privately,
    make_private_folder,
    not_read,
    read_file,
    read_text_file,
    stamp_of,
    text_of,
    write_privately,
)
from facilitator.store.paths import OUR_GUIDES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from typing import Any, Self

    from facilitator.core.errors import Language
    from facilitator.core.guide.mistakes import Problem
    from facilitator.core.guide.model import Card, Foundations, Guide
    from facilitator.store.files import Stamp
    from facilitator.store.toml import FileProblem

T = TypeVar("T")

MOST_BYTES: Final = 2**20
ID_IN_TEXT: Final = r"(?m)^[ \t]*id[ \t]*=[ \t]*[\"']([a-z0-9_-]{1,60})"
"""The line of the id in the text of a guide, which may be broken."""


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
    for file in sorted(files, key=lambda file: _age(file.path)):
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


def _age(path: Path) -> tuple[float, int, str]:
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

    text = read_text_file(_foundations_file(lang), MOST_BYTES)
    return frozenset(card["id"] for card in tomli.loads(text)["cards"])


def _guide_of(text: str, path: Path) -> Guide:
    from facilitator.core.guide.check import checked

    def check(data: dict[str, object]) -> Guide:
        named = data.get("language")  # of any kind
        return checked(data, next((_common_cards(lang) for lang in _OTHER if lang == named), ()))

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


CARDS: Final = "cards"
"""The folder of somebody's own cards, among the guides."""
_FOUNDATIONS: Final = "foundations"
_OTHER: Final[dict[Language, Language]] = {"da": "en", "en": "da"}


class GuideEntry(NamedTuple):
    """What a list shows of a guide."""

    id: str
    language: Language
    title: str
    minutes: Minutes
    door: Door
    summary: str = ""
    people_at_most: int | None = None
    trained_leader: bool = False
    private: bool = False
    path: Path | None = None
    """Its file, where it is one of the user's own."""

    @classmethod
    def of(cls, guide: Guide, path: Path | None = None) -> Self:
        """The entry of a guide that was read whole."""
        return cls(*(getattr(guide, name) for name in cls._fields[:-1]))._replace(path=path)


class FirstWords(NamedTuple):
    """The first words of a session, from its guide."""

    title: str
    prompts: tuple[str, ...]
    question: str = ""
    """The first on the board, to be written under; empty: none, or another heading."""
    team: str = ""
    private: bool = False


@cache
def foundations(lang: Language) -> Foundations:
    """The texts common to all guides, in that language."""
    return load_foundations_file(_foundations_file(lang))


def card_of(guide: Guide, card_id: str) -> Card:
    """The guide's card with that id, or else the common one.

    Raises KeyError where there is none.
    """
    for card in (*guide.cards, *foundations(guide.language).cards):
        if card.id == card_id:
            return card
    raise KeyError(card_id)


@cache
def definition(lang: Language) -> str:
    """What psychological safety is, in one line, without loading the foundations."""
    return str(_above_tables(_foundations_file(lang))["definition"])


@cache
def shipped(lang: Language) -> tuple[GuideEntry, ...]:
    """The entries of our guides in that language."""
    return _sorted(map(_head, _our_paths(lang).values()))


class Guides:
    """The library. Of guides with one id and language the first counts: own ones, then ours."""

    def __init__(self, *folders: Path) -> None:
        """The user's own guides are in `folders`: the archive's before those of the settings."""
        self._folders = folders
        self._parsed: dict[Path, tuple[Stamp | None, GuideFile]] = {}

    def entries(self, lang: Language) -> tuple[GuideEntry, ...]:
        """Every guide once, in that language if it exists in it.

        In the order of the doors, behind each door the shortest first.
        """
        entries: dict[str, GuideEntry] = {}
        for language in (lang, _OTHER[lang]):
            own = (GuideEntry.of(file.guide, file.path) for file in self.own if file.guide)
            for entry in (*own, *shipped(language)):
                if entry.language == language:
                    entries.setdefault(entry.id, entry)
        return _sorted(entries.values())

    def guide(self, guide_id: str, lang: Language) -> Guide:
        """The guide with that id, in that language or else the other.

        Raises Refused where there is none; FileProblem where a broken file of the user's should
        hold it.
        """
        return self.file(guide_id, lang).usable

    def file(self, guide_id: str, lang: Language) -> GuideFile:
        """The path of that guide, and the guide. Raises as `guide` does."""
        file = self._file_of(guide_id, lang) or self._file_of(guide_id, _OTHER[lang])
        if file is None:
            ids = ", ".join(entry.id for entry in self.entries(lang))
            raise Refused(
                N_('There is no guide "{guide}". These are there: {known}.'),
                guide=guide_id,
                known=ids,
            )
        return file

    def first_words(self, guide_id: str, lang: Language) -> FirstWords | None:
        """The first words of one of our guides, known before the models are loaded.

        None where there is none with that id, one of the user's may be meant, or it has gates. A
        prompt with words of the archive's vocabulary is left out, and all after it.
        """
        if any(path for folder in self._folders for path in _paths_with(guide_id, folder)):
            return None
        path = _our_paths(lang).get(guide_id) or _our_paths(_OTHER[lang]).get(guide_id)
        if path is None:
            return None
        import tomli

        guide = tomli.loads(read_text_file(path, MOST_BYTES))
        if "gates" in guide:
            return None
        prompts = takewhile(lambda prompt: "{" not in prompt, guide["phases"][0]["prompts"])
        question, is_private = _first_question(guide), guide.get("private") is True
        return FirstWords(guide["title"], tuple(prompts), question, private=is_private)

    def other_language(self, guide: Guide) -> Guide | None:
        """The same guide in the other language; None where there is no usable one."""
        with suppress(Refused):
            file = self._file_of(guide.id, _OTHER[guide.language])
            return file.guide if file else None
        return None

    @property
    def own(self) -> tuple[GuideFile, ...]:
        """All files in the user's folders; those that cannot be used have problems.

        A file that was saved since is read again.
        """
        return tuple(file for folder in self._folders for file in self._own_in(folder))

    def own_cards(self) -> tuple[CardsFile, ...]:
        """All files of cards in the user's folders, as they are now."""
        return tuple(file for folder in self._folders for file in _cards_in(folder / CARDS))

    def _own_in(self, folder: Path) -> Iterator[GuideFile]:
        try:
            paths = paths_in(folder)
        except GuideError as error:
            yield GuideFile(folder, None, error.problems)
            return
        yield from each_once(tuple(map(self._parse, paths)))

    def _parse(self, path: Path) -> GuideFile:
        stamp = _stamp(path)
        read = self._parsed.get(path)
        if read is None or read[0] != stamp:
            read = self._parsed[path] = (stamp, guide_file(path))
        return read[1]

    def _file_of(self, guide_id: str, lang: Language) -> GuideFile | None:
        for folder in self._folders:
            broken: FileProblem | None = None
            for path in _paths_with(guide_id, folder):
                file = self._parse(path)
                if file.guide is None:
                    broken = broken or _broken(file, guide_id)
                elif (file.guide.id, file.guide.language) == (guide_id, lang):
                    return file
            if broken is not None:
                raise broken
        ours = _our_paths(lang).get(guide_id)
        return GuideFile(ours, _our_guide(ours)) if ours else None


def _stamp(path: Path) -> Stamp | None:
    with suppress(OSError):
        return stamp_of(path)
    return None


def _cards_in(folder: Path) -> Iterator[CardsFile]:
    try:
        yield from map(cards_file, paths_in(folder))
    except GuideError as error:
        yield CardsFile(folder, problems=error.problems)


def _paths_with(guide_id: str, folder: Path) -> Iterator[Path]:
    """The files that may hold the guide, the oldest first: parsing all would slow the start.

    Files in a wrong encoding are included.
    """
    with suppress(GuideError):
        yield from sorted((p for p in paths_in(folder) if _holds(p, guide_id)), key=_age)


def _holds(path: Path, guide_id: str) -> bool:
    if path.stem == guide_id:
        return True
    try:
        data, _ = read_file(path, MOST_BYTES)
    except NotRead:
        return False
    return any(guide_id.encode(encoding) in data for encoding in ("utf-8", "utf-16-le"))


def _broken(file: GuideFile, guide_id: str) -> FileProblem | None:
    """The problem of a broken file that should hold that guide, by its name or id; else None."""
    from facilitator.store.toml import FileProblem

    if file.path.stem != guide_id:
        try:
            data, _ = read_file(file.path, MOST_BYTES)
        except NotRead:
            return None
        if guide_id not in re.findall(ID_IN_TEXT, data.decode("utf-8", "replace"))[:1]:
            return None
    first = file.problems[0]
    msgid = N_('The guide "{guide}" is broken. {why}')
    return FileProblem(file.path, first.line, msgid, guide=guide_id, why=first)


@cache
def _our_paths(lang: Language) -> dict[str, Path]:
    """The paths of our guides by id, which is the name of the file."""
    paths = {path.stem: path for path in paths_in(OUR_GUIDES / lang)}
    del paths[_FOUNDATIONS]
    return paths


@cache
def _our_guide(path: Path) -> Guide:
    return load_guide_file(path)


def _foundations_file(lang: Language) -> Path:
    return OUR_GUIDES / lang / f"{_FOUNDATIONS}.toml"


def _first_question(guide: dict[str, Any]) -> str:
    """What is written under first, where that is plain without the model; else empty.

    It is not where the phase keeps something else, or asks the question itself.
    """
    phase = guide["phases"][0]
    ids = phase.get("questions", ())
    asked = [question for question in guide.get("questions", ()) if question["id"] in ids]
    if not asked or "keeps" in phase or any("scale" in question for question in asked):
        return ""
    text: str = asked[0]["text"]
    is_plain = asked[0]["id"] == ids[0] and "{" not in text and text not in phase["prompts"]
    return text if is_plain else ""


def _head(path: Path) -> GuideEntry:
    """The entry of one of ours, from the lines above its first table, which tests check."""
    head = _above_tables(path)
    fields = {name: head[name] for name in GuideEntry._fields if name in head}
    ends = head["minutes"] if isinstance(head["minutes"], list) else [head["minutes"]]
    return GuideEntry(**{**fields, "minutes": Minutes(*ends), "door": Door(head["door"])})


def _above_tables(path: Path) -> dict[str, Any]:
    """The values above the first table of one of our files."""
    import tomli

    lines, _, _ = read_text_file(path, MOST_BYTES).partition("\n[")
    return tomli.loads(lines)


def _sorted(entries: Iterable[GuideEntry]) -> tuple[GuideEntry, ...]:
    """By door, the shortest first, and last those without minutes."""
    doors = list(Door)

    def key(entry: GuideEntry) -> tuple[int, bool, float, tuple[str, str]]:
        return doors.index(entry.door), not entry.minutes, entry.minutes, danish_order(entry.title)

    return tuple(sorted(entries, key=key))


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
