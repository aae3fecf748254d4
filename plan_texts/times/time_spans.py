"""What days a plan's words set: by a day, within days, or from one on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from plan_texts.times.moments import Moment, moments
from plan_texts.times.named_times import LIST_JOINT, Sort, TimeSpan
from plan_texts.times.parts import days_of_part, part_start

_DAY = timedelta(days=1)
_RANGE_JOINT = re.compile(r"\s*(?:[-–—→]|(?:cho )?(?:đến|tới)(?: hết| cuối)?)\s*")
# What only fills between a word of time and the moment; the clock's time makes the day count.
_FILL = r"(?:(?:là|vào|trong|ngày|lúc|thời điểm|khi|hết|:|\()\s*)*"
_CLOCK = r"\d{1,2}\s*(?:giờ|h|g)(?:\s*\d{2})?(?:\s*phút)?,?\s*(?:(?:của|vào)\s+)?"
_NOT_OVERDUE = r"(?<!\w)(?<!đúng )(?<!quá )(?<!trễ )(?<!trước )(?<!gia )"
_PREFIXES: tuple[tuple[Sort, re.Pattern[str]], ...] = tuple(
    (sort, re.compile(pattern))  # type: ignore[misc]
    for sort, pattern in (
        (
            "by",
            rf"(?<!\w)(?:đến\s+)?trước\s+(?:khi\s+)?(?:(?:kết thúc|hết)\s+|{_FILL}{_CLOCK})"
            r"(?:ngày\s+)?$",
        ),
        ("before", r"(?<!\w)(?:đến\s+)?trước\s+(?:(?:ngày|thời điểm|khi)\s+|[:(]\s*)*$"),
        (
            "by",
            rf"(?:(?<!\w)từ nay\s+)?{_NOT_OVERDUE}"
            r"(?:chậm nhất|muộn nhất|trễ nhất|không muộn hơn|không chậm hơn|không quá"
            r"|hạn cuối(?: cùng)?|hạn chót|(?:thời )?hạn(?: hoàn thành| nộp| gửi| cuối)?"
            r"|kết thúc|hết|(?:cho )?(?:đến|tới)|cuối)"
            rf"\s*:?\s*{_FILL}(?:cuối\s+)?(?:{_CLOCK})?(?:ngày\s+)?$",
        ),
        ("by", r"(?<!\w)(?:hạn (?:chót|cuối)|thời hạn)(?:\s+\w+){1,6}\s+là\s+(?:ngày\s+)?$"),
        ("from", r"(?<!\w)(?:bắt đầu\s+)?(?:từ|kể từ|bắt đầu)\s+(?:đầu\s+|ngày\s+)?$"),
        (
            "within",
            r"(?<!\w)(?:(?:ngay\s+)?trong(?: thời gian)?|vào|nội trong|hoàn thành|xong)\s+"
            r"(?:(?:đầu|giữa|nửa đầu|khoảng)\s+)?$",
        ),
    )
)
# What makes a moment no deadline: "sau ngày …", "tính đến …", "so với năm 2025".
_OTHER = re.compile(
    r"(?<!\w)(?:sau(?: khi)?|tính đến|so với|lũy kế đến|luỹ kế đến|cùng kỳ|chốt đến|số liệu đến)\s+"
    r"(?:hết\s+)?(?:ngày\s+)?$"
    r"|(?<!\w)(?:chưa|không)\s+(?:xong|hoàn thành)\s+(?:trong|trước)\s+(?:ngày\s+)?$"
)
_LEAD = re.compile(
    r"(?<!\w)(?:(?:(?:thời gian|thời hạn|tiến độ)\s+)?"
    r"(?:hoàn thành|hoàn tất|xong|kết thúc|thực hiện|hoàn thiện)|thời gian|thời hạn|tiến độ)"
    r"\s*:?\s*$"
)
_LONGEST_PREFIX = 48  # letters before a moment that may say how it is meant


def time_spans(text: str, plan_year: int | None) -> list[TimeSpan]:
    """The spans of days in a text of small letters, in order; of `plan_year` where no year stands.

    "01/3 – 30/7" is a range, "Quý II, III" too; "Quý I, III" and "20/6 và 20/12" are two spans.
    What goes on with a list is meant as its first moment is.
    """
    spans: list[TimeSpan] = []
    for first, last in _ends_of_spans(text):
        begin = first.start if first.unit == "day" else part_start(text, first.start)
        before = text[max(0, begin - _LONGEST_PREFIX) : begin]
        if _OTHER.search(before):
            continue
        prefix, sort = _prefix_and_sort(before, first, is_range=first is not last)
        is_listed = spans and LIST_JOINT.fullmatch(text[spans[-1].end : begin])
        is_introduced = bool(prefix) or bool(is_listed and spans[-1].is_introduced)
        if is_listed and not prefix and spans[-1].sort in ("before", "by"):
            sort = spans[-1].sort
        start = begin - (len(before) - prefix.start() if prefix else 0)
        span = TimeSpan(_lead_start(text, start), last.end, sort, None, None, is_introduced)
        span = _with_days(span, first, last, plan_year)
        spans.append(_with_days_of_part(span, text[begin : first.start]))
    return spans


def _ends_of_spans(text: str) -> Iterator[tuple[Moment, Moment]]:
    """The first and the last moment of each span of a text; one moment alone is both."""
    remaining = moments(text)
    while remaining:
        count = 1
        while count < len(remaining) and _goes_on(text, remaining[: count + 1]):
            count += 1
        first, last = remaining[0], remaining[count - 1]
        yield (first, first) if count == 1 else _with_shared_year(first, last)
        remaining = remaining[count:]


def _goes_on(text: str, run: Sequence[Moment]) -> bool:
    """Whether the last moment of a run ends a range, or is the next quarter or month of a list."""
    *_, previous, moment = run
    between = text[previous.end : moment.start]
    if _RANGE_JOINT.fullmatch(between):
        return len(run) == 2
    is_next = previous.unit == moment.unit and moment.number == previous.number + 1
    is_next = is_next and moment.unit in ("month", "quarter")
    return is_next and bool(LIST_JOINT.fullmatch(between))


def _with_shared_year(first: Moment, last: Moment) -> tuple[Moment, Moment]:
    """Both moments, one without a year with the other's ("tháng 4 đến tháng 11/2026")."""
    return (
        replace(first, year=first.year or last.year),
        replace(last, year=last.year or first.year),
    )


