"""An archive is encrypted, shared and recovered by commands, each of which may be killed."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from pyrage import x25519

from facilitator.cli import encryption, passphrase, stderr
from facilitator.conducting import exchanging
from facilitator.conducting.exchanging import StoreNews
from facilitator.core.errors import N_
from facilitator.store import conversion
from facilitator.store.archive import Archive
from facilitator.store.encryption import own_key
from facilitator.store.encryption.archive_keys import NotRecipient, Recipient
from facilitator.store.encryption.openers import openers
from facilitator.store.files import NotWritten, create_privately
from facilitator.store.notes import rewrite
from facilitator.store.paths import ENCRYPTION_FILE, own_key_file
from facilitator.store.session_file import Keeper
from facilitator.store.shared.remote import Unreachable
from facilitator.words import refusal_words
from tests.store.encryption.wrapping import quick_wrapping
from tests.store.samples import a_note, a_session, put

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.commanded import Run, Said

WORDS_OF_THE_KEY = "fire små ord her"
WORDS = (b"Nordlys", b"2026-11", b"hemmeligt", b"AGE-SECRET-KEY")


class Somebody:
    """Somebody at a terminal, on one machine or another: what they answer, and what they see."""

    def __init__(self, run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._run, self._home, self._monkeypatch = run, home, monkeypatch
        self.passphrase = WORDS_OF_THE_KEY
        self.wrong = 0
        """How many wrong passphrases come first."""
        self.printed = ""
        """The key that was printed last."""
        self.asked: list[str] = []
        monkeypatch.setattr(stderr, "can_ask", lambda: True)
        monkeypatch.setattr(stderr, "agreed", lambda _question: True)
        monkeypatch.setattr(passphrase, "hidden", self._hidden)
        monkeypatch.setattr(encryption, "hidden", self._hidden)
        monkeypatch.setattr(encryption, "answer", lambda _question: "")
        monkeypatch.setattr(encryption, "_draw_key", lambda key: setattr(self, "printed", key))
        self.sits_at("first")

    def sits_at(self, machine: str) -> None:
        """From now on at another machine; the archive is on a drive that both see."""
        for name in ("CACHE", "CONFIG", "DATA", "STATE"):
            self._monkeypatch.setenv(f"XDG_{name}_HOME", str(self._home / machine / name.lower()))

    def types(self, *arguments: str) -> Said:
        """A command, in a program of its own."""
        own_key.close_own_key()
        openers.clear()
        return self._run(*arguments)

    def _hidden(self, question: str) -> str:
        self.asked.append(question)
        if "printede" in question:
            return self.printed.lower()
        if self.wrong:
            self.wrong -= 1
            return "noget helt andet"
        return self.passphrase


@pytest.fixture
def archive(own_home: Path) -> Archive:
    """An archive of three notes, and a session that runs."""
    archive = Archive(own_home / "sessions")
    archive.prepare()
    for number in range(3):
        note = a_note([f"hemmeligt {number}"], note_id=f"2026-11-2{number}-k3f9")
        put(archive, f"Team Nordlys/2026-11-2{number}-check-out.toml", note)
    return archive


@pytest.fixture
def mette(archive: Archive, run: Run, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Somebody:
    quick_wrapping(monkeypatch)
    somebody = Somebody(run, own_home, monkeypatch)
    Keeper.begin(archive, a_session(["hemmeligt nu"])).release()
    return somebody


@pytest.fixture
def encrypted(archive: Archive, mette: Somebody) -> Archive:
    done = mette.types("archive", "encrypt", "--name", "Mette")
    assert done.code == 0, done.err
    return archive


def in_clear(home: Path) -> list[tuple[str, bytes]]:
    return [
        (file.name, word)
        for file in home.rglob("*")
        for word in WORDS
        if word in file.name.encode() or (file.is_file() and word in file.read_bytes())
        if "-k3f9" not in file.name  # what ran before it was encrypted keeps its name
    ]


def test_an_archive_is_encrypted_and_everything_goes_on(
    encrypted: Archive, mette: Somebody, own_home: Path
) -> None:
    assert in_clear(own_home) == []
    mette.asked.clear()

    assert mette.types("notes").out.count("Team Nordlys") == 4
    assert mette.types("search", "hemmeligt").out.count("hemmeligt") == 3
    assert mette.asked == ["Din nøgles adgangssætning"] * 2
    assert mette.types("archive", "status").code == 0
    assert mette.types("archive", "encrypt").code == 0
    assert in_clear(own_home) == []
    assert len(list(encrypted.folder.rglob("*.age"))) == 3


def test_a_passphrase_may_be_typed_three_times_and_then_it_is_said_what_to_do(
    encrypted: Archive, mette: Somebody
) -> None:
    mette.wrong = 2
    assert mette.types("notes").code == 0
    mette.wrong = 3

    refused = mette.types("notes")

    assert refused.code == 1
    assert refused.err.count("låser ikke din nøgle op") == 3
    assert "archive recover" in refused.err
    assert str(own_key_file()) in refused.err
    assert "Traceback" not in refused.err
    assert encrypted.folder.is_dir()


def test_where_nobody_can_be_asked_it_is_said(
    encrypted: Archive, mette: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stderr, "can_ask", lambda: False)

    for command in (("notes",), ("archive", "recover"), ("archive", "key", "--change")):
        refused = mette.types(*command)
        assert refused.code == 1
        assert "terminal" in refused.err
    assert encrypted.folder.is_dir()


def test_another_machine_reads_it_with_the_printed_key_and_then_with_its_own(
    encrypted: Archive, mette: Somebody
) -> None:
    assert encrypted.folder.is_dir()
    mette.sits_at("second")
    assert mette.types("notes").code == 1

    done = mette.types("archive", "recover", "--name", "Mette på den nye")

    assert done.code == 0, done.err
    assert mette.types("search", "hemmeligt").out.count("hemmeligt") == 3
    mette.sits_at("first")
    assert mette.types("search", "hemmeligt").out.count("hemmeligt") == 3
    assert "Mette på den nye" in mette.types("archive", "recipients").out
    assert "Mette  (dig)\n" in mette.types("archive", "recipients").out


def test_a_recipient_reads_what_is_here_and_one_taken_off_does_not(
    encrypted: Archive, mette: Somebody
) -> None:
    mette.sits_at("jonas")
    key = mette.types("archive", "key").out.strip()
    assert mette.types("notes").code == 1
    mette.sits_at("first")
    assert mette.types("archive", "recipients", "add", key, "--name", "Jonas").code == 0
    mette.sits_at("jonas")
    assert mette.types("search", "hemmeligt").out.count("hemmeligt") == 3

    mette.sits_at("first")
    assert mette.types("archive", "recipients", "remove", "Jonas").code == 0
    assert "Jonas" not in mette.types("archive", "recipients").out
    mette.sits_at("jonas")
    refused = mette.types("search", "hemmeligt")
    assert "hemmeligt" not in refused.out
    assert "Traceback" not in refused.err
    assert len(list(encrypted.folder.rglob("*.age"))) == 3


def test_whoever_is_not_let_in_yet_is_told_by_whom_and_how(
    encrypted: Archive, mette: Somebody
) -> None:
    mette.sits_at("jonas")
    without = mette.types("notes")
    assert "archive key" in without.err
    assert "archive recover" in without.err

    made = mette.types("archive", "key")

    assert made.out.startswith("age1")
    assert len(made.out.splitlines()) == 1
    assert "den anden nøgle" not in made.err  # that is Mette's
    assert "Mette, Printet gendannelsesnøgle" in made.err
    assert "archive recipients add KEY --name" in made.err
    for command in (("notes",), ("search", "hemmeligt"), ("teams",)):
        outside = mette.types(*command)
        assert outside.code == 1
        assert command[0] == "search" or (
            "De kan lukke dig ind: Mette, Printet gendannelsesnøgle." in outside.err
        )
        assert "3 af noterne her" in outside.err
        assert "Der er ingen noter" not in outside.err
        assert len(outside.err.splitlines()) <= 4
    written = mette.types("run", "check-out", "--linear")
    assert written.code == 1
    assert "De kan lukke dig ind" in written.err

    mette.sits_at("first")
    added = mette.types("archive", "recipients", "add", made.out.strip(), "--name", "Jonas")
    assert added.code == 0, added.err
    mette.sits_at("jonas")
    assert "Jonas" in mette.types("archive", "key").err
    assert encrypted.folder.is_dir()


def test_of_many_who_can_let_somebody_in_three_are_named() -> None:
    listed = [Recipient(name, "age1") for name in ("Mette", "Jonas", "Ali", "Bo", "Åse")]

    assert "Mette, Jonas, Ali og 2 til" in refusal_words(NotRecipient(listed))


def test_status_tells_of_notes_that_are_not_for_all_who_are_listed(
    encrypted: Archive, mette: Somebody
) -> None:
    first = min(encrypted.folder.rglob("*.age"))
    before = first.read_bytes()
    key = str(x25519.Identity.generate().to_public())
    assert mette.types("archive", "recipients", "add", key, "--name", "Jonas").code == 0
    first.write_bytes(before)  # as it comes from a machine that does not know of Jonas yet

    for command in (("archive", "status"), ("archive",)):
        status = mette.types(*command)
        assert status.code == 1
        assert "1 af noterne her" in status.err
        assert "archive encrypt" in status.err
    assert mette.types("archive", "encrypt").code == 0
    assert mette.types("archive", "status").code == 0


def test_the_program_fetches_first_that_its_user_was_made_a_recipient(
    encrypted: Archive, mette: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipients = encrypted.folder / ENCRYPTION_FILE
    mette.sits_at("jonas")
    key = mette.types("archive", "key").out.strip()
    assert mette.types("--linear").code == 1
    before = recipients.read_bytes()
    mette.sits_at("first")
    assert mette.types("archive", "recipients", "add", key, "--name", "Jonas").code == 0
    in_the_store = recipients.read_bytes()
    recipients.write_bytes(before)

    def exchange(folder: Path) -> StoreNews:
        (folder / ENCRYPTION_FILE).write_bytes(in_the_store)
        return StoreNews(has_changed=True)

    monkeypatch.setattr(exchanging, "exchange", exchange)
    mette.sits_at("jonas")
    opened = mette.types("--linear")
    assert opened.code == 0, opened.err


@pytest.mark.parametrize(
    "command",
    [
        ("recipients", "add", str(x25519.Identity.generate().to_public()), "--name", "Bo"),
        ("recipients", "remove", "Mette", "--yes"),
        ("rekey",),
        ("recover",),
    ],
)
def test_a_list_is_never_changed_from_an_older_one_than_the_stores(
    encrypted: Archive, mette: Somebody, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    class Away:
        def exchange(self, _folder: Path, _go_on: object) -> None:
            raise Unreachable(N_("The store does not answer."))

    monkeypatch.setattr("facilitator.store.shared.connection.connection", lambda _folder: Away())
    before = {file: file.read_bytes() for file in encrypted.folder.rglob("*.*")}
    done = mette.types("archive", *command)

    assert done.code == 1
    assert "Lageret svarer ikke." in done.err
    assert {file: file.read_bytes() for file in encrypted.folder.rglob("*.*")} == before


def test_others_accept_a_list_that_was_signed_anew(encrypted: Archive, mette: Somebody) -> None:
    keys = {}
    for who in ("jonas", "bo"):
        mette.sits_at(who)
        keys[who] = mette.types("archive", "key").out.strip()
        mette.sits_at("first")
        assert mette.types("archive", "recipients", "add", keys[who], "--name", who).code == 0
    mette.sits_at("jonas")
    assert mette.types("notes").code == 0
    mette.sits_at("first")
    assert mette.types("archive", "recipients", "remove", "bo").code == 0
    mette.sits_at("jonas")

    doubt = mette.types("notes")
    assert "archive recipients --accept" in doubt.err
    assert doubt.out.count("Team Nordlys") == 3
    assert mette.types("archive", "recipients", "--accept").code == 0
    assert mette.types("archive", "recipients").code == 0
    assert "--accept" not in mette.types("notes").err
    assert encrypted.folder.is_dir()


@pytest.mark.parametrize("drop", [True, False])
def test_a_new_key_opens_all_and_the_old_one_nothing_more(
    encrypted: Archive, mette: Somebody, *, drop: bool
) -> None:
    before = own_key_file().read_bytes()

    done = mette.types("archive", "rekey", *(["--drop-old"] if drop else []))

    assert done.code == 0, done.err
    assert mette.types("notes").out.count("Team Nordlys") == 4  # and what runs
    own_key_file().write_bytes(before)
    refused = mette.types("search", "hemmeligt")
    assert "hemmeligt" not in refused.out
    assert encrypted.folder.is_dir()


COMMANDS = {
    "encrypt": ("archive", "encrypt", "--name", "Mette"),
    "add": ("archive", "recipients", "add", "KEY", "--name", "Jonas"),
    "remove": ("archive", "recipients", "remove", "Printet gendannelsesnøgle"),
    "rekey": ("archive", "rekey", "--drop-old"),
}


@pytest.mark.parametrize("killed_at", [0, 1, 2])
@pytest.mark.parametrize("name", COMMANDS)
def test_one_that_was_broken_off_goes_on(
    archive: Archive, mette: Somebody, monkeypatch: pytest.MonkeyPatch, name: str, killed_at: int
) -> None:
    key = str(x25519.Identity.generate().to_public())
    command = [key if word == "KEY" else word for word in COMMANDS[name]]
    if name != "encrypt":
        assert mette.types(*COMMANDS["encrypt"]).code == 0
        other = str(x25519.Identity.generate().to_public())
        assert mette.types("archive", "recipients", "add", other, "--name", "Bo").code == 0
    written = create_privately, rewrite
    calls = 0

    def counted(*arguments: object, **more: object) -> object:
        nonlocal calls
        calls += 1
        if calls > killed_at:
            raise KeyboardInterrupt
        return written[name != "encrypt"](*arguments, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(conversion, "create_privately", counted)
        patch.setattr(conversion, "rewrite", counted)
        broken = mette.types(*command)
    assert broken.code == 1
    assert "archive encrypt" in broken.err
    assert "archive encrypt" in mette.types("archive", "status").err
    assert mette.types("notes").out.count("Team Nordlys") == 4

    assert mette.types("archive", "encrypt").code == 0

    assert mette.types("archive", "status").code == 0
    assert mette.types("search", "hemmeligt").out.count("hemmeligt") == 3
    assert len(list(archive.folder.rglob("*.age"))) == 3
    assert [f.name for f in archive.folder.rglob("Team*")] == []


def test_where_the_disk_is_full_nothing_is_lost_and_it_goes_on_later(
    archive: Archive, mette: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_all: object, **_more: object) -> None:
        raise NotWritten("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(conversion, "create_privately", full)
        refused = mette.types("archive", "encrypt")
    assert refused.code == 1
    assert "Disken er fuld" in refused.err
    assert mette.types("notes").out.count("Team Nordlys") == 4
    assert mette.types("archive", "encrypt").code == 0
    assert len(list(archive.folder.rglob("*.age"))) == 3


def test_a_copy_of_the_folder_alone_opens_nowhere_else(
    encrypted: Archive, mette: Somebody, own_home: Path, tmp_path: Path
) -> None:
    shutil.copytree(encrypted.folder, tmp_path / "stolen")
    mette.sits_at("thief")
    assert mette.types("archive", "key").code == 0

    refused = mette.types("--sessions", str(tmp_path / "stolen"), "search", "hemmeligt")

    assert "hemmeligt" not in refused.out
    assert "Nordlys" not in refused.out + refused.err
    assert in_clear(own_home) == []
