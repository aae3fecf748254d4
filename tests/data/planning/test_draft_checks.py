"""A draft's targets as a plan, and each fault that keeps them from being one, with its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from data.planning.draft_checks import check_draft, metric_by_label
from data.planning.drafts import Draft, DraftFault, DraftRow, Head, MetricLabels
from data.planning.plan import Plan, Target

KEY = "11203-2026"
LABELS = MetricLabels(
    {"online_filing": "Hồ sơ nộp trực tuyến", "on_time": "Đúng hạn"},
    {"online_filing": {"received": "số tiếp nhận", "transactions": "giao dịch"}},
)
NEW_YEAR, LAST = date(2026, 1, 1), date(2026, 12, 31)
HEAD = Head("11203", "Kế hoạch", "5/KH-UBND", "05/01/2026", "UBND xã", NEW_YEAR, LAST)
PLAIN = {"metric": "Hồ sơ nộp trực tuyến", "comparator": "tối thiểu", "value": "80"}
PLAIN_TARGET = Target(
    plan_key=KEY,
    id="NG-01",
    metric="online_filing",
    label="Hồ sơ nộp trực tuyến",
    comparator=">=",
    value=Decimal("0.8"),
    scope="",
    denominator="",
    denominator_variant=None,
    part="body",
    column="text",
    place="",
    line="",
    note=None,
    province_wide=False,
)


def checked(
    *rows: Mapping[str, str], head: Head = HEAD
) -> tuple[Plan | None, tuple[DraftFault, ...]]:
    return check_draft(
        Draft(head, [DraftRow(n, row) for n, row in enumerate(rows, 1)]), KEY, LABELS
    )


def test_new_numbers_go_on_after_those_of_the_communes_other_plans() -> None:
    draft = Draft(HEAD, (DraftRow(1, PLAIN), DraftRow(2, PLAIN)))
    plan, _ = check_draft(draft, KEY, LABELS, (), {"NG-09", "NG-02", "K-44"})
    assert plan is not None
    assert [target.id for target in plan.targets] == ["NG-10", "NG-11"]
    typed = Draft(HEAD, (DraftRow(1, {**PLAIN, "id": "K-1"}), DraftRow(2, PLAIN)))
    plan, _ = check_draft(typed, KEY, LABELS, (), {"NG-09"})
    assert plan is not None
    assert [target.id for target in plan.targets] == ["K-1", "K-02"]


def test_a_draft_is_the_plan_that_its_texts_say() -> None:
    head = replace(HEAD, title="  Kế\thoạch\n năm 2026 ", number="")
    plan, faults = checked(PLAIN, {}, PLAIN | {"value": ""}, head=head)
    assert faults == ()
    assert plan == Plan(
        KEY,
        "11203",
        "Kế hoạch năm 2026",
        "",
        "05/01/2026",
        "UBND xã",
        NEW_YEAR,
        LAST,
        (PLAIN_TARGET, replace(PLAIN_TARGET, id="NG-02", value=None)),
    )


@pytest.mark.parametrize(
    ("texts", "changed"),
    [
        ({"id": " K-7 "}, {"id": "K-7"}),
        ({"metric": "ĐÚNG  HẠN"}, {"metric": "on_time", "label": "Đúng hạn"}),
        ({"label": "Tỷ lệ  nộp"}, {"label": "Tỷ lệ nộp"}),
        ({"comparator": "TRÊN"}, {"comparator": ">"}),
        ({"comparator": "≥"}, {"comparator": ">="}),
        ({"comparator": ">="}, {"comparator": ">="}),
        ({"comparator": ">"}, {"comparator": ">"}),
        ({"comparator": "="}, {"comparator": "="}),
        ({"comparator": "đạt"}, {"comparator": "="}),
        ({"comparator": "không quá"}, {"comparator": "<="}),
        ({"comparator": "dưới"}, {"comparator": "<"}),
        ({"comparator": "tăng", "base_year": "2025"}, {"comparator": "+", "base_year": 2025}),
        (
            {"comparator": "tăng điểm phần trăm", "base_year": "2024"},
            {"comparator": "+pp", "base_year": 2024},
        ),
        ({"value": "95,5"}, {"value": Decimal("0.955")}),
        ({"denominator_variant": "Giao dịch"}, {"denominator_variant": "transactions"}),
        ({"part": "phụ lục"}, {"part": "appendix"}),
        ({"part": "Thân văn bản, cột sản phẩm"}, {"column": "product"}),
        ({"part": "phụ lục, cột sản phẩm"}, {"part": "appendix", "column": "product"}),
        ({"province_wide": "Có"}, {"province_wide": True}),
        ({"since": "1/7/2026"}, {"since": date(2026, 7, 1)}),
        ({"until": "31/8/2026"}, {"until": date(2026, 8, 31)}),
        (
            {"since": "1/7/2026", "until": "1/7/2026"},
            {"since": date(2026, 7, 1), "until": date(2026, 7, 1)},
        ),
        ({"note": " ghi\nchú "}, {"note": "ghi chú"}),
        (
            {"scope": "đất đai", "denominator": "tổng số", "place": "Mục 1", "line": "L5"},
            {"scope": "đất đai", "denominator": "tổng số", "place": "Mục 1", "line": "L5"},
        ),
    ],
)
def test_each_cell_of_a_target(texts: dict[str, str], changed: dict[str, Any]) -> None:
    plan, faults = checked(PLAIN | texts)
    assert faults == ()
    assert plan is not None
    assert plan.targets == (replace(PLAIN_TARGET, **changed),)


COMPARATOR = "hãy chọn tối thiểu, trên, đạt, không quá, dưới, tăng, tăng điểm phần trăm."
BASE_YEAR = "ghi năm để so sánh, ví dụ 2025, khi chỉ tiêu là mức tăng; nếu không thì để trống."
DAY = "hãy ghi ngày như 28/02/2026, hoặc để trống."
PART = "hãy chọn thân văn bản; thân văn bản, cột sản phẩm; phụ lục; phụ lục, cột sản phẩm."
NO_VARIANT = "không phải mẫu số của chỉ số này: "
CONTROL = "có ký tự điều khiển không nhìn thấy: hãy xóa ô này rồi gõ lại."


@pytest.mark.parametrize(
    ("texts", "heading", "message"),
    [
        ({"metric": ""}, "Chỉ số", "chưa chọn chỉ số."),
        ({"metric": "lạ"}, "Chỉ số", "không có chỉ số này: hãy chọn trong danh mục."),
        ({"comparator": ""}, "So sánh", COMPARATOR),
        ({"comparator": "khoảng"}, "So sánh", COMPARATOR),
        (
            {"value": "8o"},
            "Mức (%)",
            "phải là số từ 0 đến 100, ví dụ 95 hoặc 95,5; để trống khi kế hoạch không có con số.",
        ),
        ({"comparator": "tăng"}, "Năm gốc", BASE_YEAR),
        ({"comparator": "tăng", "base_year": "1999"}, "Năm gốc", BASE_YEAR),
        ({"base_year": "2025"}, "Năm gốc", BASE_YEAR),
        ({"base_year": "x"}, "Năm gốc", BASE_YEAR),
        ({"since": "32/1/2026"}, "Áp dụng từ ngày", DAY),
        ({"until": "31/2/2026"}, "Hạn của chỉ tiêu", DAY),
        (
            {"since": "2/7/2026", "until": "1/7/2026"},
            "Hạn của chỉ tiêu",
            "đứng trước ngày áp dụng: hãy xem lại hai ngày.",
        ),
        (
            {"denominator_variant": "lạ"},
            "Mẫu số tính",
            f"{NO_VARIANT}hãy chọn số tiếp nhận; giao dịch, hoặc để trống.",
        ),
        (
            {"metric": "Đúng hạn", "denominator_variant": "giao dịch"},
            "Mẫu số tính",
            f"{NO_VARIANT}hãy để trống.",
        ),
        ({"part": "trang bìa"}, "Thân hay phụ lục", PART),
        ({"province_wide": "x"}, "Của tỉnh, thành", "hãy ghi “có” hoặc để trống."),
        ({"note": "a" * 901}, "Ghi chú", "dài quá 900 chữ."),
        ({"place": "Mục\x071"}, "Chỗ ghi", CONTROL),
    ],
)
def test_a_wrong_cell_of_a_target(texts: dict[str, str], heading: str, message: str) -> None:
    name_of = {"Năm gốc": "base_year", "Hạn của chỉ tiêu": "until"}
    cell = (PLAIN | texts).get(name_of.get(heading, next(iter(texts))), "")
    if heading == "Mẫu số tính":
        cell = texts["denominator_variant"]
    assert checked(PLAIN, PLAIN | texts) == (None, (DraftFault(2, heading, cell, message),))


def test_a_strange_metric_has_no_denominator_to_be_wrong_and_faults_stand_in_order() -> None:
    row = {"metric": "lạ", "denominator_variant": "lạ", "value": "8o", "part": "x", "since": "y"}
    _, faults = checked(row)
    assert [fault.heading for fault in faults] == [
        "Chỉ số",
        "So sánh",
        "Mức (%)",
        "Áp dụng từ ngày",
        "Thân hay phụ lục",
    ]


def test_an_id_that_stands_twice_is_told_in_both_rows() -> None:
    message = "số này có ở dòng khác: hãy xóa đi để dòng được đánh số mới."
    _, faults = checked(*(PLAIN | {"id": name} for name in ("K-1", "K-2", "K-1")))
    assert faults == tuple(DraftFault(row, "Số", "K-1", message) for row in (1, 3))


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"commune_code": None}, ("Xã, phường", "", "chưa ghi.")),
        ({"title": ""}, ("Tên kế hoạch", "", "chưa ghi.")),
        ({"issuer": ""}, ("Cơ quan ban hành", "", "chưa ghi.")),
        ({"valid_from": None}, ("Có hiệu lực từ ngày", "", "chưa ghi.")),
        ({"valid_to": None}, ("Có hiệu lực đến hết ngày", "", "chưa ghi.")),
        (
            {"commune_code": None, "unread_texts": {"commune_code": "Xã X"}},
            ("Xã, phường", "Xã X", "không rõ là xã, phường nào."),
        ),
        (
            {"valid_to": None, "unread_texts": {"valid_to": "hôm qua"}},
            (
                "Có hiệu lực đến hết ngày",
                "hôm qua",
                "không rõ là ngày nào, hãy ghi như 01/01/2026.",
            ),
        ),
        ({"number": "x" * 191}, ("Số văn bản", "x" * 191, "dài quá 190 chữ: hãy rút gọn.")),
        ({"date": "5/1\x00"}, ("Ngày văn bản", "", CONTROL)),
        (
            {"valid_to": date(2025, 12, 31)},
            ("Có hiệu lực đến hết ngày", "31/12/2025", "trước ngày có hiệu lực."),
        ),
    ],
)
def test_a_wrong_text_above_the_table(changed: dict[str, Any], fault: tuple[str, str, str]) -> None:
    head = replace(HEAD, **changed)
    assert checked(PLAIN, head=head) == (None, (DraftFault(None, *fault),))


@pytest.mark.parametrize(
    "changed", [{"number": "", "date": ""}, {"title": "x" * 190}, {"valid_to": NEW_YEAR}]
)
def test_what_may_stand_above_the_table(changed: dict[str, Any]) -> None:
    plan, faults = checked(PLAIN, head=replace(HEAD, **changed))
    assert faults == ()
    assert plan is not None


@pytest.mark.parametrize("rows", [(), ({},)])
def test_a_draft_of_nothing_is_no_plan(rows: tuple[Mapping[str, str], ...]) -> None:
    message = "chưa có chỉ tiêu hay nhiệm vụ nào."
    assert checked(*rows) == (None, (DraftFault(None, "Bảng chỉ tiêu", "", message),))


def test_metrics_by_their_labels() -> None:
    assert metric_by_label("  ĐÚNG HẠN ", LABELS) == "on_time"
    assert metric_by_label("Đúng", LABELS) is None
