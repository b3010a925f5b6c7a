"""The user's own key: an age identity that opens the encrypted notes written for it.

It is stored wrapped with a passphrase in the user's settings folder, or in the system's keyring. It
is opened once in each program, and stays in memory alone.
"""

from __future__ import annotations

import hmac
import os
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

import tomli_w

from facilitator.core.errors import N_, Refused, Typed
from facilitator.store.encryption.openers import openers
from facilitator.store.files import (
    NotRead,
    create_privately,
    make_private_folder,
    read_text_file,
    write_privately,
)
from facilitator.store.lock import PATIENCE, Lock
from facilitator.store.paths import own_key_file
from facilitator.store.toml import FileProblem, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pyrage import x25519

TOO_SHORT: Final = N_("A passphrase has at least {n} letters.")

LEAST_LETTERS: Final = 10
"""Of a passphrase: shorter ones are found by trying."""
_MOST_BYTES: Final = 2**16
_SERVICE: Final = "facilitator"
_IN_USE: Final = N_("Another program is changing your key. Try again.")
_NO_MATCH: Final = "No matching keys found"


class Locked(NotRead):
    """It cannot be decrypted, since this user's key has not been opened."""

    def __init__(self) -> None:
        super().__init__(
            N_(
                "The archive is encrypted, and your key is not open. Start the program again, in a "
                "terminal."
            )
        )


FOR_OTHERS: Final = N_(
    "It is encrypted for others, and not for you. Once they have let you in ({command}), one of "
    "them encrypts it for you too: {encrypt}"
)


class ForOthers(NotRead):
    """It is encrypted for others alone."""

    def __init__(self) -> None:
        super().__init__(
            FOR_OTHERS,
            command=Typed(("archive", "key")),
            encrypt=Typed(("archive", "encrypt")),
        )


class WrongPassphrase(Refused):
    """The passphrase does not open the key."""

    def __init__(self) -> None:
        super().__init__(N_("That passphrase does not open your key."))


class NoKey(Refused):
    """This user has no key to open an encrypted archive with."""

    def __init__(self) -> None:
        super().__init__(
            N_(
                "This archive is encrypted, and you have no key here. Make one for others to let "
                "you in: {command} – or, with the printed key: {recover}"
            ),
            command=Typed(("archive", "key")),
            recover=Typed(("archive", "recover")),
        )


class OwnKey(NamedTuple):
    """What is known of this user's key while it is closed."""

    recipient: str
    """What others write notes for: `age1…`. It is no secret."""
    wrapped: str
    """The identities, encrypted with a passphrase; empty: they are in the system's keyring."""


_open: list[x25519.Identity] = []
"""The identities of this user, the newest first, once they are open."""

_opened: list[OwnKey] = []
"""The key that they were opened from, as it was in its file; one at most."""


def close_own_key() -> None:
    """Forget the open identities, and the opener."""
    _open.clear()
    _opened.clear()
    openers.clear()


def own_key() -> OwnKey | None:
    """This user's key, closed; None where there is none yet. Raises FileProblem, NotRead."""
    path = own_key_file()
    if not os.path.lexists(path):
        return None
    written = parsed(read_text_file(path, _MOST_BYTES), path)
    recipient, wrapped = written.get("recipient"), written.get("wrapped", "")
    if not isinstance(recipient, str) or not isinstance(wrapped, str):
        raise FileProblem(path, None, N_("This is not a key of this program."))
    return OwnKey(recipient, wrapped)


def make_own_key(passphrase: str | None) -> OwnKey:
    """Make this user's key, and open it; None: it is kept in the system's keyring.

    Raises Refused where there is one already, or the passphrase is too short, NotWritten.
    """
    from pyrage import x25519

    identities = [x25519.Identity.generate()]
    with Lock.take(own_key_file(), wait=PATIENCE, why=_IN_USE, strict=True):
        if os.path.lexists(own_key_file()):
            raise Refused(N_("You have a key already: {file}."), file=own_key_file())
        key = _kept(identities, passphrase)
        make_private_folder(own_key_file().parent)
        create_privately(own_key_file(), _written(key))
    _open[:], _opened[:] = identities, [key]
    return key


