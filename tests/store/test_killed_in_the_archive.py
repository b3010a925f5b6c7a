"""Programs killed, and disks that say no, while what no session is is written: notes, keys, guides.

At a tenth of all operations each time; at every one where FACILITATOR_KILLS is set.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import pytest
from pyrage import x25519

from facilitator.core.commitment_change import CommitmentChange
from facilitator.core.commitments import Status
from facilitator.core.errors import Refused
from facilitator.core.note import Commitment, Note
from facilitator.store import commitments
from facilitator.store.archive import Archive
from facilitator.store.conversion import convert
from facilitator.store.encryption import is_sealed, own_key
from facilitator.store.encryption.archive_keys import (
    Recipient,
    change_recipients,
    create_keys,
    read_keys,
)
from facilitator.store.exporting import write_shared
from facilitator.store.guide_files import new_guide
from facilitator.store.measurement.answers import MeasurementKeeper, find_answers
from facilitator.store.notes import read_document
from facilitator.store.paths import (
    SEALED,
    config_folder,
    own_key_file,
    settings_file,
    state_folder,
)
from facilitator.store.retention import delete
from facilitator.store.state import sweep_all
from facilitator.store.teams import join_teams
from facilitator.store.toml import parsed
from facilitator.store.user_settings import save_setting
from facilitator.store.versions import keep_version, versions_of
from tests.core.measurement.measures import A, a_measurement
from tests.store.listing import find, up_to_date
from tests.store.operations import failing, killed
from tests.store.samples import TODAY, a_note, put, texts
from tests.store.shared.folder_remote import FolderRemote
from tests.store.shared.houses import House

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facilitator.store.index import Index
    from facilitator.store.shared.exchange import ExchangeResult

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a process of its own")

STEP: Final = 1 if "FACILITATOR_KILLS" in os.environ else 10
"""From one operation at which it is killed to the next."""
MOST: Final = 2000

Act = Callable[[Path], object]

ME, PRINTED, OTHER = (x25519.Identity.generate() for _ in range(3))
PEOPLE: Final = tuple(
    Recipient(name, str(identity.to_public()))
    for name, identity in (("Ida", ME), ("Genskabelse", PRINTED), ("Bo", OTHER))
)
DONE: Final = CommitmentChange(status=Status.DONE, happened="det gik")


@pytest.fixture(autouse=True)
def my_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open, and asked for nowhere; no disk is waited for, since no power is cut."""
    own_key._open[:] = [ME]
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)
    monkeypatch.setattr(own_key, "_into_keyring", lambda _text: None)


def files_below(*folders: Path) -> list[Path]:
    return [file for folder in folders for file in folder.rglob("*") if file.is_file()]


def notes_in(archive: Archive) -> dict[str, list[str]]:
    """The words of each note by its id; each is there once, and whole."""
    notes: dict[str, list[str]] = {}
    for file in files_below(archive.folder):
        if file.name.endswith((".toml", SEALED)) and file.parent.parent == archive.folder:
            note = read_document(file)
            assert isinstance(note, Note)
            assert note.id not in notes
            notes[note.id] = texts(note)
    return notes


# What is written

NOTES: Final = {f"2026-11-0{n}-aaa{n}": [f"ord {n}"] for n in range(1, 4)}


def three_notes(folder: Path) -> Archive:
    archive = Archive(folder / "arkiv")
    archive.prepare()
    for at, (note_id, words) in enumerate(NOTES.items()):
        team = ("Nord", "Nord", "Syd")[at]
        agreed = (Commitment(id="c1", what="mere ro"),)
        note = a_note(words, note_id=note_id, team=team, commitments=agreed)
        put(archive, f"{team}/{note_id[:10]}-check-out.toml", note)
    return archive


def archive_in(folder: Path) -> Archive:
    return Archive(folder / "arkiv")


def all_are_there(folder: Path) -> None:
    assert notes_in(archive_in(folder)) == NOTES


def encrypt(folder: Path) -> None:
    archive = archive_in(folder).folder
    if not (archive / "encryption.toml").exists():
        create_keys(archive, PEOPLE[:2])
    convert(archive)


def is_encrypted(folder: Path) -> None:
    all_are_there(folder)
    for file in files_below(archive_in(folder).folder):
        assert is_sealed(file) or file.name in ("archive.toml", "encryption.toml")
        assert not any(word.encode() in file.read_bytes() for (word,) in NOTES.values())


def encrypted(folder: Path) -> None:
    three_notes(folder)
    encrypt(folder)


def add_recipient(folder: Path) -> None:
    archive = archive_in(folder).folder
    keys = read_keys(archive)
    if len(keys.recipients) < len(PEOPLE):
        change_recipients(archive, keys, PEOPLE, sign_anew=True)
    convert(archive)


