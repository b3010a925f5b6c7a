"""The library of guides: the user's own, in the archive and beside the settings, and ours.

A guide is parsed when it is asked for, and those of ours that are only listed not even then: the
models are loaded with the first guide that is read whole. Which guides' notes are one person's own
(privacy.md P12) is told here, also where a guide cannot be read.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.core.errors import N_, Refused
from facilitator.core.guide.entry import Door, Minutes
from facilitator.core.text.plain import danish_order
from facilitator.store.files import NotRead, read_file, read_text_file, stamp_if_known
from facilitator.store.guide_files import (
    FOUNDATIONS,
    MOST_BYTES,
    CardsFile,
    GuideError,
    GuideFile,
    age_of,
    cards_file,
    each_once,
    foundations_file,
    guide_file,
    load_foundations_file,
    load_guide_file,
    paths_in,
)
from facilitator.store.paths import OUR_GUIDES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import Any, Self

    from facilitator.core.errors import Language
    from facilitator.core.guide.model import Card, Foundations, Guide
    from facilitator.store.files import Stamp
    from facilitator.store.toml import FileProblem

CARDS: Final = "cards"
"""The folder of somebody's own cards, among the guides."""
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
    return load_foundations_file(foundations_file(lang))


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
    return str(_above_tables(foundations_file(lang))["definition"])


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
        stamp = stamp_if_known(path)
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
        yield from sorted((p for p in paths_in(folder) if _holds(p, guide_id)), key=age_of)


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
        if guide_id not in re.findall(_ID_IN_TEXT, data.decode("utf-8", "replace"))[:1]:
            return None
    first = file.problems[0]
    msgid = N_('The guide "{guide}" is broken. {why}')
    return FileProblem(file.path, first.line, msgid, guide=guide_id, why=first)


@cache
def _our_paths(lang: Language) -> dict[str, Path]:
    """The paths of our guides by id, which is the name of the file."""
    paths = {path.stem: path for path in paths_in(OUR_GUIDES / lang)}
    del paths[FOUNDATIONS]
    return paths


@cache
def _our_guide(path: Path) -> Guide:
    return load_guide_file(path)


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


_ID_IN_TEXT: Final = r"(?m)^[ \t]*id[ \t]*=[ \t]*[\"']([a-z0-9_-]{1,60})"
"""The line of the id in the text of a guide, which may be broken."""
_NAMES_PRIVATE: Final = r"(?i)\bprivate\b(?!\s*=\s*false\b)"


@dataclass(frozen=True, slots=True)
class PrivateGuides:
    """Which guides' notes are private, as far as the files of the guides tell."""

    private: frozenset[str] = frozenset()
    """The ids of the guides that are private, or broken in a way that they may be."""
    known: frozenset[str] | None = None
    """The ids of all usable guides, where there is a file whose id is unknown that may hold a
    private one; None where there is no such file."""

    def may_be_private(self, guide_id: str) -> bool:
        """Whether the notes of the guide with that id are private, or that is in doubt."""
        is_in_doubt = self.known is not None and guide_id not in self.known
        return guide_id in self.private or is_in_doubt

    @property
    def text(self) -> str:
        """As JSON, which an index keeps: another form needs another `SCHEMA` there."""
        import json

        return json.dumps(
            [sorted(self.private), None if self.known is None else sorted(self.known)]
        )

    @classmethod
    def of_text(cls, text: str) -> Self:
        """The ones whose `text` it is."""
        import json

        private, known = json.loads(text)
        return cls(frozenset(private), None if known is None else frozenset(known))


def private_guides(guides: Guides) -> PrivateGuides:
    """The guides whose notes are private, in either language.

    So is a broken file that has the word `private` and does not set it to false, by the id in it;
    where it has no id, or a file cannot be read at all, every guide that no other file has is in
    doubt.
    """
    entries = [entry for lang in ("da", "en") for entry in guides.entries(lang)]
    private = {entry.id for entry in entries if entry.private}
    is_in_doubt = False
    for file in guides.own:
        if file.guide is None:
            try:
                text = read_text_file(file.path, MOST_BYTES)
            except NotRead:
                is_in_doubt = True
                continue
            if re.search(_NAMES_PRIVATE, text):
                ids = re.findall(_ID_IN_TEXT, text)[:1]
                private.update(ids)
                is_in_doubt = is_in_doubt or not ids
    known = frozenset(entry.id for entry in entries) if is_in_doubt else None
    return PrivateGuides(frozenset(private), known)
