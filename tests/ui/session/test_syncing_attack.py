"""Somebody keeps every version of every file: what a session was is in none of them."""

from __future__ import annotations

import os
import re
import threading
import tomllib
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest

from facilitator.core.errors import Refused
from facilitator.core.session.board import (
    AddKeyword,
    Pick,
    SetPurpose,
    Vote,
)
from facilitator.core.session.opening import SessionSetup
from facilitator.core.session.people import AssignRole
from facilitator.core.session.phases import NextPhase
from facilitator.core.session.turns import PassOn, PassTurn
from facilitator.store.paths import sessions_folder
from facilitator.words import language
from tests.ui.desk import at_desk, begun, to_phase, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp, First
    from tests.ui.desk import Desk

NAMES = ("Zebulon", "Quirinus", "Ursulina")
UNKEPT = ("uafklaret", "fortroligt")
KEPT = ("samlingspunkt", "fremadrettet", "overskrift")


class Versions:
    """Every version of every file under a folder that whoever looks all the time comes to see."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._over = threading.Event()
        self.seen: dict[str, set[bytes]] = {}

    def look(self) -> None:
        for where, _folders, files in os.walk(self._folder):
            for name in files:
                with suppress(OSError), open(os.path.join(where, name), "rb") as file:  # noqa: PTH118, PTH123
                    self.seen.setdefault(name, set()).add(file.read())

    @contextmanager
    def kept(self) -> Iterator[None]:
        replace = os.replace

        def replace_and_look(*named: Any, **where: Any) -> None:
            replace(*named, **where)
            self.look()

        def look_and_look() -> None:
            while not self._over.wait(0.001):
                self.look()

        thread = threading.Thread(target=look_and_look)
        thread.start()
        try:
            with patch("os.replace", replace_and_look):  # no version goes by on a busy machine
                yield
        finally:
            self._over.set()
            thread.join()
            self.look()


async def a_whole_session(desk: Desk) -> None:
    """Turns, a pas, keywords, an order, a close in which some is let go."""
    await desk.press("pagedown")
    if desk.session.guide.id.startswith("supervision"):
        await to_phase(desk, "shared-learning")
    for word in (KEPT[0], UNKEPT[0], KEPT[1], UNKEPT[1], KEPT[2]):
        desk.clock.go(minutes=1)
        await desk.enter(word)
        await desk.press("right")
    await desk.press("f2", "left", "pagedown", "pageup")
    await desk.run("session.close")


@pytest.mark.parametrize("guide", ["check-out", "supervision-60"])
async def test_no_version_of_any_file_tells_who_spoke_or_what_was_let_go(
    archive: Path, tmp_path: Path, guide: str
) -> None:
    written(archive / "archive.toml", "schema = 1\n")
    in_archive, everywhere = Versions(archive), Versions(tmp_path)
    with in_archive.kept(), everywhere.kept():
        async with at_desk(archive, begun(guide, ", ".join(NAMES)), size=(160, 45)) as desk:
            await a_whole_session(desk)
            assert set(in_archive.seen) == {"archive.toml"}
            rows = [row for row in desk.rows if any(word in row for word in UNKEPT + KEPT)]
            for at, row in enumerate(rows):
                kept = any(word in row for word in KEPT)
                if kept != ("✓" in row):
                    await desk.press("home", *["down"] * at, "space")
            await desk.press("ctrl+s")
            assert desk.navigator.current.conductor is None
            (note,) = desk.notes

    assert all(word in note.read_text() for word in KEPT)
    assert {len(versions) for versions in in_archive.seen.values()} == {1}
    for name, versions in everywhere.seen.items():
        for text in versions:
            for secret in (*NAMES, *UNKEPT, "passed", "[live"):
                assert secret.encode() not in text
            if name.endswith((".age", ".key")):
                assert not any(word.encode() in text for word in KEPT)
    for text in in_archive.seen[note.name]:
        assert not re.search(rb"\d\d:\d\d", text)
    assert list(sessions_folder().iterdir()) == []


async def test_the_versions_of_the_state_folder_open_with_no_key_that_is_left(
    archive: Path, tmp_path: Path
) -> None:
    """The versions of the key itself are what a backup must not have: that is said in docs."""
    from pyrage import DecryptError, IdentityError, decrypt, x25519

    state = Versions(tmp_path)
    with state.kept():
        async with at_desk(archive, begun("supervision-60", ", ".join(NAMES))) as desk:
            await a_whole_session(desk)
            await desk.press("ctrl+s")
    texts = [text for name, seen in state.seen.items() if name.endswith(".age") for text in seen]
    assert len(texts) > 5
    left = Versions(tmp_path)
    left.look()
    for data in set().union(*left.seen.values()):
        for line in data.decode(errors="replace").split():
            with suppress(IdentityError, DecryptError):
                decrypt(texts[-1], [x25519.Identity.from_str(line)])
                pytest.fail("a key was left")


FORMS = ("troika", "reflecting-team", "peer-sparring", "balint", "learning-review")
"""The forms that clear their board, beside the supervisions."""


def through_the_gates(guide: str) -> First:
    """A session of a guide whose gates have opened."""

    def first(app: FacilitatorApp) -> None:
        found = app.workspace.guides.guide(guide, language())
        app.navigator.session.begin(
            SessionSetup(found, "Nord", NAMES, gates_passed=True), start=True
        )

    return first


@pytest.mark.parametrize("guide", FORMS)
async def test_of_no_form_that_clears_its_board_anything_is_left_that_was_not_chosen(
    archive: Path, tmp_path: Path, guide: str
) -> None:
    written(archive / "archive.toml", "schema = 1\n")
    in_archive = Versions(archive)
    with in_archive.kept():
        async with at_desk(archive, through_the_gates(guide), size=(120, 45)) as desk:
            conductor, words = desk.conductor, iter(UNKEPT * 20)
            for role in desk.session.guide.roles:
                with suppress(Refused):
                    conductor.do(AssignRole(role.id, len(desk.session.live.roles)))
            while True:
                for column in desk.session.board:
                    for event in (AddKeyword(column, next(words)), Vote(column, 0, 2),
                                  Pick(column, 0, picked=True), PassTurn(), PassOn()):  # fmt: skip
                        with suppress(Refused):
                            conductor.do(event)
                if desk.session.next_position is None:
                    break
                conductor.do(NextPhase())
            conductor.do(SetPurpose(" ".join(UNKEPT)))
            await desk.run("session.close")
            await desk.press("ctrl+s")
            assert desk.navigator.current.conductor is None
            (note,) = desk.notes

    assert tomllib.loads(note.read_text())["guide"] == guide
    everywhere = Versions(tmp_path)
    everywhere.look()
    for texts in (*in_archive.seen.values(), *everywhere.seen.values()):
        for text in texts:
            for secret in (*NAMES, *UNKEPT, "case_presenter", "passed", "picked", "votes"):
                assert secret.encode() not in text, secret
