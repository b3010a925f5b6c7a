"""`archive encrypt` and the like: encrypting an archive, the user's own key, and the recipients."""

from __future__ import annotations

import getpass
import shutil
import sys
from contextlib import contextmanager, suppress
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from facilitator.cli import output, stderr
from facilitator.cli.command import argument, command, group, option, wrong_use
from facilitator.cli.context import progress
from facilitator.cli.output import typed
from facilitator.cli.passphrase import (
    TRIES,
    answer,
    hidden,
    made_or_opened,
    must_ask,
    new_passphrase,
    open_key,
)
from facilitator.core.errors import N_, Refused
from facilitator.core.text.plain import one_line, printable
from facilitator.core.text.terminal import plain_spaces, whole
from facilitator.store.encryption import is_encrypted
from facilitator.store.encryption.archive_keys import (
    NotRecipient,
    Recipient,
    challenge,
    change_recipients,
    create_keys,
    is_opened_by,
    read_keys,
    recipient_key,
    recipients_listed,
)
from facilitator.store.encryption.own_key import (
    NoKey,
    add_identity,
    change_passphrase,
    drop_older_identities,
    identities_in,
    identities_open,
    identity_of,
    opened_by,
    own_key,
)
from facilitator.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyrage import x25519

    from facilitator.cli.context import Resources
    from facilitator.store.encryption.archive_keys import ArchiveKeys
    from facilitator.store.encryption.own_key import OwnKey

_GROUP: Final = 8
"""Letters of a printed key between two spaces."""

_LINES_BESIDE: Final = 9
"""Of words beside a code."""

_PRINTED: Final = N_("Printed recovery key")
_READS_ALL: Final = N_("Whoever has it can read every note of this archive.")
_NOBODY: Final = N_("Without it, and without the second key, nobody can read the notes.")
_LOST: Final = N_("If you lose it, you make another key, and are let in again.")

_name_option = option("--name", metavar=N_("NAME"), help=N_("What you are called in the list."))


@command(
    "encrypt",
    help=N_(
        "Encrypt every note of the archive, so that whoever keeps the disk reads none. A "
        "second key is made first, to be printed, and tried; with --recipient it is the "
        "house's own. Where it was broken off it goes on."
    ),
)
@option("--recipient", metavar="KEY", help=N_("The house's own second key: age1…"))
@option("--identity", type=click.Path(path_type=Path), metavar=N_("FILE"),
        help=N_("The identity of that key, to try it with; it is not kept."))  # fmt: skip
@option("--page", type=click.Path(path_type=Path), metavar=N_("FILE"),
        help=N_("Also write the printed key as a page. Delete it then."))  # fmt: skip
@_name_option
@click.pass_obj
def encrypt(
    resources: Resources,
    recipient: str | None,
    identity: Path | None,
    page: Path | None,
    name: str | None,
) -> int:
    from facilitator.store.index.encrypted import check_library
    from facilitator.store.paths import private_folder
    from facilitator.store.scan import note_files
    from facilitator.store.toml import FileProblem

    check_library()
    if resources.folder == private_folder():
        stderr.fail(_("Notes that are yours alone are in no archive, and are not encrypted."))
    if is_encrypted(resources.folder):
        return _convert(resources)
    if identity is not None and recipient is None:
        raise click.UsageError(_("--identity says who opens --recipient: name both."))
    must_ask()
    resources.archive.prepare()
    own = made_or_opened(_NOBODY)
    me = Recipient(_name(name), own.recipient)
    second = _houses(recipient, identity) if recipient else _printed(page)
    notes = sum(not isinstance(file, FileProblem) for file in note_files(resources.folder))
    stderr.say(
        ngettext(
            "{n} note will be encrypted. Backups of it, and versions that a drive keeps, stay as "
            "they are: see to them yourself.",
            "{n} notes will be encrypted. Backups of them, and versions that a drive keeps, stay "
            "as they are: see to them yourself.",
            notes,
        ).format(n=notes)
    )
    stderr.confirm(_("Encrypt?"), _("Nothing was encrypted."))
    create_keys(resources.folder, (me, second))
    return _convert(resources)


def _convert(resources: Resources) -> int:
    """Encrypt all notes, and print the outcome."""
    from facilitator.store.conversion import convert
    from facilitator.store.index import Index
    from facilitator.store.state import encrypt_keys

    encrypt_keys(resources.folder)  # of what runs
    index = Index(resources.folder)
    try:
        index.ask(bool)  # a plain index goes before the first note is encrypted
        with progress(_("Encrypting")) as go_on:
            done = convert(resources.folder, go_on)
        index.forget()
    except KeyboardInterrupt:
        stderr.fail(
            _("Broken off. Go on with: {command}").format(command=typed("archive", "encrypt"))
        )
    finally:
        index.close()
    stderr.say(
        ngettext(
            "{n} note is encrypted for all recipients.",
            "{n} notes are encrypted for all recipients.",
            done.notes,
        ).format(n=done.notes)
    )
    stderr.report(done.problems)
    if not done.is_done:
        stderr.say(
            _("It is not done. When that is fixed: {command}").format(
                command=typed("archive", "encrypt")
            )
        )
    return stderr.DONE if done.is_done and not done.problems else stderr.FAILED


