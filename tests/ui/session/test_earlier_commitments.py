"""Earlier commitments in a session: gone through one by one, and written at the close."""

from __future__ import annotations

import threading
import tomllib
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from facilitator.core.commitment_change import CommitmentChange
from facilitator.core.commitments import Status
from facilitator.core.note import Commitment
from facilitator.store.archive import Archive
from facilitator.store.commitments import change, in_note, write_followed
from facilitator.ui.kit.commitment_versions import TwoVersions
from facilitator.ui.session.close import ClosedScreen
from tests.store.samples import a_note, put
from tests.ui.desk import AT_MOST, NOON, at_desk, begun, to_phase, until

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.store.commitments import Unwritten

TODAY = NOON.date()


@pytest.fixture
def note(archive: Path) -> Path:
    agreed = (Commitment(id="c1", what="Vi ringer først"), Commitment(id="c2", what="Vi spørger"))
    earlier = a_note(note_id="n1", team="Nord", day=TODAY - timedelta(weeks=3), commitments=agreed)
    return put(Archive(archive), "Nord/n1.toml", earlier)


def spoil(note: Path) -> None:
    note.write_text("schema = ", encoding="utf-8")


def statuses(path: Path) -> list[str]:
    return [c["status"] for c in tomllib.loads(path.read_text(encoding="utf-8"))["commitments"]]


@pytest.mark.parametrize("size", [(80, 24), (50, 15), (160, 45)])
async def test_each_has_a_key_and_is_written_into_its_note_at_the_close(
    archive: Path, note: Path, size: tuple[int, int]
) -> None:
    first = begun("follow-up", names="Mette, Jonas", team="Nord")
    async with at_desk(archive, first, size=size) as desk:
        assert "Vi ringer først" in desk.text
        assert "1 gjort" in desk.text
        await desk.press("1", "down", "4")
        assert statuses(note) == ["open", "open"], "it waits for the close"
        await desk.run("session.close")
        assert "✓ gjort: Vi ringer først" in desk.text
        await desk.press("ctrl+s")
        await desk.written()
        assert isinstance(desk.app.screen, ClosedScreen)
    assert statuses(note) == ["done", "released"]


@pytest.mark.parametrize("size", [(80, 24), (50, 15), (160, 45)])
async def test_a_long_one_is_read_whole(archive: Path, size: tuple[int, int]) -> None:
    what = "Vi begynder hvert møde med en runde, hvor alle siger, hvad de er i tvivl om lige nu"
    agreed = tuple(Commitment(id=f"c{n}", what=f"{n} {what}") for n in range(1, 6))
    earlier = a_note(note_id="n1", team="Nord", day=TODAY, commitments=agreed)
    put(Archive(archive), "Nord/n1.toml", earlier)
    first = begun("follow-up", names="Mette, Jonas", team="Nord")
    async with at_desk(archive, first, size=size) as desk:
        for number in range(1, 6):
            assert f"▸ ○ {number} {what}" in desk.prose
            await desk.press("down")


async def test_the_same_key_takes_it_back_and_so_does_undo(archive: Path, note: Path) -> None:
    async with at_desk(archive, begun("follow-up", names="Mette", team="Nord")) as desk:
        await desk.press("1", "1")
        assert desk.session.live.followed == ()
        await desk.press("2", "ctrl+z")
        assert desk.session.live.followed == ()
        await desk.press("3")
        (followed,) = desk.conductor.session.live.followed
        assert followed.status is Status.ADJUSTED
    assert statuses(note) == ["open", "open"]


@pytest.mark.parametrize(("keys", "after"), [(("enter",), "released"), (("down", "enter"), "done")])
async def test_one_changed_meanwhile_shows_both(
    archive: Path, note: Path, keys: tuple[str, ...], after: str
) -> None:
    async with at_desk(archive, begun("follow-up", names="Mette", team="Nord")) as desk:
        await desk.press("1")
        change(in_note(note, "c1"), CommitmentChange(status=Status.RELEASED), TODAY)
        await desk.run("session.close")
        await desk.press("ctrl+s")
        await desk.written()
        assert isinstance(desk.app.screen, TwoVersions)
        await desk.press(*keys)
        await desk.written()
        assert isinstance(desk.app.screen, ClosedScreen)
    assert statuses(note)[0] == after