def add_identity(passphrase: str | None) -> OwnKey:
    """Add a new identity before the user's older ones, which still open what is for them.

    Raises WrongPassphrase where it is not that of the key, Locked, NotWritten.
    """
    from pyrage import x25519

    identities = _identities_for(passphrase)
    return _rewritten([x25519.Identity.generate(), *identities], passphrase)


def drop_older_identities(passphrase: str | None) -> OwnKey:
    """Keep this user's newest identity alone. Raises as `add_identity` does."""
    return _rewritten(_identities_for(passphrase)[:1], passphrase)


def _identities_for(passphrase: str | None) -> list[x25519.Identity]:
    """This user's identities, where the passphrase is that of the key. Raises WrongPassphrase."""
    key, identities = own_key(), identities_open()
    if key is not None and key.wrapped:
        _unwrapped(key.wrapped, passphrase or "")
    return identities


def change_passphrase(new: str | None) -> OwnKey:
    """Wrap the key, which is open, with another passphrase; None: the system's keyring keeps it.

    Raises Locked, Refused, NotWritten.
    """
    return _rewritten(identities_open(), new)


def open_own_key(passphrase: str | None = None) -> None:
    """Open this user's key; one in the keyring needs no passphrase.

    Raises WrongPassphrase, and Refused where there is no key or the keyring does not give it.
    """
    key = own_key()
    if key is None:
        raise NoKey
    text = _unwrapped(key.wrapped, passphrase or "") if key.wrapped else _from_keyring()
    _open[:], _opened[:] = _identities(text), [key]


def is_open() -> bool:
    """Whether this user's key is open, without asking anybody."""
    return bool(_open)


def identities_open() -> list[x25519.Identity]:
    """This user's identities, opened by the opener if need be. Raises Locked."""
    if not _open and openers:
        opener = openers.pop()  # it must not be asked while it asks
        try:
            opener()
        finally:
            openers[:] = [opener]
    if not _open:
        raise Locked
    return list(_open)


def recipient_open() -> str:
    """The recipient of the newest identity. Raises Locked."""
    return str(identities_open()[0].to_public())


def decrypted(data: bytes, identities: Sequence[x25519.Identity] | None = None) -> bytes:
    """The content of an age file, opened by this user's identities or by the given ones.

    Raises ForOthers, NotRead, Locked.
    """
    from pyrage import DecryptError, decrypt_io

    text = BytesIO()
    try:
        # `decrypt` reads a header anew for each of its letters: a second for 200 recipients.
        decrypt_io(BytesIO(data), text, identities_open() if identities is None else identities)
    except (DecryptError, OSError) as error:
        if str(error) == _NO_MATCH:
            raise ForOthers from error
        raise NotRead(N_("It is damaged: it cannot be decrypted.")) from error
    return text.getvalue()


def derived(purpose: str) -> bytes:
    """32 bytes derived from this user's newest identity for a purpose. Raises Locked."""
    return hmac.digest(str(identities_open()[0]).encode(), purpose.encode(), "sha256")


def has_keyring() -> bool:
    """Whether this system has a keyring for the key."""
    try:
        import keyring
        from keyring.backends.fail import Keyring
    except ImportError:
        return False
    return not isinstance(keyring.get_keyring(), Keyring)


@contextmanager
def opened_by(identity: x25519.Identity) -> Iterator[None]:
    """Within it, another identity opens too, such as that of a printed key."""
    before = list(_open)
    _open[:] = [*before, identity]
    try:
        yield
    finally:
        _open.remove(identity)