def is_for_all(folder: Path) -> None:
    is_encrypted(folder)
    own_key._open[:] = [OTHER]
    try:
        all_are_there(folder)
    finally:
        own_key._open[:] = [ME]


def follow_up(folder: Path) -> None:
    path = archive_in(folder).folder / "Nord" / "2026-11-01-check-out.toml"
    commitments.change(commitments.in_note(path, "c1"), DONE, TODAY)


def is_followed_up(folder: Path) -> None:
    all_are_there(folder)
    path = archive_in(folder).folder / "Nord" / "2026-11-01-check-out.toml"
    (commitment,) = read_document(path).commitments  # type: ignore[union-attr]
    assert (commitment.status, commitment.happened) == (Status.DONE, "det gik")


def indexed(folder: Path) -> Iterator[tuple[Archive, Index]]:
    archive = archive_in(folder)
    index = up_to_date(archive)
    yield archive, index
    index.close()


def delete_note(folder: Path) -> None:
    for archive, index in indexed(folder):
        path = archive.folder / "Syd" / "2026-11-03-check-out.toml"
        if path.exists():
            delete(index, path)
        else:
            index.forget()


def is_deleted(folder: Path) -> None:
    kept = dict(list(NOTES.items())[:2])
    assert notes_in(archive_in(folder)) == kept
    for file in files_below(folder, state_folder()):
        assert b"ord 3" not in file.read_bytes()


def with_versions(folder: Path) -> None:
    archive = three_notes(folder)
    for name, words in (("PC", ["andet"]), ("MAC", ["ord 1"])):
        note = a_note(words, note_id=next(iter(NOTES)), team="Nord")
        put(archive, f"Nord/2026-11-01-check-out-{name}.toml", note)


def choose(folder: Path) -> None:
    for archive, index in indexed(folder):
        entry = find(archive, next(iter(NOTES)))
        versions = versions_of(index, entry)
        if sum(len(version.files) for version in versions) > 1:  # or what was not chosen yet
            mine = next((v for v in versions if texts(v.note) == ["andet"]), None)  # type: ignore[arg-type]
            if mine is None:
                raise Refused("x")  # its file could not be read
            keep_version(index, entry, versions, mine)


def one_is_chosen(folder: Path) -> None:
    assert notes_in(archive_in(folder)) == {**NOTES, next(iter(NOTES)): ["andet"]}


def join(folder: Path) -> None:
    for archive, index in indexed(folder):
        if (archive.folder / "Syd").exists() and read_document(
            archive.folder / "Syd" / "2026-11-03-check-out.toml"
        ).team != "Nord":  # type: ignore[union-attr]
            join_teams(archive, index, "Syd", "Nord")


def is_joined(folder: Path) -> None:
    all_are_there(folder)
    for file in files_below(archive_in(folder).folder):
        if file.parent.name in ("Nord", "Syd"):
            assert read_document(file).team == "Nord"  # type: ignore[union-attr]


def set_theme(_folder: Path) -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    save_setting(settings_file(), "theme", "lys")


def own_settings(_folder: Path) -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text('# mit\ntheme = "moerk"\nlanguage = "da"\n')


def theme_is_set(_folder: Path) -> None:
    text = settings_file().read_text()
    assert parsed(text, settings_file()) == {"theme": "lys", "language": "da"}
    assert text.startswith("# mit")


def write_guide(folder: Path) -> None:
    """Another, where a killed program has left that one: what it left besides goes with it."""
    guides = archive_in(folder).guides
    guide_id = "en-til" if (guides / "vores-runde.toml").exists() else "vores-runde"
    new_guide(guides, guide_id, "da", b"{}")


def guide_is_there(folder: Path) -> None:
    guide = archive_in(folder).guides / "vores-runde.toml"
    assert parsed(guide.read_text("utf-8"), guide)["id"] == "vores-runde"


def make_key(_folder: Path) -> None:
    if own_key.own_key() is None:
        own_key.make_own_key(None)
    own_key._open[:] = [ME]


def key_is_whole(_folder: Path) -> None:
    assert own_key.own_key() is not None
    assert own_key_file().stat().st_mode & 0o777 == 0o600


def share(folder: Path) -> None:
    write_shared(archive_in(folder).folder, folder / "delt.md", "ord 1\n" * 100, replace=True)


def is_shared(folder: Path) -> None:
    assert (folder / "delt.md").read_text() == "ord 1\n" * 100


def house(folder: Path, name: str = "arkiv") -> House:
    if (folder / name).exists():
        there = object.__new__(House)
        there.archive, there.remote = Archive(folder / name), FolderRemote(folder / "remote")
        return there
    return House(folder / name, FolderRemote(folder / "remote"))


