"""`archive`: commands on a shared archive: which store it follows, exchanging, copying."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from facilitator.cli import output, stderr
from facilitator.cli.command import argument, group, option, wrong_use
from facilitator.cli.context import progress
from facilitator.cli.output import typed
from facilitator.core.errors import N_, Refused
from facilitator.core.text.plain import printable
from facilitator.core.text.terminal import whole
from facilitator.words import _, ngettext

if TYPE_CHECKING:
    from facilitator.cli.context import Resources
    from facilitator.store.shared.connection import Connection
    from facilitator.store.shared.exchange import ExchangeResult

_ON_ENCRYPTION: Final = ("encrypt", "key", "recipients", "rekey", "recover")
_SCHEMES: Final = ("s3://", "az://", "gs://")
_KEEPS_VERSIONS: Final = N_(
    "This store keeps what is deleted: a note whose time is up, or that you delete, can still be "
    "read there. Ask the house's IT to turn off versions and locks for it. With "
    "--accept-versions it is connected all the same, and what is deleted here is not forgotten "
    "there."
)


@group(
    "archive",
    help=N_("The archive in use, and the store it follows where many share it."),
    modules=dict.fromkeys(_ON_ENCRYPTION, "facilitator.cli.encryption"),
)
@click.pass_obj
def archive(resources: Resources) -> int:
    return _status(resources)


@archive.command("status", help=N_("Which store it follows, and what waits to be sent."))
@click.pass_obj
def status(resources: Resources) -> int:
    return _status(resources)


def _status(resources: Resources) -> int:
    from facilitator.store.shared.connection import connection
    from facilitator.store.shared.local import waiting

    output.line(_("Archive: {folder}").format(folder=whole(resources.folder)))
    code = _encryption_status(resources)
    store = connection(resources.folder)
    if store is None:
        output.line(_("It follows no store: it is a folder of its own."))
        return code
    output.line(_("It follows {url}").format(url=whole(store.url)))
    for team in store.teams:
        output.line(_("Team: {team}").format(team=printable(team)))
    if store.accepts_versions:
        output.line(_("What is deleted is not forgotten there: this was accepted."))
    left = waiting(resources.folder)
    for file in left.files:
        output.line(_("To be sent: {file}").format(file=whole(file)))
    if left.deletions:
        n = left.deletions
        output.line(
            ngettext("{n} deletion is to be sent.", "{n} deletions are to be sent.", n).format(n=n)
        )
    if not left.number:
        output.line(_("Nothing waits to be sent."))
    stderr.report(left.unsendable)
    return code


def _encryption_status(resources: Resources) -> int:
    """Print the recipients of an archive, and any problem with its encryption; nothing if plain."""
    from facilitator.store.encryption import is_encrypted

    if not is_encrypted(resources.folder):
        return stderr.DONE
    from facilitator.store.encryption.archive_keys import recipients_listed
    from facilitator.store.index.problems import encryption_problems

    problems = encryption_problems(resources.index)
    try:
        names = ", ".join(printable(each.name) for each in recipients_listed(resources.folder))
        output.line(_("Encrypted for: {names}").format(names=names))
    except Refused:  # it is among the problems
        pass
    stderr.report(problems)
    return stderr.FAILED if problems else stderr.DONE


_endpoint = option(
    "--endpoint", metavar="URL", default="", help=N_("The address of a store of your own.")
)


@archive.command(
    "connect",
    help=N_(
        "Let the archive follow a store: s3://BUCKET/PATH, az://ACCOUNT/CONTAINER/PATH or "
        "gs://BUCKET/PATH. The store is tried first. Credentials are found where such tools "
        "look for them; none is written down."
    ),
)
@argument("url", metavar="URL")
@_endpoint
@option("--team", "teams", metavar=N_("TEAM"), multiple=True,
        help=N_("Only this team; may be said again."))  # fmt: skip
@option("--accept-versions", is_flag=True,
        help=N_("Also where the store keeps what is deleted."))  # fmt: skip
@option("--yes", is_flag=True, help=N_("Send the notes that are here without asking."))
@click.pass_obj
def connect(
    resources: Resources,
    url: str,
    *,
    endpoint: str,
    teams: tuple[str, ...],
    accept_versions: bool,
    yes: bool,
) -> int:
    from facilitator.cli.encryption import say_encrypted
    from facilitator.store.archive import safe_name
    from facilitator.store.paths import private_folder
    from facilitator.store.shared.connection import Connection, connect, connection
    from facilitator.store.shared.local import sendable
    from facilitator.store.shared.remote import ObjectStore, prove

    if not url.startswith(_SCHEMES):
        raise click.UsageError(_("Name a store as s3://…, az://… or gs://…"))
    folder = resources.folder
    if folder == private_folder():
        stderr.fail(_("Notes that are yours alone follow no store."))
    with wrong_use():
        remote = ObjectStore(url, endpoint=endpoint)
    if (before := connection(folder)) is not None and before.url != url:
        sentence = _("The archive follows {url} already. Disconnect it first: {command}")
        command = typed("archive", "disconnect")
        stderr.fail(sentence.format(url=whole(before.url), command=command))
    forgets = prove(remote)
    if not forgets and not accept_versions:
        stderr.fail(_(_KEEPS_VERSIONS))
    here = sum(1 for each in sendable(folder) if isinstance(each, tuple) and each[0][:5] == "teams")
    if here and before is None and not yes:
        stderr.say(
            ngettext(
                "{n} note here will be sent to the store.",
                "{n} notes here will be sent to the store.",
                here,
            ).format(n=here)
        )
        unasked = _("Nothing was connected. Say --yes to connect without a question.")
        stderr.confirm(_("Connect?"), _("Nothing was connected."), unasked=unasked)
    names = tuple(safe_name(team) for team in teams)
    connect(folder, Connection(url, endpoint, names, accepts_versions=not forgets))
    stderr.say(_("Connected. The store was tried, and keeps what it must."))
    code = _exchange(resources)
    say_encrypted(folder)
    return code


@archive.command("exchange", help=N_("Send what waits, and fetch what is new."))
@click.pass_obj
def exchange(resources: Resources) -> int:
    return _exchange(resources)


def _exchange(resources: Resources) -> int:
    store = _store(resources.folder)
    with progress(_("Exchanging with the store")) as go_on:
        result = store.exchange(resources.folder, go_on)
    if result.forgotten:
        resources.index.forget()
    _say_exchanged(result)
    return stderr.FAILED if result.waiting or result.problems else stderr.DONE


def _say_exchanged(result: ExchangeResult) -> None:
    """Print the outcome of an exchange."""
    from facilitator.conducting.exchanging import TWO_OF_NO_NOTE, is_no_note

    sentence = _("{received} fetched, {sent} sent, {forgotten} deleted here.")
    stderr.say(
        sentence.format(received=result.received, sent=result.sent, forgotten=result.forgotten)
    )
    for path in result.two_versions:
        why = _(TWO_OF_NO_NOTE)
        if not is_no_note(path):
            command = typed("versions", _id_in(path))
            why = _("It was changed here and in the store. Choose: {command}").format(
                command=command
            )
        stderr.say(f"{whole(path)}: {why}")
    stderr.report(result.problems)
    if result.waiting:
        stderr.say(
            ngettext(
                "{n} thing still waits to be sent.",
                "{n} things still wait to be sent.",
                result.waiting,
            ).format(n=result.waiting)
        )


def _id_in(path: Path) -> str:
    """The id of the note in a file, or the file's path where it cannot be read."""
    from facilitator.store.index.reading import note_in

    with suppress(Refused):
        if note_id := getattr(note_in(path), "id", ""):
            return str(note_id)
    return str(path)


