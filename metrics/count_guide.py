"""Counts explained: on which day each stands, and which columns of a list it is read from."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from data.column_labels import COLUMN_LABELS
from data.typed_counts import FULL_MARK, count_nature, typed_counts
from metrics.catalogue.measures import (
    MEASURES,
    MEASURES_BY_NAME,
    PROCEDURE_COUNTS,
    Measure,
    listed_columns,
)
from metrics.catalogue.metric import Metric
from metrics.counting.stocks import (
    CLOSING_COUNTS,
    OPENING_COUNTS,
    STANDING_COUNTS,
    lists_give_counts,
)
from metrics.counting.sums import parts_of

_DAYS = {"received_on": "theo ngày tiếp nhận", "finished_on": "theo ngày kết thúc xử lý"}
_NATURES = {
    "sum": "nhập tay, cộng qua các kỳ",
    "end": "nhập tay, có đến ngày cuối kỳ",
    "whole": "nhập tay, chỉ đúng cho cả kỳ",
}
_KNOWN_OF_LISTS = frozenset({*(measure.name for measure in MEASURES), *PROCEDURE_COUNTS})


def count_dating(name: str) -> str:
    """On which day a count stands, in words: "theo ngày tiếp nhận"; "" for what has no day."""
    if name in OPENING_COUNTS:
        return "tồn ở đầu kỳ"
    if name in CLOSING_COUNTS:
        return "tồn ở cuối kỳ"
    if name.startswith("plan_tasks"):
        return "theo ngày hạn của nhiệm vụ"
    if name in typed_counts():
        return _NATURES[count_nature(name)]
    measures = list(_measures_of(name))
    if measures:
        return _DAYS[measures[0].dated_by]
    return "" if name == FULL_MARK else "theo kỳ của biểu"


def lists_can_give(metric: Metric) -> bool:
    """Whether a list of dossiers with all columns gives both counts of a metric."""
    return all(
        bool(names) and lists_give_counts(names, _KNOWN_OF_LISTS)
        for names in (metric.numerator, metric.denominator)
    )


def list_columns(metric: Metric) -> tuple[str, ...]:
    """The columns of a list, by their labels, from which a metric's counts are read."""
    names = chain(metric.numerator, metric.denominator)
    measures = chain.from_iterable(map(_measures_of, names))
    columns = frozenset[str]().union(*(listed_columns(measure) for measure in measures))
    if PROCEDURE_COUNTS.keys() & {*metric.numerator, *metric.denominator}:
        columns |= {"procedure_code"}
    return tuple(label for column, label in COLUMN_LABELS.items() if column in columns)


def _measures_of(name: str) -> Iterable[Measure]:
    """The measures that a count rests on: its own, those of its parts, or a stock's."""
    if name in PROCEDURE_COUNTS:
        names: Iterable[str] = [PROCEDURE_COUNTS[name].measure]
    elif stock := STANDING_COUNTS.get(name):
        names = (*stock.comings, *stock.goings)
    else:
        names = [name] if name in MEASURES_BY_NAME else sorted(parts_of(name))
    return [MEASURES_BY_NAME[part] for part in names if part in MEASURES_BY_NAME]
