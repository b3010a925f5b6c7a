from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from facilitator import catalogue as catalogues
from facilitator.core.errors import Language, Refused
from facilitator.core.text.dates import parse_due
from facilitator.words import (
    _,
    date_words,
    day_words,
    language,
    ngettext,
    refusal_words,
    set_language,
    weekday_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "{name} has had the word."
msgstr "{name} har haft ordet."

msgid "{n} keyword"
msgid_plural "{n} keywords"
msgstr[0] "{n} stikord"
msgstr[1] "{n} stikord i alt"
"""


@pytest.fixture
def locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder of catalogues in place of the real one."""
    monkeypatch.setattr(catalogues, "LOCALE", str(tmp_path / "locale"))
    catalogues.catalogue.cache_clear()
    yield tmp_path / "locale"
    catalogues.catalogue.cache_clear()


@pytest.fixture
def catalogue(locale: Path, tmp_path: Path) -> Path:
    """PO, compiled into the place where Danish is looked for."""
    source = tmp_path / "facilitator.po"
    source.write_text(PO, encoding="utf-8")
    target = locale / "da" / "LC_MESSAGES" / "facilitator.mo"
    target.parent.mkdir(parents=True)
    with source.open("rb") as po, target.open("wb") as mo:
        write_mo(mo, read_po(po, locale="da"))
    return target


@pytest.mark.usefixtures("catalogue")
def test_a_change_of_language_shows_in_the_next_text() -> None:
    danish = _("{name} has had the word.")
    set_language("en")

    assert (danish, _("{name} has had the word.")) == (
        "{name} har haft ordet.",
        "{name} has had the word.",
    )
    assert language() == "en"


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("n", "danish", "english"),
    [
        (0, "{n} stikord i alt", "{n} keywords"),
        (1, "{n} stikord", "{n} keyword"),
        (2, "{n} stikord i alt", "{n} keywords"),
    ],
)
def test_a_number_chooses_its_form(n: int, danish: str, english: str) -> None:
    assert ngettext("{n} keyword", "{n} keywords", n) == danish
    set_language("en")
    assert ngettext("{n} keyword", "{n} keywords", n) == english


@pytest.mark.usefixtures("catalogue")
def test_a_refusal_is_said_in_the_language_chosen() -> None:
    refused = Refused("{name} has had the word.", name="Mette")

    assert refusal_words(refused) == "Mette har haft ordet."
    set_language("en")
    assert refusal_words(refused) == str(refused) == "Mette has had the word."


@pytest.mark.usefixtures("catalogue")
def test_a_text_that_has_one_form_is_english_where_a_number_is_to_choose() -> None:
    singular, plural = "{name} has had the word.", "{name} have had the word."

    assert [ngettext(singular, plural, n) for n in (1, 2)] == [singular, plural]


def test_every_text_that_is_shipped_is_found() -> None:
    with (Path(catalogues.LOCALE) / "da" / "LC_MESSAGES" / "facilitator.mo").open("rb") as file:
        shipped = read_mo(file)

    assert len(shipped) > 1000
    for message in filter(lambda message: message.id, shipped):
        if isinstance(message.id, str):
            assert _(message.id) == message.string
        else:
            singular, plural = message.id
            forms = [ngettext(singular, plural, n) for n in (1, 2)]
            assert forms == list(message.string or ())
    assert shipped.plural_expr == "(n != 1)"  # which is all that is understood


@pytest.mark.usefixtures("catalogue")
def test_an_empty_text_is_not_the_header_of_the_catalogue() -> None:
    assert _("") == ""


@pytest.mark.usefixtures("locale")
def test_without_a_catalogue_the_text_is_english() -> None:
    assert _("{name} has had the word.") == "{name} has had the word."


@pytest.mark.parametrize("size", [0, 3, 30, 200])
def test_a_damaged_catalogue_is_as_none(catalogue: Path, size: int) -> None:
    catalogue.write_bytes(catalogue.read_bytes()[:size])

    assert _("{name} has had the word.") == "{name} has had the word."


def test_the_danish_that_is_shipped_is_found() -> None:
    assert _("What is psychological safety?") == "Hvad er psykologisk tryghed?"


@pytest.mark.parametrize(
    ("chosen", "long", "short", "with_weekday"),
    [
        ("da", "3. september 2026", "3/9 2026", "torsdag 3. september 2026"),
        ("en", "3 September 2026", "3 Sep 2026", "Thursday 3 September 2026"),
    ],
)
def test_a_day_has_one_form_in_each_language_and_is_read_as_it_is_written(
    chosen: Language, long: str, short: str, with_weekday: str
) -> None:
    day = date(2026, 9, 3)
    set_language(chosen)
    written = [date_words(day), day_words(day), weekday_words(day)]
    assert written == [long, short, with_weekday]
    for text in written:
        assert parse_due(text, date(2026, 3, 3), chosen) == day


def test_a_day_in_a_refusal_is_said_in_the_language_chosen() -> None:
    refused = Refused("{day}", day=date(2026, 9, 3))
    assert refusal_words(refused) == "3. september 2026"
    set_language("en")
    assert refusal_words(refused) == "3 September 2026"
