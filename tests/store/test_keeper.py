"""A running session: on this machine alone, always whole; at its close a note in the archive."""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest

from facilitator.core.errors import Refused
from facilitator.core.note import Commitment
from facilitator.core.session.board import KeepKeyword
from facilitator.core.session.closing import kept_note
from facilitator.core.session.events import conduct
from facilitator.core.session.model import Session
from facilitator.core.session.phases import BeginClose, NextPhase
from facilitator.core.session.turns import PassOn, speaking
from facilitator.store.archive import Archive
from facilitator.store.files import NotRead, NotWritten
from facilitator.store.lock import AlreadyOpen
from facilitator.store.notes import NoteError, dumps, read_document
from facilitator.store.paths import locks_folder, sessions_folder
from facilitator.store.running import running
from facilitator.store.session_file import Keeper, NotSaved, new_id
from facilitator.store.state import StateFile
from facilitator.words import refusal_words
from tests.store.listing import listing
from tests.store.operations import refusing
from tests.store.samples import (
    NOW,
    TODAY,
    a_note,
    a_session,
    put,
    texts,
    the_state,
    with_keyword,
)

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "arkiv")


def files(archive: Archive) -> list[str]:
    """Every file below the archive, hidden ones too."""
    return sorted(
        str(path.relative_to(archive.folder))
        for path in archive.folder.rglob("*")
        if path.is_file() and path.name != "archive.toml"
    )


FORMER_SESSION = Path(__file__).parent / "former_session.toml"
"""The text of a running supervision as the version before the guides' new words wrote it."""


def nothing_here() -> bool:
    """Whether nothing at all is left of any session on this machine."""
    return not any(sessions_folder().iterdir()) and not any(locks_folder().iterdir())


def in_the_archive(archive: Archive, session: Session) -> Path:
    """A session as an earlier version of the program kept it."""
    return put(archive, "Team Nordlys/2026-11-21-check-out.toml", session)


def test_a_session_is_on_this_machine_from_its_first_minute_and_not_in_the_archive(
    archive: Archive,
) -> None:
    keeper = Keeper.begin(archive, a_session())

    assert keeper.unsaved is None
    assert keeper.is_on_disk
    assert read_document(the_state()) == a_session()
    assert files(archive) == []
    assert [path.id for path in running(archive.folder).sessions] == [a_session().note.id]


def test_every_save_brings_the_file_up_to_date(archive: Archive) -> None:
    session = a_session()
    keeper = Keeper.begin(archive, session)
    for number in range(5):
        session = with_keyword(session, f"ord {number}")
        assert keeper.save(session) is None
        assert read_document(the_state()) == session

    assert len(list(sessions_folder().iterdir())) == 2
    assert files(archive) == []


def test_what_has_not_changed_is_not_written_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = Keeper.begin(archive, a_session())
    written: list[object] = []
    monkeypatch.setattr(os, "replace", lambda *paths: written.append(paths))

    assert keeper.save(a_session()) is None
    assert written == []


def test_a_session_goes_on_from_its_file(archive: Archive) -> None:
    keeper = Keeper.begin(archive, with_keyword(a_session(), "ny"))
    keeper.release()

    again, session = Keeper.resume(the_state())

    assert session == with_keyword(a_session(), "ny")
    assert again.save(with_keyword(session, "mere")) is None
    assert texts_on_disk(the_state()) == ["Vi talte åbent", "ny", "mere"]
    assert again.close(a_note()) is None
    assert files(archive) == ["Team Nordlys/2026-11-21-check-out.toml"]


def test_two_sessions_of_one_id_have_a_file_each(archive: Archive) -> None:
    Keeper.begin(archive, a_session())
    Keeper.begin(archive, with_keyword(a_session(), "ny")).release()
    other = Keeper.begin(archive, with_keyword(a_session(), "en til"))

    assert other.unsaved is None
    assert len(list(sessions_folder().glob("*.age"))) == 3
    assert len(running(archive.folder).sessions) == 3


