"""Which source a figure is judged by, in words, where typed counts and counted ones may differ."""

from __future__ import annotations

from data.dates import day_text
from data.typed_counts import typed_counts
from metrics.catalogue.metric import Metric
from metrics.counting.other_source import count_source, count_sources
from metrics.counting.tallies import Tally, counts_text
from metrics.rate_words import share_text_beside_standing
from metrics.standings import Standing

_MARKED = "late_explained_and_apologised"


def source_note(standing: Standing) -> str:
    """Which source judges and what the other gives; "" where there is but one, or the usual alone.

    "Xét theo giao dịch (nhập tay): 92,35%; theo hồ sơ: 74,20%".
    """
    judged_tally, other_tally = standing.judged_tally, standing.other_tally
    sources = count_sources(standing.metric, standing.definition)
    if len(sources) < 2 or not judged_tally.has_figures:
        return ""
    verb = "Xét" if standing.target else "Tính"
    judged_words = f"{verb} theo {source_name(judged_tally.metric)}"
    if other_tally:
        other_words = f"{source_name(other_tally.metric)}{_other_days(judged_tally, other_tally)}"
        other_figure = _figure_text(other_tally, standing)
        judged_figure = _figure_text(judged_tally, standing)
        return f"{judged_words}: {judged_figure}; theo {other_words}: {other_figure}"
    is_typed = count_source(judged_tally.metric) == "typed"
    if is_typed or count_source(standing.definition) != "typed":
        return judged_words if is_typed else ""
    return f"{judged_words}; kỳ này chưa nhập {_typed_unit(standing.definition)}"


def source_name(metric: Metric) -> str:
    """What a definition counts and where, as after "theo": "giao dịch (nhập tay)", "hồ sơ"."""
    match count_source(metric):
        case "typed":
            return f"{_typed_unit(metric)} (nhập tay)"
        case "tasks":
            return "trang Nhiệm vụ"
    if _MARKED in metric.numerator:
        return "đánh dấu ở trang Hồ sơ trễ hạn"
    return "lượt đánh giá" if "ratings" in metric.denominator else "hồ sơ"


def _typed_unit(metric: Metric) -> str:
    """What a typed definition counts: "giao dịch", "phiếu"."""
    return typed_counts()[metric.numerator[0]].count_unit


def _other_days(judged_tally: Tally, other_tally: Tally) -> str:
    """To which day the other source's figure carries, " đến 31/10/2026"; "" where both do."""
    spans = [tally.coverage.covered_span for tally in (judged_tally, other_tally)]
    if spans[0] == spans[1] or spans[1] is None:
        return ""
    return f" đến {day_text(spans[1][1])}"


def _figure_text(tally: Tally, standing: Standing) -> str:
    """A tally's rate as text; of bounds and of no cases the counts."""
    if tally.rate is None:
        return counts_text(tally)
    return share_text_beside_standing(tally.rate, standing)
