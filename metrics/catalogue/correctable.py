"""Which misses of a metric can still be put right after the day, and in what words that is said."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from metrics.catalogue.metric import Metric
from metrics.catalogue.petition_kinds import KINDS, of_kind

_DIGITISE = "còn số hóa được"
_PAY = "hồ sơ chưa nộp phí còn nộp trực tuyến được"
_PUBLISH = "còn công khai được"

# By what is counted, not by metric, since variants count other things. These are settled with the
# day: a channel, a return after the due day, a rating, a payment made in cash.
_FINAL = frozenset(
    {
        *("received_online", "received_online_end_to_end", "received_reused", "resolved_online"),
        *("resolved_early", "resolved_on_time", "resolved_on_time_or_left"),
        *("received_reused_national", "resolved_late", "pending_late"),
        *(of_kind("petitions_handled_on_time", kind) for kind in KINDS),
        *("ratings_satisfied", "paper_ratings_satisfied", "transactions_online"),
        *("dossiers_circulated_electronically", "certified_copies_electronic"),
        *("applicants_not_resubmitting", "business_papers_once"),
        *("petitions_handled_on_time", "tasks_done_on_time"),
    }
)
# Every other count is open, also one that nobody has thought of yet, or of which only a part is
# open: better too hopeful than a false "never".
_ANYHOW = "có thể còn bổ sung được"
_BY_COUNT: Mapping[str, str] = MappingProxyType(
    {
        "received_digitised": _DIGITISE,
        "components_digitised": _DIGITISE,
        "results_digitised": _DIGITISE,
        "results_electronic": "còn cấp bản điện tử được",
        "results_published": _PUBLISH,
        "data_items_reused": "sau này còn dùng lại được",
        "paid_online": _PAY,
        "paid_online_national": _PAY,
        "synchronised": "còn đồng bộ được",
        "dossiers_on_system": "còn đưa lên hệ thống được",
        "late_apologised": "còn xin lỗi được",
        "late_explained_apologised": "còn giải trình, xin lỗi được",
        "late_explained_and_apologised": "còn giải trình, xin lỗi được",
        "petitions_taken_in": "còn tiếp nhận được",
        **{
            of_kind(name, kind) if kind else name: words
            for name, words in (
                ("petitions_handled", "còn xử lý được"),
                ("petitions_published", _PUBLISH),
            )
            for kind in ("", *KINDS)
        },
    }
)


def remedy(metric: Metric) -> str:
    """How a miss to date can be put right, as the rest of a sentence; "" where it is final."""
    still = [name for name in metric.numerator if name not in _FINAL]
    return _BY_COUNT.get(still[0], _ANYHOW) if still else ""