def test_two_archives_on_one_machine_do_not_mix(archive: Archive, tmp_path: Path) -> None:
    Keeper.begin(archive, a_session())
    other = Archive(tmp_path / "andet")

    assert running(other.folder).sessions == ()
    Keeper.begin(other, a_session())
    assert len(running(other.folder).sessions) == 1
    assert len(running(archive.folder).sessions) == 1


def test_the_sessions_of_an_archive_are_known_by_whatever_way_it_is_reached(
    archive: Archive, tmp_path: Path
) -> None:
    archive.folder.mkdir()
    (tmp_path / "link").symlink_to(archive.folder)
    Keeper.begin(Archive(tmp_path / "link"), a_session()).release()

    (session,) = running(archive.folder).sessions
    keeper, _ = Keeper.resume(session.path)
    keeper.close(a_note())
    assert files(archive) == ["Team Nordlys/2026-11-21-check-out.toml"]


def test_a_session_too_large_to_be_read_again_is_not_saved_over_the_one_that_can(
    archive: Archive,
) -> None:
    keeper = Keeper.begin(archive, a_session())

    result = keeper.save(a_session(["x" * 2**20] * 8))

    assert isinstance(result, NotSaved)
    assert refusal_words(result.reason) == "Den fylder mere end 8 MB."
    assert read_document(the_state()) == a_session()


def test_what_cannot_go_on_is_refused_and_its_lock_let_go(archive: Archive) -> None:
    Keeper.begin(archive, a_session()).release()
    path = the_state()
    whole = path.read_bytes()
    for broken in (b"nonsense", whole[:-1]):
        path.write_bytes(broken)
        for _ in range(2):
            with pytest.raises(NotRead):
                Keeper.resume(path)
        assert [p.path for p in running(archive.folder).problems] == [path]
    path.unlink()
    with pytest.raises(NotRead):
        Keeper.resume(path)
    assert list(locks_folder().iterdir()) == []


def test_a_second_window_is_told_and_the_lock_lies_outside_the_archive(archive: Archive) -> None:
    keeper = Keeper.begin(archive, a_session())

    with pytest.raises(AlreadyOpen) as open_:
        Keeper.resume(the_state())

    assert refusal_words(open_.value) == "Denne session er allerede åben i et andet vindue."
    assert len(list(locks_folder().iterdir())) == 1
    keeper.release()
    Keeper.resume(the_state())


def test_a_session_begun_in_one_thread_can_be_let_go_in_another(archive: Archive) -> None:
    with ThreadPoolExecutor(1) as other:
        keeper = other.submit(Keeper.begin, archive, a_session()).result()
        assert keeper.save(with_keyword(a_session(), "ny")) is None
        keeper.release()

        Keeper.resume(the_state())


@pytest.mark.parametrize("what", ["text", "key", "both", "folder"])
def test_what_has_vanished_is_written_anew_and_can_be_opened(archive: Archive, what: str) -> None:
    keeper = Keeper.begin(archive, a_session())
    path = the_state()
    if what == "folder":
        shutil.rmtree(path.parent)
    else:
        for file in (path, path.with_suffix(".key")):
            if what == "both" or (what == "text") == (file == path):
                file.unlink()
    session = with_keyword(a_session(), "ny")

    assert keeper.save(session) is None
    assert read_document(path) == session
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.with_suffix(".key").stat().st_mode) == 0o600


