"""Recurrences beside the days that a text names: which day is theirs, and what it is due by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from data.planning.own_day import OwnDay, read_own_day
from plan_texts.times.named_times import LIST_JOINT, Recurrence, TimeSpan
from plan_texts.times.recurrence_words import unit_cadences

_ANNUAL = re.compile(
    r"[\s,;]*(?:và\s+)?(?:báo cáo|tổng kết|sơ kết)\s+(?P<unit>năm|(?:0?6|0?9|sáu|chín) tháng)$"
)
_MOST_LETTERS_TO_YEAR = 3  # "hằng năm, trước ngày 15/11"
_MOST_LETTERS_TO_DAY = 25  # "báo cáo năm gửi trước ngày 10/12/2026"
_OPENING = re.compile(r"\s*[(:,]\s*(?:vào\s+)?")
_FIRST_TIME = re.compile(r"lần (?:đầu|thứ nhất)(?: tiên)?(?:\s+(?:là|vào|trong))*\s*$")
_DAY_BEFORE = re.compile(r"(?<!\w)ngày\s+\d{1,2}\s*(?:,|và)\s*$")
_DAY_BEHIND = re.compile(
    r"(?<!\w)(?:(?:trước|chậm nhất|muộn nhất|vào|đến|là)\s+)*"
    r"(?:ngày\s+(?:\d|cuối)|(?:(?:sáng|chiều|tối)\s+)?thứ\s)[^,;.:()]*"
)


def with_days(
    text: str, found_recurrences: Sequence[Recurrence], found_spans: Sequence[TimeSpan]
) -> tuple[list[Recurrence], list[TimeSpan]]:
    """The recurrences of a text with the days that are theirs, and the spans that are not.

    The text is in small letters; both come from left to right.
    """
    in_years = [
        in_year
        for recurrence in found_recurrences
        if not _is_spelt_out(text, recurrence, found_spans)
        and (in_year := _in_its_year(text, recurrence, found_spans))
    ]
    spans = [
        span
        for span in found_spans
        if not any(r.start < span.end and span.start < r.end for r in in_years)
        and not (in_years and _FIRST_TIME.search(text[: span.start]))
    ]
    kept = [left for every in in_years if (left := _without_dated_report(text, every, spans))]
    starts = sorted([len(text), *(span.start for span in spans), *(r.start for r in kept)])
    return [_with_own_day(text, r, starts[starts.index(r.start) + 1]) for r in kept], spans


def _is_spelt_out(text: str, recurrence: Recurrence, spans: Sequence[TimeSpan]) -> bool:
    """Whether several days behind a recurrence say when: "mỗi năm 02 lần (tháng 6, tháng 12)"."""
    return any(
        span.start >= recurrence.end
        and _OPENING.fullmatch(text[recurrence.end : span.start])
        and LIST_JOINT.fullmatch(text[span.end : next_span.start])
        for span, next_span in pairwise(spans)
    )


def _in_its_year(text: str, recurrence: Recurrence, spans: Sequence[TimeSpan]) -> Recurrence | None:
    """A yearly recurrence with the day beside it: "tháng 4 hằng năm", "hằng năm, trước 15/11".

    None where several days stand before it: each is due by itself ("15/6 và 15/12 hằng năm").
    """
    start, end = recurrence.start, recurrence.end
    if recurrence.cadence != ("yearly",) or _ANNUAL.search(text[start:end]):
        return recurrence
    for position, span in enumerate(spans):
        if span.sort in ("before", "by") and 0 <= span.start - end <= _MOST_LETTERS_TO_YEAR:
            return replace(recurrence, end=span.end)
        if span.start < end and not text[span.end : start].strip() and start <= span.end + 1:
            gap = text[spans[position - 1].end : span.start] if position else "-"
            if LIST_JOINT.fullmatch(gap):
                return None
            own_day = OwnDay(day=span.last.day, month=span.last.month) if span.last else None
            return replace(recurrence, start=min(start, span.start), own_day=own_day)
    return recurrence


def _without_dated_report(
    text: str, recurrence: Recurrence, spans: Sequence[TimeSpan]
) -> Recurrence | None:
    """The recurrence without a "báo cáo năm" that is due on the day behind it; None if no more.

    That report is due once, by its day: "báo cáo quý, báo cáo năm trước ngày 15/12/2026".
    """
    annual = _ANNUAL.search(text[recurrence.start : recurrence.end])
    is_due = any(
        span.sort in ("before", "by", "on")
        and 0 <= span.start - recurrence.end <= _MOST_LETTERS_TO_DAY
        for span in spans
    )
    if not annual or not is_due:
        return recurrence
    once = unit_cadences(annual["unit"])
    cadence = tuple(other for other in recurrence.cadence if other not in once)
    end = recurrence.start + annual.start()
    return replace(recurrence, end=end, cadence=cadence) if cadence else None


def _with_own_day(text: str, recurrence: Recurrence, next_start: int) -> Recurrence:
    """The recurrence on the day of each period that its words name, or those behind it.

    `next_start` is where the next deadline begins: "hằng quý, … gửi báo cáo trước ngày 15".
    """
    if recurrence.own_day or _DAY_BEFORE.search(text[: recurrence.start]):
        return recurrence
    behind = _DAY_BEHIND.search(text, recurrence.end, next_start)
    day_words = behind[0].strip() if behind else ""
    for words, words_apart in ((text[recurrence.start : recurrence.end], ""), (day_words,) * 2):
        own_day = read_own_day(words)
        if own_day and any(map(own_day.is_of, recurrence.cadence)):
            return replace(recurrence, own_day=own_day, day_words=words_apart)
    return recurrence
