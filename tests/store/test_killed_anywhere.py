"""Every way of writing, killed at every operation and failing at every one: nothing is lost."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

import pytest

from facilitator.core.note import Note
from facilitator.core.session.model import Session
from facilitator.store.archive import Archive
from facilitator.store.notes import read_document
from facilitator.store.paths import orders_folder, sessions_folder, state_folder
from facilitator.store.remembered_order import remember_order, remembered_order
from facilitator.store.running import running
from facilitator.store.session_file import Keeper, NotSaved
from facilitator.store.state import sweep_all
from tests.store.operations import failing, killed
from tests.store.samples import a_note, a_session, put, texts, with_keyword

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a process of its own")

Act = Callable[[Archive], object]

BEFORE, AFTER = a_session(["før"]), with_keyword(a_session(["før"]), "efter")
KEPT = a_note(["før"])
MOST = 200
"""Operations: no writing takes so many."""


class Found(NamedTuple):
    """What is there when the program is started again."""

    sessions: list[list[str]]
    """The keywords of each session that can be gone on with."""
    notes: list[Path]


def begin(archive: Archive) -> None:
    Keeper.begin(archive, BEFORE).release()


def resumed(archive: Archive) -> Keeper:
    (session,) = running(archive.folder).sessions
    return Keeper.resume(session.path)[0]


def in_archive(archive: Archive) -> Path:
    return put(archive, "Team Nordlys/2026-11-21-check-out.toml", BEFORE)


def take_over(archive: Archive) -> object:
    return Keeper.take_over(archive, archive.folder / "Team Nordlys" / "2026-11-21-check-out.toml")


def started_again(archive: Archive) -> Found:
    """As the next command finds it: half of nothing, and no text that anybody could read."""
    sweep_all()
    known = running(archive.folder)
    assert known.problems == ()
    sessions = []
    for entry in known.sessions:
        keeper, session = Keeper.resume(entry.path)
        keeper.release()
        sessions.append(texts(session))
    assert len(list(sessions_folder().iterdir())) == 2 * len(sessions)
    for file in state_folder().rglob("*"):
        assert not file.is_file() or b"Mette" not in file.read_bytes()
    notes = []
    for file in archive.folder.rglob("*"):
        if file.is_file() and file.name != "archive.toml":
            assert not file.name.endswith(".tmp")
            if isinstance(read_document(file), Note):
                notes.append(file)
    return Found(sessions, notes)


def is_before_or_after(found: Found) -> bool:
    return found.notes == [] and found.sessions in ([["før"]], [["før", "efter"]])


def is_begun_or_not(found: Found) -> bool:
    return found.notes == [] and found.sessions in ([], [["før"]])


def is_open_or_closed(found: Found) -> bool:
    """Never neither and never both: it goes on, or its note is there."""
    return (len(found.sessions), len(found.notes)) in {(1, 0), (0, 1)}


def is_open_or_gone(found: Found) -> bool:
    return found.notes == [] and found.sessions in ([], [["før"]])


WRITINGS: dict[
    str, tuple[Callable[[Archive], object], Callable[[Archive], object], Callable[[Found], bool]]
] = {
    "begin": (lambda archive: archive.prepare(), begin, is_begun_or_not),
    "save": (begin, lambda archive: resumed(archive).save(AFTER), is_before_or_after),
    "close": (begin, lambda archive: resumed(archive).close(KEPT), is_open_or_closed),
    "throw away": (begin, lambda archive: resumed(archive).throw_away(), is_open_or_gone),
}


@pytest.fixture
def fresh(archive: Archive) -> Callable[[Act], Archive]:
    """Nothing on the disk but what is prepared."""

    def start(prepare: Act) -> Archive:
        for folder in (archive.folder, state_folder()):
            shutil.rmtree(folder, ignore_errors=True)
        archive.prepare()
        sessions_folder().mkdir(parents=True)
        prepare(archive)
        return archive

    return start


def kills(times: int) -> list[tuple[int, Literal["before", "after"]]]:
    return [(at, when) for at in range(1, times) for when in ("before", "after")]


@pytest.mark.parametrize("writing", WRITINGS)
def test_killed_before_or_after_any_operation_it_loses_nothing_and_leaves_nothing(
    writing: str, fresh: Callable[[Act], Archive]
) -> None:
    prepare, write, holds = WRITINGS[writing]
    came = 0
    for at, when in kills(MOST):
        archive = fresh(prepare)
        if not killed(lambda: write(archive), at, when):  # noqa: B023 done before the next
            break
        came += 1
        found = started_again(archive)
        assert holds(found), (at, when, found)
    else:
        pytest.fail("it never came to its end")
    assert came > 15


def test_a_take_over_killed_anywhere_leaves_the_session_somewhere_and_can_be_ended(
    fresh: Callable[[Act], Archive],
) -> None:
    for at, when in kills(MOST):
        archive = fresh(in_archive)
        path = archive.folder / "Team Nordlys" / "2026-11-21-check-out.toml"
        if not killed(lambda: take_over(archive), at, when):  # noqa: B023 done before the next
            break
        found = started_again(archive)
        assert path.exists() or found.sessions == [["før"]]
        if path.exists():
            assert isinstance(read_document(path), Session)
            keeper, session = Keeper.take_over(archive, path)
            keeper.release()
            assert texts(session) == ["før"]
        assert started_again(archive) == Found([["før"]], [])
        assert not path.exists()


def test_names_remembered_by_a_program_killed_anywhere_are_the_old_or_the_new_or_none(
    fresh: Callable[[Act], Archive],
) -> None:
    def asks(archive: Archive) -> None:
        (archive.folder / "archive.toml").write_text("schema = 1\nremember_order = true\n")
        remember_order(Archive(archive.folder), "Nord", ["Mette"])

    for at, when in kills(MOST):
        folder = fresh(asks).folder
        if not killed(
            lambda: remember_order(Archive(folder), "Nord", ["Mette", "Bo"]),  # noqa: B023
            at,
            when,
        ):
            break
        sweep_all()
        names = remembered_order(Archive(folder), "Nord")
        assert names in ((), ("Mette",), ("Mette", "Bo"))
        assert len(list(orders_folder().iterdir())) == (2 if names else 0)


TRIED: dict[str, tuple[Callable[[Keeper], object], object]] = {
    "save": (lambda keeper: keeper.save(AFTER), [["før", "efter"]]),
    "close": (lambda keeper: keeper.close(KEPT), []),
    "throw away": (lambda keeper: keeper.throw_away(), []),
}


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EACCES, errno.EIO, errno.EROFS])
@pytest.mark.parametrize("what", TRIED)
def test_where_any_operation_fails_it_is_said_and_done_when_it_is_tried_again(
    what: str, error: int, fresh: Callable[[Act], Archive]
) -> None:
    act, sessions = TRIED[what]
    for at in range(1, MOST):
        archive = fresh(begin)
        keeper = resumed(archive)
        with failing(at, error) as reached:
            trouble = act(keeper)
        if not reached:
            break
        if trouble is not None:
            assert isinstance(trouble, NotSaved)
            known = [read_document(session.path) for session in running(archive.folder).sessions]
            assert known == [BEFORE] or (what == "throw away" and not known)
            assert act(keeper) is None
        if not keeper._over:
            keeper.release()
        found = started_again(archive)
        assert found.sessions == sessions
        assert len(found.notes) == (what == "close")


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EACCES, errno.EIO, errno.EROFS])
def test_a_session_that_begins_while_any_operation_fails_is_kept_at_the_next_save(
    error: int, fresh: Callable[[Act], Archive]
) -> None:
    for at in range(1, MOST):
        archive = fresh(lambda _: None)
        with failing(at, error) as reached:
            keeper = Keeper.begin(archive, BEFORE)
        if not reached:
            break
        assert keeper.save(BEFORE) is None
        keeper.release()
        assert started_again(archive) == Found([["før"]], [])
