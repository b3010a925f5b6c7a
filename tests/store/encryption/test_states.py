"""What runs of an encrypted archive: whoever keeps the disk of this machine opens none of it."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from pyrage import x25519

from facilitator.store.archive import Archive
from facilitator.store.encryption import own_key
from facilitator.store.encryption.archive_keys import (
    Recipient,
    create_keys,
    read_keys,
    replace_keys,
)
from facilitator.store.encryption.openers import ask_with
from facilitator.store.encryption.own_key import Locked
from facilitator.store.files import read_file
from facilitator.store.left_open import left_open
from facilitator.store.lock import AlreadyOpen
from facilitator.store.measurement.answers import MeasurementKeeper, number_answered
from facilitator.store.measurement.notes import measurements_in
from facilitator.store.measurement.settling import settle, without_note
from facilitator.store.paths import (
    answers_folder,
    folders_of_state,
    orders_folder,
    sessions_folder,
    state_folder,
)
from facilitator.store.remembered_order import remember_order, remembered_order
from facilitator.store.running import running
from facilitator.store.session_file import Keeper, note_of_closed
from facilitator.store.state import (
    StateFile,
    encrypt_keys,
    read_state,
    state_files,
    sweep_all,
)
from tests.core.measurement.measures import TODAY, a_measurement
from tests.store.samples import a_session

if TYPE_CHECKING:
    from pathlib import Path

ROW = (1, 2, 3, 4, 5, 4, 3)


def files() -> list[Path]:
    return [file for file in state_folder().rglob("*") if file.is_file()]


def keys_in_clear() -> list[Path]:
    return [file for file in files() if b"AGE-SECRET-KEY" in file.read_bytes().upper()]


def begun(archive: Archive) -> Path:
    """A session that runs, and that no program has open."""
    Keeper.begin(archive, a_session(["fortroligord"])).release()
    (session,) = running(archive.folder).sessions
    return session.path


def test_the_disk_of_this_machine_alone_opens_nothing_of_a_session_that_runs(
    encrypted: Archive, me: x25519.Identity
) -> None:
    path = begun(encrypted)

    assert keys_in_clear() == []
    assert not any(a_session().note.id in file.name or "2026" in file.name for file in files())
    own_key.close_own_key()
    with pytest.raises(Locked):
        read_state(path)
    with pytest.raises(Locked):
        Keeper.resume(path)
    own_key._open[:] = [me]
    keeper, session = Keeper.resume(path)
    assert session == a_session(["fortroligord"])
    keeper.release()


def test_the_session_of_a_plain_archive_is_kept_as_ever(archive: Archive) -> None:
    path = begun(archive)

    assert a_session().note.id in path.name
    assert len(keys_in_clear()) == 1


def test_it_is_gone_for_good_at_its_end(encrypted: Archive, tmp_path: Path) -> None:
    keeper, session = Keeper.resume(begun(encrypted))
    (key,) = (file for file in files() if file.suffix == ".key")
    (tmp_path / "the same block").hardlink_to(key)

    assert keeper.close(session.note) is None

    assert set((tmp_path / "the same block").read_bytes()) == {0}
    assert list(sessions_folder().iterdir()) == []


@pytest.mark.parametrize("kind", ["archive", "encrypted"])
def test_what_was_agreed_is_known_when_it_is_closed(
    kind: str, request: pytest.FixtureRequest
) -> None:
    where: Archive = request.getfixturevalue(kind)
    keeper, session = Keeper.resume(begun(where))
    assert note_of_closed(where, session.note) is None

    assert keeper.close(session.note) is None

    assert note_of_closed(where, session.note) == session.note


def test_while_the_key_is_closed_it_is_named_and_nothing_is_destroyed_or_swept(
    encrypted: Archive,
) -> None:
    path = begun(encrypted)
    before = {file: file.read_bytes() for file in files()}
    own_key.close_own_key()
    later = datetime.now(UTC) + timedelta(days=900)

    here = running(encrypted.folder)
    (problem,) = here.problems
    assert (here.sessions, here.damaged, problem.path) == ((), (), path)
    assert isinstance(problem.__cause__, Locked)
    assert left_open(encrypted, later) == ()
    assert settle(encrypted, lambda: measurements_in(encrypted), later) == ()
    sweep_all()
    assert {file: file.read_bytes() for file in files()} == before


def test_who_works_with_another_archive_is_not_asked_for_the_key(
    encrypted: Archive, tmp_path: Path
) -> None:
    begun(encrypted)
    MeasurementKeeper.begin(encrypted, a_measurement()).release()
    own_key.close_own_key()
    ask_with(lambda: pytest.fail("somebody was asked"))
    other = Archive(tmp_path / "other")

    assert running(other.folder).problems == ()
    assert without_note(other, lambda: measurements_in(other)) == ()


def test_an_open_measurement_is_gone_on_with_and_closed(
    encrypted: Archive, me: x25519.Identity
) -> None:
    keeper = MeasurementKeeper.begin(encrypted, a_measurement())
    for _ in range(5):
        assert keeper.add(ROW) is None
    keeper.release()

    assert keys_in_clear() == []
    assert not any(keeper.measurement.id in file.name for file in files())
    assert number_answered(encrypted, keeper.measurement) == 5
    own_key.close_own_key()
    assert number_answered(encrypted, keeper.measurement) is None
    own_key._open[:] = [me]
    again = MeasurementKeeper.resume(encrypted, keeper.path)
    assert again.changed is not None
    assert again.close(TODAY) is None
    assert list(answers_folder().iterdir()) == []


def test_answers_whose_note_is_closed_are_destroyed_and_others_kept(encrypted: Archive) -> None:
    for number in (1, 2):
        keeper = MeasurementKeeper.begin(encrypted, a_measurement(number=number))
        for _ in range(5):
            keeper.add(ROW)
        if number == 1:
            keeper._write_closed(TODAY)  # as a program that was killed then
        keeper.release()
    now = datetime.now(UTC)

    assert settle(encrypted, lambda: measurements_in(encrypted), now) == ()
    assert without_note(encrypted, lambda: measurements_in(encrypted)) == ()

    (left,) = state_files(answers_folder(), encrypted.folder)
    assert MeasurementKeeper.resume(encrypted, keeper.path)._file.path == left.path


def test_answers_are_kept_while_the_keys_of_the_archive_are_in_doubt(encrypted: Archive) -> None:
    keeper = MeasurementKeeper.begin(encrypted, a_measurement())
    keeper.release()
    (encrypted.folder / "encryption.toml").unlink()
    later = datetime.now(UTC) + timedelta(days=900)
    before = files()

    assert settle(encrypted, lambda: measurements_in(encrypted), later) == ()
    (problem,) = without_note(encrypted, lambda: measurements_in(encrypted))
    assert "in doubt" in str(problem)
    assert files() == before


def test_names_of_last_time_are_remembered(encrypted: Archive) -> None:
    (encrypted.folder / "archive.toml").write_text("schema = 1\nremember_order = true\n", "utf-8")
    archive = Archive(encrypted.folder)

    remember_order(archive, "Nord", ["Søren", "Mette"])

    assert remembered_order(archive, "nord") == ("Søren", "Mette")
    remember_order(archive, "Nord", ["Mette"])
    assert remembered_order(archive, "nord") == ("Mette",)
    assert len(list(orders_folder().iterdir())) == 2
    assert keys_in_clear() == []
    own_key.close_own_key()
    assert remembered_order(archive, "nord") == ()


def test_what_ran_before_an_archive_was_encrypted_is_found_and_its_keys_are_encrypted(
    archive: Archive, recipients: tuple[Recipient, ...], tmp_path: Path
) -> None:
    path = begun(archive)
    keeper = MeasurementKeeper.begin(archive, a_measurement())
    keeper.add(ROW)
    keeper.release()
    (tmp_path / "the same block").hardlink_to(path.with_suffix(".key"))
    create_keys(archive.folder, recipients)

    encrypt_keys(archive.folder)

    assert keys_in_clear() == []
    assert set((tmp_path / "the same block").read_bytes()) == {0}
    assert [session.path for session in running(archive.folder).sessions] == [path]
    assert number_answered(archive, keeper.measurement) == 1
    MeasurementKeeper.resume(archive, keeper.path).release()


def test_another_identity_of_this_user_opens_what_ran_before(
    encrypted: Archive, me: x25519.Identity, tmp_path: Path
) -> None:
    path = begun(encrypted)
    plain = begun(Archive(tmp_path / "plain"))
    before = read_file(plain.with_suffix(".key"), 100)[0]
    new = x25519.Identity.generate()
    own_key._open[:] = [new, me]

    encrypt_keys()

    own_key._open[:] = [new]
    assert b"fortroligord" in read_state(path).data
    assert read_file(plain.with_suffix(".key"), 100)[0] == before


def test_the_keys_of_what_a_program_has_open_are_not_touched(archive: Archive) -> None:
    keeper = Keeper.begin(archive, a_session())
    before = {file: file.read_bytes() for file in files()}

    with pytest.raises(AlreadyOpen):
        encrypt_keys(archive.folder)

    assert {file: file.read_bytes() for file in files()} == before
    keeper.release()


def test_a_key_that_is_removed_meanwhile_is_made_again_and_encrypted(encrypted: Archive) -> None:
    keeper, session = Keeper.resume(begun(encrypted))
    for file in files():
        if file.suffix == ".key":
            file.unlink()

    assert keeper.save(session.model_copy(update={"people": ()})) is None

    assert keys_in_clear() == []
    keeper.release()
    assert len(running(encrypted.folder).sessions) == 1


def test_every_folder_of_states_may_hold_encrypted_keys(encrypted: Archive) -> None:
    for folder in folders_of_state():
        StateFile.create(folder, encrypted.folder, "2026-11-21-k3f9", b"x").release()
        (entry,) = state_files(folder, encrypted.folder)
        assert read_state(entry.path).data == b"x"
    assert keys_in_clear() == []
    assert not any("2026" in os.fspath(file.name) for file in files())


def test_the_name_of_a_state_stays_when_the_recipients_change(
    encrypted: Archive, recipients: tuple[Recipient, ...]
) -> None:
    keeper = MeasurementKeeper.begin(encrypted, a_measurement())
    keeper.release()
    keys = read_keys(encrypted.folder)

    replace_keys(encrypted.folder, keys, keys._replace(recipients=recipients[:1]))

    MeasurementKeeper.resume(encrypted, keeper.path).release()
