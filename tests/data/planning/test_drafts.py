"""A draft's texts: percents as its cells have them, blank rows, faults with their place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

import pytest

from data.planning.draft_checks import parse_share
from data.planning.drafts import DraftFault, DraftRow, percent_cell_text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (None, ""),
        ("0", "0"),
        ("0.0005", "0,05%"),
        ("0.01", "1%"),
        ("0.0101", "1,01"),
        ("0.02", "2"),
        ("0.955", "95,5"),
        ("1", "100"),
    ],
)
def test_a_share_in_a_cell_is_read_back(share: str | None, text: str) -> None:
    exact_share = None if share is None else Decimal(share)
    assert percent_cell_text(exact_share) == text
    assert parse_share(text) == exact_share


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("80", "80"),
        (" 95,5 % ", "95.5"),
        ("95.1234", "95.1234"),
        ("0", "0"),
        ("0%", "0"),
        ("1%", "1"),
        ("0,5 %", "0.5"),
        ("1,0001", "1.0001"),
        ("100", "100"),
        ("100,0%", "100"),
    ],
)
def test_percents_that_people_write(text: str, percent: str) -> None:
    assert parse_share(text) == Decimal(percent) / 100


NO_PERCENT = "phải là số từ 0 đến 100, ví dụ 95 hoặc 95,5; để trống khi kế hoạch không có con số."
SHARE = "hãy ghi theo phần trăm, ví dụ 80 cho 80%; mức từ 1% trở xuống thì ghi cả dấu %."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("100,1", NO_PERCENT),
        ("101%", NO_PERCENT),
        ("8o", NO_PERCENT),
        ("-5", NO_PERCENT),
        ("95,12345", NO_PERCENT),
        ("0,8", SHARE),
        ("1", SHARE),
        ("1,0", SHARE),
        ("0.0001", SHARE),
    ],
)
def test_what_is_no_percent_says_what_to_write(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        parse_share(text)


@pytest.mark.parametrize(
    ("texts", "is_blank"),
    [
        ({}, True),
        ({"metric": "", "value": "  "}, True),
        ({"id": "NG-01", "kind": "deadline", "calendar": "month", "repeats": "NV-01"}, True),
        ({"id": "NG-01", "note": "x"}, False),
        ({"title": "", "place": "Mục 1"}, False),
    ],
)
def test_which_rows_are_blank(texts: Mapping[str, str], is_blank: bool) -> None:
    assert DraftRow(1, texts).is_blank is is_blank


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (
            DraftFault(3, "Mức (%)", "8o", "phải là số."),
            "Dòng 3, cột “Mức (%)” ghi “8o”: phải là số.",
        ),
        (
            DraftFault(3, "Mức (%)", "", "chưa ghi.", "Bảng nhiệm vụ"),
            "Bảng nhiệm vụ, dòng 3, cột “Mức (%)”: chưa ghi.",
        ),
        (DraftFault(None, "Tên kế hoạch", "", "chưa ghi."), "Tên kế hoạch: chưa ghi."),
        (
            DraftFault(None, "Ngày", "x" * 50, "không rõ.", "Bảng nhiệm vụ"),
            f"Ngày ghi “{'x' * 40}”: không rõ.",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(fault: DraftFault, sentence: str) -> None:
    assert fault.sentence == sentence
