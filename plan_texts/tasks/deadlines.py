"""What a deadline's words mean: by when, how often, at what event, or that a duty only runs on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from data.planning.task import Cadence, Kind
from plan_texts.language.letters import lower_letters
from plan_texts.tasks.proposal import Deadline
from plan_texts.tasks.task_words import phrase_pattern, says
from plan_texts.times.cadences import names_weekends, recurrences
from plan_texts.times.named_times import Recurrence, TimeSpan
from plan_texts.times.recurrence_words import ordered
from plan_texts.times.recurring_days import with_days
from plan_texts.times.time_spans import time_spans

_EVENT = re.compile(
    r"(?<!\w)(?:ngay (?:sau|khi)|sau (?:khi|ngày|\d+)|khi(?! thực hiện| giải quyết| tiếp nhận)"
    r"|kể từ|trong (?:vòng|thời hạn) \d+ (?:ngày|giờ)"
    r"|\d+ ngày (?:làm việc )?(?:sau|kể từ|trước))(?!\w)"
)
_YEARS = re.compile(r"\W*(?:giai đoạn |các năm |từ |năm )*(20\d\d) ?[-–] ?(?:năm )?(20\d\d)\W*")
_UNTIL = re.compile(r"(?:cho )?đến (?:hết|khi|cuối)(?!\w)")
_GAP = re.compile(r"(?:[\s,:(–-]|trong|từ|suốt|cho|thực hiện)*")
_PERIODIC_REPORT = re.compile(
    r"(?<!chế độ )(?<!thông tin, )(?<!\w)(?:báo cáo|tổng hợp)(?:\s+\w+){0,2}\s+"
    r"(?P<words>(?:theo )?(?:định kỳ|thường kỳ)"
    r"(?P<ad_hoc>\s*(?:,|và|hoặc|hay|/)\s*(?:khi )?đột xuất)?)"
)
_FILLERS = re.compile(
    r"thời gian|thời hạn|tiến độ|hoàn thành|thực hiện|bắt đầu|kết thúc|xong|trong|vào|ngày|và|hoặc"
    r"|dự kiến|khoảng|[\s.,;:()•–-]"
)


def dated_deadlines(text: str, plan_year: int | None) -> list[Deadline]:
    """The deadlines with days (`plan_year`'s, if no year is named) or a recurrence, left to right.

    A recurrence within a range of days ("từ tháng 4 đến tháng 11, mỗi tháng một chuyến") is one.
    """
    lowercase = lower_letters(text)
    found_recurrences, spans = with_days(
        lowercase, recurrences(lowercase), time_spans(lowercase, plan_year)
    )
    spans = [span for span in spans if not _ends_recurrence(lowercase, span, found_recurrences)]
    if len(spans) == 1 and spans[0].sort in ("range", "from"):
        return [_of_period(lowercase, spans[0], found_recurrences)]
    deadlines = [*map(_of_span, spans), *map(_of_recurrence, found_recurrences)]
    return sorted(deadlines, key=lambda deadline: deadline.start)


def cell_deadlines(text: str, plan_year: int | None) -> list[Deadline]:
    """The deadlines that the words of a cell or a label for deadlines set; [] if they say nothing.

    Words that name neither days nor recurrences are an event, an occasion, or open; where nothing
    but what runs on stands beside a day, that day's task runs on too ("Quý I; thường xuyên").
    """
    lowercase = lower_letters(text)
    if not any(map(str.isalnum, lowercase)) or says("done", lowercase):
        return []
    if years := _YEARS.fullmatch(lowercase):
        first, last = date(int(years[1]), 1, 1), date(int(years[2]), 12, 31)
        return [Deadline(0, len(text), "period", ("once",), first, last)]
    dated = _without_wider(lowercase, dated_deadlines(text, plan_year))
    running = phrase_pattern("running").search(lowercase)
    if running and all(deadline.kind != "recurring" for deadline in dated) and dated:
        return [_with_running(lowercase, deadline, running) for deadline in dated]
    if dated:
        return dated
    if names_weekends(lowercase):
        return [Deadline(0, len(text), "recurring", ("weekends",))]
    return [Deadline(0, len(text), *_kind_without_day(lowercase))]


def _ends_recurrence(text: str, span: TimeSpan, found: Sequence[Recurrence]) -> bool:
    """Whether a span only says until when something recurs ("hằng tuần, cho đến hết năm 2026")."""
    return bool(_UNTIL.match(text, span.start)) and any(
        0 <= span.start - recurrence.end <= len(", ") for recurrence in found
    )


def _without_wider(text: str, deadlines: Sequence[Deadline]) -> list[Deadline]:
    """The deadlines without those that a bracket makes narrower ("giữa năm 2026 (tháng 7)")."""
    starts = {deadline.start for deadline in deadlines}
    return [
        deadline
        for deadline in deadlines
        if not any(text[deadline.end : start].strip() == "(" for start in starts)
    ]


def label_deadlines(text: str, plan_year: int | None) -> list[Deadline]:
    """The deadlines that the words behind a label set; [] where they say nothing of when.

    "Tiến độ: cảnh báo hồ sơ sắp đến hạn" is about the pace of dossiers.
    """
    deadlines = cell_deadlines(text, plan_year)
    says_open = says("open", lower_letters(text))
    return [deadline for deadline in deadlines if deadline.kind != "open" or says_open]


def is_whole_deadline(text: str, plan_year: int | None) -> bool:
    """Whether a text says nothing but when ("Trong quý II/2026:", "Hằng tháng")."""
    rest = list(lower_letters(text))
    for deadline in dated_deadlines(text, plan_year):
        rest[deadline.start : deadline.end] = " " * (deadline.end - deadline.start)
    leftover = _FILLERS.sub("", "".join(rest))
    return len("".join(rest).strip()) < len(text.strip()) and not leftover


def _of_span(span: TimeSpan) -> Deadline:
    """The deadline that a time span sets: a period for a range or an open end, else one day."""
    kind: Kind = "period" if span.sort in ("range", "from") else "deadline"
    cadence: tuple[Cadence, ...] = ("continuous",) if span.sort == "from" else ("once",)
    return Deadline(span.start, span.end, kind, cadence, span.first, span.last, span.is_introduced)


def _of_period(text: str, span: TimeSpan, found_recurrences: Sequence[Recurrence]) -> Deadline:
    """The deadline of a span of days: recurring, or on weekends, where the text says so."""
    deadline = _of_span(span)
    cadence = ordered(c for recurrence in found_recurrences for c in recurrence.cadence)
    if cadence:
        return replace(deadline, kind="recurring", cadence=cadence)
    return replace(deadline, cadence=("weekends",)) if names_weekends(text) else deadline


def _of_recurrence(recurrence: Recurrence) -> Deadline:
    """The deadline that a recurrence sets."""
    return Deadline(
        recurrence.start,
        recurrence.end,
        "recurring",
        recurrence.cadence,
        own_day=recurrence.own_day,
        day_words=recurrence.day_words,
    )


def _with_running(text: str, deadline: Deadline, running: re.Match[str]) -> Deadline:
    """The deadline beside "thường xuyên" (`running`): it runs over its days, or on after them."""
    overlaps = running.start() < deadline.end and deadline.start < running.end()
    follows = running.end() <= deadline.start and _GAP.fullmatch(
        text[running.end() : deadline.start]
    )
    if overlaps or follows:
        return replace(deadline, kind="period", cadence=("continuous",), start=running.start())
    start, end = min(deadline.start, running.start()), max(deadline.end, running.end())
    cadence = ordered([*deadline.cadence, "continuous"])
    return replace(deadline, start=start, end=end, cadence=cadence)


def _kind_without_day(text: str) -> tuple[Kind, tuple[Cadence, ...]]:
    """(kind, cadences) of the deadline that words without a day set."""
    if says("periodic", text):
        return "recurring", ("periodic", "ad_hoc") if says("on_occasion", text) else ("periodic",)
    if says("on_occasion", text):
        runs = says("running", text)
        return ("continuous", ("continuous",)) if runs else ("recurring", ("ad_hoc",))
    if says("open", text):
        return "open", ("open",)
    if says("running", text):
        return "continuous", ("continuous",)
    return ("event", ("event",)) if _EVENT.search(text) else ("open", ("open",))


def periodic_deadline(text: str) -> Deadline | None:
    """The deadline of a duty of unstated frequency ("Báo cáo định kỳ hoặc đột xuất"), else None."""
    match = _PERIODIC_REPORT.search(lower_letters(text))
    if not match:
        return None
    cadence: tuple[Cadence, ...] = ("periodic", "ad_hoc") if match["ad_hoc"] else ("periodic",)
    return Deadline(*match.span("words"), "recurring", cadence)
