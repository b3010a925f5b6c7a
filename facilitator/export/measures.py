"""A measurement's result as plain text and as JSON: what the core shows, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from facilitator.core.measurement.figures import ItemFigures
from facilitator.core.measurement.items import ITEMS, REVERSED_NOTE, labels
from facilitator.core.measurement.result import AGREEMENT_WORDS, Withheld, rounded
from facilitator.export.plain import date_text
from facilitator.words import (
    _,
    language,
    ngettext,
    said,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facilitator.core.measurement.note import Measurement
    from facilitator.core.measurement.result import HiddenItem, Result

PLACES = 4
"""Decimals in JSON."""


def result_document(result: Result | Withheld) -> dict[str, Any]:
    """A result for JSON: figures to four decimals, items with their numbers 1-7."""
    if isinstance(result, Withheld):
        return {"n_included": result.n, "reason": said(result.reason)}
    level = result.agreement_level
    return {
        "n_included": result.n,
        "mean": rounded(result.mean, PLACES),
        "sd": rounded(result.sd, PLACES),
        "index": result.index,
        "agreement": _to_places(result.agreement),
        "agreement_words": _(AGREEMENT_WORDS[level]) if level else None,
        "favourable": rounded(result.favourable, PLACES),
        "alpha": _to_places(result.alpha),
        "items": [_item_document(item) for item in result.items],
    }


def measurement_text(
    measurement: Measurement, result: Result | Withheld, *, technical: bool = False
) -> str:
    """A measurement, heading by heading: whose it is, then its result."""
    label = f" ({measurement.label})" if measurement.label else ""
    heading = [
        f"{_('Measurement')}{label} – {measurement.team}",
        date_text(measurement.date),
        _("{n} points").format(n=measurement.scale),
        "",
    ]
    return (
        "\n".join(heading) + "\n" + result_text(result, measurement.language, technical=technical)
    )


def result_text(result: Result | Withheld, asked_in: str, *, technical: bool = False) -> str:
    """A result: spread first, then the index, then item by item. No grade."""
    if isinstance(result, Withheld):
        return said(result.reason) + "\n"
    return "\n".join(_result(result, asked_in, technical=technical)) + "\n"


def technical_lines(result: Result) -> Iterator[str]:
    """The figures behind the picture, a line each."""
    yield _("Mean of the respondents' means: {mean} (1–{points}, high is safe)").format(
        mean=decimals(result.mean, 2), points=result.scale
    )
    yield _("Standard deviation: {sd}").format(sd=decimals(result.sd, 2))
    yield _("Favourable answers: {share} %").format(share=int(rounded(result.favourable * 100)))
    if result.agreement is not None:
        yield _("Agreement (mean rwg): {rwg}").format(rwg=decimals(result.agreement, 2))
    alpha = _("undefined") if result.alpha is None else decimals(result.alpha, 2)
    yield _("Cronbach's alpha over {n} complete answers: {alpha}").format(
        n=result.complete, alpha=alpha
    )
    for item in result.shown_items:
        yield _("{item}: mean {mean}, sd {sd}, rwg {rwg}, n {n}").format(
            item=item.item,
            mean=decimals(item.mean, 2),
            sd=decimals(item.sd, 2),
            rwg=decimals(item.rwg, 2),
            n=item.n,
        )
    if result.straight_lined:
        yield _("Some chose the same point throughout: {n}.").format(n=result.straight_lined)
    if result.reversal_unseen:
        yield _("Some may not have seen that three statements are reversed: {n}.").format(
            n=result.reversal_unseen
        )


def decimals(value: float, places: int) -> str:
    """`3,81` in Danish, `3.81` in English; ties rounded away from zero."""
    text = f"{rounded(value, places):.{places}f}"
    return text.replace(".", ",") if language() == "da" else text


def _result(result: Result, asked_in: str, *, technical: bool) -> Iterator[str]:
    if result.agreement_level:
        yield _(AGREEMENT_WORDS[result.agreement_level])
    yield _("Index {index} of 100").format(index=result.index)
    yield ngettext("{n} answer", "{n} answers", result.n).format(n=result.n)
    for item, figures in zip(ITEMS, result.items, strict=True):
        yield ""
        yield f"{item.number}. {item.text.in_(asked_in)}"
        if not isinstance(figures, ItemFigures):
            yield said(figures.reason)
            continue
        words = labels(len(figures.distribution), asked_in)
        parts = zip(words, figures.distribution, strict=True)
        yield ", ".join(f"{word}: {number}" for word, number in parts)
        if item.is_reversed:
            yield REVERSED_NOTE.in_(asked_in)
    if result.comments:
        yield from ("", _("Comments"))
        yield from (f"- {comment}".replace("\n", "\n  ") for comment in result.comments)
    if technical:
        yield from ("", _("Figures"), *technical_lines(result))


def _item_document(item: ItemFigures | HiddenItem) -> dict[str, Any]:
    if not isinstance(item, ItemFigures):
        return {"item": item.item, "hidden": True, "reason": said(item.reason)}
    return {
        "item": item.item,
        "n": item.n,
        "mean": rounded(item.mean, PLACES),
        "sd": rounded(item.sd, PLACES),
        "rwg": rounded(item.rwg, PLACES),
        "distribution": list(item.distribution),
    }


def _to_places(value: float | None) -> float | None:
    return None if value is None else rounded(value, PLACES)
