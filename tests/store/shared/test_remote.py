"""Both places keep the same promises."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from facilitator.store.files import Overtaken
from facilitator.store.shared.remote import (
    Forbidden,
    Gone,
    ObjectStore,
    Taken,
    Unreachable,
)
from facilitator.words import refusal_words

if TYPE_CHECKING:
    from facilitator.store.shared.remote import Remote

NAME = "teams/Team Blåbær & Søn/notes/2026-11-28-k3f9.toml"


def test_what_was_created_is_read_with_its_tag(remote: Remote) -> None:
    tag = remote.create(NAME, "æøå".encode())
    assert remote.read(NAME) == ("æøå".encode(), tag)


def test_nothing_is_created_twice(remote: Remote) -> None:
    remote.create(NAME, b"first")
    with pytest.raises(Taken):
        remote.create(NAME, b"second")
    assert remote.read(NAME).data == b"first"


def test_only_what_is_as_it_was_is_replaced(remote: Remote) -> None:
    first = remote.create(NAME, b"first")
    second = remote.replace(NAME, b"second", first)
    with pytest.raises(Overtaken):
        remote.replace(NAME, b"third", first)
    assert remote.read(NAME) == (b"second", second)


def test_the_tag_of_a_list_is_that_of_the_object(remote: Remote) -> None:
    tag = remote.create(NAME, b"first")
    (listed,) = remote.names("teams")
    assert listed.tag == tag
    second = remote.replace(NAME, b"second", listed.tag)
    assert remote.read(NAME).tag == second != tag


def test_what_is_gone_is_not_replaced(remote: Remote) -> None:
    tag = remote.create(NAME, b"first")
    remote.delete(NAME)
    with pytest.raises(Overtaken):
        remote.replace(NAME, b"second", tag)
    with pytest.raises(Gone):
        remote.read(NAME)


def test_a_deletion_can_be_done_again(remote: Remote) -> None:
    remote.delete(NAME)
    remote.create(NAME, b"first")
    remote.delete(NAME)
    remote.delete(NAME)
    assert list(remote.names("teams")) == []


def test_names_come_in_order_after_another(remote: Remote) -> None:
    names = [f"teams/A/log/{number:012}" for number in (1, 2, 3, 10)]
    for name in reversed(names):
        remote.create(name, b"x")
    remote.create("teams/B/log/000000000001", b"x")
    assert [item.name for item in remote.names("teams/A/log")] == names
    assert [item.name for item in remote.names("teams/A/log", names[1])] == names[2:]
    assert all(remote.read(item.name).tag == item.tag for item in remote.names("teams"))


def test_folders_are_the_next_words(remote: Remote) -> None:
    for name in (
        "teams/Æbler/notes/1",
        "teams/B b/log/2",
        "teams/B b/notes/2",
        "house/archive.toml",
    ):
        remote.create(name, b"x")
    assert sorted(remote.folders("teams")) == ["B b", "Æbler"]
    assert remote.folders("nowhere") == ()


def test_of_many_that_create_one_name_one_does(remote: Remote) -> None:
    def create(number: int) -> bool:
        with suppress(Taken):
            remote.create(NAME, str(number).encode())
            return True
        return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(create, range(16))) == 1


def test_a_store_that_does_not_answer_is_unreachable(bucket: str) -> None:
    remote = ObjectStore(f"s3://{bucket}", endpoint="http://127.0.0.1:9", retries=0)
    with pytest.raises(Unreachable) as unreachable:
        remote.read(NAME)
    assert refusal_words(unreachable.value) == "Lageret svarer ikke."


def test_a_bucket_that_is_not_there_is_said(server: str) -> None:
    remote = ObjectStore("s3://not-there", endpoint=server, retries=0)
    with pytest.raises((Forbidden, Unreachable, Gone)):
        remote.create(NAME, b"x")


def test_an_address_that_is_none_is_said(server: str) -> None:
    from facilitator.core.errors import Refused

    for url in ("", "arkiv", "ftp://x/y", "s3://", "http://[::1"):
        with pytest.raises(Refused):
            ObjectStore(url, endpoint=server)