# The user's own key


@command("key", help=N_("Show your own key, for others to add; make it if there is none."))
@option("--change", is_flag=True, help=N_("Change its passphrase, or where it is kept."))
@click.pass_obj
def key(resources: Resources, *, change: bool) -> int:
    if change:
        must_ask()
        if own_key() is None:
            stderr.fail(_("You have no key yet: {command}").format(command=typed("archive", "key")))
        open_key()
        change_passphrase(new_passphrase(_LOST))
        stderr.say(_("Changed."))
    elif own_key() is None:
        must_ask()
        made_or_opened(_LOST)
    if (own := own_key()) is not None:
        output.line(own.recipient)
        output.flush()
        stderr.say(_who_lets_in(resources.folder, own))
    return stderr.DONE


def _who_lets_in(folder: Path, own: OwnKey) -> str:
    """Print to whom the user gives the line with their key, and what happens then."""
    recipients = _unchecked_recipients(folder)
    for each in recipients:
        if each.key == own.recipient:
            return _("You are a recipient of this archive: {name}.").format(
                name=printable(each.name)
            )
    name = _("NAME")  # it is typed by another, on a machine of theirs
    command = whole(f"facilitator archive recipients add KEY --name {name}")
    if not recipients:
        return _(
            "That line is your key for others, and no secret. Give it to somebody who can read an "
            "encrypted archive, and they let you in with: "
            "{command}"
        ).format(command=command)
    return _(
        "That line is your key for others, and no secret. Give it to somebody who can read this "
        "archive ({names}), and they let you in with: "
        "{command}"
    ).format(command=command, names=", ".join(printable(each.name) for each in recipients))


def _unchecked_recipients(folder: Path) -> Sequence[Recipient]:
    """The recipients listed, unchecked; none where the archive is plain, or its list unreadable."""
    if not is_encrypted(folder):
        return ()

    with suppress(Refused):
        return recipients_listed(folder)
    return ()


def say_encrypted(folder: Path) -> None:
    """Print that an archive that was just connected is encrypted, if so, and what to do."""
    if not is_encrypted(folder):
        return

    recipients, own = _unchecked_recipients(folder), own_key()
    if own is None:
        stderr.say(output.refusal(NoKey()))
    elif own.recipient in {each.key for each in recipients}:
        stderr.say(_("The archive is encrypted, and your key opens it."))
    elif recipients:
        stderr.say(output.refusal(NotRecipient(recipients)))


@command("rekey", help=N_("Give yourself a new key, and encrypt every note for that one."))
@option("--drop-old", is_flag=True,
        help=N_("Forget the old key, and what is encrypted for it alone."))  # fmt: skip
@click.pass_obj
def rekey(resources: Resources, *, drop_old: bool) -> int:
    from facilitator.store.state import encrypt_keys

    keys = _keys(resources)
    must_ask()
    own = own_key()
    passphrase = None
    if own is not None and own.wrapped:
        passphrase = hidden(_("Passphrase of your key, once more"))
    by_key = {each.key: each for each in keys.recipients}
    mine = [str(identity.to_public()) for identity in identities_open()]
    # Else it was broken off after the new key was made.
    new = add_identity(passphrase).recipient if mine[0] in by_key else mine[0]
    name = next((by_key[old].name for old in mine if old in by_key), _name(None))
    others = tuple(each for each in keys.recipients if each.key not in mine)
    change_recipients(resources.folder, keys, (Recipient(name, new), *others), sign_anew=True)
    code = _convert(resources)
    if drop_old and code == stderr.DONE:
        encrypt_keys()  # of what runs, in any archive
        drop_older_identities(passphrase)
        stderr.say(_("Your old key is forgotten."))
    stderr.say(_("What was read or copied with the old key stays known."))
    return code


# The recipients


@group("recipients", help=N_("Whom the archive is encrypted for."))
@option("--accept", is_flag=True,
        help=N_("Trust a list that was signed again, once you have asked."))  # fmt: skip