def test_a_closed_session_leaves_its_note_and_nothing_of_who_was_there(archive: Archive) -> None:
    session = a_session(["Mette sagde noget", "Sørens idé var god"]).with_note(
        a_note(["Noget", "God idé"], commitments=[Commitment(id="c1", what="Ringe", owner="Mette")])
    )
    keeper = Keeper.begin(archive, session)

    assert keeper.close(kept_note(session, NOW + timedelta(minutes=10))) is None

    assert files(archive) == ["Team Nordlys/2026-11-21-check-out.toml"]
    assert keeper.note_file == archive.folder / "Team Nordlys/2026-11-21-check-out.toml"
    text = keeper.note_file.read_text("utf-8")
    assert text.count("Mette") == 1
    assert 'owner = "Mette"' in text
    assert "Søren" not in text
    assert "live" not in text
    assert "passed" not in text
    assert "minutes = 10\nparticipants = 2\n" in text
    assert [entry.status for entry in listing(archive).notes] == ["closed"]
    modes = [stat.S_IMODE(p.stat().st_mode) for p in (keeper.note_file, keeper.note_file.parent)]
    assert modes == [0o600, 0o700]
    assert nothing_here()
    assert not keeper.is_on_disk


def test_notes_of_one_day_have_files_of_their_own(archive: Archive) -> None:
    names = []
    for _ in range(3):
        keeper = Keeper.begin(archive, a_session())
        keeper.close(a_note())
        assert keeper.note_file
        names.append(keeper.note_file.name)

    assert names == [
        "2026-11-21-check-out.toml",
        "2026-11-21-check-out-2.toml",
        "2026-11-21-check-out-3.toml",
    ]


def test_a_name_taken_by_anything_at_all_is_left_alone(archive: Archive) -> None:
    folder = archive.folder / "Team Nordlys"
    folder.mkdir(parents=True)
    (folder / "2026-11-21-check-out.toml").symlink_to("/nowhere")
    (folder / "2026-11-21-check-out-2.toml").mkdir()

    keeper = Keeper.begin(archive, a_session())
    keeper.close(a_note())

    assert keeper.note_file == folder / "2026-11-21-check-out-3.toml"


