"""Forms beside records: equal under each form's own definition, and told apart where not."""

from __future__ import annotations

import json
from datetime import date

import pytest

from data.form_counts import SUMS
from data.periods import Period, parse_period
from data.planning.scopes import scope_fields
from loaders.layouts.layout import layouts
from metrics.analysis.reconciliation import (
    ReconciledCount,
    form_runs,
    reconcile_counts,
    reconciled_fields,
)
from metrics.analysis.record_definitions import record_definition
from metrics.catalogue.labels import COUNT_LABELS
from metrics.catalogue.measures import MEASURES
from metrics.counting.coverage import Source
from metrics.counting.day_counts import DayCounts, Holdings, open_warehouse
from metrics.counting.forms import Form
from metrics.counting.gathering import gather_evidence
from metrics.counting.stocks import STOCKS
from metrics.counting.tallies import Evidence
from tests.support.paths import EXPORTS
from tests.support.sample_loading import store_sample

COMMUNES = {"11203": "xlsx", "09385": "xls", "31393": "csv"}
MONTHS = ("2026-01", "2026-02")
BOTH = "2026-01-01..2026-02-28"
OWN_FORMS = ("bieu-II06a-{}-{}.xlsx", "hai-long-{}-{}.xlsx", "pakn-{}-{}.xlsx")
UNIT_FORMS = (
    *("bieu-06-theo-don-vi-{}.xls", "tong-hop-thang-opencps-{}.xls"),
    *("tong-hop-theo-don-vi-{}.xlsx", "thanh-toan-{}.xlsx", "so-hoa-{}.xlsx"),
)


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    """Every sample: lists, and all forms beside them."""
    folder = tmp_path_factory.mktemp("both")
    for month in MONTHS:
        for code, suffix in COMMUNES.items():
            stated = None if suffix == "xlsx" else month
            store_sample(folder, f"danh-sach-ho-so-{code}-{month}.{suffix}", stated)
            for name in OWN_FORMS:
                store_sample(folder, name.format(code, month))
        for name in UNIT_FORMS:
            store_sample(folder, name.format(month))
    warehouse = open_warehouse(folder, None)
    warehouse.refresh()
    periods = [parse_period(month) for month in (*MONTHS, BOTH)]
    try:
        return gather_evidence(warehouse, list(COMMUNES), periods, scope_fields(folder), ())
    finally:
        warehouse.close()


def lines(
    evidence: Evidence, code: str, period: str, form: str, field: str | None = None
) -> dict[str, ReconciledCount]:
    days = parse_period(period)
    run = next(run for run in form_runs(evidence, code, days) if run.layout == form)
    counts = reconcile_counts(evidence, code, days, run.upload_ids, field)
    return {count.name: count for count in counts}


@pytest.mark.parametrize("period", [*MONTHS, BOTH])
@pytest.mark.parametrize("code", COMMUNES)
def test_the_sample_forms_agree_with_the_lists(evidence: Evidence, code: str, period: str) -> None:
    runs = form_runs(evidence, code, parse_period(period))
    assert {run.layout for run in runs} == {
        *("bieu-ii06a", "bieu-06-don-vi", "opencps-thang", "tong-hop-don-vi"),
        *("thanh-toan", "so-hoa", "hai-long"),
    }
    for run in runs:
        counts = reconcile_counts(evidence, code, parse_period(period), run.upload_ids)
        both = [count for count in counts if count.difference is not None]
        assert both, run.layout
        assert {count.name: count.difference for count in both if count.difference} == {}, (
            run.layout
        )


def test_all_eleven_columns_of_the_form_are_compared(evidence: Evidence) -> None:
    counts = lines(evidence, "11203", "2026-01", "bieu-ii06a")
    # The form's printed total row, columns 3 to 13, from truth.json.
    expected = [402, 275, 72, 55, 356, 158, 162, 36, 46, 36, 10]
    assert sorted(count.form_count for count in counts.values() if count.form_count) == sorted(
        expected
    )
    assert sorted(count.record_count for count in counts.values() if count.record_count) == sorted(
        expected
    )


def test_what_the_form_counts_otherwise_is_said_with_its_number(evidence: Evidence) -> None:
    note = lines(evidence, "11203", "2026-01", "bieu-ii06a")["resolved_on_time_or_left"].note
    truth = json.loads((EXPORTS / "truth.json").read_text(encoding="utf-8"))
    month = truth["calendar_months"]["11203"]["2026-01"]
    on_time, left = month["resolved_on_time"], month["left"]
    assert "Biểu xếp hồ sơ rút, dừng vào “Đúng hạn”." in note
    assert f"Theo hồ sơ: {on_time} đúng hạn + {left} rút, dừng." in note


@pytest.mark.parametrize("code", COMMUNES)
def test_each_field_agrees_too(evidence: Evidence, code: str) -> None:
    ids = form_runs(evidence, code, parse_period("2026-02"))[0].upload_ids
    fields = reconciled_fields(evidence, code, ids)
    assert len(fields) > 4
    for field in fields:
        counts = lines(evidence, code, "2026-02", "bieu-ii06a", field)
        assert {count.difference for count in counts.values()} == {0}, field