@click.pass_obj
def recipients(resources: Resources, *, accept: bool) -> int:
    _must_be_encrypted(resources)
    own = own_key()
    if accept:
        _show(recipients_listed(resources.folder), own)
        must_ask()
        question = _("Are these the people whom you share the archive with?")
        stderr.confirm(question, _("Nothing was changed."))
        read_keys(resources.folder, accept=True)
        stderr.say(_("Accepted."))
        return stderr.DONE
    try:
        keys = read_keys(resources.folder)
    except Refused:
        _show(recipients_listed(resources.folder), own)
        raise
    _show(keys.recipients, own)
    if keys.run:
        stderr.say(_not_done())
        return stderr.FAILED
    return stderr.DONE


def _show(recipients: Sequence[Recipient], own: OwnKey | None) -> None:
    you = _("(you)")
    for each in recipients:
        mine = f"  {you}" if own and each.key == own.recipient else ""
        output.line(f"{each.key}  {printable(each.name)}{mine}")


@recipients.command(
    "add", help=N_("Encrypt every note for one more: KEY is what they see in `archive key`.")
)
@argument("key", metavar="KEY")
@option("--name", metavar=N_("NAME"), required=True, help=N_("Whose key it is."))
@click.pass_obj
def add(resources: Resources, key: str, name: str) -> int:
    keys = _keys(resources)
    with wrong_use():
        new = Recipient(_name(name), recipient_key(key))
    for each in keys.recipients:
        if each.key == new.key:
            stderr.fail(_("That key is {name}'s already.").format(name=printable(each.name)))
        if each.name == new.name:
            stderr.fail(_("There is a recipient {name} already.").format(name=printable(each.name)))
    change_recipients(resources.folder, keys, (*keys.recipients, new))
    return _convert(resources)


@recipients.command("remove", help=N_("Encrypt every note again, for the others only."))
@argument("who", metavar=N_("NAME"))
@option("--yes", is_flag=True, help=N_("Without a question."))
@click.pass_obj
def remove(resources: Resources, who: str, *, yes: bool) -> int:
    keys = _keys(resources)
    left = tuple(each for each in keys.recipients if who not in (each.name, each.key))
    if len(left) == len(keys.recipients):
        stderr.fail(_("There is no recipient {name}.").format(name=printable(who)))
    stderr.say(
        _(
            "{name} cannot read what is written from now on, nor the notes here when they "
            "have been encrypted again. What was read or copied before stays known. The "
            "others are asked once to accept the new list."
        ).format(name=printable(who))
    )
    if not yes:
        must_ask()
        question = _("Take {name} off the list?").format(name=printable(who))
        stderr.confirm(question, _("Nothing was changed."))
    change_recipients(resources.folder, keys, left, sign_anew=True)
    return _convert(resources)


def _keys(resources: Resources) -> ArchiveKeys:
    """The archive's keys. Ends the command where an earlier change is unfinished."""
    _must_be_encrypted(resources)
    _exchange_first(resources)
    keys = read_keys(resources.folder)
    if keys.run:
        stderr.fail(_not_done())
    return keys


def _not_done() -> str:
    from facilitator.store.index.problems import NOT_DONE

    return _(NOT_DONE).format(command=typed("archive", "encrypt"))


def _must_be_encrypted(resources: Resources) -> None:
    if not is_encrypted(resources.folder):
        sentence = _("This archive is not encrypted. See: {command}")
        stderr.fail(sentence.format(command=typed("archive", "encrypt", "--help")))


def _exchange_first(resources: Resources) -> None:
    """Exchange with the store that the archive follows, if any, before the list is changed.

    A change to an older list would undo somebody else's. Raises Unreachable, Forbidden: then
    nothing is changed.
    """
    from facilitator.store.shared.connection import connection

    if (store := connection(resources.folder)) is not None:
        with progress(_("Exchanging with the store")) as go_on:
            store.exchange(resources.folder, go_on)


# The second key


@command("recover", help=N_("Read the archive on this machine with the printed key."))
@_name_option
@click.pass_obj
def recover(resources: Resources, name: str | None) -> int:
    _must_be_encrypted(resources)
    must_ask()
    _exchange_first(resources)
    recipients = recipients_listed(resources.folder)
    printed = _typed_key(recipients)
    own = own_key()
    if own is not None and any(each.key == own.recipient for each in recipients):
        stderr.fail(_("You can read this archive with the key that you have here."))
    own = made_or_opened(_NOBODY)
    with opened_by(printed):
        keys = read_keys(resources.folder)
        taken = {each.name for each in keys.recipients}
        called = _name(name)
        if called in taken:
            called = next(f"{called} {n}" for n in range(2, 99) if f"{called} {n}" not in taken)
        change_recipients(
            resources.folder, keys, (*keys.recipients, Recipient(called, own.recipient))
        )
        code = _convert(resources)
    stderr.say(
        _(
            "This machine has a key of its own now. A key that is lost is taken off the list with: "
            "{command}"
        ).format(command=typed("archive", "recipients", "remove"))
    )
    return code


