"""A store of the tests' own: moto's server, which knows conditional writes."""

from __future__ import annotations

import logging
import os
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from facilitator.store.shared import ledger
from facilitator.store.shared.remote import ObjectStore
from tests.store.shared.azurite import ACCOUNT, KEY, azurite
from tests.store.shared.folder_remote import FolderRemote
from tests.store.shared.houses import House

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from facilitator.store.shared.remote import Remote

_NUMBERS = count()


@pytest.fixture(autouse=True)
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where such tools look for them."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "tests")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "tests")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", KEY)


@pytest.fixture(autouse=True)
def nothing_waits_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """The power is not cut here, and each exchange would wait for the disk some ten times."""
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)
    monkeypatch.setattr(ledger, "_SETTINGS", ("secure_delete=ON", "synchronous=OFF"))


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a store."""
    reason = "no store to test with: uv run --group stores pytest tests/store/shared"
    server_of_moto = pytest.importorskip("moto.server", reason=reason)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = server_of_moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def client(server: str) -> Any:
    """The store as its owner has it."""
    import boto3

    return boto3.client("s3", endpoint_url=server, region_name="us-east-1")


@pytest.fixture
def bucket(client: Any) -> str:
    """A new bucket."""
    name = f"arkiv-{next(_NUMBERS)}"
    client.create_bucket(Bucket=name)
    return name


@pytest.fixture(scope="session")
def azure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of Azure's store."""
    with azurite(tmp_path_factory.mktemp("azure") / "store") as address:
        yield address


@pytest.fixture(params=["folder", "store", "azure"])
def remote(request: pytest.FixtureRequest, tmp_path: Path) -> Remote:
    """Each kind of remote."""
    if request.param == "folder":
        return FolderRemote(tmp_path / "remote")
    if request.param == "azure":
        url = f"az://{ACCOUNT}/arkiv/{next(_NUMBERS)}"
        return ObjectStore(url, endpoint=request.getfixturevalue("azure"), retries=1)
    return ObjectStore(
        f"s3://{request.getfixturevalue('bucket')}/arkiv",
        endpoint=request.getfixturevalue("server"),
        retries=1,
    )


@pytest.fixture
def mette(tmp_path: Path, remote: Remote) -> House:
    """A machine."""
    return House(tmp_path / "mette", remote)


@pytest.fixture
def jonas(tmp_path: Path, remote: Remote) -> House:
    """Another."""
    return House(tmp_path / "jonas", remote)
