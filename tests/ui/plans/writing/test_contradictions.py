"""Two targets of one metric, limits and days with other figures are asked about before saving."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.pages import pages_over, run
from tests.ui.plans.test_editor import edit, open_editor, texts_on
from ui.plans.writing.contradictions import contradictions, part_sentences

ROW = {"metric": "Hồ sơ nộp trực tuyến", "comparator": "tối thiểu", "value": "85"}


@pytest.mark.parametrize(
    ("other", "contradict"),
    [
        ({"value": "90"}, True),
        ({"comparator": "đạt"}, False),  # the same figure, in a column of products
        ({"value": "85,0%"}, False),  # the same figure
        ({"value": "90", "scope": "hộ tịch"}, False),
        ({"value": "90", "since": "01/07/2026"}, False),
        ({"value": "90", "metric": "Số hóa hồ sơ"}, False),
        ({"value": ""}, False),  # no figure yet
    ],
)
def test_what_contradicts(other: dict[str, str], contradict: bool) -> None:
    assert contradictions({3: ROW, 9: {**ROW, **other}}) == ([(3, 9)] if contradict else [])


def test_a_row_for_a_part_says_which_row_the_overview_judges_by() -> None:
    rows = {3: {**ROW, "value": "80", "scope": "đủ điều kiện"}, 9: {**ROW, "value": "82"}}
    assert part_sentences(rows) == [
        "Dòng 3 đặt “Hồ sơ nộp trực tuyến” cho riêng “đủ điều kiện”; mức chung là tối thiểu 82 ở "
        "dòng 9: Tổng quan xét theo mức chung."
    ]
    assert part_sentences({3: rows[3]}) == []
    assert part_sentences({3: rows[3], 9: {**rows[9], "value": "80"}}) == []


def test_a_contradicting_row_is_saved_only_once_both_figures_are_confirmed(tmp_path: Path) -> None:
    with pages_over(tmp_path / "tthc.duckdb"):
        row = {"metric": "Giải quyết trước hạn", "comparator": "tối thiểu", "value": "61"}
        app = edit(open_editor(), None, [row, {**row, "value": "62"}])
        assert "nhưng ghi tối thiểu 61 và tối thiểu 62" in texts_on(app)
        assert app.button(key="save_plan").disabled
        box = next(box for box in app.checkbox if "giữ tất cả các mức" in box.label)
        box.check()
        assert not run(app).button(key="save_plan").disabled
