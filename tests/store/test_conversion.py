"""Encrypting an archive: every note, again after a kill, and no plain word left."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from pyrage import DecryptError, decrypt, encrypt, x25519

from facilitator.core.errors import Refused
from facilitator.store import files
from facilitator.store.conversion import convert
from facilitator.store.encryption import is_sealed, opened, own_key
from facilitator.store.encryption.archive_keys import (
    Recipient,
    challenge,
    change_recipients,
    create_keys,
    is_opened_by,
    keys_of,
    read_keys,
)
from facilitator.store.index import Index
from facilitator.store.index.problems import encryption_problems
from facilitator.store.measurement.answers import MeasurementKeeper
from facilitator.store.measurement.notes import read_measurement
from facilitator.store.notes import dumps, read_document, read_note_bytes
from facilitator.store.paths import SEALED
from facilitator.store.session_file import Keeper
from facilitator.words import refusal_words
from tests.core.measurement.measures import TODAY, A, a_measurement
from tests.store.damage import everything
from tests.store.samples import a_note, a_session, put
from tests.store.two_at_once import two_at_once

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from facilitator.store.archive import Archive

WORDS = (b"Nord", b"2026", b"toml = ", b"Hvad observerede", b"check-out")


def filled(archive: Archive, notes: int = 6) -> dict[str, bytes]:
    """Notes of two teams; the bytes of each by its id."""
    written: dict[str, bytes] = {}
    for number in range(notes):
        note = a_note(note_id=f"2026-11-{number + 1:02}-aaaa", team="Nord" if number % 2 else "Åen")
        written[note.id] = put(
            archive, f"{note.team}/{note.date}-{note.guide}-{number}.toml", note
        ).read_bytes()
    return written


def encrypted_with(archive: Archive, recipients: Sequence[Recipient], notes: int = 6) -> None:
    """Those notes, encrypted for these."""
    filled(archive, notes)
    create_keys(archive.folder, recipients)
    assert convert(archive.folder).is_done


def named(name: str, identity: x25519.Identity | None = None) -> Recipient:
    """Somebody of that name and identity, or of one that nobody has."""
    return Recipient(name, str((identity or x25519.Identity.generate()).to_public()))


def change(archive: Archive, *recipients: Recipient, sign_anew: bool = False) -> None:
    """Encrypt for these from now on."""
    change_recipients(archive.folder, keys_of(archive.folder), recipients, sign_anew=sign_anew)


def notes_of(folder: Path) -> list[Path]:
    return sorted(
        file
        for file in folder.rglob("*")
        if file.name.endswith((".toml", SEALED)) and file.parent != folder
    )


def problems_of(archive: Archive) -> list[str]:
    """What is said to be in doubt or not done in an encrypted archive."""
    index = Index(archive.folder)
    index.refresh()
    return [refusal_words(problem) for problem in encryption_problems(index)]


def test_every_note_says_the_same_afterwards_and_no_plain_word_is_left(
    archive: Archive, recipients: tuple[Recipient, ...]
) -> None:
    before = filled(archive)
    create_keys(archive.folder, recipients)
    done = convert(archive.folder)

    assert done.is_done
    assert done.notes == len(before)
    after = {read_document(file).id: read_note_bytes(file)[0] for file in notes_of(archive.folder)}  # type: ignore[union-attr]
    assert after == before
    assert all(is_sealed(file) for file in notes_of(archive.folder))
    for word in WORDS:
        assert word not in everything(archive.folder)


def test_a_note_is_opened_by_every_recipient_and_by_nobody_else(
    archive: Archive,
    recipients: tuple[Recipient, ...],
    me: x25519.Identity,
    recovery: x25519.Identity,
) -> None:
    encrypted_with(archive, recipients, 1)
    (file,) = notes_of(archive.folder)
    assert decrypt(file.read_bytes(), [me]) == decrypt(file.read_bytes(), [recovery])
    with pytest.raises(DecryptError):
        decrypt(file.read_bytes(), [x25519.Identity.generate()])


def test_one_that_has_no_second_recipient_or_shuts_out_its_own_user_is_not_begun(
    archive: Archive, recipients: tuple[Recipient, ...]
) -> None:
    for wrong in (recipients[:1], recipients[:1] * 2, recipients[1:]):
        with pytest.raises(Refused):
            create_keys(archive.folder, wrong)
    assert not (archive.folder / "encryption.toml").exists()


def test_a_recipient_is_proven_by_opening_and_not_by_comparing(
    recipients: tuple[Recipient, ...], recovery: x25519.Identity
) -> None:
    assert is_opened_by(recipients[1], [recovery])
    assert not is_opened_by(recipients[0], [recovery])
    text, word = challenge(recipients[1])
    assert decrypt(text.encode(), [recovery]).decode() == word


class Killed(BaseException):
    """As a kill, nothing is tidied up."""


@pytest.mark.parametrize("at", range(0, 13, 2))
def test_it_goes_on_after_a_kill_and_no_note_is_lost_or_doubled(
    archive: Archive,
    recipients: tuple[Recipient, ...],
    monkeypatch: pytest.MonkeyPatch,
    at: int,
) -> None:
    before = filled(archive)
    create_keys(archive.folder, recipients)
    left = at
    flush = files.flush_folder

    def kill(folder: Path) -> None:
        nonlocal left
        flush(folder)
        left -= 1
        if left < 0:
            raise Killed

    with monkeypatch.context() as killed:
        killed.setattr(files, "flush_folder", kill)
        with pytest.raises(Killed):
            convert(archive.folder)
    assert read_keys(archive.folder).run

    assert convert(archive.folder).is_done
    assert not read_keys(archive.folder).run
    after = [read_note_bytes(file)[0] for file in notes_of(archive.folder)]
    assert sorted(after) == sorted(before.values())


def test_a_note_changed_while_it_is_encrypted_is_kept_in_both_versions(
    archive: Archive, recipients: tuple[Recipient, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(archive, 1)
    (plain,) = notes_of(archive.folder)
    first = plain.read_bytes()
    create_keys(archive.folder, recipients)
    changed: list[int] = []

    def slowly(path: Path) -> tuple[bytes, files.Stamp]:
        if not changed:
            changed.append(plain.write_bytes(first + b"# til\n"))
        return read_note_bytes(path)

    monkeypatch.setattr("facilitator.store.conversion.read_note_bytes", slowly)
    assert convert(archive.folder).is_done
    kept = [read_note_bytes(file)[0] for file in notes_of(archive.folder)]
    assert sorted(kept) == sorted([first, first + b"# til\n"])


def test_what_cannot_be_read_as_a_note_is_encrypted_as_it_is(
    archive: Archive, recipients: tuple[Recipient, ...]
) -> None:
    broken = archive.folder / "Nord" / "2026-01-01-check-out.toml"
    broken.parent.mkdir()
    broken.write_bytes(b"ikke [ toml \xff Hvad observerede")
    create_keys(archive.folder, recipients)
    assert convert(archive.folder).is_done
    (file,) = notes_of(archive.folder)
    assert read_note_bytes(file)[0] == b"ikke [ toml \xff Hvad observerede"
    assert b"Hvad" not in everything(archive.folder)


def test_what_may_hold_the_words_of_a_note_is_named(
    archive: Archive, recipients: tuple[Recipient, ...]
) -> None:
    filled(archive, 1)
    (note,) = notes_of(archive.folder)
    backup = note.with_name(f"{note.name}.bak")
    backup.write_bytes(note.read_bytes())
    create_keys(archive.folder, recipients)
    done = convert(archive.folder)
    assert done.is_done
    assert [problem.path for problem in done.problems] == [backup]


def test_a_new_recipient_can_read_what_was_there_and_what_comes(
    archive: Archive, recipients: tuple[Recipient, ...]
) -> None:
    encrypted_with(archive, recipients)
    ali = x25519.Identity.generate()

    change(archive, *recipients, named("Ali", ali))
    assert convert(archive.folder).is_done
    put_sealed(archive)
    for file in notes_of(archive.folder):
        decrypt(file.read_bytes(), [ali])


def test_one_who_left_can_read_nothing_that_is_there_afterwards_and_sign_nothing(
    archive: Archive, recipients: tuple[Recipient, ...], recovery: x25519.Identity
) -> None:
    ali = x25519.Identity.generate()
    encrypted_with(archive, (*recipients, named("Ali", ali)))
    signing = keys_of(archive.folder).secret.signing

    change(archive, *recipients, sign_anew=True)
    assert convert(archive.folder).is_done
    assert keys_of(archive.folder).secret.signing != signing
    put_sealed(archive)
    for file in notes_of(archive.folder):
        decrypt(file.read_bytes(), [recovery])
        with pytest.raises(DecryptError):
            decrypt(file.read_bytes(), [ali])


def test_one_taken_off_the_list_while_notes_are_encrypted_does_not_come_back(
    archive: Archive, recipients: tuple[Recipient, ...]
) -> None:
    filled(archive)
    create_keys(archive.folder, (*recipients, named("Ali")))

    def in_another_window(at: int, _of: int) -> bool:
        if at == 1:
            change(archive, *recipients, sign_anew=True)
        return True

    assert not convert(archive.folder, in_another_window).is_done
    assert keys_of(archive.folder).recipients == recipients
    assert convert(archive.folder).is_done
    assert keys_of(archive.folder).recipients == recipients


def test_a_list_that_another_window_has_changed_is_not_written_over(
    archive: Archive, recipients: tuple[Recipient, ...]
) -> None:
    create_keys(archive.folder, recipients)
    seen = keys_of(archive.folder)
    ali, bo = named("Ali"), named("Bo")
    change_recipients(archive.folder, seen, (*recipients, ali))

    with pytest.raises(Refused, match="changed by someone else"):
        change_recipients(archive.folder, seen, (*recipients, bo))

    assert keys_of(archive.folder).recipients == (*recipients, ali)


@pytest.mark.parametrize("end", ["closed", "thrown away"])
def test_a_measurement_that_was_open_as_its_archive_was_encrypted_has_one_note(
    archive: Archive, recipients: tuple[Recipient, ...], end: str
) -> None:
    keeper = MeasurementKeeper.begin(archive, a_measurement())
    for row in A[:5]:
        keeper.add(row)
    create_keys(archive.folder, recipients)
    assert convert(archive.folder).is_done

    if end == "closed":
        assert keeper.close(TODAY) is None
        (note,) = notes_of(archive.folder)
        assert note == keeper.path
        assert is_sealed(note)
        assert not read_measurement(note).is_open
    else:
        assert keeper.throw_away() is None
        assert notes_of(archive.folder) == []


def test_a_session_closed_as_its_archive_is_being_encrypted_leaves_no_plain_note(
    archive: Archive, recipients: tuple[Recipient, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.prepare()
    note = a_note(note_id="2026-12-01-bbbb")

    def close() -> None:
        archive.create_note(note.team, f"{note.date}-{note.guide}", note.id, dumps(note))

    def encrypt() -> None:
        create_keys(archive.folder, recipients)
        convert(archive.folder)

    came = two_at_once(monkeypatch, close, encrypt)

    assert not [future.exception() for future in came if future.exception()]
    (file,) = notes_of(archive.folder)
    assert is_sealed(file)


def test_only_what_is_not_done_is_done_again_after_a_stop(
    archive: Archive, recipients: tuple[Recipient, ...]
) -> None:
    encrypted_with(archive, recipients)
    change(archive, *recipients)
    stopped = convert(archive.folder, lambda at, _of: at < 3)
    assert (stopped.notes, stopped.is_done) == (3, False)
    before = {file: file.read_bytes() for file in notes_of(archive.folder)}

    assert convert(archive.folder).is_done
    same = [file for file in notes_of(archive.folder) if file.read_bytes() == before[file]]
    assert len(same) == 3


def test_a_note_of_one_who_did_not_yet_know_of_a_new_recipient_is_encrypted_for_all(
    archive: Archive, recipients: tuple[Recipient, ...]
) -> None:
    encrypted_with(archive, recipients, 3)
    ali = x25519.Identity.generate()
    before = keys_of(archive.folder)
    change(archive, *recipients, named("Ali", ali))
    convert(archive.folder)
    late, *others = notes_of(archive.folder)
    late.write_bytes(before.sealed(read_note_bytes(late)[0]))  # as it comes from a store
    kept = {file: file.read_bytes() for file in others}

    assert convert(archive.folder).is_done
    decrypt(late.read_bytes(), [ali])
    assert {file: file.read_bytes() for file in others} == kept


def test_nothing_is_encrypted_by_one_who_is_no_recipient(
    archive: Archive, recipients: tuple[Recipient, ...]
) -> None:
    before = filled(archive)
    create_keys(archive.folder, recipients)
    own_key._open[:] = [x25519.Identity.generate()]
    from facilitator.store.encryption import archive_keys

    archive_keys._read.clear()
    with pytest.raises(Refused, match="for others"):
        convert(archive.folder)
    assert sorted(file.read_bytes() for file in notes_of(archive.folder)) == sorted(before.values())


def put_sealed(archive: Archive) -> None:
    """A session closed in the encrypted archive."""
    keeper = Keeper.begin(archive, a_session(note=a_note(note_id="2026-12-01-bbbb")))
    assert keeper.close(a_note(note_id="2026-12-01-bbbb")) is None


def test_a_session_closed_there_is_encrypted_from_its_first_byte(
    encrypted: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[bytes] = []
    finished = files.FinishedFile.__init__

    def noted(self: files.FinishedFile, path: Path, data: bytes) -> None:
        written.append(data + str(path).encode())
        finished(self, path, data)

    monkeypatch.setattr(files.FinishedFile, "__init__", noted)
    put_sealed(encrypted)
    assert len(notes_of(encrypted.folder)) == 1
    in_archive = [data for data in written if str(encrypted.folder).encode() in data]
    assert in_archive
    for data in written:
        for word in WORDS[2:]:
            assert word not in data
    for word in WORDS:
        assert word not in everything(encrypted.folder)


def test_a_session_whose_archive_cannot_be_written_in_stays_open_and_says_why(
    encrypted: Archive,
) -> None:
    keeper = Keeper.begin(encrypted, a_session())
    (encrypted.folder / "encryption.toml").unlink()
    refused = keeper.close(a_note())
    assert refused is not None
    assert "missing" in str(refused.reason)
    assert keeper.is_on_disk
    keeper.release()


def test_a_note_for_a_list_of_before_is_known_though_the_other_is_as_long(
    archive: Archive, recipients: tuple[Recipient, ...]
) -> None:
    encrypted_with(archive, recipients, 3)
    jonas, ali = (x25519.Identity.generate() for _who in range(2))
    change(archive, *recipients, named("Jonas", jonas))
    convert(archive.folder)
    before = keys_of(archive.folder)
    change(archive, *recipients, named("Ali", ali), sign_anew=True)
    convert(archive.folder)
    assert problems_of(archive) == []
    late, *others = notes_of(archive.folder)
    late.write_bytes(before.sealed(read_note_bytes(late)[0]))  # as it comes from a stale machine
    kept = {file: file.read_bytes() for file in others}

    (told,) = problems_of(archive)
    assert "på listen: 1 af noterne" in told
    assert convert(archive.folder).is_done
    decrypt(late.read_bytes(), [ali])
    with pytest.raises(DecryptError):
        decrypt(late.read_bytes(), [jonas])
    assert {file: file.read_bytes() for file in others} == kept
    assert problems_of(archive) == []


def test_a_note_that_does_not_say_whom_it_is_for_is_encrypted_anew_once(
    archive: Archive, recipients: tuple[Recipient, ...]
) -> None:
    encrypted_with(archive, recipients, 3)
    keys = [x25519.Recipient.from_str(each.key) for each in recipients]
    by_hand, fewer, _same = notes_of(archive.folder)
    by_hand.write_bytes(encrypt(read_note_bytes(by_hand)[0], keys))
    text = decrypt(fewer.read_bytes(), own_key.identities_open())
    fewer.write_bytes(encrypt(text, keys[:1]))  # says two, and is for one

    assert "på listen: 2 af noterne" in problems_of(archive)[0]
    assert convert(archive.folder).is_done
    assert problems_of(archive) == []
    again = {file: file.read_bytes() for file in notes_of(archive.folder)}
    assert convert(archive.folder).is_done
    assert {file: file.read_bytes() for file in notes_of(archive.folder)} == again


def test_what_a_note_says_of_its_recipients_is_no_part_of_it(
    archive: Archive, recipients: tuple[Recipient, ...]
) -> None:
    create_keys(archive.folder, recipients)
    keys = keys_of(archive.folder)
    odd = (b"", b"x", b"a = 1\n#recipients 2 abc", b"\n#recipients ", b"\xff\n\n", b"#recipients 1")
    for data in odd:
        assert opened(keys.sealed(data)) == (data, keys.mark)
        twice = data + b"\n#recipients " + keys.mark.encode()
        assert opened(keys.sealed(twice)) == (twice, keys.mark)


def test_two_hundred_recipients_are_no_second_for_each_note() -> None:
    many = [x25519.Identity.generate() for _who in range(60)]
    sealed = encrypt(b"x" * 2000, [each.to_public() for each in many])

    def seconds(read: Callable[[], object]) -> float:
        begun = time.process_time()
        read()
        return time.process_time() - begun

    ours = min(seconds(lambda: own_key.decrypted(sealed, [many[-1]])) for _try in range(3))
    theirs = seconds(lambda: decrypt(sealed, [many[0]]))
    assert own_key.decrypted(sealed, [many[-1]]) == b"x" * 2000
    assert ours < theirs / 2
