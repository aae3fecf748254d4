"""What a file says of its period, and a list's days held against it and against the clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.dates import day_text, span_text
from data.text import fold
from files.refusal import Refused
from loaders.parsing.period_lines import names_no_whole_month
from loaders.parsing.stated_period import impossible_period_line, lone_day_line

NO_PERIOD = "Tệp không ghi kỳ: hãy chọn kỳ của danh sách."
IMPOSSIBLE_PERIOD = "Tệp ghi “{}”, là kỳ không có thật: hãy sửa dòng này, hoặc chọn kỳ đúng."
OPEN_PERIOD = "Tệp ghi “{}”, chưa rõ từ ngày nào đến ngày nào: hãy chọn kỳ đúng."

# A greater share of dossiers that had ended before the period: it is no list of these days.
_MOST_ENDED = 0.5
# Receipts that no exchange of day and month can have made: the day is no month, or the dossier's
# code says the same day.
_LATER_RECEIPTS = """
select count(*), max(v_received_on) from staged
where v_received_on > $today and (day(v_received_on) > 12 or code_day = v_received_on)
    and year(v_received_on) <= $latest_year
"""
_FEWEST_LATER, _SHARE_LATER = 3, 0.05
_DAY_COLUMNS = ("received_on", "finished_on")


class PeriodUnclear(Refused):
    """A file may be of any of these periods: "6 tháng đầu năm" by which calendar?

    One that states none has no `periods`, and by its rows may have a `likely_period`.
    """

    def __init__(
        self,
        sentence: str,
        periods: tuple[tuple[date, date], ...] = (),
        likely_period: tuple[date, date] | None = None,
    ) -> None:
        """A refusal with this sentence, which asks which of the periods is meant."""
        super().__init__(sentence, "period")
        self.periods, self.likely_period = periods, likely_period


def period_lacking_sentence(titles: Sequence[str]) -> str:
    """The sentence that says why the titles give no period, quoting the line that tries to."""
    text = impossible_period_line(titles)
    if text and not names_no_whole_month(fold(text)):
        return IMPOSSIBLE_PERIOD.format(text[:100])
    text = text or lone_day_line(titles)
    return OPEN_PERIOD.format(text[:100]) if text else NO_PERIOD


def check_typed_period(rows: pa.Table, first: date, last: date) -> None:
    """Raise Refused, asking for "unlikely_period", where a list's rows contradict a typed period.

    No receipt or result may be later, and some receipt must lie inside. A list made after its
    period may hold later results: whoever loads it confirms the period.
    """
    latest_receipt, latest_result = (_latest_day(rows, name) for name in _DAY_COLUMNS)
    if latest_receipt and latest_receipt > last:
        raise Refused(
            f"Danh sách có hồ sơ tiếp nhận ngày {day_text(latest_receipt)}, sau kỳ đã chọn "
            f"({span_text(first, last)}): hãy chọn lại kỳ.",
            "unlikely_period",
        )
    if latest_result and latest_result > last:
        raise Refused(
            f"Danh sách có kết quả ngày {day_text(latest_result)}, sau kỳ đã chọn "
            f"({span_text(first, last)}): nếu danh sách được lập sau khi hết kỳ, hãy xác nhận kỳ ở "
            "trang Nạp số liệu; nếu không, hãy chọn lại kỳ.",
            "unlikely_period",
        )
    if not _has_day_inside(rows, "received_on", first, last):
        raise Refused(
            f"Không có hồ sơ nào tiếp nhận trong kỳ đã chọn ({span_text(first, last)}): "
            "hãy chọn lại kỳ.",
            "unlikely_period",
        )


def is_list_of_other_days(rows: pa.Table, first: date, last: date) -> bool:
    """Whether a list has nothing received or ended inside the period, and most ended before it.

    A small commune's list may hold nothing but dossiers carried over.
    """
    days_inside = (
        _has_day_inside(rows, name, first, last) for name in ("received_on", "finished_on")
    )
    return not any(days_inside) and pc.mean(_are_ended_before(rows, first)).as_py() > _MOST_ENDED


def _latest_day(rows: pa.Table, column: str) -> date | None:
    """The latest day of the column; None where there is no such column or no day in it."""
    latest: date | None = (
        pc.max(rows.column(column)).as_py() if column in rows.column_names else None
    )
    return latest


def _has_day_inside(rows: pa.Table, column: str, first: date, last: date) -> bool:
    """Whether a day of the column lies in the period, ends included; False without the column."""
    if column not in rows.column_names:
        return False
    cells = rows.column(column)
    inside = pc.and_(pc.greater_equal(cells, first), pc.less_equal(cells, last))
    return bool(pc.any(inside).as_py())


def _are_ended_before(rows: pa.Table, day: date) -> pa.ChunkedArray:
    """For each row, whether its dossier had ended before the day, or at all if no day is known."""
    if "finished_on" in rows.column_names:
        return pc.less(rows.column("finished_on"), day).fill_null(False)
    return pc.not_equal(rows.column("state"), "open")


def latest_day_beyond_clock(
    engine: duckdb.DuckDBPyConnection, row_count: int, today: date, latest_year: int
) -> date | None:
    """The latest receipt in `staged` where several surely lie after `today`; else None.

    The list's lines are the table `staged` of the engine. One or two such days are mistakes of
    typing.
    """
    parameters = {"today": today, "latest_year": latest_year}
    later_count, latest = engine.execute(_LATER_RECEIPTS, parameters).fetchall()[0]
    return latest if later_count >= max(_FEWEST_LATER, _SHARE_LATER * row_count) else None
