"""The course of a team as a picture in the terminal, drawn by plotext."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.core.measurement import Withheld

if TYPE_CHECKING:
    from facilitator.core.trend import Step


def plotted(steps: tuple[Step, ...], width: int, height: int) -> str:
    """Index by measurement, each with a bar of one standard deviation up and down; no colours."""
    import plotext  # slow to load, and only here

    shown = [
        (at, step.measurement.date, step.result)
        for at, step in enumerate(steps, 1)
        if not isinstance(step.result, Withheld)
    ]
    if not shown:
        return ""
    places = [at for at, _day, _result in shown]
    indices = [result.index for _at, _day, result in shown]
    figure = plotext.figure
    figure.clear()
    figure.plot_size(width, height)
    spreads = [2 * result.spread for _at, _day, result in shown]  # the whole bar: up and down
    figure.draw(figure.error(places, indices, spreads))
    figure.draw(figure.signal(places, indices, marker="●"))
    upright, level = figure.ruler("y"), figure.ruler("x")
    upright.lim(0, 100)
    upright.ticks([0, 25, 50, 75, 100])
    level.lim(0.5, len(steps) + 0.5)
    level.ticks(places, [f"{day.day}/{day.month} {day.year}" for _at, day, _result in shown])
    return str(plotext.uncolorize(str(figure.build())))
