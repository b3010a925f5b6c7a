"""The remote of a shared archive: an object store, its credentials, and trying it.

An object has a name, in words parted by `/`, and bytes; its tag tells one version of it from every
other. Nothing unknown is ever overwritten: an object is created only where there is none, and
replaced only while it is as it was.
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from facilitator.core.errors import N_, Refused
from facilitator.store.files import Overtaken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from obstore.store import ObjectStore as OpenStore

_AWS_GIVEN: Final = (
    "AWS_ACCESS_KEY_ID",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_SKIP_SIGNATURE",
)
"""Any of these, and obstore knows without a profile."""
_AZURE_GIVEN: Final = (
    "AZURE_STORAGE_ACCOUNT_KEY",
    "AZURE_STORAGE_ACCESS_KEY",
    "AZURE_STORAGE_SAS_KEY",
    "AZURE_STORAGE_SAS_TOKEN",
    "AZURE_STORAGE_CLIENT_ID",
    "AZURE_CLIENT_ID",
    "AZURE_STORAGE_TOKEN",
    "AZURE_FEDERATED_TOKEN_FILE",
    "IDENTITY_ENDPOINT",
)


def found_credentials(scheme: str) -> dict[str, Any]:
    """The credentials to open a store with, by the scheme of its address.

    Raises Refused where an AWS profile is needed and cannot be read.
    """
    if scheme == "s3" and not _is_given(_AWS_GIVEN) and _has_profiles():
        return {"credential_provider": _profile()}
    if scheme == "az" and not _is_given(_AZURE_GIVEN) and shutil.which("az"):
        return {"use_azure_cli": True}
    return {}


def _is_given(names: tuple[str, ...]) -> bool:
    return any(os.environ.get(name) for name in names)


def _has_profiles() -> bool:
    files = (
        os.environ.get("AWS_SHARED_CREDENTIALS_FILE") or "~/.aws/credentials",
        os.environ.get("AWS_CONFIG_FILE") or "~/.aws/config",
    )
    return "AWS_PROFILE" in os.environ or any(Path(file).expanduser().is_file() for file in files)


def _profile() -> Any:
    """The credentials of the AWS profile in use."""
    name = os.environ.get("AWS_PROFILE") or "default"
    try:
        from boto3.session import Session
        from botocore.exceptions import BotoCoreError  # type: ignore[import-untyped,unused-ignore]
        from obstore.auth.boto3 import Boto3CredentialProvider
    except ImportError as error:
        raise Refused(
            N_(
                "The credentials are in a profile of AWS, {name}, and boto3 is needed to read it: "
                "install facilitator[shared,aws]. Or set AWS_ACCESS_KEY_ID and "
                "AWS_SECRET_ACCESS_KEY."
            ),
            name=name,
        ) from error
    try:
        provider = Boto3CredentialProvider(Session())
        provider()
    except (BotoCoreError, ValueError, AttributeError) as error:
        raise Refused(
            N_(
                "The profile {name} of AWS gives no credentials: {why}. Sign in, or choose another."
            ),
            name=name,
            why=str(error).strip(" ."),
        ) from error
    return provider


class Unreachable(Refused):
    """The store did not answer, or not now. What was to be done waits, and is tried again."""


class Forbidden(Refused):
    """The store refuses."""


class Taken(Exception):  # noqa: N818 somebody was faster, which is no error
    """An object with that name exists. Nothing was written."""


class Gone(Exception):  # noqa: N818
    """There is no object with that name."""


class ListedObject(NamedTuple):
    """An object in a listing."""

    name: str
    tag: str


class Object(NamedTuple):
    """An object with its content."""

    data: bytes
    tag: str


class Remote(Protocol):
    """What holds the objects of a shared archive. Threads may share it.

    Every method raises Unreachable, after a few tries, or Forbidden.
    """

    def names(self, under: str, after: str = "") -> Iterator[ListedObject]:
        """The objects whose names begin with the words of `under`, in order.

        With `after`, only those whose names come after it.
        """

    def folders(self, under: str) -> tuple[str, ...]:
        """The next words of the names below `under`, except the last word of a name."""

    def read(self, name: str) -> Object:
        """An object. Raises Gone."""

    def create(self, name: str, data: bytes) -> str:
        """Create an object; returns its tag. Raises Taken."""

    def replace(self, name: str, data: bytes, tag: str) -> str:
        """Replace the object with that tag; returns the new tag. Raises Overtaken.

        Overtaken also where it no longer exists.
        """

    def delete(self, name: str) -> None:
        """Delete an object for good, if it exists."""


_TIMEOUT: Final = "10s"
"""For one request."""
_RETRIES: Final = 3


class ObjectStore:
    """A store that knows conditional writes: S3 and what speaks it, Azure, Google.

    Credentials come from where such tools look for them; none is kept here. `endpoint` is the
    address of a store that is not the provider's own.
    """

    def __init__(self, url: str, *, endpoint: str = "", retries: int = _RETRIES) -> None:
        self.url = url
        self.store = _opened(url, endpoint, retries)

    def names(self, under: str, after: str = "") -> Iterator[ListedObject]:
        import obstore

        with _in_our_words():
            for chunk in obstore.list(self.store, under or None, offset=after or None):
                for meta in sorted(chunk, key=lambda meta: meta["path"]):
                    if meta["path"] > after:  # not every store knows how to begin there
                        yield ListedObject(meta["path"], _tag_of(meta))

    def folders(self, under: str) -> tuple[str, ...]:
        import obstore

        with _in_our_words():
            prefixes = obstore.list_with_delimiter(self.store, under or None)["common_prefixes"]
        return tuple(sorted(prefix.rstrip("/").rpartition("/")[2] for prefix in prefixes))

    def read(self, name: str) -> Object:
        import obstore

        with _in_our_words():
            result = obstore.get(self.store, name)
            return Object(bytes(result.bytes()), _tag_of(result.meta))

    def create(self, name: str, data: bytes) -> str:
        import obstore

        with _in_our_words(writes=True):
            return _tag_of(obstore.put(self.store, name, data, mode="create", use_multipart=False))

    def replace(self, name: str, data: bytes, tag: str) -> str:
        import obstore

        e_tag, version = etag_of(tag), tag.partition(" ")[2]
        wanted: Any = {"e_tag": e_tag} | ({"version": version} if version else {})
        try:
            with _in_our_words(writes=True):
                put = obstore.put(self.store, name, data, mode=wanted, use_multipart=False)
        except Gone as error:
            raise Overtaken from error
        return _tag_of(put)

    def delete(self, name: str) -> None:
        import obstore

        with suppress(Gone), _in_our_words():
            obstore.delete(self.store, name)

    def is_kept(self, name: str, tag: str) -> bool:
        """Whether that version of a deleted object can still be read."""
        import obstore

        version = tag.partition(" ")[2]
        if not version:
            return False
        try:
            with _in_our_words():
                obstore.get(self.store, name, options={"version": version})
        except (Gone, Forbidden):
            return False
        return True


def etag_of(tag: str) -> str:
    """The ETag in a tag, without the version's number: that is in no list of objects."""
    return tag.partition(" ")[0]


