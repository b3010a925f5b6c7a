"""The recipients of an encrypted archive, and the codes its files are named by: `encryption.toml`.

The file lies in the archive and holds no secret that is not encrypted. Whoever can write on that
disk could add a key of their own, so the list of recipients is signed with a key that only the
recipients can read, and each of them remembers it (`known_archives_file`). Where any of it has
changed, nothing is written: a note encrypted for a stranger cannot be taken back.
"""

from __future__ import annotations

import base64
import hmac
import json
import os
import secrets
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import tomli_w

from facilitator.core.errors import N_, Refused, Typed
from facilitator.core.team import team_key
from facilitator.store.encryption.own_key import ForOthers, Locked, decrypted, recipient_open
from facilitator.store.files import (
    NotRead,
    NotWritten,
    create_privately,
    make_private_folder,
    numbered,
    read_file,
    stamp_of,
    text_of,
    write_privately,
)
from facilitator.store.lock import PATIENCE, Change, Lock, change_file
from facilitator.store.paths import ENCRYPTION_FILE, SEALED, known_archives_file, path_hash
from facilitator.store.toml import ANOTHER_VERSION, FileProblem, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pyrage import x25519

    from facilitator.store.files import Stamp

_MOST_BYTES: Final = 2**20
_MARK: Final = b"\n#recipients "
"""A comment after the last line of a note: whom it was encrypted for."""
_CODE_LETTERS: Final = 26
"""Of a code: 128 bits, in letters that every disk tells apart."""


class Recipient(NamedTuple):
    """Somebody for whom the notes are encrypted."""

    name: str
    """As people call them, or what the key is for; only for people to read."""
    key: str
    """`age1…`"""


class Secret(NamedTuple):
    """The secret of an archive, known to its recipients alone."""

    naming: bytes
    """Makes the codes of teams and notes; it stays as long as the archive."""
    signing: bytes
    """Signs the list of recipients; another one when somebody has left."""


class Replaced(Refused):
    """The recipients of an archive have changed since they were read."""

    def __init__(self) -> None:
        super().__init__(
            N_("The recipients were changed by someone else meanwhile. Nothing was changed.")
        )


_NAMED: Final = 3
"""Of those who can let somebody in."""


class NotRecipient(NotRead):
    """An archive is encrypted for others, who can add this user."""

    def __init__(self, recipients: Sequence[Recipient]) -> None:
        names: str | Refused = ", ".join(each.name for each in recipients[:_NAMED])
        if more := len(recipients[_NAMED:]):
            names = Refused(N_("{names} and {n} more"), names=names, n=more)
        super().__init__(
            N_(
                "This archive is encrypted for others, so you can neither read it nor write in it. "
                "They can let you in: {names}. How, says: {command}"
            ),
            names=names,
            command=Typed(("archive", "key")),
        )


class ArchiveKeys(NamedTuple):
    """The recipients of an archive, checked, and its secret."""

    recipients: tuple[Recipient, ...]
    secret: Secret
    run: str
    """Which change of all its notes is not done: a word; empty: none, it is done."""

    def team_code(self, team: str) -> str:
        """The name of a team's folder."""
        return self._code(f"team {team_key(team)}")

    def note_code(self, note_id: str) -> str:
        """The name of a note's file, without its suffix."""
        return self._code(f"note {note_id}")

    def note_names(self, note_id: str) -> Iterator[str]:
        """The possible names of a note's file, the best first."""
        return numbered(self.note_code(note_id), SEALED)

    def state_code(self, word: str) -> str:
        """The code for a word in the name of a state file."""
        return self._code(f"state {word}")

    @property
    def mark(self) -> str:
        """By which a note says that it is encrypted for these recipients, and for no others.

        An age file names nobody: of two lists of as many it could not be told which it is for.
        """
        keys = sorted({each.key for each in self.recipients})
        return f"{len(keys)} {self._code(f'recipients {keys}')}"

    def sealed(self, data: bytes) -> bytes:
        """A note encrypted for all recipients.

        Raises NotWritten where we could not read it again.
        """
        return _encrypted(data + _MARK + self.mark.encode(), self.recipients)

    def _code(self, text: str) -> str:
        digest = hmac.digest(self.secret.naming, text.encode(), "sha256")
        return base64.b32encode(digest).decode().lower()[:_CODE_LETTERS]


