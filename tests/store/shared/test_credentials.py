"""Credentials are found where such tools look for them, and written nowhere."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from facilitator.core.errors import Refused
from facilitator.store.shared.remote import ObjectStore, Unreachable
from facilitator.words import refusal_words
from tests.store.shared.proxy import Proxy, Reply

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROFILES = """[default]
aws_access_key_id = AKIADEFAULT
aws_secret_access_key = hemmelig1
[kommune]
aws_access_key_id = AKIAKOMMUNE
aws_secret_access_key = hemmelig2
"""


class Asked(Proxy):
    """A store that says no, and remembers who asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

        def remember(_method: str, _path: str, headers: dict[str, str]) -> None:
            self.asked.append(headers.get("authorization", ""))
            raise Reply(404)

        super().__init__("http://127.0.0.1:9", remember)


@pytest.fixture
def store() -> Iterator[Asked]:
    with Asked() as store:
        yield store


@pytest.fixture
def profiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two profiles, and nothing in the environment."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    file = tmp_path / "credentials"
    file.write_text(PROFILES)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(file))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))


def ask(url: str, endpoint: str) -> None:
    with pytest.raises((Refused, Unreachable)):
        list(ObjectStore(url, endpoint=endpoint, retries=0).names(""))


@pytest.mark.usefixtures("profiles")
@pytest.mark.parametrize(("profile", "key"), [("", "AKIADEFAULT"), ("kommune", "AKIAKOMMUNE")])
def test_a_profile_of_aws_is_used(
    store: Asked, monkeypatch: pytest.MonkeyPatch, profile: str, key: str
) -> None:
    pytest.importorskip("boto3", reason="boto3 is not installed: it is in the group stores")
    if profile:
        monkeypatch.setenv("AWS_PROFILE", profile)
    ask("s3://arkiv", store.address)
    assert f"Credential={key}/" in store.asked[0]


@pytest.mark.usefixtures("profiles")
def test_the_environment_goes_before_a_profile(
    store: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAMINE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hemmelig")
    ask("s3://arkiv", store.address)
    assert "Credential=AKIAMINE/" in store.asked[0]


@pytest.mark.usefixtures("profiles")
def test_a_profile_that_cannot_be_read_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "boto3.session", None)
    with pytest.raises(Refused) as refused:
        ObjectStore("s3://arkiv")
    assert "AWS_ACCESS_KEY_ID" in refusal_words(refused.value)


@pytest.mark.usefixtures("profiles")
def test_a_profile_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("boto3", reason="boto3 is not installed: it is in the group stores")
    monkeypatch.setenv("AWS_PROFILE", "findes-ikke")
    with pytest.raises(Refused) as refused:
        ObjectStore("s3://arkiv")
    assert "findes-ikke" in refusal_words(refused.value)


def test_who_is_signed_in_with_the_azure_cli_needs_no_key(
    store: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AZURE_STORAGE_ACCOUNT_KEY")
    program = tmp_path / "az"
    answer = {
        "accessToken": "et-bevis", "expiresOn": "2099-01-01 00:00:00.000000",
        "expires_on": 4102444800, "subscription": "x", "tenant": "y", "tokenType": "Bearer",
    }  # fmt: skip
    program.write_text(f"#!/bin/sh\necho '{json.dumps(answer)}'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    ask("az://konto/arkiv", store.address)
    assert store.asked[0] == "Bearer et-bevis"


@pytest.mark.parametrize("url", ["az://konto", "az://", "az:///arkiv"])
def test_a_store_of_azure_has_an_account_and_a_container(url: str) -> None:
    with pytest.raises(Refused):
        ObjectStore(url)


def test_who_is_not_signed_in_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AZURE_STORAGE_ACCOUNT_KEY")
    program = tmp_path / "az"
    program.write_text("#!/bin/sh\necho 'Please run az login' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(Refused) as refused:
        list(ObjectStore("az://konto/arkiv", endpoint="http://127.0.0.1:9", retries=0).names(""))
    assert "az login" in refusal_words(refused.value)
