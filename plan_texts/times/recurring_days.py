"""Recurrences beside the days that a text names: which day is theirs, and what it is due by."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from data.planning.own_day import OwnDay, read_own_day
from data.planning.task import Cadence
from plan_texts.times.named_times import LIST_JOINT, Recurrence, TimeSpan
from plan_texts.times.recurrence_words import unit_cadences

_ANNUAL = re.compile(
    r"[\s,;]*(?:(?:và|riêng)\s+)*(?:báo cáo|tổng kết|sơ kết)\s+"
    r"(?P<unit>năm|(?:0?6|0?9|sáu|chín) tháng)$"
)
_MOST_LETTERS_TO_YEAR = 3  # "hằng năm, trước ngày 15/11"
_MOST_LETTERS_TO_DAY = 25  # "báo cáo năm gửi trước ngày 10/12/2026"
# The last months of the periods of a cadence.
_LAST_MONTHS: Mapping[tuple[Cadence, ...], Sequence[int]] = MappingProxyType(
    {("half_yearly",): (6, 12), ("quarterly",): (3, 6, 9, 12)}
)
_LAST = 31  # the last day of any month
_YEAR = re.compile(r"20\d\d")
_OPENING = re.compile(r"\s*[(:,]\s*(?:vào\s+)?")
_FIRST_TIME = re.compile(r"lần (?:đầu|thứ nhất)(?: tiên)?(?:\s+(?:là|vào|trong))*\s*$")
_DAY_BEHIND = re.compile(
    r"(?<!\w)(?:(?:trước|chậm nhất|muộn nhất|vào|đến|là)\s+)*"
    r"(?:ngày\s+(?:\d|cuối)|(?:(?:sáng|chiều|tối)\s+)?thứ\s)[^,;.:()]*"
)


def with_days(
    text: str, all_recurrences: Sequence[Recurrence], all_spans: Sequence[TimeSpan]
) -> tuple[list[Recurrence], list[TimeSpan]]:
    """The recurrences of a text with the days that are theirs, and the spans that are not.

    The text is in small letters; both come from left to right.
    """
    in_years = [
        in_year
        for recurrence in all_recurrences
        if not _is_remark(text, recurrence, all_spans)
        and (spelt_out := _spelt_out(text, recurrence, all_spans))
        and (in_year := _in_its_year(text, spelt_out, all_spans))
    ]
    spans = [
        span
        for span in all_spans
        if not any(r.start < span.end and span.start < r.end for r in in_years)
        and not (in_years and _FIRST_TIME.search(text[: span.start]))
        and text[span.start : span.end] not in {r.day_words for r in in_years}
    ]
    kept = [left for every in in_years if (left := _without_dated_report(text, every, spans))]
    starts = sorted([len(text), *(span.start for span in spans), *(r.start for r in kept)])
    return [_with_own_day(text, r, starts[starts.index(r.start) + 1]) for r in kept], spans


def _is_remark(text: str, recurrence: Recurrence, spans: Sequence[TimeSpan]) -> bool:
    """Whether a recurrence only tells which report a day is for: "14/3, 14/6 (báo cáo quý)"."""
    return any(text[span.end : recurrence.start].strip() == "(" for span in spans)


def _spelt_out(text: str, recurrence: Recurrence, spans: Sequence[TimeSpan]) -> Recurrence | None:
    """The recurrence; None where several days behind it say when: "02 lần (tháng 5, tháng 10)".

    Where those are the last months of its periods, it is due on their day: "(tháng 6, tháng 12)".
    """
    listed: list[TimeSpan] = []
    for span in spans:
        end = listed[-1].end if listed else recurrence.end
        joint = LIST_JOINT if listed else _OPENING
        if span.start >= end and joint.fullmatch(text[end : span.start]):
            listed.append(span)
    if len(listed) <= 1:
        return recurrence
    own_day = _day_of_last_months([span.last for span in listed], recurrence)
    if own_day is None:
        return None
    end = listed[-1].end + (text[listed[-1].end : listed[-1].end + 1] == ")")
    return replace(recurrence, end=end, own_day=own_day)


def _day_of_last_months(days: Sequence[date | None], recurrence: Recurrence) -> OwnDay | None:
    """The day of the month that `days` have in the periods' last months; None if they differ.

    The ends of months are day 31.
    """
    last_months = _LAST_MONTHS.get(recurrence.cadence, ())
    if [day and day.month for day in days] != list(last_months):
        return None
    in_month = {_LAST if _ends_month(day) else day.day for day in days if day}
    return OwnDay(day=in_month.pop()) if len(in_month) == 1 else None


def _ends_month(day: date) -> bool:
    """Whether a day is the last of its month."""
    return (day + timedelta(days=1)).day == 1


def _in_its_year(text: str, recurrence: Recurrence, spans: Sequence[TimeSpan]) -> Recurrence | None:
    """The recurrence, a yearly one with the day by it or further on; None if several days precede.

    Then each is due by itself ("15/6 và 15/12 hằng năm").
    """
    start, end = recurrence.start, recurrence.end
    if recurrence.cadence != ("yearly",) or _ANNUAL.search(text[start:end]):
        return recurrence
    for position, span in enumerate(spans):
        if span.sort != "range" and 0 <= span.start - end <= _MOST_LETTERS_TO_YEAR:
            own_day = OwnDay(day=span.last.day, month=span.last.month) if span.last else None
            return replace(recurrence, end=span.end, own_day=own_day)
        if span.start < end and not text[span.end : start].strip() and start <= span.end + 1:
            gap = text[spans[position - 1].end : span.start] if position else "-"
            if LIST_JOINT.fullmatch(gap):
                return None
            own_day = OwnDay(day=span.last.day, month=span.last.month) if span.last else None
            return replace(recurrence, start=min(start, span.start), own_day=own_day)
    return _with_only_day(text, recurrence, spans)


def _with_only_day(text: str, recurrence: Recurrence, spans: Sequence[TimeSpan]) -> Recurrence:
    """The yearly recurrence, with the one day that its sentence names further on, if it does.

    "Hằng năm, Trung tâm rà soát, đề xuất sửa đổi trước ngày 30/11": a day without a year.
    """
    words = [text[span.start : span.end] for span in spans]
    if len(spans) != 1 or spans[0].start < recurrence.end or _YEAR.search(words[0]):
        return recurrence
    last = spans[0].last
    if last is None or spans[0].sort not in ("before", "by"):
        return recurrence
    own_day = OwnDay(day=last.day, month=last.month)
    return replace(recurrence, own_day=own_day, day_words=words[0])


def _in_period(own_day: OwnDay | None, recurrence: Recurrence) -> OwnDay | None:
    """The own day, without its month where that is the last of the recurrence's periods."""
    last_months = _LAST_MONTHS.get(recurrence.cadence, ())
    is_last = own_day and own_day.month in last_months
    return OwnDay(day=own_day.day) if own_day and is_last else own_day


def _without_dated_report(
    text: str, recurrence: Recurrence, spans: Sequence[TimeSpan]
) -> Recurrence | None:
    """The recurrence without a "báo cáo năm" whose day is named; None if no more is left.

    That report is due once, by its day: "báo cáo quý, báo cáo năm trước ngày 15/12/2026", or
    "Tháng 7: sơ kết 6 tháng".
    """
    annual = _ANNUAL.search(text[recurrence.start : recurrence.end])
    is_due = any(
        span.sort in ("before", "by", "on", "within")
        and (
            0 <= span.start - recurrence.end <= _MOST_LETTERS_TO_DAY
            or (span.end <= recurrence.start and not text[: span.start].strip(" -–+•"))
        )
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
    if recurrence.own_day:
        return recurrence
    behind = _DAY_BEHIND.search(text, recurrence.end, next_start)
    day_words = behind[0].strip() if behind else ""
    for words, words_apart in ((text[recurrence.start : recurrence.end], ""), (day_words,) * 2):
        own_day = _in_period(read_own_day(words), recurrence)
        if own_day and any(map(own_day.is_of, recurrence.cadence)):
            return replace(recurrence, own_day=own_day, day_words=words_apart)
    return recurrence