def _store(folder: Path) -> Connection:
    from facilitator.store.shared.connection import connection

    store = connection(folder)
    if store is None:
        stderr.fail(_("This archive follows no store: it is a folder of its own."))
    return store


@archive.command(
    "disconnect",
    help=N_("Follow the store no longer. The notes here stay, and so do those there."),
)
@option("--yes", is_flag=True, help=N_("Also where something waits to be sent."))
@click.pass_obj
def disconnect(resources: Resources, *, yes: bool) -> int:
    from facilitator.store.shared import connection
    from facilitator.store.shared.local import waiting

    _store(resources.folder)
    left = waiting(resources.folder).number
    if left and not yes:
        stderr.say(
            ngettext(
                "{n} thing waits to be sent, and never will be.",
                "{n} things wait to be sent, and never will be.",
                left,
            ).format(n=left)
        )
        stderr.confirm(_("Disconnect?"), _("Nothing was disconnected."))
    connection.disconnect(resources.folder)
    stderr.say(_("The archive is a folder of its own again. All notes are still here."))
    return stderr.DONE


@archive.command(
    "copy",
    help=N_(
        "Copy an archive from a folder to a store, or back: each note is read again. What is "
        "there already is left, so a copy that was broken off can be begun again."
    ),
)
@argument("source", metavar=N_("FROM"))
@argument("target", metavar=N_("TO"))
@_endpoint
@click.pass_obj
def copy(_resources: Resources, source: str, target: str, *, endpoint: str) -> int:
    from facilitator.store.files import NO_FOLDER
    from facilitator.store.shared.copy import to_folder, to_store
    from facilitator.store.shared.remote import ObjectStore

    to_a_store, from_a_store = target.startswith(_SCHEMES), source.startswith(_SCHEMES)
    if to_a_store == from_a_store:
        raise click.UsageError(_("Name a folder and a store, as s3://…, az://… or gs://…"))
    with wrong_use():
        remote = ObjectStore(target if to_a_store else source, endpoint=endpoint)
        folder = Path(source if to_a_store else target).expanduser().absolute()
        if to_a_store and not folder.is_dir():
            raise Refused(NO_FOLDER, folder=folder)
    with progress(_("Copying")) as go_on:
        copied = to_store(folder, remote, go_on) if to_a_store else to_folder(remote, folder, go_on)
    sentence = _("{copied} copied and read again, {there} there already.")
    stderr.say(sentence.format(copied=copied.copied, there=copied.there))
    stderr.report(copied.left)
    return stderr.FAILED if copied.left else stderr.DONE
