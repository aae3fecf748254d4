"""The metrics: each two sums of measures, with its meaning and its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Metric:
    """A rate: the sum of `numerator` over the sum of `denominator`, both counts.

    `fallback` is the same idea by another definition (a form that counts otherwise); it is used
    only where the first cannot be had, and its `denominator_variant` says so on the page.
    """

    name: str
    label: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    denominator_variant: str
    formula: str
    source: str
    scope: str | None = None
    fallback: Metric | None = None
    unit: str = "hồ sơ"


VARIANTS: Mapping[str, str] = MappingProxyType(
    {
        "received": "hồ sơ tiếp nhận trong kỳ",
        "received_and_carried_over": "hồ sơ tiếp nhận trong kỳ và kỳ trước chuyển sang",
        "payable": "hồ sơ phát sinh phí, lệ phí",
        "transactions": "giao dịch thanh toán",
        "data_items": "dữ liệu, thông tin",
        "results_due": "hồ sơ đã giải quyết có kết quả giấy",
        "resolved": "hồ sơ đã giải quyết",
        "resolved_or_left": "hồ sơ đã giải quyết, gồm cả hồ sơ rút, dừng (theo biểu 06, II.06a)",
        "ratings": "lượt đánh giá",
    }
)

_Q766 = "Quyết định 766/QĐ-TTg"
_RECEIVED = ("received",)
_RESOLVED = ("resolved_early", "resolved_on_time", "resolved_late")
_FORM_RESOLVED = ("resolved_early", "resolved_on_time_or_left", "resolved_late")


def _on_time(name: str, label: str, words: str, numerator: tuple[str, ...]) -> Metric:
    """On time or early: by record; else by the form, whose "Đúng hạn" holds what left."""
    source = f"{_Q766}, nhóm tiến độ giải quyết; biểu 06, II.06a"
    formula = f"Hồ sơ trả kết quả {words} ÷ hồ sơ đã trả kết quả trong kỳ"
    by_form = tuple("resolved_on_time_or_left" if n == "resolved_on_time" else n for n in numerator)
    form = Metric(name, label, by_form, _FORM_RESOLVED, "resolved_or_left", formula, source)
    return Metric(name, label, numerator, _RESOLVED, "resolved", formula, source, fallback=form)


def _satisfaction(name: str, label: str, scope: str | None) -> Metric:
    return Metric(
        name=name,
        label=label,
        numerator=("ratings_satisfied",),
        denominator=("ratings",),
        denominator_variant="ratings",
        formula="(Rất hài lòng + Hài lòng) ÷ số lượt đánh giá",
        source="Phiếu đánh giá của người dân; không phải công thức hài lòng của QĐ 766",
        scope=scope,
        unit="lượt đánh giá hài lòng",
    )


METRICS: tuple[Metric, ...] = (
    Metric(
        name="online_filing",
        label="Hồ sơ nộp trực tuyến",
        numerator=("received_online",),
        denominator=_RECEIVED,
        denominator_variant="received",
        formula="Hồ sơ tiếp nhận trực tuyến ÷ hồ sơ tiếp nhận trong kỳ",
        source=f"{_Q766}, nhóm cung cấp dịch vụ trực tuyến",
    ),
    Metric(
        name="online_payment",
        label="Thanh toán trực tuyến",
        numerator=("paid_online",),
        denominator=("payable",),
        denominator_variant="payable",
        formula="Hồ sơ thanh toán trực tuyến ÷ hồ sơ phát sinh phí, lệ phí tiếp nhận trong kỳ",
        source=f"{_Q766}, nhóm thanh toán trực tuyến",
    ),
    Metric(
        name="digitised_dossiers",
        label="Số hóa hồ sơ",
        numerator=("received_digitised",),
        denominator=_RECEIVED,
        denominator_variant="received",
        formula="Hồ sơ đã số hóa thành phần ÷ hồ sơ tiếp nhận trong kỳ",
        source=f"{_Q766}, nhóm số hóa hồ sơ",
    ),
    Metric(
        name="digitised_results",
        label="Số hóa kết quả",
        numerator=("results_digitised",),
        denominator=("results_due",),
        denominator_variant="results_due",
        formula="Kết quả đã số hóa ÷ hồ sơ đã giải quyết có kết quả giấy",
        source=f"{_Q766}, nhóm số hóa hồ sơ",
    ),
    Metric(
        name="electronic_results",
        label="Kết quả điện tử",
        numerator=("results_electronic",),
        denominator=("results_due",),
        denominator_variant="results_due",
        formula="Hồ sơ có kết quả điện tử ÷ hồ sơ đã giải quyết có kết quả giấy",
        source=f"{_Q766}, chỉ số cấp kết quả điện tử",
    ),
    Metric(
        name="reused_data",
        label="Tái sử dụng dữ liệu",
        numerator=("received_reused",),
        denominator=_RECEIVED,
        denominator_variant="received",
        formula="Hồ sơ có thành phần được tái sử dụng ÷ hồ sơ tiếp nhận trong kỳ",
        source=f"{_Q766}, chỉ số khai thác, sử dụng lại dữ liệu số hóa",
    ),
    _on_time(
        "on_time",
        "Giải quyết trước và đúng hạn",
        "trước hạn và đúng hạn",
        ("resolved_early", "resolved_on_time"),
    ),
    _on_time("early", "Giải quyết trước hạn", "trước hạn", ("resolved_early",)),
    _satisfaction("satisfaction", "Mức độ hài lòng", None),
    _satisfaction(
        "satisfaction_land_construction_investment",
        "Hài lòng: đất đai, xây dựng, đầu tư",
        "land_construction_investment",
    ),
)

BY_NAME: Mapping[str, Metric] = MappingProxyType({metric.name: metric for metric in METRICS})
