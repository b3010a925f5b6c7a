"""A measurement's result as plain text and as JSON: what is published, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from facilitator.core.measurement.figures import ALPHA_FROM, FULL_FROM, ItemFigures
from facilitator.core.measurement.items import ITEMS, REVERSED_NOTE, labels
from facilitator.core.measurement.result import AGREEMENT_WORDS, WHY_NO_WORDS, WHY_ROUNDED, Withheld
from facilitator.words import _, date_words, ngettext, number_words, refusal_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from facilitator.core.errors import Refused
    from facilitator.core.measurement.note import Measurement
    from facilitator.core.measurement.result import HiddenItem, Result


def result_document(result: Result | Withheld, *, technical: bool = False) -> dict[str, Any]:
    """A result for JSON. `technical` adds figures only from eight respondents."""
    if isinstance(result, Withheld):
        return {"n_included": result.n, "reason": refusal_words(result.reason)}
    full = result.full
    document: dict[str, Any] = {
        "n_included": result.n,
        "scale": result.scale,
        "agreement_words": agreement_words(result) if result.figures.agreement else None,
        "index": result.figures.index,
    }
    if full:
        document |= {"spread": full.spread, "favourable_percent": full.favourable}
        if technical:
            document["alpha"] = full.alpha
    items = [_item_document(item, technical=technical) for item in result.items]
    return {**document, "items": items}


def measurement_text(
    measurement: Measurement, result: Result | Withheld, *, technical: bool = False
) -> str:
    """A measurement, heading by heading: its team, then its result."""
    label = f" ({measurement.label})" if measurement.label else ""
    heading = [
        f"{_('Measurement')}{label} – {measurement.team}",
        date_words(measurement.date),
        _("{n} points").format(n=measurement.scale),
        "",
    ]
    return (
        "\n".join(heading) + "\n" + result_text(result, measurement.language, technical=technical)
    )


def result_text(result: Result | Withheld, wording: str, *, technical: bool = False) -> str:
    """A result: spread first, then the index, then item by item. No grade.

    `wording` is the language of the items: "da" or "en".
    """
    if isinstance(result, Withheld):
        return refusal_words(result.reason) + "\n"
    return "\n".join(_result(result, wording, technical=technical)) + "\n"


def agreement_words(result: Result) -> str:
    """How alike the team experiences it, or why that is withheld; empty if no item is shown."""
    agreement = result.figures.agreement
    if agreement:
        return _(AGREEMENT_WORDS[agreement])
    return _(WHY_NO_WORDS) if result.figures.items else ""


def index_words(result: Result) -> str:
    """`Index 70 of 100`, or `Index about 70 of 100`; empty where every item is hidden."""
    index = result.figures.index
    if index is None:
        return ""
    words = _("Index {index} of 100") if result.full else _("Index about {index} of 100")
    return words.format(index=index)


def answers_words(result: Result) -> str:
    """`6 answers`."""
    return ngettext("{n} answer", "{n} answers", result.n).format(n=result.n)


def migrated_words(path: Path, trouble: Refused | None) -> str:
    """The notice that an older note was migrated; `trouble` says why it could not be."""
    if trouble is None:
        return _(
            "{file}: single answers and exact figures are no longer in this note. "
            "The published result stays."
        ).format(file=path.name)
    return _(
        "{file}: this note of an older version still holds single answers or exact "
        "figures, and could not be rewritten: {why}"
    ).format(file=path.name, why=refusal_words(trouble))


def technical_lines(result: Result) -> Iterator[str]:
    """The figures behind the picture, a line each, and a table of the items."""
    full = result.full
    if full is None:
        yield _("The figures behind the result are shown from {n} answers.").format(n=FULL_FROM)
        return
    yield _("Spread (standard deviation in points of the index): {spread}").format(
        spread=full.spread
    )
    if full.favourable is not None:
        yield _("Favourable answers: {share} %").format(share=full.favourable)
    if full.alpha is not None:
        yield _("Cronbach's alpha: {alpha}").format(alpha=number_words(full.alpha, "0.0"))
    else:
        yield _("Cronbach's alpha: none; it takes {n} complete answers that differ").format(
            n=ALPHA_FROM
        )
    yield ""
    heads = (_("Statement"), _("Mean"), "rwg")
    widths = (len(heads[0]), *(len(head) + 3 for head in heads[1:]))
    yield _row(heads, widths)
    for item in result.items:
        if not isinstance(item, ItemFigures):
            yield f"{item.item:<{widths[0]}}  {refusal_words(item.reason)}"
        elif item.mean is not None and item.rwg is not None:
            figures = (number_words(figure, "0.0") for figure in (item.mean, item.rwg))
            yield _row((str(item.item), *figures), widths)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = zip(cells, widths, strict=True)
    return f"{first[0]:<{first[1]}}" + "".join(f"{cell:>{width}}" for cell, width in rest)


def _result(result: Result, wording: str, *, technical: bool) -> Iterator[str]:
    yield from filter(None, (agreement_words(result), index_words(result), answers_words(result)))
    if result.full is None:
        yield _(WHY_ROUNDED)
    for item, figures in zip(ITEMS, result.items, strict=True):
        yield ""
        yield f"{item.number}. {item.text.in_language(wording)}"
        if not isinstance(figures, ItemFigures):
            yield refusal_words(figures.reason)
            continue
        words = labels(len(figures.distribution), wording)
        parts = zip(words, figures.distribution, strict=True)
        yield ", ".join(f"{word}: {number}" for word, number in parts)
        if item.is_reversed:
            yield REVERSED_NOTE.in_language(wording)
    if result.comments:
        yield from ("", _("Comments"))
        yield from (f"- {comment}".replace("\n", "\n  ") for comment in result.comments)
    if technical:
        yield from ("", _("Figures"), *technical_lines(result))


def _item_document(item: ItemFigures | HiddenItem, *, technical: bool) -> dict[str, Any]:
    if not isinstance(item, ItemFigures):
        return {"item": item.item, "hidden": True, "reason": refusal_words(item.reason)}
    key = "bins" if item.is_binned else "distribution"
    document: dict[str, Any] = {"item": item.item, key: list(item.distribution)}
    if technical and not item.is_binned:
        document |= {"mean": item.mean, "rwg": item.rwg}
    return document
