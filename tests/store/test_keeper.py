"""The file of a running session: always whole, never somebody else's, gone or clean afterwards."""

from __future__ import annotations

import os
import re
import shutil
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from facilitator.core.errors import Refused
from facilitator.core.note import Commitment
from facilitator.core.session.closing import kept_note
from facilitator.core.session.model import Session
from facilitator.store.archive import Archive
from facilitator.store.lock import AlreadyOpen
from facilitator.store.notes import NoteError, dumps, read_document
from facilitator.store.places import locks_folder
from facilitator.store.session_file import (
    Keeper,
    Moved,
    NotSaved,
    new_id,
)
from facilitator.words import said
from tests.store.listed import listing
from tests.store.samples import NOW, TODAY, a_note, a_session, texts, with_keyword

if TYPE_CHECKING:
    from pathlib import Path


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


def test_a_session_is_a_file_from_its_first_minute(archive: Archive) -> None:
    keeper = Keeper.begin(archive, a_session())

    assert keeper.unsaved is None
    assert keeper.path == archive.folder / "Team Nordlys" / "2026-11-21-check-out.toml"
    assert read_document(keeper.path) == a_session()
    assert [stat.S_IMODE(p.stat().st_mode) for p in (keeper.path, keeper.path.parent)] == [
        0o600,
        0o700,
    ]


def test_sessions_of_one_day_have_files_of_their_own(archive: Archive) -> None:
    keepers = [Keeper.begin(archive, a_session()) for _ in range(3)]

    assert [keeper.path.name for keeper in keepers] == [
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

    assert keeper.path.name == "2026-11-21-check-out-3.toml"


def test_every_save_brings_the_file_up_to_date(archive: Archive) -> None:
    session = a_session()
    keeper = Keeper.begin(archive, session)
    for number in range(5):
        session = with_keyword(session, f"ord {number}")
        assert keeper.save(session) is None
        assert read_document(keeper.path) == session

    assert files(archive) == ["Team Nordlys/2026-11-21-check-out.toml"]


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

    again, session = Keeper.resume(keeper.path)

    assert session == with_keyword(a_session(), "ny")
    assert again.save(with_keyword(session, "mere")) is None
    assert texts_on_disk(again.path) == ["Vi talte åbent", "ny", "mere"]


def test_what_a_killed_save_left_behind_is_gone_when_the_session_goes_on(archive: Archive) -> None:
    keeper = Keeper.begin(archive, a_session())
    keeper.release()
    (keeper.path.parent / f".{keeper.path.name}.0123456789ab.tmp").write_bytes(b"half")

    Keeper.resume(keeper.path)

    assert files(archive) == ["Team Nordlys/2026-11-21-check-out.toml"]


def test_a_session_too_large_to_be_read_again_is_not_saved_over_the_one_that_can(
    archive: Archive,
) -> None:
    keeper = Keeper.begin(archive, a_session())

    result = keeper.save(a_session(["x" * 2**20] * 8))

    assert isinstance(result, NotSaved)
    assert said(result.reason) == "Den fylder mere end 8 MB."
    assert read_document(keeper.path) == a_session()


def test_what_cannot_go_on_is_refused_and_its_lock_let_go(archive: Archive) -> None:
    keeper = Keeper.begin(archive, a_session())
    keeper.close(a_note())
    for _ in range(2):
        with pytest.raises(Refused) as closed:
            Keeper.resume(keeper.path)
        assert said(closed.value) == "Denne session er lukket."

    keeper.path.write_bytes(b"nonsense")
    for _ in range(2):
        with pytest.raises(NoteError):
            Keeper.resume(keeper.path)
    keeper.path.unlink()
    with pytest.raises(NoteError):
        Keeper.resume(keeper.path)


def test_a_second_window_is_told_and_the_lock_lies_outside_the_archive(archive: Archive) -> None:
    keeper = Keeper.begin(archive, a_session())

    with pytest.raises(AlreadyOpen) as open_:
        Keeper.resume(keeper.path)

    assert said(open_.value) == "Denne session er allerede åben i et andet vindue."
    assert files(archive) == ["Team Nordlys/2026-11-21-check-out.toml"]
    assert len(list(locks_folder().iterdir())) == 1
    keeper.release()
    Keeper.resume(keeper.path)


def test_the_lock_is_one_by_whatever_way_the_file_is_reached(
    archive: Archive, tmp_path: Path
) -> None:
    keeper = Keeper.begin(archive, a_session())
    (tmp_path / "link").symlink_to(archive.folder)

    with pytest.raises(AlreadyOpen):
        Keeper.resume(tmp_path / "link" / "Team Nordlys" / keeper.path.name)


def test_the_lock_is_one_though_the_archive_was_reached_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    keeper = Keeper.begin(Archive(tmp_path / "link"), a_session())

    with pytest.raises(AlreadyOpen):
        Keeper.resume(tmp_path / "real" / "Team Nordlys" / keeper.path.name)


def test_a_session_begun_in_one_thread_can_be_let_go_in_another(archive: Archive) -> None:
    with ThreadPoolExecutor(1) as other:
        keeper = other.submit(Keeper.begin, archive, a_session()).result()
        assert keeper.save(with_keyword(a_session(), "ny")) is None
        keeper.release()

        Keeper.resume(keeper.path)


def test_a_link_to_a_note_stays_a_link(archive: Archive, tmp_path: Path) -> None:
    keeper = Keeper.begin(archive, a_session())
    keeper.release()
    (tmp_path / "link.toml").symlink_to(keeper.path)

    again, session = Keeper.resume(tmp_path / "link.toml")
    again.save(with_keyword(session, "ny"))

    assert (tmp_path / "link.toml").is_symlink()
    assert texts_on_disk(keeper.path)[-1] == "ny"


def test_a_session_goes_on_where_no_lock_can_be_made(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))

    keeper = Keeper.begin(archive, a_session())

    assert keeper.save(with_keyword(a_session(), "ny")) is None
    assert texts_on_disk(keeper.path)[-1] == "ny"


