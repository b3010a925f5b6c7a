"""The archive as it is listed by an index that has just been brought up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.store.index import Index
from facilitator.store.index import notes as store

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