def unmarked(sealed: bytes) -> tuple[bytes, str]:
    """The text of a note, and the `mark` in it, of the bytes of its file; "": it has none.

    Where it is for another number of recipients than it says, it has none either. Raises NotRead.
    """
    text = decrypted(sealed)
    data, sign, mark = text.rpartition(_MARK)
    if not sign or b"\n" in mark:
        return text, ""
    number = sealed.partition(b"\n---")[0].count(b"\n-> X25519 ")
    return data, mark.decode("ascii", "replace") if mark.startswith(b"%d " % number) else ""


def keys_above(path: Path) -> ArchiveKeys:
    """The keys of the archive that a file lies in. Raises NotWritten as `keys_of` does."""
    for folder in path.parents:
        if os.path.lexists(folder / ENCRYPTION_FILE):
            return keys_of(folder)
    return keys_of(path.parent.parent)


def keys_of(archive: Path) -> ArchiveKeys:
    """The keys of an encrypted archive. Raises NotWritten where they cannot be read or trusted."""
    try:
        return read_keys(archive)
    except NotRecipient as error:
        raise NotWritten(error.msgid, **error.params) from error
    except (NotRead, FileProblem) as error:
        file = archive / ENCRYPTION_FILE
        raise NotWritten(
            N_("Nothing can be written in this archive while its keys are in doubt. {why}"),
            why=FileProblem.of(file, error),
        ) from error


_read: dict[Path, tuple[Stamp | None, ArchiveKeys]] = {}
"""The keys of archives that were read and checked, by the stamp of their file."""


def read_keys(archive: Path, *, accept: bool = False) -> ArchiveKeys:
    """The same. Raises NotRead (also Locked), FileProblem; `accept`: also keys signed anew.

    An archive seen for the first time is remembered.
    """
    path = archive / ENCRYPTION_FILE
    stamp = stamp_of(path)
    if stamp is None:
        raise NotRead(N_("It is missing, and this archive was encrypted. Put it back."))
    if (before := _read.get(path)) and before[0] == stamp and not accept:
        return before[1]
    data, stamp = read_file(path, _MOST_BYTES)
    keys, signature = _parsed(path, data)
    if not hmac.compare_digest(signature, _signature(keys)):
        raise NotRead(
            N_(
                "Its list of recipients was changed by somebody who cannot read this archive. Put "
                "back the version that was here before."
            )
        )
    remembered = _known_archives().get(path_hash(archive), "").split()
    if remembered[-1:] != [_mark(keys)]:
        if _mark(keys) in remembered:  # what is about to take its place is known already
            return keys
        if remembered and not accept:
            raise NotRead(
                N_(
                    "It has been signed again, as when somebody has left or it has been "
                    "replaced. Ask those you share it with; if it is right: {command}"
                ),
                command=Typed(("archive", "recipients", "--accept")),
            )
        _remember(archive, keys)
    _read[path] = (stamp, keys)
    return keys


def recipients_listed(archive: Path) -> tuple[Recipient, ...]:
    """The recipients listed, unchecked, even where they cannot be trusted.

    Raises as `read_keys`.
    """
    path = archive / ENCRYPTION_FILE
    return _recipients(path, parsed(text_of(read_file(path, _MOST_BYTES)[0]), path))


