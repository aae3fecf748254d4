"""The denominators that targets may be judged by, each with its words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from data.petition_kinds import KINDS, count_of_kind
from data.planning.plan import BASE_YEARS
from data.typed_counts import FULL_MARK
from metrics.catalogue.labels import label_in_sentence
from metrics.catalogue.metric import definitions_of
from metrics.catalogue.metrics import ALL_METRICS

_PETITION = "phản ánh, kiến nghị"
_PETITIONS_WORDED = {
    "petitions": f"{_PETITION} tiếp nhận trong kỳ và kỳ trước chuyển sang",
    "petitions_due": f"{_PETITION} đã xử lý hoặc để quá hạn",
    "petitions_handled": f"{_PETITION} đã xử lý",
}
_WORDED: Mapping[str, str] = MappingProxyType(
    {
        "received": "hồ sơ tiếp nhận trong kỳ",
        "received_and_carried_over": "hồ sơ tiếp nhận trong kỳ và kỳ trước chuyển sang",
        "payable": "hồ sơ phát sinh phí, lệ phí",
        "payable_national": "hồ sơ phát sinh phí, lệ phí, chỉ tính thanh toán qua Cổng DVCQG",
        "transactions": "giao dịch thanh toán",
        "transactions_national": "giao dịch thanh toán, chỉ tính thanh toán qua Cổng DVCQG",
        "data_items": "dữ liệu, thông tin",
        "counted_procedures_with_fee_dossiers": (
            "thủ tục có hồ sơ phải nộp phí, đếm từ danh sách hồ sơ"
        ),
        "national_storage": "hồ sơ tiếp nhận trong kỳ, chỉ tính tái sử dụng từ kho của Cổng DVCQG",
        "results_due": "hồ sơ đã giải quyết có kết quả giấy",
        "resolved": "hồ sơ đã giải quyết",
        "resolved_late": "hồ sơ trả quá hạn",
        "late_and_overdue": "hồ sơ quá hạn, cả đã trả và đang giải quyết",
        "late_or_overdue": "hồ sơ đã trả và đang giải quyết quá hạn",
        "resolved_or_left": "hồ sơ đã giải quyết, gồm cả hồ sơ rút, dừng (theo biểu 06, II.06a)",
        "ratings": "lượt đánh giá",
        "received_and_results_due": "hồ sơ tiếp nhận và kết quả giấy đã giải quyết",
        **_PETITIONS_WORDED,
        **{
            count_of_kind(name, kind): words.replace(_PETITION, f"{_PETITION} về {KINDS[kind]}")
            for name, words in _PETITIONS_WORDED.items()
            for kind in KINDS
        },
        FULL_MARK: "thang 100",
        "base_year": "năm gốc mà kế hoạch nêu",
        **{name: f"mức của năm {year}" for name, year in BASE_YEARS.items()},
    }
)
# Every denominator in words: those above, else what the one count is called.
VARIANT_WORDS: Mapping[str, str] = MappingProxyType(
    {
        definition.denominator_variant: _WORDED.get(
            definition.denominator_variant, label_in_sentence(definition.denominator_variant)
        )
        for metric in ALL_METRICS
        for definition in definitions_of(metric)
    }
)