def _tag_of(meta: Any) -> str:
    """The tag of a version: its ETag, and the version's number where there is one."""
    e_tag, version = meta["e_tag"], meta["version"]
    if not e_tag:
        raise Forbidden(N_("This store gives no tags, so that changes could not be told apart."))
    e_tag = e_tag if '"' in e_tag else f'"{e_tag}"'  # Azure's lists leave the quotes out
    return f"{e_tag} {version}" if version else str(e_tag)


def _opened(url: str, endpoint: str, retries: int) -> OpenStore:
    try:
        from obstore.exceptions import BaseError
        from obstore.store import from_url
    except ImportError as error:
        raise Refused(
            N_("A shared archive needs more of the program: install facilitator[shared].")
        ) from error
    from datetime import timedelta

    options: Any = {"timeout": _TIMEOUT, "connect_timeout": "5s", "user_agent": "facilitator"}
    scheme, address, config = _parted(url)
    if endpoint and scheme == "gs":
        raise Refused(N_("A store of Google has no address of its own: leave out --endpoint."))
    if endpoint:
        config["endpoint"] = endpoint
        options["allow_http"] = endpoint.startswith("http://")
    credentials = found_credentials(scheme)
    provider = credentials.pop("credential_provider", None)
    try:
        return from_url(
            address,
            config=config | credentials or None,
            client_options=options,
            retry_config={"max_retries": retries, "retry_timeout": timedelta(seconds=20)},
            credential_provider=provider,
        )
    except (BaseError, ValueError, TypeError) as error:
        raise Refused(
            N_("{url} is not the address of a store: {why}."), url=url, why=_first(error)
        ) from error


