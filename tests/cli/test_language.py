from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.cli.language import choose_language


@pytest.mark.parametrize(
    ("environ", "chosen"),
    [
        ({}, "da"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en"}, "en"),
        ({"LANG": "en-US"}, "en"),
        ({"LANG": "da_DK.UTF-8"}, "da"),
        ({"LANG": "de_DE.UTF-8"}, "da"),
        ({"LANG": "enm"}, "da"),
        ({"LANG": "C.UTF-8"}, "da"),
        ({"LANG": "POSIX"}, "da"),
        ({"LANG": "da_DK.UTF-8", "LC_MESSAGES": "en_GB"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "da_DK@euro"}, "da"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": ""}, "en"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "da"}, "da"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:en_GB:da"}, "en"),
        ({"LANG": "C", "LANGUAGE": "en"}, "da"),
        ({"LANGUAGE": "en"}, "en"),
    ],
)
def test_the_locale_chooses_english_where_it_asks_for_it_and_danish_else(
    environ: dict[str, str], chosen: str
) -> None:
    assert choose_language(None, None, environ) == chosen


@pytest.mark.parametrize(
    ("cli", "setting", "chosen"),
    [
        ("da", "en", "da"),
        ("en", "da", "en"),
        (None, "da", "da"),
        (None, None, "en"),
        ("fr", "da", "da"),
        ("fr", "", "en"),
    ],
)
def test_the_command_line_goes_before_the_settings_and_they_before_the_locale(
    cli: str | None, setting: str | None, chosen: str
) -> None:
    assert choose_language(cli, setting, {"LANG": "en_US.UTF-8"}) == chosen


@given(
    said_so=st.none() | st.text(),
    environ=st.dictionaries(
        st.sampled_from(["LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"]), st.text()
    ),
)
def test_whatever_the_environment_holds_there_is_a_language(
    said_so: str | None, environ: dict[str, str]
) -> None:
    assert choose_language(said_so, said_so, environ) in {"da", "en"}


def facilitator(*arguments: str, lang: str) -> subprocess.CompletedProcess[str]:
    """The program, run as in a terminal whose locale is `lang`."""
    return subprocess.run(
        [sys.executable, "-m", "facilitator", *arguments],
        env={**os.environ, "LANG": lang, "UV_RUN_RECURSION_DEPTH": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_an_unknown_option_is_refused_in_danish() -> None:
    run = facilitator("--nope", lang="da_DK.UTF-8")

    assert run.returncode == 2
    assert run.stdout == ""
    assert run.stderr.startswith("Brug: uv run facilitator")
    assert "Prøv 'uv run facilitator --help' for at få hjælp." in run.stderr
    assert "Fejl: Ukendt tilvalg" in run.stderr


def test_an_unknown_option_is_refused_in_english_where_the_locale_is_english() -> None:
    run = facilitator("--nope", lang="en_GB.UTF-8")

    assert run.stderr.startswith("Usage: uv run facilitator")
    assert "Error: No such option" in run.stderr


def test_the_help_is_danish_throughout() -> None:
    run = facilitator("--help", lang="da_DK.UTF-8")

    assert run.returncode == 0
    assert "Vis denne hjælp og afslut." in run.stdout
    for english in ("Usage", "OPTIONS", "Options", "COMMAND", "Commands", "Show"):
        assert english not in run.stdout