def test_a_file_that_somebody_else_edited_is_left_to_them(archive: Archive) -> None:
    session = a_session()
    keeper = Keeper.begin(archive, session)
    first = keeper.path
    first.write_bytes(theirs := first.read_bytes().replace(b"Vi talte", b"De talte"))

    session = with_keyword(session, "ny")
    moved = keeper.save(session)

    assert isinstance(moved, Moved)
    assert moved.path == keeper.path == first.with_name("2026-11-21-check-out-2.toml")
    assert said(moved.reason) == (
        "2026-11-21-check-out.toml er ændret af en anden. "
        "Sessionen gemmes nu i 2026-11-21-check-out-2.toml."
    )
    assert first.read_bytes() == theirs
    assert read_document(keeper.path) == session
    assert keeper.save(with_keyword(session, "mere")) is None
    assert keeper.unsaved is None


def test_the_lock_moves_with_the_session(archive: Archive) -> None:
    keeper = Keeper.begin(archive, a_session())
    first = keeper.path
    first.write_bytes(dumps(with_keyword(a_session(), "andet")))
    keeper.save(with_keyword(a_session(), "ny"))

    Keeper.resume(first)[0].release()
    with pytest.raises(AlreadyOpen):
        Keeper.resume(keeper.path)


def test_a_file_replaced_by_the_same_bytes_is_still_ours(archive: Archive) -> None:
    keeper = Keeper.begin(archive, a_session())
    other = keeper.path.with_name("other")
    other.write_bytes(keeper.path.read_bytes())
    other.replace(keeper.path)

    assert keeper.save(with_keyword(a_session(), "ny")) is None
    assert keeper.path.name == "2026-11-21-check-out.toml"


def test_a_file_edited_within_the_same_second_and_size_is_noticed(archive: Archive) -> None:
    keeper = Keeper.begin(archive, a_session())
    theirs = keeper.path.read_bytes().replace(b"talte", b"tales")
    keeper.path.write_bytes(theirs)

    assert isinstance(keeper.save(with_keyword(a_session(), "ny")), Moved)


@pytest.mark.parametrize("what", ["file", "team's folder", "archive"])
def test_what_has_vanished_is_written_anew(archive: Archive, what: str) -> None:
    keeper = Keeper.begin(archive, a_session())
    if what == "file":
        keeper.path.unlink()
    else:
        shutil.rmtree(keeper.path.parent if what == "team's folder" else archive.folder)

    assert keeper.save(a_session()) is None
    assert keeper.path.name == "2026-11-21-check-out.toml"
    assert read_document(keeper.path) == a_session()
    assert stat.S_IMODE(keeper.path.parent.stat().st_mode) == 0o700


def test_a_folder_that_was_away_for_a_while_is_ours_when_it_is_back(archive: Archive) -> None:
    keeper = Keeper.begin(archive, a_session())
    folder, away = keeper.path.parent, archive.folder / "away"
    folder.rename(away)
    folder.write_text("where the folder was")
    session = with_keyword(a_session(), "ny")

    assert isinstance(keeper.save(session), NotSaved)
    folder.unlink()
    away.rename(folder)

    assert keeper.save(session) is None
    assert files(archive) == ["Team Nordlys/2026-11-21-check-out.toml"]
    assert read_document(keeper.path) == session


def test_a_file_that_came_where_ours_vanished_is_left_to_its_owner(archive: Archive) -> None:
    keeper = Keeper.begin(archive, a_session())
    keeper.path.unlink()
    keeper.path.write_bytes(b"theirs")

    assert isinstance(keeper.save(a_session()), Moved)
    assert keeper.path.with_name("2026-11-21-check-out.toml").read_bytes() == b"theirs"


def test_a_file_renamed_by_hand_keeps_its_name_and_its_others_go_by_it(archive: Archive) -> None:
    keeper = Keeper.begin(archive, a_session())
    keeper.release()
    mine = keeper.path.rename(keeper.path.with_name("vores.toml"))
    again, session = Keeper.resume(mine)
    mine.write_bytes(b"theirs")

    again.save(with_keyword(session, "ny"))

    assert again.path.name == "vores-2.toml"