def _prefix_and_sort(
    before: str, moment: Moment, *, is_range: bool
) -> tuple[re.Match[str] | None, Sort]:
    """(match of the words before a moment that say how it is meant, or None; the span's sort)."""
    alone: Sort = "on" if moment.unit == "day" else "within"
    for sort, pattern in _PREFIXES:
        if prefix := pattern.search(before):
            return prefix, "range" if is_range else alone if sort == "within" else sort
    return None, "range" if is_range else alone


def _lead_start(text: str, start: int) -> int:
    """The offset where "hoàn thành", "thời hạn" … before a span begin; `start` where none do."""
    lead = _LEAD.search(text[max(0, start - _LONGEST_PREFIX) : start])
    return start - len(lead[0]) if lead else start


def _with_days(span: TimeSpan, first: Moment, last: Moment, plan_year: int | None) -> TimeSpan:
    """The span with its days: "trước ngày 20/5" ends on 19 May, what begins in March in December.

    Without days where none are possible, or they would end before they begin.
    """
    if first.is_impossible or last.is_impossible:
        return replace(span, is_impossible=True)
    first_days, last_days = first.days(plan_year), last.days(plan_year)
    if not first_days or not last_days or last_days[1] < first_days[0]:
        return span
    match span.sort:
        case "before":
            return replace(span, last=first_days[0] - _DAY)
        case "by" | "on":
            return replace(span, last=first_days[1])
        case "from":
            return replace(span, first=first_days[0], last=date(first_days[0].year, 12, 31))
        case _:
            return replace(span, first=first_days[0], last=last_days[1])


def _with_days_of_part(span: TimeSpan, words: str) -> TimeSpan:
    """The span cut to the part of its months that words name ("nửa đầu "); unchanged for ""."""
    if not (words and span.last) or span.sort == "before":
        return span
    first, last = days_of_part(words, span.first or span.last.replace(day=1), span.last)
    return replace(span, first=first if span.first else None, last=last)
