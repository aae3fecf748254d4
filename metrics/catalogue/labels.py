"""What counts and standings are called, in one place for all that people read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from data import wording
from data.form_counts import FORM_COUNTS
from data.petition_kinds import KINDS, count_of_kind
from data.typed_counts import FULL_MARK, typed_counts
from metrics.catalogue.measures import MEASURES, PROCEDURE_COUNTS

_COUNTS: Mapping[str, str] = MappingProxyType(
    {
        **FORM_COUNTS,
        **{count.measure: count.label for count in typed_counts().values()},
        **{measure.name: measure.label for measure in MEASURES},
        **{name: count.label for name, count in PROCEDURE_COUNTS.items()},
        FULL_MARK: "Thang 100",
        "plan_tasks_due": "Lượt nhiệm vụ của kế hoạch đến hạn, đếm từ trang Nhiệm vụ",
        "plan_tasks_done_on_time": (
            "Lượt nhiệm vụ của kế hoạch xong không sau hạn, đếm từ trang Nhiệm vụ"
        ),
        # Stocks that no form gives.
        "pending_late_apologised": "Đang giải quyết, quá hạn, đã xin lỗi",
        "pending_late_explained_and_apologised": (
            "Đang giải quyết, quá hạn, đã giải trình và xin lỗi"
        ),
    }
)

_PETITION = "Phản ánh, kiến nghị"
COUNT_LABELS: Mapping[str, str] = MappingProxyType(
    {
        **_COUNTS,
        **{
            count_of_kind(name, kind): words.replace(_PETITION, f"{_PETITION} về {about}")
            for name, words in _COUNTS.items()
            if name.startswith("petitions")
            for kind, about in KINDS.items()
        },
    }
)


def count_label(name: str) -> str:
    """A count's Vietnamese label, "Rút, dừng"; the name itself where it has none."""
    return COUNT_LABELS.get(name, name)


def label_in_sentence(name: str) -> str:
    """A count's Vietnamese label with a small first letter: "rút, dừng"."""
    return wording.lower_first_letter(count_label(name))
