"""Names of last time are remembered only where the archive asks for it, and never inside it."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from facilitator.store.archive import Archive
from facilitator.store.paths import orders_folder
from facilitator.store.remembered_order import forget_order, remember_order, remembered_order

if TYPE_CHECKING:
    from pathlib import Path


def an_archive(folder: Path, *, remembers: bool) -> Archive:
    folder.mkdir(exist_ok=True)
    (folder / "archive.toml").write_text(f"remember_order = {str(remembers).lower()}\n", "utf-8")
    return Archive(folder)


def test_the_order_of_last_time_is_offered_to_that_team_of_that_archive(tmp_path: Path) -> None:
    archive = an_archive(tmp_path / "a", remembers=True)

    remember_order(archive, "Nord", ["Søren", "Mette"])

    assert remembered_order(archive, "nord") == ("Søren", "Mette")
    assert remembered_order(archive, "Syd") == ()
    assert remembered_order(an_archive(tmp_path / "b", remembers=True), "Nord") == ()


def test_no_name_lies_in_the_archive_and_only_the_owner_reads_them(tmp_path: Path) -> None:
    archive = an_archive(tmp_path / "a", remembers=True)

    remember_order(archive, "Nord", ["Søren", "Mette"])

    assert [file.name for file in archive.folder.rglob("*")] == ["archive.toml"]
    files = list(orders_folder().iterdir())
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600, 0o600]
    for file in files:
        assert "Nord" not in file.name
        assert b"Mette" not in file.read_bytes()


def test_a_cpr_number_among_the_names_is_masked(tmp_path: Path) -> None:
    archive = an_archive(tmp_path / "a", remembers=True)

    remember_order(archive, "Nord", ["Søren 010136-4007"])

    assert remembered_order(archive, "Nord") == ("Søren ••••••-••••",)


def test_nothing_is_remembered_where_nothing_is_asked_for(tmp_path: Path) -> None:
    remember_order(an_archive(tmp_path / "a", remembers=False), "Nord", ["Søren"])

    assert not orders_folder().exists()


def test_an_order_can_be_forgotten_and_a_broken_one_is_none(tmp_path: Path) -> None:
    archive = an_archive(tmp_path / "a", remembers=True)
    remember_order(archive, "Nord", ["Søren"])
    forget_order(archive, "Nord")
    assert remembered_order(archive, "Nord") == ()

    remember_order(archive, "Nord", ["Søren"])
    (file,) = orders_folder().glob("*.age")
    file.write_bytes(b"\xff")
    assert remembered_order(archive, "Nord") == ()
    remember_order(archive, "Nord", ["Søren"])
    assert remembered_order(archive, "Nord") == ("Søren",)


def test_names_are_gone_from_all_teams_once_the_archive_no_longer_asks_for_them(
    tmp_path: Path,
) -> None:
    asks = an_archive(tmp_path / "a", remembers=True)
    other = an_archive(tmp_path / "b", remembers=True)
    for team in ("Nord", "Syd"):
        remember_order(asks, team, ["Søren"])
    remember_order(other, "Nord", ["Åse"])

    assert remembered_order(an_archive(tmp_path / "a", remembers=False), "Nord") == ()
    assert len(list(orders_folder().glob("*.age"))) == 1
    assert remembered_order(other, "Nord") == ("Åse",)


def test_names_that_an_earlier_version_left_readable_are_removed(tmp_path: Path) -> None:
    orders_folder().mkdir(parents=True)
    (orders_folder() / "abc.toml").write_text('names = ["Mette"]')

    assert remembered_order(an_archive(tmp_path / "a", remembers=True), "Nord") == ()

    assert list(orders_folder().iterdir()) == []
