"""What a plan's text as a whole makes of its figures, once each was read by itself."""

from __future__ import annotations

from collections.abc import Sequence

from plan_texts.contradictions import with_contradictions
from plan_texts.targets.proposal import FigureReading
from plan_texts.targets.repetitions import (
    headline_line,
    with_later_years,
    with_repetitions,
    without_earlier_steps,
    without_headline,
    without_other_levels,
    without_superseded,
)
from plan_texts.tense.standpoint import Standpoint


def readings_of_whole(
    readings: Sequence[FigureReading], text: str, origin: Standpoint
) -> tuple[FigureReading, ...]:
    """The readings of a text that speaks from `origin`, each judged beside all others.

    Steps to a later figure, headlines and higher levels beside the commune's own set no target;
    repetitions and contradictions are marked.
    """
    readings = list(without_earlier_steps(readings))
    if origin.commune:
        readings = list(without_other_levels(readings))
    readings = list(with_later_years(readings))
    readings = list(without_headline(readings, headline_line(text)))
    readings = list(with_repetitions(without_superseded(readings)))
    return tuple(with_contradictions(readings, origin.last_year))
