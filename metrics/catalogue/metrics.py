"""The metrics: the ten that the overview shows, and every other that a plan's target needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from metrics.catalogue.dossiers import DOSSIER_METRICS
from metrics.catalogue.late import LATE_DOSSIER_METRICS
from metrics.catalogue.marks import MARK_METRICS
from metrics.catalogue.metric import DIGITISE, FINAL, PAY, Metric, typed_metric
from metrics.catalogue.petitions import PETITION_METRICS
from metrics.catalogue.procedures import PROCEDURE_METRICS
from metrics.catalogue.reviews import REVIEW_METRICS

__all__ = ["ALL_METRICS", "METRICS", "METRICS_BY_NAME", "Metric"]


_Q766 = "Quyết định 766/QĐ-TTg"
_RECEIVED = ("received",)
_RESOLVED = ("resolved_early", "resolved_on_time", "resolved_late")
_FORM_RESOLVED = ("resolved_early", "resolved_on_time_or_left", "resolved_late")


def _timeliness_metric(
    name: str, label: str, numerator_words: str, numerator: tuple[str, ...]
) -> Metric:
    """A metric of dossiers returned in time, with a fallback for forms, which add what left."""
    source = f"{_Q766}, nhóm tiến độ giải quyết; biểu 06, II.06a"
    formula = f"Hồ sơ trả kết quả {numerator_words} ÷ hồ sơ đã trả kết quả trong kỳ"
    by_form = tuple("resolved_on_time_or_left" if n == "resolved_on_time" else n for n in numerator)
    form_metric = Metric(
        name, label, by_form, _FORM_RESOLVED, "resolved_or_left", formula, source, remedy=FINAL
    )
    return Metric(
        name,
        label,
        numerator,
        _RESOLVED,
        "resolved",
        formula,
        source,
        fallback=form_metric,
        remedy=FINAL,
    )


def _satisfaction_metric(name: str, label: str, scope: str | None) -> Metric:
    """A metric of satisfied ratings over all ratings, in one scope's fields (None: in all)."""
    return Metric(
        name=name,
        label=label,
        numerator=("ratings_satisfied",),
        denominator=("ratings",),
        denominator_variant="ratings",
        formula="(Rất hài lòng + Hài lòng) ÷ số lượt đánh giá",
        source="Phiếu đánh giá của người dân; không phải công thức hài lòng của QĐ 766",
        scope=scope,
        fallback=None if scope else _ON_PAPER,
        case_name="lượt đánh giá hài lòng",
        remedy=FINAL,
    )


# Where no list or form tells what people answered online, the survey on paper does.
_ON_PAPER = typed_metric(
    "satisfaction",
    "Mức độ hài lòng",
    "paper_ratings_satisfied",
    "paper_ratings",
    "Phiếu giấy hài lòng, rất hài lòng ÷ phiếu giấy đã thu, hợp lệ",
    case_name="phiếu hài lòng",
    remedy=FINAL,
)
_FILING_OF_ALL = Metric(
    name="online_filing",
    label="Hồ sơ nộp trực tuyến",
    numerator=("received_online",),
    denominator=("received", "carried_over"),
    denominator_variant="received_and_carried_over",
    formula="Hồ sơ tiếp nhận trực tuyến ÷ hồ sơ tiếp nhận trong kỳ và kỳ trước chuyển sang",
    source="Kế hoạch tính trên tổng số hồ sơ tiếp nhận, giải quyết",
    remedy=FINAL,
)
_BY_NATIONAL_PORTAL = Metric(
    name="online_payment",
    label="Thanh toán trực tuyến",
    numerator=("paid_online_national",),
    denominator=("payable",),
    denominator_variant="payable_national",
    formula="Hồ sơ thanh toán qua Cổng DVCQG ÷ hồ sơ phát sinh phí, lệ phí tiếp nhận trong kỳ",
    source="Kế hoạch chỉ tính thanh toán trên Cổng DVCQG",
    remedy=PAY,
)
# Without transactions the metric's own dossiers stand for them.
_BY_TRANSACTION = Metric(
    name="online_payment",
    label="Thanh toán trực tuyến",
    numerator=("transactions_online",),
    denominator=("transactions",),
    denominator_variant="transactions",
    formula="Giao dịch thanh toán trực tuyến ÷ giao dịch thanh toán trong kỳ",
    source="Kế hoạch tính trên tổng số giao dịch thanh toán; số nhập tay",
    case_name="giao dịch",
    remedy=FINAL,
)
# Without transactions dossiers stand for them, but still only those paid on the national portal.
_BY_NATIONAL_TRANSACTION = replace(
    _BY_TRANSACTION,
    denominator_variant="transactions_national",
    formula="Giao dịch thanh toán trực tuyến trên Cổng DVCQG ÷ giao dịch thanh toán trong kỳ",
    source="Kế hoạch chỉ tính thanh toán trên Cổng DVCQG, trên tổng số giao dịch; số nhập tay",
    fallback=_BY_NATIONAL_PORTAL,
)
_BY_DATA_ITEM = Metric(
    name="reused_data",
    label="Tái sử dụng dữ liệu",
    numerator=("data_items_reused",),
    denominator=("data_items",),
    denominator_variant="data_items",
    formula="Dữ liệu được khai thác, sử dụng lại ÷ dữ liệu, thông tin TTHC đã số hóa",
    source="Kế hoạch đếm dữ liệu, không đếm hồ sơ; số nhập tay",
    case_name="dữ liệu",
    remedy="sau này còn dùng lại được",
)
_BY_NATIONAL_STORAGE = Metric(
    name="reused_data",
    label="Tái sử dụng dữ liệu",
    numerator=("received_reused_national",),
    denominator=("received",),
    denominator_variant="national_storage",
    formula="Hồ sơ tái sử dụng thành phần từ kho của Cổng DVCQG ÷ hồ sơ tiếp nhận trong kỳ",
    source="Thống kê số hóa, cột tái sử dụng từ Cổng DVCQG; QĐ 766, chỉ số kết nối kho dữ liệu",
    remedy=FINAL,
)