def _parted(url: str) -> tuple[str, str, Any]:
    """The scheme of an address, the address for obstore, and further settings.

    For Azure the account comes first, then the container.
    """
    scheme, _colon, rest = url.partition("://")
    if scheme != "az":
        return scheme, url, {}
    account, _slash, container = rest.partition("/")
    if not (account and container.strip("/")):
        raise Refused(N_("Name a store of Azure as az://ACCOUNT/CONTAINER/PATH."))
    return scheme, f"az://{container}", {"account_name": account}


@contextmanager
def _in_our_words(*, writes: bool = False) -> Iterator[None]:
    """What the store says, as what this program says of it; a condition fails in writes alone."""
    try:
        yield
    except Refused:
        raise
    except Exception as error:
        if translated := _translated(error, writes=writes):
            raise translated from error
        raise


def _translated(error: Exception, *, writes: bool) -> Exception | None:  # noqa: PLR0911
    from obstore import exceptions

    if isinstance(error, FileNotFoundError):
        return Gone()
    if writes and isinstance(error, exceptions.AlreadyExistsError):
        return Taken()
    if writes and isinstance(error, exceptions.PreconditionError):
        return Overtaken()
    why = _first(error)
    no = PermissionError | exceptions.UnauthenticatedError
    if isinstance(error, no) or _NO.match(why):
        msgid = N_(
            "The store says no: {why}. Look at the credentials, at what they may do, and at the "
            "clock of this machine."
        )
        return Forbidden(msgid, why=why)
    if isinstance(error, exceptions.NotSupportedError | NotImplementedError):
        return Forbidden(N_("This store cannot write under conditions: {why}."), why=why)
    if isinstance(error, exceptions.BaseError | OSError | TimeoutError):
        if _NO_ANSWER.search(why):
            return Unreachable(N_("The store does not answer."))
        return Unreachable(N_("The store cannot be reached: {why}."), why=why)
    return None


def _first(error: BaseException) -> str:
    """The beginning of a message that may be a page long."""
    text = " ".join(str(error).split())
    if heart := _HEART.search(text):
        return str(heart[1] or heart[2]).strip()
    text = text.partition("Debug source:")[0].strip(" .:") or type(error).__name__
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


_HEART: Final = re.compile(r"non-2xx status code: (\d+ [A-Z][A-Za-z ]+)|HTTP error: ([a-z ]+)")
_NO: Final = re.compile("40[13] ")
_NO_ANSWER: Final = re.compile("error sending request|connection|timed? ?out", re.IGNORECASE)
_LONGEST: Final = 120


_FOLDER: Final = "proof"


class NotProven(Refused):
    """The store does not do what is required. Nothing of ours is left in it."""


def prove(remote: ObjectStore) -> bool:
    """Try everything that is required of a store, with an object of its own.

    Returns whether deleted objects are really deleted; where they are not, versions are kept, and
    the user must accept that. Raises NotProven, Unreachable and Forbidden.
    """
    name = f"{_FOLDER}/{token_hex(8)}"
    try:
        first = remote.create(name, b"1")
        _refused(lambda: remote.create(name, b"2"), _CREATES_TWICE)
        _is(remote, name, b"1", _CREATES_TWICE)
        second = remote.replace(name, b"3", first)
        if second == first:
            raise NotProven(N_("The store gives two versions of an object one tag."))
        _refused(lambda: remote.replace(name, b"4", first), _REPLACES_ANYTHING)
        _is(remote, name, b"3", _REPLACES_ANYTHING)
        if [item.name for item in remote.names(_FOLDER, name[:-1])][:1] != [name]:
            raise NotProven(N_("The store does not list what was just written."))
        remote.delete(name)
        with suppress(Gone):
            remote.read(name)
            raise NotProven(N_("The store does not delete what it is told to delete."))
        _refused(lambda: remote.replace(name, b"5", second), _REPLACES_ANYTHING)
        return not (remote.is_kept(name, first) or remote.is_kept(name, second))
    finally:
        with suppress(Refused):
            remote.delete(name)


_CREATES_TWICE: Final = N_(
    "The store writes over what is there already, although it was told not to. Two people's notes "
    "could be lost in each other: this store cannot be used."
)
_REPLACES_ANYTHING: Final = N_(
    "The store replaces what somebody else has changed meanwhile, although it was told not to. "
    "Changes could be lost: this store cannot be used."
)


def _refused(write: Callable[[], str], why: str) -> None:
    try:
        write()
    except (Taken, Overtaken):
        return
    raise NotProven(why)


def _is(remote: ObjectStore, name: str, data: bytes, why: str) -> None:
    if remote.read(name).data != data:
        raise NotProven(why)
