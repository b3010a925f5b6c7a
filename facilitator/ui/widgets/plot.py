"""The course of a team as a picture in the terminal, drawn by plotext."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.core.measurement import Withheld

if TYPE_CHECKING:
    from datetime import date

    from facilitator.core.trend import Step

MARK = "●"


def plotted(steps: tuple[Step, ...], width: int, height: int) -> Content:
    """Index by measurement, each with a bar of one standard deviation up and down.

    What is withheld has its place, and nothing in it. The picture reads without colour.
    """
    import plotext  # slow to load, and only here

    shown = [
        (at, step.measurement.date, step.result)
        for at, step in enumerate(steps, 1)
        if not isinstance(step.result, Withheld)
    ]
    if not shown:
        return Content("")
    places = [at for at, _day, _result in shown]
    indices = [result.index for _at, _day, result in shown]
    plotext.terminal.limit(False, False)  # it would ask the terminal how large it is
    figure = plotext.figure
    figure.clear()
    figure.plot_size(width, height)
    spreads = [2 * result.spread for _at, _day, result in shown]  # the whole bar: up and down
    figure.draw(figure.error(places, indices, spreads))
    figure.draw(figure.signal(places, indices, marker=MARK))
    upright, level = figure.ruler("y"), figure.ruler("x")
    upright.lim(0, 100)
    upright.ticks([0, 25, 50, 75, 100])
    level.lim(0.5, len(steps) + 0.5)
    level.ticks(places, [day_words(day) for _at, day, _result in shown])
    drawn = Content(plotext.uncolorize(str(figure.build())).rstrip("\n"))
    parts = drawn.split(MARK, allow_blank=True)
    return Content.styled(MARK, "bold $accent").join(parts)


def day_words(day: date) -> str:
    """`3/3 2026`: as short as a date can be, and read alike in both languages."""
    return f"{day.day}/{day.month} {day.year}"
