"""Python collects garbage where nobody waits for a key."""

from __future__ import annotations

import asyncio
import weakref
from typing import TYPE_CHECKING

from facilitator.core.note import Commitment
from facilitator.ui.garbage_collection import let_go
from tests.ui.desk import at_desk, until

if TYPE_CHECKING:
    from pathlib import Path
    from types import SimpleNamespace

    import pytest


async def test_what_is_loaded_is_never_looked_through_again(
    archive: Path, garbage_collection_as_ever: SimpleNamespace
) -> None:
    async with at_desk(archive) as desk:
        desk.app.navigator.open_archive()
        await desk.settle()
        await desk.press("escape")  # what is garbage by now is not to be kept
        assert garbage_collection_as_ever.freeze.call_count == 2  # drawn, and loaded
        *_new, whole = garbage_collection_as_ever.set_threshold.call_args.args
        assert whole >= 1_000_000_000


async def test_a_whole_search_waits_for_a_while_at_home_without_a_key(
    archive: Path,
    garbage_collection_as_ever: SimpleNamespace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    search = garbage_collection_as_ever.collect
    monkeypatch.setattr("facilitator.ui.home.IDLE", 0.05)
    async with at_desk(archive) as desk:
        await until(lambda: search.called)
        desk.app.navigator.open_archive()
        await desk.settle()
        search.reset_mock()
        await asyncio.sleep(0.15)
        assert not search.called
        await desk.press("escape")
        await until(lambda: search.called)


async def test_a_long_list_is_let_go_of_with_all_that_is_in_it() -> None:
    commitments = tuple(Commitment(id=f"c{n}", what="Vi ringer") for n in range(3000))
    left = [weakref.ref(commitment) for commitment in commitments]
    let_go(commitments)
    del commitments
    await until(lambda: not any(commitment() for commitment in left))
