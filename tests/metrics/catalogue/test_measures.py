"""Measures read the columns they name, run as plain SQL, and have words that people read."""

from __future__ import annotations

import re

import duckdb
import pytest

from data.columns import DOSSIERS
from metrics.catalogue.labels import count_label
from metrics.catalogue.measures import MEASURES, _measure

BY_NAME = {measure.name: measure for measure in MEASURES}
EVERY = frozenset(DOSSIERS) | {"marks", "online_kinds"}


def test_columns_are_those_of_the_condition_and_the_day() -> None:
    assert BY_NAME["paid_online"].columns() == {"state", "fee", "payment", "received_on"}
    assert BY_NAME["resolved_early"].columns() == {"state", "finished_on", "due_on"}


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.name)
def test_a_whole_list_gives_every_count(measure: object) -> None:
    assert BY_NAME[measure.name].is_known_from(EVERY, complete=True)  # type: ignore[attr-defined]


def test_a_missing_heading_takes_only_its_counts() -> None:
    without_fee = EVERY - {"fee"}
    lost = {m.name for m in MEASURES if not m.is_known_from(without_fee, complete=True)}
    assert lost == {"payable", "paid_online", "paid_online_national"}


def test_a_list_of_received_dossiers_alone_gives_what_was_received() -> None:
    given_counts = {m.name for m in MEASURES if m.is_known_from(EVERY, complete=False)}
    assert "received_online" in given_counts
    assert not given_counts & {"resolved_early", "results_due", "ratings", "closed", "ended"}


def test_apologies_are_told_by_a_list_or_by_marks_and_explanations_by_marks_alone() -> None:
    apologised, explained = BY_NAME["late_apologised"], BY_NAME["late_explained_and_apologised"]
    assert apologised.is_known_from(EVERY - {"marks"}, complete=True)
    assert apologised.is_known_from(EVERY - {"apologised"}, complete=True)
    assert not apologised.is_known_from(EVERY - {"apologised", "marks"}, complete=True)
    assert explained.is_known_from(EVERY - {"apologised"}, complete=True)
    assert not explained.is_known_from(EVERY - {"marks"}, complete=True)


def test_either_result_column_tells_whether_a_paper_result_is_due() -> None:
    results_due = BY_NAME["results_due"]
    assert results_due.is_known_from(EVERY - {"result_electronic"}, complete=True)
    assert results_due.is_known_from(EVERY - {"result_digitised"}, complete=True)
    assert not results_due.is_known_from(
        EVERY - {"result_digitised", "result_electronic"}, complete=True
    )


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.name)
def test_conditions_are_plain_sql(measure: object) -> None:
    """No function calls: what stands in a condition runs on any engine."""
    condition = BY_NAME[measure.name].condition  # type: ignore[attr-defined]
    assert not re.search(r"\b(?!(?:in|and|or|not)\b)[a-z_]+\s*\(", condition)
    assert duckdb.extract_statements(f"select 1 from dossiers where {condition}")


def test_a_measure_is_called_as_the_count_of_forms_or_by_its_label() -> None:
    assert count_label("received_online") == "Tiếp nhận trực tuyến"
    assert count_label("left_on_time") == "Rút, dừng trong hạn"
    with pytest.raises(ValueError, match="left_at_noon: no form has this count"):
        _measure("left_at_noon", "finished_on", "state = 'left'")
