"""The index of QĐ 766/QĐ-TTg for a commune: its components, each scored from counts or unknown."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from metrics.catalogue.marks import INDEX_GROUPS
from metrics.index_766.scoring import (
    FOUR_FIFTHS,
    Counts,
    Score,
    online_points,
    payment_points,
    petition_points,
    share_score,
)


@dataclass(frozen=True)
class Component:
    """A part of the index, worth at most `points`.

    `score` gives its points from its `needed_counts`; None where a share is of nothing.
    A component without a score cannot be computed from counts, or is not computed below the
    province: `unscored_reason` says so. `formula` is for readers.
    """

    code: str
    group: str
    label: str
    points: int
    formula: str
    needed_counts: tuple[str, ...] = ()
    score: Score | None = None
    unscored_reason: str = "Không có trong các tệp xuất; nhập điểm của Cổng để có."


@dataclass(frozen=True)
class Group:
    """One of the five groups, and the points that it holds."""

    code: str
    label: str
    points: int


GROUPS: tuple[Group, ...] = tuple(
    Group(code, label, points) for code, (label, points) in INDEX_GROUPS.items()
)
_PROVINCE_ONLY = "Cổng chỉ tính cho cấp tỉnh."


def component_points(counts: Counts) -> dict[str, Fraction | None]:
    """Points by code of components with all counts known; None where a share is of nothing.

    They are not rounded.
    """
    return {
        component.code: component.score(counts)
        for component in COMPONENTS
        if component.score is not None and counts.keys() >= set(component.needed_counts)
    }


_PAYMENT_NEEDS = (
    "payable",
    "paid_online",
    "fee_procedures",
    "procedures_paid_online",
    "procedures_with_fee_dossiers",
)
_ONLINE_NEEDS = (
    "procedures",
    "procedures_online",
    "procedures_online_with_dossiers",
    "received",
    "received_online",
)
_PETITION_NEEDS = ("petitions", "petitions_pending", "petitions_handled_on_time")

COMPONENTS: tuple[Component, ...] = (
    Component(
        code="publish_on_time",
        group="disclosure",
        label="Công bố thủ tục đúng hạn",
        points=6,
        formula="6 × TTHC công bố đúng hạn ÷ TTHC phải công bố",
    ),
    Component(
        code="update_on_time",
        group="disclosure",
        label="Cập nhật, công khai thủ tục đúng hạn",
        points=4,
        formula="4 × TTHC cập nhật, công khai đúng hạn ÷ TTHC phải cập nhật, công khai",
        unscored_reason=_PROVINCE_ONLY,
    ),
    Component(
        code="full_content",
        group="disclosure",
        label="Công khai đầy đủ nội dung",
        points=2,
        formula="2 × TTHC công khai đúng quy định ÷ TTHC được công bố",
        unscored_reason=_PROVINCE_ONLY,
    ),
    Component(
        code="dossier_sync",
        group="disclosure",
        label="Đồng bộ hồ sơ",
        points=6,
        formula="6 × hồ sơ đồng bộ đúng hạn ÷ hồ sơ tiếp nhận, đang giải quyết, trả kết quả",
    ),
    Component(
        code="progress",
        group="progress",
        label="Hồ sơ xử lý trước hạn, đúng hạn",
        points=20,
        formula=(
            "20 × hồ sơ đã xử lý trước và đúng hạn, đang xử lý trong hạn ÷ hồ sơ tiếp nhận, xử lý"
        ),
        needed_counts=("handled", "in_time"),
        score=share_score(20, "in_time", "handled"),
    ),
    Component(
        code="online",
        group="online",
        label="Dịch vụ công trực tuyến",
        points=12,
        formula=(
            "min(2; 2A/0,8) + 4B + min(6; 6C/0,5); "
            "A = TTHC có dịch vụ công trực tuyến ÷ TTHC cấp xã, "
            "B = dịch vụ công trực tuyến có hồ sơ ÷ dịch vụ công trực tuyến, "
            "C = hồ sơ trực tuyến ÷ hồ sơ tiếp nhận"
        ),
        needed_counts=_ONLINE_NEEDS,
        score=online_points,
    ),
    Component(
        code="payment",
        group="online",
        label="Thanh toán trực tuyến",
        points=10,
        formula=(
            "6A + min(2; 2,5B) + 2,5C; "
            "A = hồ sơ thanh toán trực tuyến ÷ hồ sơ phải nộp phí, "
            "B = TTHC có thanh toán trực tuyến ÷ TTHC có phí, "
            "C = TTHC có hồ sơ phát sinh phí ÷ TTHC có phí"
        ),
        needed_counts=_PAYMENT_NEEDS,
        score=payment_points,
    ),
    Component(
        code="electronic_results",
        group="digitisation",
        label="Cấp kết quả điện tử",
        points=6,
        formula="6 × hồ sơ có kết quả điện tử ÷ hồ sơ đã giải quyết có kết quả giấy",
        needed_counts=("results_electronic", "results_due"),
        score=share_score(6, "results_electronic", "results_due"),
    ),
    Component(
        code="digitised",
        group="digitisation",
        label="Số hóa hồ sơ",
        points=4,
        formula="min(4; 4 × tỷ lệ/0,8), tỷ lệ = hồ sơ đã số hóa thành phần ÷ hồ sơ tiếp nhận",
        needed_counts=("received_digitised", "received"),
        score=share_score(4, "received_digitised", "received", FOUR_FIFTHS),
    ),
    Component(
        code="certified_copies",
        group="digitisation",
        label="Chứng thực bản sao điện tử",
        points=2,
        formula="2 × số xã có dịch vụ ÷ số xã",
        unscored_reason=_PROVINCE_ONLY,
    ),
    Component(
        code="reuse",
        group="digitisation",
        label="Khai thác, sử dụng lại dữ liệu số hóa",
        points=2,
        formula="min(2; 2 × tỷ lệ/0,8), tỷ lệ = hồ sơ có thành phần tái sử dụng ÷ hồ sơ tiếp nhận",
        needed_counts=("received_reused", "received"),
        score=share_score(2, "received_reused", "received", FOUR_FIFTHS),
    ),
    Component(
        code="personal_storage",
        group="digitisation",
        label="Kết nối, chia sẻ phục vụ tái sử dụng",
        points=4,
        formula=(
            "4 × hồ sơ có thành phần được thay thế hoàn toàn bằng dữ liệu ÷ "
            "TTHC có quy định như vậy"
        ),
    ),
    Component(
        code="population_dossiers",
        group="digitisation",
        label="Hồ sơ dùng dữ liệu dân cư",
        points=2,
        formula="2 × hồ sơ dùng dữ liệu dân cư ÷ hồ sơ tiếp nhận",
    ),
    Component(
        code="population_procedures",
        group="digitisation",
        label="Thủ tục kết nối dữ liệu dân cư",
        points=2,
        formula="2 × TTHC kết nối dữ liệu dân cư ÷ TTHC",
    ),
    Component(
        code="petitions_on_time",
        group="satisfaction",
        label="Phản ánh, kiến nghị xử lý đúng hạn",
        points=6,
        formula="6 × PAKN xử lý đúng hạn ÷ PAKN tiếp nhận; không có PAKN: 6",
        needed_counts=_PETITION_NEEDS,
        score=petition_points,
    ),
    Component(
        code="petitions_satisfaction",
        group="satisfaction",
        label="Hài lòng về xử lý phản ánh, kiến nghị",
        points=6,
        formula="6 × (PAKN − PAKN không hài lòng, phản ánh lại hoặc quá hạn) ÷ PAKN đã xử lý",
    ),
    Component(
        code="receiving_satisfaction",
        group="satisfaction",
        label="Hài lòng về tiếp nhận, giải quyết",
        points=6,
        formula=(
            "min(6; 6 × tỷ lệ/0,9), "
            "tỷ lệ = (hồ sơ − hồ sơ quá hạn hoặc bị đánh giá không hài lòng) ÷ hồ sơ; "
            "không phải mức hài lòng theo phiếu của kế hoạch"
        ),
        needed_counts=("handled", "satisfied_766"),
        score=share_score(6, "satisfied_766", "handled", Fraction(9, 10)),
    ),
)