def create_keys(archive: Path, recipients: Sequence[Recipient]) -> ArchiveKeys:
    """Make an archive an encrypted one; its notes are encrypted by `conversion.convert`.

    Raises Refused where it is one already, and where this user is no recipient, or the only one: a
    lost key would be the loss of every note. NotWritten.
    """
    _check(recipients)
    secret = Secret(secrets.token_bytes(32), secrets.token_bytes(32))
    keys = ArchiveKeys(tuple(recipients), secret, secrets.token_hex(8))
    make_private_folder(archive)
    try:
        # Under this lock no plain note is being created.
        with Lock.take(archive / ENCRYPTION_FILE, wait=PATIENCE, why=_IN_USE):
            create_privately(archive / ENCRYPTION_FILE, _written(keys))
    except FileExistsError:
        raise Refused(N_("This archive is encrypted already.")) from None
    _remember(archive, keys)
    return keys


def change_recipients(
    archive: Path, before: ArchiveKeys, recipients: Sequence[Recipient], *, sign_anew: bool = False
) -> ArchiveKeys:
    """Encrypt for these recipients from now on, and no longer for the former ones.

    Existing notes are encrypted by `conversion.convert`. `sign_anew` where somebody has left, who
    knows the signing key. Raises as `create_keys` and `replace_keys`.
    """
    _check(recipients)
    secret = before.secret
    if sign_anew:
        secret = Secret(secret.naming, secrets.token_bytes(32))
    changed = ArchiveKeys(tuple(recipients), secret, secrets.token_hex(8))
    replace_keys(archive, before, changed)
    return changed


def replace_keys(archive: Path, before: ArchiveKeys, keys: ArchiveKeys) -> None:
    """Replace the keys of an archive, if they are still those that were read.

    So nobody who was removed meanwhile is on the list again. Raises Replaced, AlreadyOpen,
    NotWritten, and NotRead and FileProblem as `read_keys`.
    """
    path = archive / ENCRYPTION_FILE

    def read_and_change() -> Change:
        stamp = stamp_of(path)
        if read_keys(archive) != before:
            raise Replaced
        written = _written(keys)
        _remember(archive, before, keys)  # a program killed now is in no doubt of its own list
        return Change(written, stamp)

    change_file(path, read_and_change, wait=5, why=_IN_USE)
    _remember(archive, keys)


def is_known(archive: Path) -> bool:
    """Whether this user remembers the archive in a folder as encrypted."""
    return path_hash(archive) in _known_archives()


def _check(recipients: Sequence[Recipient]) -> None:
    keys = {each.key for each in recipients}
    if recipient_open() not in keys:
        raise Refused(N_("You would not be able to read this archive any more."))
    if len(keys) < 2:  # noqa: PLR2004
        raise Refused(
            N_("There has to be a second recipient: who loses the only key loses every note.")
        )


def is_opened_by(recipient: Recipient, identities: Sequence[x25519.Identity]) -> bool:
    """Whether these identities can decrypt for a recipient: tried, not compared."""
    from pyrage import encrypt, x25519

    probe = secrets.token_bytes(32)
    key = x25519.Recipient.from_str(recipient.key)
    try:
        return decrypted(encrypt(probe, [key]), identities) == probe
    except NotRead:
        return False


def challenge(recipient: Recipient) -> tuple[str, str]:
    """An armoured age text for a recipient, and the word in it that proves who can open it."""
    from pyrage import encrypt, x25519

    word = secrets.token_hex(4)
    key = x25519.Recipient.from_str(recipient.key)
    return encrypt(word.encode(), [key], armored=True).decode(), word


def _written(keys: ArchiveKeys) -> bytes:
    secret = {"naming": keys.secret.naming.hex(), "signing": keys.secret.signing.hex()}
    written = {
        "schema": 1,
        "run": keys.run,
        "signature": _signature(keys),
        "secret": _encrypted(json.dumps(secret).encode(), keys.recipients, armored=True).decode(),
        "recipients": [{"name": each.name, "key": each.key} for each in keys.recipients],
    }
    return tomli_w.dumps(written, multiline_strings=True).encode()


