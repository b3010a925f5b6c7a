"""Which guides' notes are one person's own (privacy.md P12), also where a guide cannot be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from facilitator.store.files import NotRead, read_text_file
from facilitator.store.guides import ID_IN_TEXT, MOST_BYTES

if TYPE_CHECKING:
    from typing import Self

    from facilitator.store.guides import Guides

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
                ids = re.findall(ID_IN_TEXT, text)[:1]
                private.update(ids)
                is_in_doubt = is_in_doubt or not ids
    known = frozenset(entry.id for entry in entries) if is_in_doubt else None
    return PrivateGuides(frozenset(private), known)
