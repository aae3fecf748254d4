"""The index of QĐ 766/QĐ-TTg for a commune: its components, each scored from counts or unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

Counts = Mapping[str, int]
Score = Callable[[Counts], Fraction | None]


@dataclass(frozen=True)
class Component:
    """A part of the index: at most `points`; `score` is None where a share is of nothing.

    `needs` are the counts that it is computed from; one without any is not told by counts, or
    not computed below the province (then `why` says so). `formula` is for readers.
    """

    code: str
    group: str
    label: str
    points: int
    formula: str
    needs: tuple[str, ...] = ()
    score: Score | None = None
    why: str = "Không có trong các tệp xuất; nhập điểm của Cổng để có."


@dataclass(frozen=True)
class Group:
    """One of the five groups, and the points that it holds."""

    code: str
    label: str
    points: int


GROUPS: tuple[Group, ...] = (
    Group("disclosure", "Công khai, minh bạch", 18),
    Group("progress", "Tiến độ, kết quả giải quyết", 20),
    Group("online", "Cung cấp dịch vụ trực tuyến", 22),
    Group("digitisation", "Số hóa hồ sơ", 22),
    Group("satisfaction", "Mức độ hài lòng", 18),
)
_PROVINCE_ONLY = "Cổng chỉ tính cho cấp tỉnh."


def scores(counts: Counts) -> dict[str, Fraction | None]:
    """Points by component, of those whose counts are all there."""
    return {
        one.code: one.score(counts)
        for one in COMPONENTS
        if one.score is not None and set(one.needs) <= counts.keys()
    }


def _share(part: str, whole: str) -> Callable[[Counts], Fraction | None]:
    """Part over whole, 0–1; None where the whole is 0."""

    def share(counts: Counts) -> Fraction | None:
        return Fraction(counts[part], counts[whole]) if counts[whole] else None

    return share


def _points(most: int, part: str, whole: str, full_at: Fraction = Fraction(1)) -> Score:
    """The most points from a share of `full_at` on, below it in proportion."""
    share = _share(part, whole)

    def score(counts: Counts) -> Fraction | None:
        found = share(counts)
        return None if found is None else min(Fraction(most), most * found / full_at)

    return score


def _payment(counts: Counts) -> Fraction | None:
    """6A + min(2; 2,5B) + 2,5C (docs/rules.md, The 766 index)."""
    a, b, c = (
        _share("paid_online", "payable")(counts),
        _share("procedures_paid_online", "fee_procedures")(counts),
        _share("procedures_with_fee_dossiers", "fee_procedures")(counts),
    )
    if a is None or b is None or c is None:
        return None
    return 6 * a + min(Fraction(2), Fraction(5, 2) * b) + Fraction(5, 2) * c


def _online(counts: Counts) -> Fraction | None:
    """min(2; 2A/0,8) + 4B + min(6; 6C/0,5) (docs/rules.md, The 766 index)."""
    a, b, c = (
        _share("procedures_online", "procedures")(counts),
        _share("procedures_online_with_dossiers", "procedures_online")(counts),
        _share("received_online", "received")(counts),
    )
    if a is None or b is None or c is None:
        return None
    return min(Fraction(2), 2 * a / _FOUR_FIFTHS) + 4 * b + min(Fraction(6), 6 * c / Fraction(1, 2))


def _petitions(counts: Counts) -> Fraction | None:
    """6 × share on time; 6 where there was no petition, as the portal does."""
    if not counts["petitions"]:
        return Fraction(6)
    if counts["petitions_pending"]:  # whether these are still in time no form tells
        return None
    return 6 * Fraction(counts["petitions_handled_on_time"], counts["petitions"])


_FOUR_FIFTHS = Fraction(4, 5)
_PAYMENT_NEEDS = (
    *("payable", "paid_online"),
    *("fee_procedures", "procedures_paid_online", "procedures_with_fee_dossiers"),
)
_ONLINE_NEEDS = (
    *("procedures", "procedures_online", "procedures_online_with_dossiers"),
    *("received", "received_online"),
)
_PETITION_NEEDS = ("petitions", "petitions_pending", "petitions_handled_on_time")

COMPONENTS: tuple[Component, ...] = (
    Component(
        *("publish_on_time", "disclosure", "Công bố thủ tục đúng hạn", 6),
        "6 × TTHC công bố đúng hạn ÷ TTHC phải công bố",
    ),
    Component(
        *("update_on_time", "disclosure", "Cập nhật, công khai thủ tục đúng hạn", 4),
        "4 × TTHC cập nhật, công khai đúng hạn ÷ TTHC phải cập nhật, công khai",
        why=_PROVINCE_ONLY,
    ),
    Component(
        *("full_content", "disclosure", "Công khai đầy đủ nội dung", 2),
        "2 × TTHC công khai đúng quy định ÷ TTHC được công bố",
        why=_PROVINCE_ONLY,
    ),
    Component(
        *("dossier_sync", "disclosure", "Đồng bộ hồ sơ", 6),
        "6 × hồ sơ đồng bộ đúng hạn ÷ hồ sơ tiếp nhận, đang giải quyết, trả kết quả",
    ),
    Component(
        *("progress", "progress", "Hồ sơ xử lý trước hạn, đúng hạn", 20),
        "20 × hồ sơ đã xử lý trước và đúng hạn, đang xử lý trong hạn ÷ hồ sơ tiếp nhận, xử lý",
        ("handled", "in_time"),
        _points(20, "in_time", "handled"),
    ),
    Component(
        *("online", "online", "Dịch vụ công trực tuyến", 12),
        "min(2; 2A/0,8) + 4B + min(6; 6C/0,5); A = TTHC có dịch vụ công trực tuyến ÷ TTHC cấp xã, "
        "B = dịch vụ công trực tuyến có hồ sơ ÷ dịch vụ công trực tuyến, C = hồ sơ trực tuyến ÷ "
        "hồ sơ tiếp nhận",
        _ONLINE_NEEDS,
        _online,
    ),
    Component(
        *("payment", "online", "Thanh toán trực tuyến", 10),
        "6A + min(2; 2,5B) + 2,5C; A = hồ sơ thanh toán trực tuyến ÷ hồ sơ phải nộp phí, B = TTHC "
        "có thanh toán trực tuyến ÷ TTHC có phí, C = TTHC có hồ sơ phát sinh phí ÷ TTHC có phí",
        _PAYMENT_NEEDS,
        _payment,
    ),
    Component(
        *("electronic_results", "digitisation", "Cấp kết quả điện tử", 6),
        "6 × hồ sơ có kết quả điện tử ÷ hồ sơ đã giải quyết có kết quả giấy",
        ("results_electronic", "results_due"),
        _points(6, "results_electronic", "results_due"),
    ),
    Component(
        *("digitised", "digitisation", "Số hóa hồ sơ", 4),
        "min(4; 4 × tỷ lệ/0,8), tỷ lệ = hồ sơ đã số hóa thành phần ÷ hồ sơ tiếp nhận",
        ("received_digitised", "received"),
        _points(4, "received_digitised", "received", _FOUR_FIFTHS),
    ),
    Component(
        *("certified_copies", "digitisation", "Chứng thực bản sao điện tử", 2),
        "2 × số xã có dịch vụ ÷ số xã",
        why=_PROVINCE_ONLY,
    ),
    Component(
        *("reuse", "digitisation", "Khai thác, sử dụng lại dữ liệu số hóa", 2),
        "min(2; 2 × tỷ lệ/0,8), tỷ lệ = hồ sơ có thành phần tái sử dụng ÷ hồ sơ tiếp nhận",
        ("received_reused", "received"),
        _points(2, "received_reused", "received", _FOUR_FIFTHS),
    ),
    Component(
        *("personal_storage", "digitisation", "Kết nối, chia sẻ phục vụ tái sử dụng", 4),
        "4 × hồ sơ có thành phần được thay thế hoàn toàn bằng dữ liệu ÷ TTHC có quy định như vậy",
    ),
    Component(
        *("population_dossiers", "digitisation", "Hồ sơ dùng dữ liệu dân cư", 2),
        "2 × hồ sơ dùng dữ liệu dân cư ÷ hồ sơ tiếp nhận",
    ),
    Component(
        *("population_procedures", "digitisation", "Thủ tục kết nối dữ liệu dân cư", 2),
        "2 × TTHC kết nối dữ liệu dân cư ÷ TTHC",
    ),
    Component(
        *("petitions_on_time", "satisfaction", "Phản ánh, kiến nghị xử lý đúng hạn", 6),
        "6 × PAKN xử lý đúng hạn ÷ PAKN tiếp nhận; không có PAKN: 6",
        _PETITION_NEEDS,
        _petitions,
    ),
    Component(
        *("petitions_satisfaction", "satisfaction", "Hài lòng về xử lý phản ánh, kiến nghị", 6),
        "6 × (PAKN − PAKN không hài lòng, phản ánh lại hoặc quá hạn) ÷ PAKN đã xử lý",
    ),
    Component(
        *("receiving_satisfaction", "satisfaction", "Hài lòng về tiếp nhận, giải quyết", 6),
        "min(6; 6 × tỷ lệ/0,9), tỷ lệ = (hồ sơ − hồ sơ quá hạn hoặc bị đánh giá không hài lòng) ÷ "
        "hồ sơ; không phải mức hài lòng theo phiếu của kế hoạch",
        ("handled", "satisfied_766"),
        _points(6, "satisfied_766", "handled", Fraction(9, 10)),
    ),
)
