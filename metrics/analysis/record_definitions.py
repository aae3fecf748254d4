"""A form's counts said in counts by record, and what a reader must know of the form's own way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from data.form_counts import SUMS
from metrics.catalogue.labels import label_in_sentence
from metrics.catalogue.measures import MEASURES
from metrics.counting.stocks import STOCKS
from metrics.counting.sums import Stock

STOCK_BY_NAME: Mapping[str, Stock] = MappingProxyType({stock.name: stock for stock in STOCKS})
# Measures before stocks: the order in which the parts of a sum are written out.
_RECORD_COUNTS = (*(measure.name for measure in MEASURES), *STOCK_BY_NAME)


@dataclass(frozen=True)
class Definition:
    """A form's count said in counts by record: the sum of `adds` less the sum of `subtracts`."""

    adds: tuple[str, ...]
    subtracts: tuple[str, ...] = ()

    def count_from(self, record_counts: Mapping[str, int | None]) -> int | None:
        """The form's count from counts by lists, by name; None where one of them is None."""
        known_counts = {
            name: number for name, number in record_counts.items() if number is not None
        }
        if len(known_counts) < len(record_counts):
            return None
        return sum(map(known_counts.__getitem__, self.adds)) - sum(
            map(known_counts.__getitem__, self.subtracts)
        )

    def sum_in_words(self, record_counts: Mapping[str, int | None]) -> str:
        """The sum of counts by lists, written out: "158 đúng hạn + 21 rút, dừng"."""
        words = {
            n: f"{record_counts[n]} {label_in_sentence(n)}" for n in self.adds + self.subtracts
        }
        added_words = " + ".join(words[name] for name in self.adds)
        return added_words + "".join(f" − {words[name]}" for name in self.subtracts)


# Columns of forms that are neither a measure, a stock nor a sum of such.
_FORM_DEFINITIONS: Mapping[str, Definition] = MappingProxyType(
    {
        "received_and_carried_over": Definition(("received", "carried_over")),
        "received_online_partial": Definition(
            ("received_online",), ("received_online_end_to_end",)
        ),
        "received_not_digitised": Definition(("received",), ("received_digitised",)),
        "resolved_or_left": Definition(("resolved", "left")),
        "late_not_apologised": Definition(("resolved_late",), ("late_apologised",)),
        "late_in_all": Definition(("resolved_late", "pending_late")),
        "results_not_digitised": Definition(("results_due",), ("results_digitised",)),
        "paid_direct": Definition(("payable",), ("paid_online",)),
        "ratings_dissatisfied": Definition(("ratings",), ("ratings_satisfied",)),
    }
)
# Said whether the figures differ or not.
WAYS_OF_COUNTING: Mapping[str, str] = MappingProxyType(
    {
        "resolved_on_time_or_left": "Biểu xếp hồ sơ rút, dừng vào “Đúng hạn”.",
        "resolved_or_left": "Biểu tính cả hồ sơ rút, dừng là đã giải quyết.",
        "results_due": "Chỉ tính hồ sơ đã giải quyết mà thủ tục có kết quả giấy.",
        "payable": "Chỉ tính hồ sơ tiếp nhận trong kỳ có phí, lệ phí trên 0 đồng.",
        "late_apologised": "Theo hồ sơ tính cả hồ sơ đánh dấu ở trang Hồ sơ trễ hạn.",
        "late_not_apologised": "Ô thư xin lỗi để trống mà không đánh dấu được hiểu là chưa có.",
    }
)


def record_definition(name: str) -> Definition | None:
    """The counts by lists that make a form's count; None where lists do not tell it.

    `received` is a measure: itself. `resolved_early_or_on_time` is the sum of its two parts.
    `petitions` is neither: no list of dossiers tells it.
    """
    if name in _RECORD_COUNTS:
        return Definition((name,))
    if name in _FORM_DEFINITIONS:
        return _FORM_DEFINITIONS[name]
    if name in SUMS and SUMS[name] <= set(_RECORD_COUNTS):
        return Definition(tuple(sorted(SUMS[name], key=_RECORD_COUNTS.index)))
    return None