def test_satisfaction_is_compared_by_the_sum_that_records_know(evidence: Evidence) -> None:
    counts = lines(evidence, "11203", "2026-01", "hai-long")
    assert counts["ratings_satisfied"].difference == 0
    assert counts["ratings_very_satisfied"].difference is None
    assert counts["ratings_very_satisfied"].note == "Danh sách hồ sơ không cho số này."


def test_every_count_has_words() -> None:
    comparable = {m.name for m in MEASURES} | {s.name for s in STOCKS} | SUMS.keys()
    forms = [layout for layout in layouts() if layout.table == "totals" and not layout.lines]
    columns = {column for layout in forms for column in layout.headings.values()}
    columns -= {name for name in columns if name.startswith("rate_")}
    columns -= {"unit", "field", "petition_kind"}
    nameless = (comparable | columns) - COUNT_LABELS.keys()
    assert nameless == set(), "words of forms' counts: data/form_counts.py"


JANUARY = Period(date(2026, 1, 1), date(2026, 1, 31))
CODE = "11203"


def evidence_of(
    forms: dict[int, tuple[Period, dict[str, int | None]]], known_counts: set[str], **dossiers: int
) -> Evidence:
    """One list over January that counts on 10 January, beside forms."""
    zero = {measure.name: 0 for measure in MEASURES}
    sources = [Source(CODE, 99, JANUARY.first, JANUARY.last, frozenset(known_counts), True, "ds")]
    sources += [
        Source(CODE, n, period.first, period.last, frozenset(counts), False, "biểu")
        for n, (period, counts) in forms.items()
    ]
    forms_by_upload = {
        (CODE, n): Form({"": counts}, has_fields=False) for n, (_, counts) in forms.items()
    }
    days = {CODE: (("Đất đai", date(2026, 1, 1), zero | dossiers),)}
    return Evidence(Holdings({CODE: tuple(sources)}, forms_by_upload), DayCounts(days), {}, ())


def test_a_difference_that_is_what_left_is_explained() -> None:
    form = {"resolved": 12, "left": 2}
    evidence = evidence_of({1: (JANUARY, form)}, {"resolved", "left"}, resolved=10, left=2)
    resolved, left = reconcile_counts(evidence, CODE, JANUARY, (1,))
    assert (resolved.form_count, resolved.record_count, resolved.difference) == (12, 10, 2)
    assert "Chênh đúng bằng 2 hồ sơ rút, dừng" in resolved.note
    assert (left.difference, left.note) == (0, "")


def test_another_difference_is_shown_without_a_guess() -> None:
    evidence = evidence_of(
        {1: (JANUARY, {"resolved": 7})}, {"resolved", "left"}, resolved=10, left=2
    )
    (resolved,) = reconcile_counts(evidence, CODE, JANUARY, (1,))
    assert (resolved.difference, resolved.note) == (-3, "")


def test_a_line_that_was_set_aside_makes_the_sum_unknown() -> None:
    evidence = evidence_of({1: (JANUARY, {"resolved": None})}, {"resolved"}, resolved=10)
    (resolved,) = reconcile_counts(evidence, CODE, JANUARY, (1,))
    assert (resolved.form_count, resolved.record_count, resolved.difference) == (None, 10, None)


def test_a_column_that_the_list_lacks_is_not_zero() -> None:
    evidence = evidence_of({1: (JANUARY, {"payable": 4})}, {"received"}, received=9)
    (payable,) = reconcile_counts(evidence, CODE, JANUARY, (1,))
    assert (payable.record_count, payable.difference) == (None, None)


def test_two_half_months_count_what_stood_between_them_once() -> None:
    first = Period(date(2026, 1, 1), date(2026, 1, 15))
    second = Period(date(2026, 1, 16), date(2026, 1, 31))
    forms: dict[int, tuple[Period, dict[str, int | None]]] = {
        1: (first, {"received_and_carried_over": 15, "carried_over": 5, "pending": 4}),
        2: (second, {"received_and_carried_over": 10, "carried_over": 4, "pending": 3}),
    }
    evidence = evidence_of(forms, set())
    (run,) = form_runs(evidence, CODE, JANUARY)
    assert run.upload_ids == (1, 2)
    form_counts = {
        count.name: count.form_count
        for count in reconcile_counts(evidence, CODE, JANUARY, run.upload_ids)
    }
    # 5 stood open at the start, 10 and 6 came, 3 stand open at the end.
    assert form_counts == {"received_and_carried_over": 21, "carried_over": 5, "pending": 3}


def test_forms_that_leave_days_out_are_not_offered() -> None:
    half = Period(date(2026, 1, 1), date(2026, 1, 15))
    assert form_runs(evidence_of({1: (half, {"received": 3})}, set()), CODE, JANUARY) == ()


def test_petitions_have_nothing_by_record() -> None:
    assert record_definition("petitions_new") is None
    assert form_runs(evidence_of({1: (JANUARY, {"petitions_new": 3})}, set()), CODE, JANUARY) == ()
