"""On which day a count stands, and which columns of a list tell a metric."""

from __future__ import annotations

import pytest

from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.count_guide import count_dating, list_columns, lists_can_give


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("received_online", "theo ngày tiếp nhận"),
        ("resolved_early", "theo ngày kết thúc xử lý"),
        ("resolved_on_time_or_left", "theo ngày kết thúc xử lý"),
        ("carried_over", "tồn ở đầu kỳ"),
        ("pending_late", "tồn ở cuối kỳ"),
        ("procedures", "nhập tay, có đến ngày cuối kỳ"),
        ("petitions_new", "theo kỳ của biểu"),
        ("full_mark", ""),
    ],
)
def test_the_day_of_a_count(name: str, words: str) -> None:
    assert count_dating(name) == words


def test_the_columns_of_a_list() -> None:
    on_time = METRICS_BY_NAME["on_time"]
    assert list_columns(on_time) == ("Hẹn trả", "Kết thúc", "Trạng thái")
    assert lists_can_give(on_time)
    assert not lists_can_give(METRICS_BY_NAME["petitions_handled"])
    assert not lists_can_give(METRICS_BY_NAME["sipas"])
