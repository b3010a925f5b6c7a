"""This user's own key: wrapped on the disk, opened once, and in memory alone."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from pyrage import encrypt, passphrase, x25519

from facilitator.core.errors import Refused
from facilitator.store.encryption import own_key as key_module
from facilitator.store.encryption.openers import ask_with
from facilitator.store.encryption.own_key import (
    Locked,
    WrongPassphrase,
    add_identity,
    change_passphrase,
    close_own_key,
    decrypted,
    derived,
    drop_older_identities,
    identities_open,
    identity_of,
    make_own_key,
    open_own_key,
    own_key,
    recipient_open,
)
from facilitator.store.files import NotRead
from facilitator.store.paths import own_key_file
from tests.store.encryption.wrapping import quick_wrapping
from tests.store.two_at_once import two_at_once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STRETCHING, OPENING = passphrase.encrypt, passphrase.decrypt
WORDS = "tre små egern"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_wrapping(monkeypatch)


class FakeKeyring(ModuleType):
    """A keyring of a system, in memory."""

    def __init__(self) -> None:
        super().__init__("keyring")
        self.kept: dict[tuple[str, str], str] = {}
        self.errors = ModuleType("keyring.errors")
        self.errors.KeyringError = type("KeyringError", (Exception,), {})  # type: ignore[attr-defined]

    def set_password(self, service: str, name: str, text: str) -> None:
        self.kept[service, name] = text

    def get_password(self, service: str, name: str) -> str | None:
        return self.kept.get((service, name))

    def delete_password(self, service: str, name: str) -> None:
        del self.kept[service, name]

    def get_keyring(self) -> SimpleNamespace:
        return SimpleNamespace(name="of the tests")


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeKeyring]:
    fake = FakeKeyring()
    monkeypatch.setitem(sys.modules, "keyring", fake)
    monkeypatch.setitem(sys.modules, "keyring.errors", fake.errors)
    return fake


def test_a_key_is_opened_by_its_passphrase_alone() -> None:
    made = make_own_key(WORDS)
    close_own_key()

    with pytest.raises(WrongPassphrase):
        open_own_key("tre smaa egern")
    with pytest.raises(Locked):
        identities_open()
    open_own_key(WORDS)
    assert recipient_open() == made.recipient


def test_no_byte_of_the_identity_is_on_the_disk_and_the_file_is_its_owners() -> None:
    make_own_key(WORDS)
    data = own_key_file().read_bytes()
    assert str(identities_open()[0]).encode() not in data
    assert b"AGE-SECRET-KEY" not in data
    assert own_key_file().stat().st_mode & 0o777 == 0o600


def test_a_real_passphrase_is_stretched_by_age_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passphrase, "encrypt", STRETCHING)
    monkeypatch.setattr(passphrase, "decrypt", OPENING)
    made = make_own_key(WORDS)
    assert made.wrapped.startswith("-----BEGIN AGE ENCRYPTED FILE-----")
    close_own_key()
    open_own_key(WORDS)


def test_a_second_key_never_takes_the_place_of_the_first() -> None:
    made = make_own_key(WORDS)
    with pytest.raises(Refused, match="already"):
        make_own_key("en helt anden sætning")
    assert own_key() == made


def test_a_short_passphrase_is_refused_and_nothing_is_written() -> None:
    with pytest.raises(Refused, match="at least 10"):
        make_own_key("kort")
    assert not own_key_file().exists()


def test_whoever_can_be_asked_is_asked_once() -> None:
    make_own_key(WORDS)
    close_own_key()
    asked = []

    def ask() -> None:
        asked.append(1)
        open_own_key(WORDS)

    ask_with(ask)
    identities_open()
    identities_open()
    assert len(asked) == 1


def test_another_passphrase_opens_the_same_identity_and_the_old_one_no_longer() -> None:
    made = make_own_key(WORDS)
    change_passphrase("fire store egern")
    close_own_key()
    with pytest.raises(WrongPassphrase):
        open_own_key(WORDS)
    open_own_key("fire store egern")
    assert recipient_open() == made.recipient


@pytest.mark.parametrize(
    "change", [change_passphrase, add_identity, drop_older_identities], ids=lambda f: f.__name__
)
def test_an_identity_that_another_window_has_added_is_never_written_over(
    change: Callable[[str], object],
) -> None:
    make_own_key(WORDS)
    here = list(key_module._open), list(key_module._opened)
    added = add_identity(WORDS)  # in the other window
    key_module._open[:], key_module._opened[:] = here

    with pytest.raises(Refused, match="changed by another program"):
        change(WORDS)

    assert own_key() == added


def test_of_two_keys_made_at_once_one_is_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    came = two_at_once(monkeypatch, lambda: make_own_key(WORDS), lambda: make_own_key(WORDS))

    assert came[0].result() == own_key()
    assert isinstance(came[1].exception(), Refused)


def test_an_added_identity_is_the_one_written_for_and_the_older_still_opens() -> None:
    before = make_own_key(WORDS)
    text = encrypt(b"ord", [x25519.Recipient.from_str(before.recipient)])
    after = add_identity(WORDS)
    assert recipient_open() == after.recipient != before.recipient
    assert decrypted(text) == b"ord"

    drop_older_identities(WORDS)
    close_own_key()
    open_own_key(WORDS)
    assert recipient_open() == after.recipient
    with pytest.raises(NotRead, match="for others"):
        decrypted(text)


def test_what_is_derived_is_the_same_in_every_program_and_other_for_another_purpose() -> None:
    make_own_key(WORDS)
    first = derived("index /a")
    close_own_key()
    open_own_key(WORDS)
    assert derived("index /a") == first != derived("index /b")
    assert len(first) == 32


def test_a_keyring_keeps_the_identity_and_the_file_says_only_that(keyring: FakeKeyring) -> None:
    made = make_own_key(None)
    assert made.wrapped == ""
    close_own_key()
    open_own_key()
    assert recipient_open() == made.recipient

    change_passphrase(WORDS)
    assert keyring.kept == {}


def test_a_keyring_without_the_key_is_said(keyring: FakeKeyring) -> None:
    make_own_key(None)
    close_own_key()
    keyring.kept.clear()
    with pytest.raises(Refused, match="keyring"):
        open_own_key()


@pytest.mark.parametrize(
    "change",
    [
        str.lower,
        lambda text: " ".join(text[i : i + 4] for i in range(0, len(text), 4)),
        lambda text: f"  {text}\n",
    ],
)
def test_a_printed_key_is_read_as_people_type_it(change: object) -> None:
    identity = x25519.Identity.generate()
    assert callable(change)
    assert str(identity_of(change(str(identity)))) == str(identity)


def test_a_wrong_letter_in_a_printed_key_is_always_noticed() -> None:
    text = str(x25519.Identity.generate())
    for at in range(16, len(text)):
        wrong = text[:at] + ("Q" if text[at] != "Q" else "P") + text[at + 1 :]
        with pytest.raises(Refused, match="recovery key"):
            identity_of(wrong)


@pytest.mark.parametrize(
    "damage",
    [lambda data: data[:-5], lambda data: data[::-1], lambda data: data[:-9] + b"!" + data[-8:]],
)
def test_what_is_damaged_is_called_so_and_not_somebody_elses(damage: object) -> None:
    made = make_own_key(WORDS)
    assert callable(damage)
    text = encrypt(b"ord" * 50, [x25519.Recipient.from_str(made.recipient)])
    with pytest.raises(NotRead, match="damaged"):
        decrypted(damage(text))