def _parsed(path: Path, data: bytes) -> tuple[ArchiveKeys, str]:
    """Keys from their file, and their signature, unchecked."""
    written = parsed(text_of(data), path)
    if written.get("schema") != 1:
        raise FileProblem(path, None, ANOTHER_VERSION)
    recipients = _recipients(path, written)
    try:
        secret = json.loads(decrypted(str(written["secret"]).encode()))
        secrets = Secret(bytes.fromhex(secret["naming"]), bytes.fromhex(secret["signing"]))
        keys = ArchiveKeys(recipients, secrets, str(written.get("run", "")))
        return keys, str(written["signature"])
    except ForOthers as error:
        raise NotRecipient(recipients) from error
    except (ValueError, KeyError, TypeError) as error:
        raise FileProblem(path, None, _NO_KEYS) from error


def _recipients(path: Path, written: dict[str, Any]) -> tuple[Recipient, ...]:
    entries = written.get("recipients")
    try:
        if entries:
            return tuple(Recipient(str(each["name"]), str(each["key"])) for each in entries)
    except (KeyError, TypeError) as error:
        raise FileProblem(path, None, _NO_KEYS) from error
    raise FileProblem(path, None, _NO_KEYS)


_IN_USE: Final = N_("Another program is changing the recipients. Try again.")
_NO_KEYS: Final = N_("This is not a list of recipients of this program.")


def _signature(keys: ArchiveKeys) -> str:
    signed = json.dumps([keys.recipients, keys.secret.naming.hex(), keys.run]).encode()
    return hmac.digest(keys.secret.signing, signed, "sha256").hex()


def _encrypted(data: bytes, recipients: Sequence[Recipient], *, armored: bool = False) -> bytes:
    from pyrage import RecipientError, encrypt, x25519

    try:
        keys = [x25519.Recipient.from_str(each.key) for each in recipients]
    except RecipientError as error:
        raise NotWritten(N_("A key of a recipient is damaged.")) from error
    sealed: bytes = encrypt(data, keys, armored)
    try:
        if decrypted(sealed) == data:
            return sealed
    except Locked as error:
        raise NotWritten(error.msgid, **error.params) from error
    except NotRead:
        pass
    raise NotWritten(N_("You are not a recipient of this archive, and could not read it again."))


def recipient_key(text: str) -> str:
    """The key of a recipient as somebody gave it, checked. Raises Refused."""
    from pyrage import RecipientError, x25519

    try:
        return str(x25519.Recipient.from_str(text.strip()))
    except RecipientError as error:
        raise Refused(N_("{key} is not a recipient's key: age1…"), key=text.strip()) from error


def _mark(keys: ArchiveKeys) -> str:
    """A digest by which an archive's keys are recognised, which tells nothing about them."""
    return sha256(b"known " + keys.secret.naming + keys.secret.signing).hexdigest()


_known_read: tuple[Stamp | None, dict[str, str]] = (None, {})
"""What was known when the file was last read: every write of an index asks."""


def _known_archives() -> dict[str, str]:
    global _known_read  # noqa: PLW0603
    path = known_archives_file()
    stamp = stamp_of(path)
    if stamp is None:
        return {}
    if stamp != _known_read[0]:
        archives = parsed(text_of(read_file(path, _MOST_BYTES)[0]), path).get("known")
        if not isinstance(archives, dict):
            raise FileProblem(path, None, N_("This is not a file of this program."))
        _known_read = stamp, {str(name): str(mark) for name, mark in archives.items()}
    return dict(_known_read[1])


def _remember(archive: Path, *keys: ArchiveKeys) -> None:
    """Know the keys of an archive; of two the last are about to take the place of the others."""
    marks = " ".join(dict.fromkeys(map(_mark, keys)))
    make_private_folder(known_archives_file().parent)
    with Lock.take(known_archives_file(), wait=5):
        archives = _known_archives()
        if archives.get(path_hash(archive)) != marks:
            _write_known_archives(archives | {path_hash(archive): marks})


def _write_known_archives(archives: dict[str, str]) -> None:
    write_privately(known_archives_file(), tomli_w.dumps({"known": archives}).encode())
