"""A store is tried before it is trusted."""

from __future__ import annotations

from typing import Any

import pytest

from facilitator.store.shared.remote import NotProven, ObjectStore, prove
from tests.store.shared.azurite import ACCOUNT
from tests.store.shared.proxy import Proxy, Reply

NOTHING = b"<DeleteResult><Deleted><Key>x</Key></Deleted></DeleteResult>"


def test_a_store_that_keeps_its_word_is_proven(server: str, bucket: str) -> None:
    remote = ObjectStore(f"s3://{bucket}/arkiv", endpoint=server)
    assert prove(remote)
    assert list(remote.names("")) == []


def test_azure_keeps_its_word(azure: str) -> None:
    remote = ObjectStore(f"az://{ACCOUNT}/arkiv/proof", endpoint=azure)
    assert prove(remote)
    assert list(remote.names("")) == []


def test_one_that_keeps_versions_says_so(server: str, bucket: str, client: Any) -> None:
    client.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    assert not prove(ObjectStore(f"s3://{bucket}/arkiv", endpoint=server))


@pytest.mark.parametrize(
    "forgotten", [("if-none-match",), ("if-match",), ("if-none-match", "if-match")]
)
def test_one_that_ignores_conditions_is_refused(
    server: str, bucket: str, forgotten: tuple[str, ...]
) -> None:
    """As `rclone serve s3` and s3rver do: they answer as if all were well."""

    def forget(_method: str, _path: str, headers: dict[str, str]) -> None:
        for name in forgotten:
            headers.pop(name, None)

    with Proxy(server, forget) as proxy, pytest.raises(NotProven):
        prove(ObjectStore(f"s3://{bucket}/arkiv", endpoint=proxy.address))


def test_one_that_deletes_nothing_is_refused(server: str, bucket: str) -> None:
    def keep(method: str, _path: str, _headers: dict[str, str]) -> None:
        if method in {"DELETE", "POST"}:
            raise Reply(200 if method == "POST" else 204, body=NOTHING if method == "POST" else b"")

    with Proxy(server, keep) as proxy, pytest.raises(NotProven):
        prove(ObjectStore(f"s3://{bucket}/arkiv", endpoint=proxy.address))