def test_a_name_that_is_taken_at_that_moment_is_left_to_whoever_took_it(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = archive.folder / "Team Nordlys"
    folder.mkdir(parents=True)
    (folder / "2026-11-21-check-out.toml").write_text("theirs")
    monkeypatch.setattr(os.path, "lexists", lambda path: str(path).endswith(("arkiv", "Nordlys")))

    keeper = Keeper.begin(archive, a_session())
    keeper.close(a_note())

    assert (folder / "2026-11-21-check-out.toml").read_text() == "theirs"
    assert keeper.note_file == folder / "2026-11-21-check-out-2.toml"


def test_a_note_that_the_archive_does_not_take_is_tried_again_and_the_session_stays(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.folder.write_text("no folder")
    keeper = Keeper.begin(archive, a_session())

    for _ in range(2):
        assert isinstance(keeper.close(a_note()), NotSaved)
        assert keeper.save(with_keyword(a_session(), "ny")) is None
        assert texts_on_disk(the_state()) == ["Vi talte åbent", "ny"]
        with pytest.raises(AlreadyOpen):
            Keeper.resume(the_state())

    archive.folder.unlink()
    with monkeypatch.context() as broken:
        broken.setattr(os, "write", refusing(errno.ENOSPC))
        assert isinstance(keeper.close(a_note()), NotSaved)
    assert files(archive) == []
    assert not (archive.folder / "Team Nordlys").exists()

    assert keeper.close(a_note()) is None
    assert files(archive) == ["Team Nordlys/2026-11-21-check-out.toml"]
    assert nothing_here()


def test_a_session_killed_when_its_note_was_written_is_closed_and_gone_when_next_listed(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = Keeper.begin(archive, a_session())
    with monkeypatch.context() as killed:
        killed.setattr("facilitator.store.state._destroy", refusing(errno.EROFS))
        assert keeper.close(a_note()) is None
        assert keeper.left_behind is not None
    assert files(archive) == ["Team Nordlys/2026-11-21-check-out.toml"]
    assert the_state().exists()

    assert running(archive.folder).sessions == ()
    assert nothing_here()
    assert [entry.status for entry in listing(archive).notes] == ["closed"]


def test_a_session_killed_just_before_its_note_was_written_goes_on(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = Keeper.begin(archive, a_session())
    with monkeypatch.context() as killed:
        killed.setattr(Archive, "create_note", refusing(errno.EROFS))
        with pytest.raises(OSError, match="Read-only"):
            keeper.close(a_note())
    keeper.release()
    other = Keeper.begin(archive, a_session(note=a_note(note_id="2026-11-21-2222")))
    other.close(a_note(note_id="2026-11-21-2222"))

    (session,) = running(archive.folder).sessions
    assert Keeper.resume(session.path)[1] == a_session()


def test_a_session_thrown_away_is_gone_with_its_lock(archive: Archive) -> None:
    keeper = Keeper.begin(archive, a_session())

    assert keeper.throw_away() is None

    assert files(archive) == []
    assert nothing_here()


def test_a_session_that_never_reached_the_disk_can_be_saved_closed_or_thrown_away(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for end in ("save", "close", "throw away"):
        with monkeypatch.context() as broken:
            broken.setattr(os, "write", refusing(errno.ENOSPC))
            keeper = Keeper.begin(archive, a_session())
        assert isinstance(keeper.unsaved, NotSaved)
        assert refusal_words(keeper.unsaved.reason) == "Disken er fuld."
        assert not keeper.is_on_disk
        if end == "save":
            assert keeper.save(a_session()) is None
            assert read_document(the_state()) == a_session()
            assert keeper.throw_away() is None
        elif end == "close":
            assert keeper.close(a_note()) is None
        else:
            assert keeper.throw_away() is None
        assert nothing_here()
    assert files(archive) == ["Team Nordlys/2026-11-21-check-out.toml"]


def test_a_session_of_an_earlier_version_is_taken_over_and_leaves_the_archive(
    archive: Archive,
) -> None:
    path = in_the_archive(archive, a_session())
    assert [entry.path for entry in listing(archive).notes] == [path]

    keeper, session = Keeper.take_over(archive, path)

    assert session == a_session()
    assert files(archive) == []
    assert read_document(the_state()) == a_session()
    assert [entry.path for entry in listing(archive).notes] == [the_state()]
    assert keeper.close(a_note()) is None
    assert nothing_here()


def test_listing_and_resuming_take_nothing_over(archive: Archive) -> None:
    path = in_the_archive(archive, a_session())

    listing(archive)
    running(archive.folder)
    with pytest.raises(NotRead):
        Keeper.resume(path)

    assert read_document(path) == a_session()
    assert not sessions_folder().exists() or nothing_here()


def test_a_session_that_cannot_leave_the_archive_stays_there_whole(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = in_the_archive(archive, a_session())
    with monkeypatch.context() as broken:
        broken.setattr(
            "facilitator.store.session_file.remove_file", Mock(side_effect=NotWritten("x"))
        )
        with pytest.raises(NotWritten):
            Keeper.take_over(archive, path)
    assert read_document(path) == a_session()
    assert nothing_here()

    with monkeypatch.context() as broken:
        broken.setattr(os, "write", refusing(errno.ENOSPC))
        with pytest.raises(NotWritten):
            Keeper.take_over(archive, path)
    assert read_document(path) == a_session()
    assert nothing_here()


def test_a_take_over_that_was_killed_is_ended_by_the_next(archive: Archive) -> None:
    path = in_the_archive(archive, a_session())
    Keeper.begin(archive, with_keyword(a_session(), "gik videre her")).release()

    keeper, session = Keeper.take_over(archive, path)

    assert session == with_keyword(a_session(), "gik videre her")
    assert files(archive) == []
    keeper.release()
    assert len(running(archive.folder).sessions) == 1


def test_what_is_no_running_session_is_not_taken_over(archive: Archive) -> None:
    path = in_the_archive(archive, a_session())
    path.write_bytes(dumps(a_note()))
    with pytest.raises(Refused) as closed:
        Keeper.take_over(archive, path)
    assert refusal_words(closed.value) == "Denne session er lukket."
    path.write_bytes(b"nonsense")
    with pytest.raises(NoteError):
        Keeper.take_over(archive, path)
    assert path.read_bytes() == b"nonsense"
    assert list(locks_folder().iterdir()) == []


def test_an_id_is_the_day_and_letters_that_nobody_confuses() -> None:
    ids = {new_id(TODAY) for _ in range(500)}

    assert all(re.fullmatch(r"2026-11-21-[2-9a-hjkmnp-z]{4}", one) for one in ids)
    assert len(ids) > 490


def texts_on_disk(path: Path) -> list[str]:
    session = read_document(path)
    assert isinstance(session, Session)
    return texts(session)


def test_a_session_of_the_former_version_is_gone_on_with_and_closed(archive: Archive) -> None:
    data = FORMER_SESSION.read_bytes()
    StateFile.create(sessions_folder(), archive.folder, "2026-03-03-test", data).release()
    keeper, session = Keeper.resume(the_state())

    assert (session.phase.id, session.live.roles) == (
        "reflection",
        {"supervisor": 0, "supervisee": 1},
    )
    assert [session.name(person) for person in speaking(session)] == ["Jonas"]
    for event in (PassOn(), NextPhase(), KeepKeyword("talked", 0, True), BeginClose()):
        session = conduct(session, event, session.live.seen)
        assert keeper.save(session) is None
    note = kept_note(session, session.live.seen)
    assert keeper.close(note) is None

    assert [point.text for point in note.learning_points] == ["ro"]
    assert keeper.note_file
    assert read_document(keeper.note_file) == note


ENDS = {
    "closed": lambda keeper: keeper.close(a_note()),
    "thrown away": lambda keeper: keeper.throw_away(),
    "let go of": lambda keeper: keeper.release(),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_save_that_comes_too_late_writes_nothing(
    archive: Archive, end: Callable[[Keeper], object]
) -> None:
    keeper = Keeper.begin(archive, a_session())
    end(keeper)
    before = {path: path.read_bytes() for path in sessions_folder().iterdir()}

    assert keeper.save(with_keyword(a_session(), "for sent")) is None

    assert {path: path.read_bytes() for path in sessions_folder().iterdir()} == before
    assert not any(locks_folder().iterdir())


@pytest.mark.parametrize("end", list(ENDS.values())[:2], ids=list(ENDS)[:2])
def test_a_save_that_waits_while_the_session_is_ended_does_not_bring_it_back(
    archive: Archive, end: Callable[[Keeper], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = Keeper.begin(archive, a_session())
    destroy = StateFile.destroy
    with ThreadPoolExecutor() as pool:

        def meanwhile(file: StateFile) -> None:
            late.append(pool.submit(keeper.save, with_keyword(a_session(), "for sent")))
            destroy(file)

        late: list[Future[NotSaved | None]] = []
        monkeypatch.setattr(StateFile, "destroy", meanwhile)
        end(keeper)
        assert late[0].result(30) is None

    assert nothing_here()


def test_what_is_let_go_of_while_a_late_save_finds_it_over_is_not_held_any_more(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = Keeper.begin(archive, a_session())
    replace = StateFile.replace

    def let_go_meanwhile(file: StateFile, data: bytes, mark: str = "") -> None:
        keeper.release()
        replace(file, data, mark)

    monkeypatch.setattr(StateFile, "replace", let_go_meanwhile)
    keeper.save(with_keyword(a_session(), "det sidste"))

    assert texts_on_disk(the_state())[-1] == "det sidste"
    assert not any(locks_folder().iterdir())


def test_what_is_let_go_of_while_writing_it_fails_without_a_reason_is_not_held_any_more(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = Keeper.begin(archive, a_session())

    def let_go_and_fail(_file: StateFile, _data: bytes, _mark: str = "") -> None:
        keeper.release()
        raise MemoryError

    with monkeypatch.context() as failing:
        failing.setattr(StateFile, "replace", let_go_and_fail)
        with pytest.raises(MemoryError):
            keeper.save(with_keyword(a_session(), "det sidste"))

    again, _session = Keeper.resume(the_state())
    again.release()
