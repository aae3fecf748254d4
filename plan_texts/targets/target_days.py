"""The days from which and to which a figure holds, where its own words name them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from plan_texts.language.figures import FigureSegment
from plan_texts.language.letters import lower_letters
from plan_texts.language.share_pattern import figures
from plan_texts.structure.sentences import Clause
from plan_texts.times.named_times import TimeSpan
from plan_texts.times.time_spans import time_spans

_APART = re.compile(r"(?<!\w)riêng\W*$")  # "Riêng trong quý IV, tỷ lệ …"
_NO_DAYS: tuple[date | None, date | None] = (None, None)


def target_days(
    clause: Clause, segment: FigureSegment, year: int | None
) -> tuple[date | None, date | None]:
    """(first day, last day) that a figure is for; each None where it is that of the plan's year.

    "6 tháng cuối năm đạt 90%" holds from 1 July, "đến ngày 30/6/2026 đạt 40%" to 30 June. What
    opens the sentence or stands above it ("Áp dụng từ ngày 01/4/2026:") holds for all its figures.
    """
    if year is None:
        return _NO_DAYS
    own_words = clause.text[segment.start : segment.end]
    opening = clause.text[: segment.start] if "%" not in clause.text[: segment.start] else ""
    lead = clause.lenders[1] if len(clause.lenders) > 1 else ""
    for words in (own_words, opening, lead, _first_breath(clause.text)):
        spans = _limiting_spans(lower_letters(words), year)
        if words is not own_words:
            spans = (span for span in spans if span.sort == "from")
        if span := next(spans, None):
            own_period = words is own_words and _is_own_period(clause, segment, span)
            return _days(span, lower_letters(words), year, own_period=own_period)
    return _NO_DAYS


def _first_breath(text: str) -> str:
    """The words before the first comma or colon of a clause; "" where they hold a percentage."""
    breath = text.replace(":", ",").partition(",")[0]
    return "" if "%" in breath else breath


def _limiting_spans(lowercase: str, year: int) -> Iterator[TimeSpan]:
    """The time spans in the words that limit a target: no bare year, no day of a document."""
    return (
        span
        for span in time_spans(lowercase, year)
        if span.sort != "on" and (span.first or span.last) and _is_limit(span, lowercase)
    )


def _is_limit(span: TimeSpan, lowercase: str) -> bool:
    """Whether a span is more than the bare name of a year ("năm 2026")."""
    words = lowercase[span.start : span.end]
    return span.sort != "within" or any(unit in words for unit in ("quý", "quí", "tháng"))


def _is_own_period(clause: Clause, segment: FigureSegment, span: TimeSpan) -> bool:
    """Whether a clause's only figure is a rate for a quarter or a month ("đạt 99% trong quý IV").

    Of several figures the earlier are steps, and "số hóa 80% hồ sơ trong quý II" says by when.
    """
    words = lower_letters(clause.text[segment.start : segment.end])
    is_behind = segment.start + span.start >= segment.figure.end
    is_named = words.startswith("trong", span.start) if is_behind else False
    is_apart = bool(_APART.search(words[: span.start])) and not is_behind
    is_rate = not segment.forward and (is_named or is_apart)
    return is_rate and len(figures(clause.text)) == 1


def _days(
    span: TimeSpan, lowercase: str, year: int, *, own_period: bool
) -> tuple[date | None, date | None]:
    """(first day, last day) of a span; each None where it is that of the plan's year anyhow.

    A quarter or a month only says by when: work towards it begins before; not an `own_period`.
    """
    begins = (
        own_period
        or span.sort in ("from", "range")
        or "cuối năm" in lowercase[span.start : span.end]
    )
    first = span.first if begins else None
    last = None if span.sort == "from" else span.last
    return (
        first if first and first > date(year, 1, 1) else None,
        last if last and last != date(last.year, 12, 31) and last.year >= year else None,
    )
