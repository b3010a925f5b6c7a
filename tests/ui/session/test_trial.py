"""A guide tried out: the real screens, a faster clock, and no trace on the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.conducting.clock import Clock
from facilitator.core.session.phases import AttachMeasurement, NextPhase
from facilitator.store.archive import Archive
from facilitator.store.guides import shipped
from facilitator.store.remembered_order import remembered_order
from facilitator.words import language
from tests.ui.desk import at_desk, written

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp, First


def trial(guide: str, *, ends: bool = False) -> First:
    def first(app: FacilitatorApp) -> None:
        app.navigator.session.try_out(app.workspace.guides.guide(guide, language()), ends=ends)

    return first


def disk(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, and every folder."""
    return {str(path): path.read_bytes() if path.is_file() else b"" for path in folder.rglob("*")}


async def test_a_trial_leaves_no_trace_on_the_disk(archive: Path, own_home: Path) -> None:
    before = disk(own_home)

    async with at_desk(archive, trial("check-out")) as desk:
        assert "10" in desk.text
        desk.conductor.do(NextPhase())
        desk.conductor.do(NextPhase())
        await desk.enter("et stikord")
        while desk.session.next_position is not None:
            desk.conductor.do(NextPhase())
        await desk.run("session.close")
        assert "et stikord" in desk.text
        await desk.press("ctrl+s")
        assert "Forløbet er prøvet af. Intet blev gemt." in desk.text
        after_close = disk(own_home)

    assert [path for path in after_close if path.endswith((".toml", ".state", ".key"))] == [
        path for path in before if path.endswith((".toml", ".state", ".key"))
    ]


async def test_what_follows_a_trial_is_real_again(archive: Path) -> None:
    async with at_desk(archive, trial("check-out")) as desk:
        trying = desk.app.workspace
        desk.app.navigator.go_home()
        await desk.settle()

        assert type(desk.app.workspace) is not type(trying)
        assert desk.app.workspace.archive is trying.archive


@pytest.mark.parametrize("guide", [entry.id for entry in shipped("da")])
async def test_every_guide_can_be_tried_out(archive: Path, own_home: Path, guide: str) -> None:
    before = disk(own_home)

    async with at_desk(archive, trial(guide, ends=True)) as desk:
        assert desk.text.strip()
        inside = disk(own_home)

    assert disk(own_home) == inside == before


def test_a_fast_clock_goes_ten_times_as_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = [100.0]
    monkeypatch.setattr("facilitator.conducting.clock._ticks", lambda: seconds[0])
    clock = Clock(10)
    began = clock.now()

    seconds[0] += 6

    assert (clock.now() - began).total_seconds() == pytest.approx(60)


async def test_a_trial_remembers_no_name_whatever_it_leaves(archive: Path) -> None:
    written(archive / "archive.toml", "schema = 1\nremember_order = true\n")

    async with at_desk(archive, trial("measurement")) as desk:
        team = desk.session.note.team
        desk.conductor.do(AttachMeasurement("2026-03-03-abcd"))  # as one that leaves no note
        while desk.session.next_position is not None:
            desk.conductor.do(NextPhase())
        await desk.run("session.close")
        await desk.press("ctrl+s")
        await desk.written()
        assert not desk.navigator.in_session

    assert remembered_order(Archive(archive), team) == ()
