"""What a refused file leaves open, as a question that whoever loads it can answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, cast, get_args

from data.record.ledger import Upload
from files.refusal import Refused
from loaders.parsing.unit_names import UnitUnclear
from loaders.staging import Staged
from loaders.validation.period_checks import PeriodUnclear

# What a person may say of a file that its reader knows already (a password, a layout: before that).
Subject = Literal["units", "commune", "period", "unlikely_period", "whole_list"]


@dataclass(frozen=True)
class Question:
    """What is asked for, and the sentence that says why; `units` only for the subject "units".

    "units" is answered once for all files of a layout, by `answers.remember_units`; the others by
    one field of `Answers` each: commune_code, period, unlikely_period, whole_list. `periods` are
    those that the file may mean, where it names some; `likely_period` what its rows tell, where it
    names none.
    """

    subject: Subject
    sentence: str
    units: tuple[str, ...] = ()
    periods: tuple[tuple[date, date], ...] = ()
    likely_period: tuple[date, date] | None = None


def open_question(staged_or_refused: Staged | Upload | Refused) -> Question | None:
    """The question whose answer may let a refused file be staged; None where no answer would.

    Nothing is refused, or the file itself must be put right: "Tệp ghi kỳ 01/2026, khác với kỳ đã
    chọn".
    """
    if isinstance(staged_or_refused, UnitUnclear):
        return Question("units", staged_or_refused.sentence, staged_or_refused.units)
    if isinstance(staged_or_refused, PeriodUnclear):
        periods, likely_period = staged_or_refused.periods, staged_or_refused.likely_period
        return Question("period", staged_or_refused.sentence, (), periods, likely_period)
    if isinstance(staged_or_refused, Refused) and staged_or_refused.asks in get_args(Subject):
        return Question(cast(Subject, staged_or_refused.asks), staged_or_refused.sentence)
    return None
