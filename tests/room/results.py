"""A result that is talked about, as the wall in a browser shows it."""

from __future__ import annotations

from facilitator.conducting.stage import TeamsOwn
from facilitator.core.guide.model import Shows
from facilitator.core.measurement.lifecycle import result_of
from facilitator.room.wall import Picture
from tests.core.measurement.measures import answered, closed
from tests.room.client import picture
from tests.ui.measurement.measured import NINE


def talked_about() -> Picture:
    """The result of nine people, in a phase that shows it."""
    measurement = closed(answered(NINE))
    result = result_of(measurement, [measurement], least=5)
    view = picture().view.model_copy(update={"shows": (Shows.RESULT,)})
    return Picture(view, TeamsOwn(result=(result, "da")))