def houses(folder: Path) -> None:
    house(folder).write("2026-05-20-aaaa")
    house(folder).exchange()
    house(folder, "andet").exchange()
    house(folder).write("2026-05-20-bbbb")
    house(folder, "andet").write("2026-05-20-cccc", team="Team Rav")
    house(folder, "andet").exchange()
    house(folder).set_status("c1", Status.DONE, "Team Blåbær/*aaaa.toml")


def exchange(folder: Path) -> ExchangeResult:
    return house(folder).exchange()


def both_have_the_same(folder: Path) -> None:
    house(folder, "andet").exchange()
    here, there = house(folder).notes(), house(folder, "andet").notes()
    ids = Counter(text.split('id = "')[1][:15] for text in here.values())
    assert ids == {f"2026-05-20-{word}": 1 for word in ("aaaa", "bbbb", "cccc")}
    assert sorted(here.values()) == sorted(there.values())
    assert any('status = "done"' in text for text in here.values())


def in_a_room(folder: Path) -> None:
    archive = archive_in(folder)
    MeasurementKeeper.begin(archive, a_measurement()).release()


def hand_in(folder: Path) -> None:
    archive = archive_in(folder)
    measurement = a_measurement()
    (path,) = archive.folder.glob(f"*/*{measurement.date}*.toml")
    keeper = MeasurementKeeper.resume(archive, path)
    for at, row in enumerate(A[:5]):
        if keeper.is_spent(f"{at:064x}") is None:
            keeper.hand_in(row, "", f"{at:064x}")
    keeper.write_lot(1)
    keeper.release()


def five_are_counted(folder: Path) -> None:
    kept = find_answers(archive_in(folder), a_measurement().id)
    assert kept is not None
    assert (kept.answers.number, len(kept.answers.spent)) == (5, 5)


WRITINGS: Final[dict[str, tuple[Act, Act, Act]]] = {
    "an archive encrypted": (three_notes, encrypt, is_encrypted),
    "a recipient added": (encrypted, add_recipient, is_for_all),
    "a commitment followed up": (three_notes, follow_up, is_followed_up),
    "a note deleted": (three_notes, delete_note, is_deleted),
    "a version chosen": (with_versions, choose, one_is_chosen),
    "teams joined": (three_notes, join, is_joined),
    "a setting": (own_settings, set_theme, theme_is_set),
    "a guide": (three_notes, write_guide, guide_is_there),
    "a key": (three_notes, make_key, key_is_whole),
    "an export": (three_notes, share, is_shared),
    "an exchange": (houses, exchange, both_have_the_same),
    "answers from phones": (in_a_room, hand_in, five_are_counted),
}  # fmt: skip


def kills(start: int) -> Iterator[tuple[int, Literal["before", "after"]]]:
    for at in range(1 + start % STEP, MOST, STEP):
        yield at, "before"
        yield at, "after"


@pytest.mark.parametrize("writing", WRITINGS)
def test_killed_anywhere_it_is_done_by_doing_it_again_and_nothing_is_left_half_written(
    writing: str, tmp_path: Path
) -> None:
    prepare, write, holds = WRITINGS[writing]
    came = 0
    for at, when in kills(len(writing)):
        folder = tmp_path / f"{at}-{when}"
        for kept in (state_folder(), config_folder()):
            shutil.rmtree(kept, ignore_errors=True)
        folder.mkdir()
        prepare(folder)
        if not killed(partial(write, folder), at, when):
            break
        came += 1
        sweep_all()
        try:
            write(folder)
            holds(folder)
            left = files_below(folder, state_folder(), config_folder())
            assert [file for file in left if file.name.endswith(".tmp")] == []
        except BaseException as error:
            error.add_note(f"killed {when} operation {at}")
            raise
        shutil.rmtree(folder)
    else:
        pytest.fail("it never came to its end")
    if STEP == 1:
        sys.stdout.write(f"{writing}: {came} kills\n")


ERRORS: Final = (errno.ENOSPC, errno.EACCES, errno.EIO, errno.EROFS)


@pytest.mark.parametrize("writing", WRITINGS)
def test_where_any_operation_fails_it_is_refused_and_done_by_doing_it_again(
    writing: str, tmp_path: Path
) -> None:
    prepare, write, holds = WRITINGS[writing]
    for at in range(1 + len(writing) % STEP, MOST, STEP):
        error = ERRORS[at // STEP % len(ERRORS)]
        folder = tmp_path / str(at)
        for kept in (state_folder(), config_folder()):
            shutil.rmtree(kept, ignore_errors=True)
        folder.mkdir()
        prepare(folder)
        with failing(at, error) as reached, suppress(Refused):
            write(folder)
        if not reached:
            break
        try:
            write(folder)
            holds(folder)
        except BaseException as fault:
            fault.add_note(f"operation {at} failed with {errno.errorcode[error]}")
            raise
        shutil.rmtree(folder)
    else:
        pytest.fail("it never came to its end")
