"""All measurements of an archive, found by the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.store.index.notes import files_of_measurements
from facilitator.store.measurement.notes import in_files, measurements_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.store.archive import Archive
    from facilitator.store.index import Index
    from facilitator.store.measurement.notes import Measurements


def known_measurements(
    index: Index, go_on: Callable[[int, int], bool] | None = None
) -> Measurements | None:
    """The same as `measurements`, found by the index, which is brought up to date first.

    None where `go_on` ends that too early: part of them is not for anybody.
    """
    files = files_of_measurements(index, go_on)
    return None if files is None else in_files(files)


def measurements(
    archive: Archive, index: Index, go_on: Callable[[int, int], bool] | None = None
) -> Measurements:
    """All measurements of an archive. Never raises for a file that cannot be used.

    They are found by the `index`, which is brought up to date first, where `go_on` lets that come
    to its end; or else by looking into every file. Which way makes no difference to what is found:
    the rule of anonymity (see `core.measurement.overlap`) needs every one there is.
    """
    known = known_measurements(index, go_on)
    return measurements_in(archive) if known is None else known
