"""The archive as it is listed by an index that has just been brought up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.store.index import Index
from facilitator.store.index import notes as store
from facilitator.words import refusal_words

if TYPE_CHECKING:
    from facilitator.store.archive import Archive
    from facilitator.store.index.notes import Entry


def up_to_date(archive: Archive) -> Index:
    index = Index(archive.folder)
    index.refresh()
    return index


def listing(archive: Archive) -> store.Listing:
    return store.listing(up_to_date(archive))


def find(archive: Archive, wanted: str) -> Entry:
    return store.find(up_to_date(archive), wanted)


def named(archive: Archive) -> dict[str, str]:
    """What is said of the files with a problem, by their paths in the archive."""
    return {
        str(problem.path.relative_to(archive.folder)): refusal_words(problem)
        for problem in listing(archive).problems
    }
