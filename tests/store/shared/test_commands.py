"""The commands of a shared archive, as two people on one machine use them."""

from __future__ import annotations

import shutil
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from pyrage import x25519

from facilitator.store.archive import Archive
from facilitator.store.conversion import convert
from facilitator.store.encryption import own_key
from facilitator.store.encryption.archive_keys import Recipient, create_keys
from facilitator.store.paths import own_key_file
from tests.store.encryption.wrapping import quick_wrapping
from tests.store.samples import a_note, put
from tests.store.shared.proxy import Proxy

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.commanded import Run, Said

SAMPLES = "sessions"


@pytest.fixture
def url(bucket: str) -> str:
    return f"s3://{bucket}/arkiv"


@pytest.fixture
def sample(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A copy of the sample archive."""
    return shutil.copytree(request.config.rootpath / SAMPLES, tmp_path / "sample")


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*.toml")
        if ".facilitator" not in path.parts
    }


def test_what_one_connects_another_has(
    run: Run, server: str, url: str, sample: Path, tmp_path: Path
) -> None:
    one = run("--sessions", str(sample), "archive", "connect", url, "--endpoint", server, "--yes")
    assert one.code == 0, one.err
    (tmp_path / "other").mkdir()
    other = ("--sessions", str(tmp_path / "other"))
    assert run(*other, "archive", "connect", url, "--endpoint", server).code == 0
    assert sorted(files(sample).values()) == sorted(files(tmp_path / "other").values())
    assert len(run(*other, "notes").out.splitlines()) > 20
    assert run(*other, "archive").code == 0


def test_whoever_connects_to_an_encrypted_archive_is_told_so_and_what_to_do(
    run: Run, server: str, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_wrapping(monkeypatch)
    words = "fire små ord her"
    one = Archive(tmp_path / "one")
    mette = Recipient("Mette", own_key.make_own_key(words).recipient)
    paper = Recipient("Papiret", str(x25519.Identity.generate().to_public()))
    create_keys(one.folder, (mette, paper))
    put(one, "Nord/a.toml", a_note(["hemmeligt"]))
    assert convert(one.folder).is_done
    how = ("archive", "connect", url, "--endpoint", server, "--yes")

    listed = run("--sessions", one.folder, *how)
    own_key.close_own_key()
    own_key_file().unlink()
    without_key = run("--sessions", tmp_path / "two", *how)
    own_key.make_own_key(words)
    own_key.close_own_key()
    with_another = run("--sessions", tmp_path / "three", *how)

    assert listed.code == 0
    assert "din nøgle åbner det" in listed.err
    for said in (without_key, with_another):
        assert "Koblet til" in said.err
        assert "Arkivet er krypteret" in said.err
        assert "archive key" in said.err
        assert "Traceback" not in said.err
    assert "archive recover" in without_key.err
    assert "De kan lukke dig ind: Mette, Papiret." in with_another.err


def test_notes_that_are_here_are_not_sent_without_a_yes(
    run: Run, server: str, url: str, sample: Path
) -> None:
    said = run("--sessions", str(sample), "archive", "connect", url, "--endpoint", server)
    assert said.code == 1
    assert "--yes" in said.err
    assert not (sample / ".facilitator").exists()


def test_a_store_that_keeps_versions_has_to_be_accepted_by_name(
    run: Run, server: str, url: str, client: Any, tmp_path: Path
) -> None:
    bucket = url.split("/")[2]
    client.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    folder = ("--sessions", str(tmp_path / "new"))
    (tmp_path / "new").mkdir()
    said = run(*folder, "archive", "connect", url, "--endpoint", server)
    assert said.code == 1
    assert "--accept-versions" in said.err
    again = run(*folder, "archive", "connect", url, "--endpoint", server, "--accept-versions")
    assert again.code == 0
    assert "accepteret" in run(*folder, "archive").out


def test_a_store_that_ignores_conditions_is_not_connected(
    run: Run, server: str, url: str, tmp_path: Path
) -> None:
    def forget(_method: str, _path: str, headers: dict[str, str]) -> None:
        headers.pop("if-match", None)

    (tmp_path / "new").mkdir()
    with Proxy(server, forget) as proxy:
        said = run(
            "--sessions", str(tmp_path / "new"),
            "archive", "connect", url, "--endpoint", proxy.address,
        )  # fmt: skip
    assert said.code == 1
    assert not (tmp_path / "new" / ".facilitator").exists()


def test_a_copy_goes_to_a_store_and_back_the_same(
    run: Run, server: str, url: str, sample: Path, tmp_path: Path
) -> None:
    there = run("archive", "copy", str(sample), url, "--endpoint", server)
    assert there.code == 0, there.err
    again = run("archive", "copy", str(sample), url, "--endpoint", server)
    assert again.code == 0
    assert "0 " in again.err
    back = run("archive", "copy", url, str(tmp_path / "back"), "--endpoint", server)
    assert back.code == 0
    assert sorted(files(tmp_path / "back").values()) == sorted(files(sample).values())
    assert not list(tmp_path.rglob(".facilitator"))


def test_a_copy_writes_over_nothing_that_is_other(
    run: Run, server: str, url: str, sample: Path
) -> None:
    run("archive", "copy", str(sample), url, "--endpoint", server)
    note = next(sample.glob("Team*/*check-out.toml"))
    note.write_text(note.read_text("utf-8") + "# andet\n", "utf-8")
    said = run("archive", "copy", str(sample), url, "--endpoint", server)
    assert said.code == 1
    assert note.name in said.err


def test_disconnected_the_notes_stay(run: Run, server: str, url: str, sample: Path) -> None:
    folder = ("--sessions", str(sample))
    run(*folder, "archive", "connect", url, "--endpoint", server, "--yes")
    before = files(sample)
    assert run(*folder, "archive", "disconnect").code == 0
    assert files(sample) == before
    assert run(*folder, "archive", "exchange").code == 1


def test_no_credential_is_written_down(
    run: Run, server: str, url: str, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "zqxhemmelig")
    folder = ("--sessions", str(sample))
    assert not run(*folder, "archive", "connect", url, "--endpoint", server, "--yes").code
    for path in sample.parent.rglob("*"):
        assert not path.is_file() or b"zqxhemmelig" not in path.read_bytes(), path


def change(run: Run, folder: tuple[str, str], happened: str = "det gik godt") -> Said:
    """Some commitment, changed."""
    first = run(*folder, "commitments", "--json").rows[0]
    return run(
        *folder,
        "commitments",
        "set",
        first["id"],
        first["commitment"],
        "--happened",
        happened,
    )


def test_what_a_command_writes_is_sent_at_once(
    run: Run, server: str, url: str, sample: Path, tmp_path: Path
) -> None:
    mette = ("--sessions", str(sample))
    run(*mette, "archive", "connect", url, "--endpoint", server, "--yes")
    written = change(run, mette)
    assert written.code == 0, written.err
    assert written.err.count("\n") <= 1
    (tmp_path / "jonas").mkdir()
    jonas = ("--sessions", str(tmp_path / "jonas"))
    run(*jonas, "archive", "connect", url, "--endpoint", server)
    assert sorted(files(sample).values()) == sorted(files(tmp_path / "jonas").values())


def test_a_store_that_hangs_holds_no_command_up(
    run: Run, server: str, url: str, sample: Path
) -> None:
    """It takes a request and never answers: what waits is said once, within two seconds."""
    folder = ("--sessions", str(sample))
    over = threading.Event()

    def hang(*_request: object) -> None:
        if is_hanging:
            over.wait()

    is_hanging: list[bool] = []
    with Proxy(server, hang) as proxy:
        try:
            run(*folder, "archive", "connect", url, "--endpoint", proxy.address, "--yes")
            is_hanging.append(True)
            began = time.monotonic()
            written = change(run, folder)
            assert time.monotonic() - began < 30
        finally:
            over.set()
    assert written.code == 0
    assert written.err.count("1 ting venter på at blive sendt") == 1


def test_the_command_that_is_named_for_two_versions_shows_them(
    run: Run, server: str, url: str, sample: Path, tmp_path: Path
) -> None:
    mette, jonas = ("--sessions", str(sample)), ("--sessions", str(tmp_path / "jonas"))
    (tmp_path / "jonas").mkdir()
    for folder in (mette, jonas):
        run(*folder, "archive", "connect", url, "--endpoint", server, "--yes")
    change(run, mette, "det gik godt")
    first = run(*jonas, "commitments", "--json").rows[0]
    connection = (tmp_path / "jonas" / ".facilitator" / "store.toml").rename(tmp_path / "away")
    change(run, jonas, "det gik skidt")
    connection.rename(tmp_path / "jonas" / ".facilitator" / "store.toml")
    said = run(*jonas, "archive", "exchange").err
    assert f"versions {first['id']}" in said
    assert run(*jonas, "versions", first["id"]).out.count("det gik") == 2


def test_nothing_of_the_ledger_is_left_where_it_is_disconnected(
    run: Run, server: str, url: str, sample: Path
) -> None:
    folder = ("--sessions", str(sample))
    run(*folder, "archive", "connect", url, "--endpoint", server, "--yes")
    run(*folder, "archive", "disconnect")
    assert list((sample / ".facilitator").iterdir()) == []
