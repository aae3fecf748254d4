"""How far a standing's figures carry, in words, and which files would give the days that lack."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from data.dates import day_text, short_span_text, short_spans_text
from data.periods import Period, same_days_in_year
from loaders.layouts.layout import layouts
from metrics.catalogue.metric import Metric
from metrics.count_guide import lists_can_give
from metrics.counting.coverage import uncovered_spans
from metrics.counting.sums import counts_making
from metrics.standings import Standing

_MOST_FORMS = 2
_WITH_COLUMNS = "danh sách hồ sơ có đủ cột"
_WITH_EARLIER = "danh sách gồm cả hồ sơ kỳ trước chuyển sang"


WAITS_FOR_MEANING = "chờ chọn nghĩa của từ chưa biết ở trang Nạp số liệu"


def coverage(standing: Standing) -> str:
    """Up to which day figures reach, or what is missing; "" where they cover the whole period.

    Of a rise also what the base year lacks to be compared with.
    """
    judged_coverage = standing.judged_tally.coverage
    if judged_coverage.state == "none":
        return "; ".join(_missing_days_clauses(standing))
    is_provisional = standing.judged_tally.is_provisional and judged_coverage.covered_span
    last_day_clause = (
        f"tính đến ngày {day_text(judged_coverage.covered_span[1])}"
        if is_provisional and judged_coverage.covered_span
        else ""
    )
    return "; ".join(filter(None, (last_day_clause, base_year_note(standing))))


def base_year_note(standing: Standing) -> str:
    """What figures of the base year lack to judge a rise, and how to give them; "" for nothing."""
    target, covered_span = standing.target, standing.judged_tally.coverage.covered_span
    if not (target and target.base_year and covered_span) or standing.bound is not None:
        return ""
    days = same_days_in_year(Period(*covered_span), target.base_year)
    base_days = short_span_text(days.first, days.last)
    if standing.base_tally is not None:
        return f"{base_days} không phát sinh nên không có mức để so"
    if standing.metric.source_kind == "typed":
        return f"chưa nhập số của năm gốc, {base_days}, ở trang Nhập số liệu"
    files = _needed_files_words(standing)
    return f"chưa đủ số liệu của năm gốc, {base_days}: hãy nạp {files} của những ngày đó"


def _missing_days_clauses(standing: Standing) -> Iterator[str]:
    """Clauses on days without files, without a needed count, or waiting for a word's meaning.

    And days whose every row waits for a person to say what a word means.
    """
    judged_coverage = standing.judged_tally.coverage
    spans_without_counts = judged_coverage.uncounted_spans
    unloaded_spans = [
        unloaded_span
        for missing_span in judged_coverage.missing_spans
        for unloaded_span in uncovered_spans(
            Period(*missing_span), (*spans_without_counts, *judged_coverage.waiting_spans)
        )
    ]
    if unloaded_spans:
        yield f"chưa nạp {short_spans_text(unloaded_spans)}"
    if judged_coverage.waiting_spans and standing.metric.source_kind != "typed":
        waiting_days = short_spans_text(judged_coverage.waiting_spans)
        yield f"mọi dòng đã nạp của {waiting_days} {WAITS_FOR_MEANING}"
    if spans_without_counts and standing.metric.source_kind == "typed":
        yield f"chưa nhập số của {short_spans_text(spans_without_counts)} ở trang Nhập số liệu"
    elif spans_without_counts:
        yield from _uncounted_days_clauses(standing)


def _uncounted_days_clauses(standing: Standing) -> Iterator[str]:
    """Clauses on days whose lists lack the dossiers carried over, and whose files lack a column."""
    judged_coverage = standing.judged_tally.coverage
    if judged_coverage.incomplete_spans:
        incomplete_days = short_spans_text(judged_coverage.incomplete_spans)
        yield (
            f"danh sách đã nạp của {incomplete_days} đủ cột nhưng không có hồ sơ kỳ trước chuyển "
            f"sang, hãy nạp {_needed_files_words(standing, _WITH_EARLIER)}"
        )
    spans_without_column = [
        column_span
        for uncounted_span in judged_coverage.uncounted_spans
        for column_span in uncovered_spans(
            Period(*uncounted_span), judged_coverage.incomplete_spans
        )
    ]
    if spans_without_column:
        days, files = short_spans_text(spans_without_column), _needed_files_words(standing)
        if lists_can_give(standing.metric.counting_definition):
            yield f"tệp đã nạp của {days} thiếu cột cần cho chỉ số này, hãy nạp {files}"
        else:  # no list has such a column
            yield f"chưa nạp {files} của {days}"


def _needed_files_words(standing: Standing, list_words: str = _WITH_COLUMNS) -> str:
    """The files to load for the metric's counts, joined by " hoặc ": `list_words`, forms.

    A list of dossiers tells nothing of petitions. `list_words` say what kind of list is needed.
    """
    definition, fallback = standing.metric.counting_definition, standing.metric.fallback
    files = [list_words] if lists_can_give(definition) else []
    forms = dict.fromkeys(
        chain(forms_giving(definition), forms_giving(fallback) if fallback else ())
    )
    return " hoặc ".join([*files, *islice(forms, _MOST_FORMS)]) or "tệp có đủ cột"


def forms_giving(metric: Metric) -> Iterator[str]:
    """The forms in words that give both counts of a metric: “biểu “II.06a””, “Biểu số 1”."""
    return (
        f"{'' if layout.title.casefold().startswith('biểu') else 'biểu '}“{layout.title}”"
        for layout in layouts()
        if layout.table == "totals"
        and all(
            counts_making(names, frozenset(layout.headings.values()))
            for names in (metric.numerator, metric.denominator)
        )
    )