def _rewritten(identities: Sequence[x25519.Identity], passphrase: str | None) -> OwnKey:
    """Write the key again, if it is the one that was opened: else an identity would be lost."""
    with Lock.take(own_key_file(), wait=PATIENCE, why=_IN_USE, strict=True):
        before = own_key()
        if [before] != _opened:
            raise Refused(
                N_("Your key was changed by another program meanwhile. Nothing was changed.")
            )
        key = _kept(identities, passphrase)
        write_privately(own_key_file(), _written(key))
        _open[:], _opened[:] = identities, [key]
        if before is not None and not before.wrapped and key.wrapped:
            _forget_in_keyring()
    return key


def _kept(identities: Sequence[x25519.Identity], passphrase: str | None) -> OwnKey:
    """The key as it is written; one for the keyring has been stored there."""
    from pyrage import passphrase as wrapping

    text = "\n".join(map(str, identities))
    recipient = str(identities[0].to_public())
    if passphrase is None:
        _into_keyring(text)
        return OwnKey(recipient, "")
    if len(passphrase) < LEAST_LETTERS:
        raise Refused(TOO_SHORT, n=LEAST_LETTERS)
    wrapped: str = wrapping.encrypt(text.encode(), passphrase, armored=True).decode()
    if _unwrapped(wrapped, passphrase) != text:
        raise AssertionError  # a key that could not be opened again is never written
    return OwnKey(recipient, wrapped)


def _written(key: OwnKey) -> bytes:
    written = {"schema": 1, "recipient": key.recipient}
    if key.wrapped:
        written["wrapped"] = key.wrapped
    return tomli_w.dumps(written, multiline_strings=True).encode()


def _unwrapped(wrapped: str, passphrase: str) -> str:
    from pyrage import DecryptError
    from pyrage import passphrase as wrapping

    try:
        text: bytes = wrapping.decrypt(wrapped.encode(), passphrase)
    except DecryptError as error:
        raise WrongPassphrase from error
    return text.decode()


def _identities(text: str) -> list[x25519.Identity]:
    from pyrage import IdentityError, x25519

    try:
        return [x25519.Identity.from_str(line) for line in text.split()]
    except IdentityError as error:
        raise NotRead(N_("Your key is damaged: {file}."), file=own_key_file()) from error


def _into_keyring(text: str) -> None:
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, str(own_key_file()), text)
        if keyring.get_password(_SERVICE, str(own_key_file())) == text:
            return
    except KeyringError as error:
        raise Refused(_NO_KEYRING, reason=str(error)) from error
    raise Refused(_NO_KEYRING, reason=keyring.get_keyring().name)


def _from_keyring() -> str:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError as error:
        raise Refused(_NO_KEYRING, reason="keyring") from error
    try:
        text: str | None = keyring.get_password(_SERVICE, str(own_key_file()))
    except KeyringError as error:
        raise Refused(_NO_KEYRING, reason=str(error)) from error
    if not text:
        raise Refused(_NO_KEYRING, reason=N_("it has no key of this program"))
    return text


def _forget_in_keyring() -> None:
    import keyring
    from keyring.errors import KeyringError

    with suppress(KeyringError):
        keyring.delete_password(_SERVICE, str(own_key_file()))


_NO_KEYRING: Final = N_(
    "The system's keyring does not keep or give your key: {reason}. Unlock it, or use a passphrase."
)


def identity_of(text: str) -> x25519.Identity:
    """The identity in a typed or scanned text; spaces and case are ignored.

    Raises Refused where it is none: a wrong letter is always noticed.
    """
    from pyrage import IdentityError, x25519

    try:
        return x25519.Identity.from_str("".join(text.split()).upper())
    except IdentityError as error:
        raise Refused(N_("That is not a recovery key: a letter is wrong or missing.")) from error


def identities_in(file: Path) -> list[x25519.Identity]:
    """The identities in an age identity file. Raises NotRead."""
    text = read_text_file(file, _MOST_BYTES)
    lines = (line.strip() for line in text.splitlines())
    return _identities("\n".join(line for line in lines if line and not line.startswith("#")))