def test_a_closed_session_leaves_its_note_and_nothing_of_who_was_there(archive: Archive) -> None:
    session = a_session(["Mette sagde noget", "Sørens idé var god"]).with_note(
        a_note(
            ["Mette sagde noget", "Sørens idé var god"],
            commitments=[Commitment(id="c1", what="Ringe", owner="Mette")],
        )
    )
    keeper = Keeper.begin(archive, session)
    left = keeper.path.parent / f".{keeper.path.name}.0123456789ab.tmp"
    left.write_bytes(keeper.path.read_bytes())

    assert keeper.close(kept_note(session, NOW + timedelta(minutes=10))) is None

    assert files(archive) == ["Team Nordlys/2026-11-21-check-out.toml"]
    text = keeper.path.read_text("utf-8")
    assert text.count("Mette") == 1
    assert 'owner = "Mette"' in text
    assert "Søren" not in text
    assert "live" not in text
    assert "passed" not in text
    assert "minutes = 10\nparticipants = 2\n" in text
    assert [entry.status for entry in listing(archive).notes] == ["closed"]


def test_nothing_is_saved_into_a_note_that_is_closed(archive: Archive) -> None:
    keeper = Keeper.begin(archive, a_session())
    keeper.close(a_note())

    with pytest.raises(ValueError, match="let go"):
        keeper.save(a_session())

    assert read_document(keeper.path) == a_note()


def test_a_session_can_be_closed_into_a_new_file_when_somebody_changed_the_old(
    archive: Archive,
) -> None:
    keeper = Keeper.begin(archive, a_session())
    first = keeper.path
    first.write_bytes(b"theirs")

    assert isinstance(keeper.close(a_note()), Moved)
    assert (first.read_bytes(), read_document(keeper.path)) == (b"theirs", a_note())


def test_a_close_that_fails_can_be_tried_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = Keeper.begin(archive, a_session())
    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", no_space)
        assert isinstance(keeper.close(a_note()), NotSaved)
    with pytest.raises(AlreadyOpen):
        Keeper.resume(keeper.path)

    assert keeper.close(a_note()) is None
    assert read_document(keeper.path) == a_note()


def test_a_session_thrown_away_is_gone_with_its_folder_and_its_lock(archive: Archive) -> None:
    keeper = Keeper.begin(archive, a_session())
    (keeper.path.parent / f".{keeper.path.name}.0123456789ab.tmp").write_bytes(b"half")

    assert keeper.throw_away() is None

    assert [path.name for path in archive.folder.iterdir()] == ["archive.toml"]
    assert list(locks_folder().iterdir()) == []


def test_a_folder_with_other_notes_or_that_was_there_before_is_left(archive: Archive) -> None:
    (archive.folder / "Team Nordlys").mkdir(parents=True)
    Keeper.begin(archive, a_session()).throw_away()
    assert (archive.folder / "Team Nordlys").is_dir()

    other = a_session(note=a_note(team="Syd"))
    first, second = Keeper.begin(archive, other), Keeper.begin(archive, other)
    first.throw_away()
    assert files(archive) == ["Syd/2026-11-21-check-out-2.toml"]
    second.throw_away()


def test_what_somebody_else_wrote_is_not_thrown_away(archive: Archive) -> None:
    keeper = Keeper.begin(archive, a_session())
    keeper.path.write_bytes(b"theirs")

    left = keeper.throw_away()

    assert isinstance(left, NotSaved)
    assert said(left.reason) == (
        "2026-11-21-check-out.toml er ændret af en anden og får lov at blive, som den er."
    )
    assert keeper.path.read_bytes() == b"theirs"


def test_a_session_that_never_reached_the_disk_has_not_moved_when_its_name_is_taken(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(os, "write", no_space)
        keeper = Keeper.begin(archive, a_session())
    Keeper.begin(archive, a_session())

    assert keeper.save(a_session()) is None
    assert keeper.path.name == "2026-11-21-check-out-2.toml"


def test_a_session_that_never_reached_the_disk_can_be_thrown_away(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(os, "write", no_space)
        keeper = Keeper.begin(archive, a_session())
    assert isinstance(keeper.unsaved, NotSaved)

    assert keeper.throw_away() is None
    assert files(archive) == []


def test_an_id_is_the_day_and_letters_that_nobody_confuses() -> None:
    ids = {new_id(TODAY) for _ in range(500)}

    assert all(re.fullmatch(r"2026-11-21-[2-9a-hjkmnp-z]{4}", one) for one in ids)
    assert len(ids) > 490


def no_space(*_: object, **__: object) -> None:
    raise OSError(28, os.strerror(28))


def texts_on_disk(path: Path) -> list[str]:
    session = read_document(path)
    assert isinstance(session, Session)
    return texts(session)