# What the cards, trends and the comparison show.
METRICS: tuple[Metric, ...] = (
    Metric(
        name="online_filing",
        label="Hồ sơ nộp trực tuyến",
        numerator=("received_online",),
        denominator=_RECEIVED,
        denominator_variant="received",
        formula="Hồ sơ tiếp nhận trực tuyến ÷ hồ sơ tiếp nhận trong kỳ",
        source=f"{_Q766}, nhóm cung cấp dịch vụ trực tuyến",
        variants=(_FILING_OF_ALL,),
        remedy=FINAL,
    ),
    Metric(
        name="online_payment",
        label="Thanh toán trực tuyến",
        numerator=("paid_online",),
        denominator=("payable",),
        denominator_variant="payable",
        formula="Hồ sơ thanh toán trực tuyến ÷ hồ sơ phát sinh phí, lệ phí tiếp nhận trong kỳ",
        source=f"{_Q766}, nhóm thanh toán trực tuyến",
        variants=(_BY_TRANSACTION, _BY_NATIONAL_TRANSACTION, _BY_NATIONAL_PORTAL),
        remedy=PAY,
    ),
    Metric(
        name="digitised_dossiers",
        label="Số hóa hồ sơ",
        numerator=("received_digitised",),
        denominator=_RECEIVED,
        denominator_variant="received",
        formula="Hồ sơ đã số hóa thành phần ÷ hồ sơ tiếp nhận trong kỳ",
        source=f"{_Q766}, nhóm số hóa hồ sơ",
        remedy=DIGITISE,
    ),
    Metric(
        name="digitised_results",
        label="Số hóa kết quả",
        numerator=("results_digitised",),
        denominator=("results_due",),
        denominator_variant="results_due",
        formula="Kết quả đã số hóa ÷ hồ sơ đã giải quyết có kết quả giấy",
        source=f"{_Q766}, nhóm số hóa hồ sơ",
        remedy=DIGITISE,
    ),
    Metric(
        name="electronic_results",
        label="Kết quả điện tử",
        numerator=("results_electronic",),
        denominator=("results_due",),
        denominator_variant="results_due",
        formula="Hồ sơ có kết quả điện tử ÷ hồ sơ đã giải quyết có kết quả giấy",
        source=f"{_Q766}, chỉ số cấp kết quả điện tử",
        remedy="còn cấp bản điện tử được",
    ),
    Metric(
        name="reused_data",
        label="Tái sử dụng dữ liệu",
        numerator=("received_reused",),
        denominator=_RECEIVED,
        denominator_variant="received",
        formula="Hồ sơ có thành phần được tái sử dụng ÷ hồ sơ tiếp nhận trong kỳ",
        source=f"{_Q766}, chỉ số khai thác, sử dụng lại dữ liệu số hóa",
        variants=(_BY_DATA_ITEM, _BY_NATIONAL_STORAGE),
        remedy=FINAL,
    ),
    _timeliness_metric(
        "on_time",
        "Giải quyết trước và đúng hạn",
        "trước hạn và đúng hạn",
        ("resolved_early", "resolved_on_time"),
    ),
    _timeliness_metric("early", "Giải quyết trước hạn", "trước hạn", ("resolved_early",)),
    _satisfaction_metric("satisfaction", "Mức độ hài lòng", None),
    _satisfaction_metric(
        "satisfaction_land_construction_investment",
        "Hài lòng: đất đai, xây dựng, đầu tư",
        "land_construction_investment",
    ),
)

ALL_METRICS: tuple[Metric, ...] = (
    *(
        *METRICS,
        *DOSSIER_METRICS,
        *LATE_DOSSIER_METRICS,
        *PETITION_METRICS,
        *PROCEDURE_METRICS,
        *REVIEW_METRICS,
        *MARK_METRICS,
    ),
)
METRICS_BY_NAME: Mapping[str, Metric] = MappingProxyType(
    {metric.name: metric for metric in ALL_METRICS}
)