def _houses(key: str, identity: Path | None) -> Recipient:
    """The organisation's own key as a recipient, once it has been shown to open a test message."""
    with wrong_use():
        recipient = Recipient(_("The house's key"), recipient_key(key))
    if identity is not None:
        if is_opened_by(recipient, identities_in(identity)):
            return recipient
        stderr.fail(
            _("That identity does not open what is encrypted for {key}.").format(key=recipient.key)
        )
    text, word = challenge(recipient)
    stderr.say(
        _("Whoever has the house's key decrypts this (age -d), and gives you the word in it:")
    )
    output.document(f"{text}\n")
    output.flush()
    for _try in range(TRIES):
        if answer(_("The word")).strip().casefold() == word:
            return recipient
        stderr.say(_("That is not the word."))
    return stderr.fail(_("It is not shown that anybody can open that key. Nothing was encrypted."))


def _printed(page: Path | None) -> Recipient:
    """A recovery key that was shown, written down, and typed again."""
    from pyrage import x25519

    from facilitator.store.files import create_privately

    identity = x25519.Identity.generate()
    recipient = Recipient(_(_PRINTED), str(identity.to_public()))
    if page is not None:
        try:
            create_privately(page.absolute(), _page(str(identity)).encode())
        except FileExistsError:
            stderr.fail(_("{file} is there already. Name another.").format(file=whole(page)))
        stderr.say(
            _("{file} is written. Print it, and delete it when you have.").format(file=whole(page))
        )
    with _alternate_screen():
        if _draw_key(str(identity)):
            answer(_("Write it down or photograph the code. Then press Enter"))
        else:
            answer(_("Write it down. In a larger window it is also a code. Then press Enter"))
    stderr.say(_("Now type it from the paper: it is tried before anything is encrypted."))
    _typed_key((recipient,))
    stderr.say(
        _("It opens what is encrypted for it. Keep it where you keep what must not be lost.")
    )
    return recipient


def _typed_key(recipients: Sequence[Recipient]) -> x25519.Identity:
    """The identity of a printed key that is typed and opens what is encrypted for one of these."""
    for _try in range(TRIES):
        try:
            identity = identity_of(hidden(_("The printed key")))
        except Refused as refused:
            stderr.say(output.refusal(refused))
            continue
        if any(is_opened_by(each, [identity]) for each in recipients):
            return identity
        stderr.say(_("It is a key, and not one that this archive is encrypted for."))
    return stderr.fail(_("Nothing was changed."))


def _draw_key(key: str) -> bool:
    """Print the key in groups and, where it fits, as a QR code; returns whether it did."""
    from facilitator.room.qr import half_blocks, key_code

    rows = half_blocks(key_code(key))
    size = shutil.get_terminal_size()
    encoding = (sys.stderr.encoding or "").casefold().replace("-", "")
    has_room = size.lines > len(rows) + _LINES_BESIDE and size.columns > len(rows[0])
    if is_drawn := encoding == "utf8" and has_room:
        sys.stderr.writelines(f"\x1b[30;47m{row}\x1b[0m\n" for row in rows)
    stderr.say(f"\n{_(_PRINTED)}\n\n{_grouped(key)}\n\n{_(_READS_ALL)}\n")
    return is_drawn


def _grouped(key: str) -> str:
    groups = [key[at : at + _GROUP] for at in range(0, len(key), _GROUP)]
    half = (len(groups) + 1) // 2
    return "\n".join(" ".join(part) for part in (groups[:half], groups[half:]))


def _page(key: str) -> str:
    from facilitator.room.qr import key_code, svg

    title, words = _(_PRINTED), _(_READS_ALL)
    how = _("On a machine with the archive: {command}").format(
        command=plain_spaces(typed("archive", "recover"))
    )
    return (
        f'<!doctype html><meta charset="utf-8"><title>{escape(title)}</title>'
        "<style>body{font:14pt sans-serif;margin:3em}svg{width:9cm}pre{font-size:16pt}</style>"
        f"<h1>{escape(title)}</h1><p>{escape(words)}</p><pre>{_grouped(key)}</pre>"
        f"{svg(key_code(key), title)}<p>{escape(how)}</p>"
    )


@contextmanager
def _alternate_screen() -> Iterator[None]:
    """Within it, output goes to the alternate screen and stays out of the scrollback."""
    sys.stderr.write("\x1b[?1049h\x1b[H\x1b[2J")
    sys.stderr.flush()
    try:
        yield
    finally:
        sys.stderr.write("\x1b[2J\x1b[?1049l")
        sys.stderr.flush()


def _name(name: str | None) -> str:
    """The name given, or else the user's on this machine."""
    if called := one_line(name or ""):
        return called
    try:
        return one_line(getpass.getuser())
    except (OSError, KeyError):
        return "facilitator"