async def test_over_a_blank_screen_nothing_is_asked_until_it_is_shown_again(
    archive: Path, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, goes_on = threading.Event(), threading.Event()

    def slowly(*arguments: Any) -> tuple[Unwritten, ...]:
        reached.set()
        assert goes_on.wait(AT_MOST)
        return write_followed(*arguments)

    monkeypatch.setattr("facilitator.store.commitments.write_followed", slowly)
    async with at_desk(archive, begun("follow-up", names="Mette", team="Nord")) as desk:
        await desk.press("1")
        change(in_note(note, "c1"), CommitmentChange(status=Status.RELEASED), TODAY)
        await desk.run("session.close")
        desk.holds_reading = True
        await desk.press("ctrl+s")
        await until(reached.is_set)
        await desk.press("f9")
        blank = desk.text
        goes_on.set()
        desk.holds_reading = False
        await desk.written()
        assert desk.text == blank
        await desk.press("f9")
        assert isinstance(desk.app.screen, TwoVersions)
        await desk.press("down", "enter")
        await desk.written()
    assert statuses(note)[0] == "done"


async def test_what_cannot_be_written_is_said_and_nothing_is_closed_unasked(
    archive: Path, note: Path
) -> None:
    async with at_desk(archive, begun("follow-up", names="Mette", team="Nord")) as desk:
        await desk.press("1")
        spoil(note)
        await desk.run("session.close")
        await desk.press("ctrl+s")
        await desk.written()
        assert "blev ikke skrevet i sin note" in desk.prose
        assert desk.navigator.current.conductor is not None
        await desk.press("down", "enter")
        await desk.written()
        assert isinstance(desk.app.screen, ClosedScreen)


async def test_where_a_new_one_is_agreed_too_the_digits_are_still_theirs(
    archive: Path, note: Path
) -> None:
    async with at_desk(archive, begun("follow-up", names="Mette", team="Nord")) as desk:
        await to_phase(desk, "decide")
        assert "Vi ringer først" in desk.text
        await desk.press("2", "enter")
        assert desk.session.live.followed[0].status is Status.CONTINUING
    assert statuses(note) == ["open", "open"]


@pytest.mark.parametrize("size", [(80, 24), (50, 15)])
async def test_what_was_said_of_one_is_gone_at_undo_and_in_the_next_phase(
    archive: Path, note: Path, size: tuple[int, int]
) -> None:
    first = begun("follow-up", names="Mette", team="Nord")
    async with at_desk(archive, first, size=size) as desk:
        assert "↑ ↓ 1/2" in desk.text
        assert "4 sluppet" in desk.text
        await desk.press("1")
        assert desk.text.count("✓ gjort") == 2, "in the list, and in passing"
        await desk.press("ctrl+z")
        assert "✓ gjort" not in desk.text
        await desk.press("ctrl+y")
        assert desk.text.count("✓ gjort") == 1
        await desk.press("2")
        assert desk.text.count("→ fortsætter") == 2
        await desk.press("pagedown")
        assert "→ fortsætter" not in desk.text
    assert statuses(note) == ["open", "open"]


@pytest.mark.parametrize(("size", "seen"), [((80, 24), 3), ((50, 15), 2), ((160, 45), 5)])
async def test_where_they_are_decided_on_the_list_has_the_room_and_not_an_empty_board(
    archive: Path, size: tuple[int, int], seen: int
) -> None:
    agreed = tuple(Commitment(id=f"c{n}", what=f"aftale {n}") for n in range(5))
    earlier = a_note(note_id="n1", team="Nord", day=TODAY - timedelta(weeks=3), commitments=agreed)
    put(Archive(archive), "Nord/n1.toml", earlier)
    async with at_desk(archive, begun("follow-up", team="Nord"), size=size) as desk:
        await to_phase(desk, "decide")
        assert sum(f"aftale {n}" in desk.text for n in range(5)) == seen
