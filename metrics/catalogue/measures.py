"""Measures: named counts of dossiers, each an ANSI SQL condition and the day it counts on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from data.form_counts import FORM_COUNTS
from data.list_counts import LIST_COUNTS, RECEIVED, RETURNED, columns_in, tells_days

# Columns that the warehouse derives, and for each the sets of an export's columns of which one is
# enough; "marks" are what people ticked of late dossiers, and
# "online_kinds" says that the list tells of each online dossier whether it is so end to end.
_DERIVED_COLUMNS = MappingProxyType(
    {
        "paper_result": (("result_digitised",), ("result_electronic",)),
        "online_end_to_end": (("channel", "online_kinds"),),
        "was_explained": (("marks",),),
        "was_apologised": (("apologised",), ("marks",)),
        "late_from": (("received_on", "due_on"),),
        "closed_on": (("finished_on", "state"),),
        "ended_on": (("finished_on", "state"),),
    }
)


@dataclass(frozen=True)
class Measure:
    """A count of the rows of `table` that meet `condition`, on the day in column `dated_by`.

    `condition`, ANSI SQL, runs unchanged on DuckDB and on Spark SQL. `label` is what people read.
    """

    name: str
    label: str
    dated_by: str
    condition: str
    table: str = "dossiers"

    def columns(self) -> frozenset[str]:
        """The dossier columns that the measure's condition and its day read."""
        return columns_in(self.condition) | {self.dated_by}

    def is_known_from(self, columns: frozenset[str], complete: bool) -> bool:
        """Whether a list has the columns needed and, unless receipt dates it, is complete."""
        return tells_days(self.dated_by, complete) and all(
            any(
                columns.issuperset(column_set)
                for column_set in _DERIVED_COLUMNS.get(column, ((column,),))
            )
            for column in self.columns()
        )


def listed_columns(measure: Measure) -> frozenset[str]:
    """The columns of an export that a measure rests on, derived ones by what they come from."""
    column_sets = (_DERIVED_COLUMNS.get(name, ((name,),)) for name in measure.columns())
    return frozenset().union(*(column_set[0] for column_set in column_sets))


_LATE_WHILE_OPEN = f"{RECEIVED} and late_from < closed_on"


def _measure(name: str, dated_by: str, condition: str, label: str = "") -> Measure:
    """A measure with its label, else the label in forms; ValueError where neither gives one."""
    if not (words := label or FORM_COUNTS.get(name, "")):
        raise ValueError(f"{name}: no form has this count, so the measure needs a label here")
    return Measure(name, words, dated_by, condition)


def _measure_of_return(name: str, condition: str, label: str = "") -> Measure:
    """A measure of returned dossiers that meet a condition, dated by the day of return."""
    return _measure(name, "finished_on", f"{RETURNED} and {condition}", label)


def _late_stock_measures(name: str, condition: str, words: str) -> tuple[Measure, Measure]:
    """Measures of open dossiers becoming late, and ceasing to be so, under a condition."""
    whole_condition = f"{_LATE_WHILE_OPEN} and {condition}"
    return (
        _measure(f"{name}_opened", "late_from", whole_condition, f"Bắt đầu trễ, {words}"),
        _measure(f"{name}_closed", "closed_on", whole_condition, f"Hết trễ, {words}"),
    )


MEASURES: tuple[Measure, ...] = (
    *(_measure(count.name, count.dated_by, count.condition) for count in LIST_COUNTS),
    _measure("received_online_end_to_end", "received_on", f"{RECEIVED} and online_end_to_end"),
    _measure(
        name="left_on_time",
        dated_by="finished_on",
        condition="state = 'left' and (finished_on <= due_on or due_on is null)",
        label="Rút, dừng trong hạn",
    ),
    _measure_of_return("results_due", "paper_result"),
    _measure_of_return("late_apologised", "finished_on > due_on and was_apologised"),
    _measure_of_return(
        name="late_explained_and_apologised",
        condition="finished_on > due_on and was_explained and was_apologised",
    ),
    _measure_of_return(
        name="on_time_dissatisfied",
        condition="(finished_on <= due_on or due_on is null) and rating = 'dissatisfied'",
        label="Trả đúng hạn nhưng bị đánh giá không hài lòng",
    ),
    # Stocks are sums of comings and goings, so that they too are stored as counts by day.
    _measure("closed", "closed_on", RECEIVED, "Hết tồn, tính theo ngày đầu không còn tồn"),
    _measure("ended", "ended_on", RECEIVED, "Hết tồn, tính theo ngày cuối còn tồn"),
    *_late_stock_measures("late_apologised", "was_apologised", "đã xin lỗi"),
    *_late_stock_measures(
        "late_explained_and_apologised",
        "was_explained and was_apologised",
        "đã giải trình và xin lỗi",
    ),
    _measure("late_opened", "late_from", _LATE_WHILE_OPEN, "Bắt đầu trễ"),
    _measure("late_closed", "closed_on", _LATE_WHILE_OPEN, "Hết trễ"),
)


# By name, for counts that rest on one of them.
MEASURES_BY_NAME: Mapping[str, Measure] = MappingProxyType({m.name: m for m in MEASURES})


@dataclass(frozen=True)
class ProcedureCount:
    """The procedures with a dossier that `measure` counts; it stands for `typed_count`."""

    label: str
    measure: str
    typed_count: str

    def is_known_from(self, columns: frozenset[str], complete: bool) -> bool:
        """Whether a list has the column of procedure codes and all that the measure needs."""
        measure = MEASURES_BY_NAME[self.measure]
        return "procedure_code" in columns and measure.is_known_from(columns, complete)


# Counts of different procedures, which of two spans do not add.
PROCEDURE_COUNTS: Mapping[str, ProcedureCount] = MappingProxyType(
    {
        "counted_procedures_with_fee_dossiers": ProcedureCount(
            "Thủ tục có hồ sơ phải nộp phí, đếm từ danh sách",
            "payable",
            "procedures_with_fee_dossiers",
        ),
        "counted_procedures_paid_online": ProcedureCount(
            "Thủ tục có thanh toán trực tuyến, đếm từ danh sách",
            "paid_online",
            "procedures_paid_online",
        ),
        "counted_procedures_online_with_dossiers": ProcedureCount(
            "Thủ tục có hồ sơ trực tuyến, đếm từ danh sách",
            "received_online",
            "procedures_online_with_dossiers",
        ),
    }
)
