"""A standing in words, for pages and reports: a missed rate never reads as if it met its target."""

from __future__ import annotations

from data.dates import day_text
from data.planning.targets import Target
from data.typed_counts import typed_counts
from data.wording import (
    STATUSES,
    Number,
    ceiling_rate_text,
    demand_text,
    in_points,
    rate_text,
    status_symbol,
)
from metrics.catalogue.metric import Metric
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.counting.other_source import count_source, count_sources
from metrics.counting.tally import Tally, counts_text
from metrics.standings import Standing

_MARKED = "late_explained_and_apologised"


def demand_words(metric_name: str, comparator: str, share: Number | None) -> str:
    """A target's demand in words, "tối thiểu 80%", or in points, "tối thiểu 80 điểm"."""
    metric, demand = METRICS_BY_NAME.get(metric_name), demand_text(comparator, share)
    is_in_points = metric is not None and metric.unit == "points" and comparator != "+"
    return in_points(demand) if is_in_points else demand


def target_words(target: Target) -> str:
    """A target's demand with its base year and first day: "trên 95% từ 01/07/2026"."""
    demand = demand_words(target.metric, target.comparator, target.value)
    base = f" so với năm {target.base_year}" if target.base_year else ""
    return f"{demand}{base}{f' từ {day_text(target.since)}' if target.since else ''}"


def status(standing: Standing) -> tuple[str, str]:
    """The symbol and the words of a standing's status, as ("✘", "Chưa đạt")."""
    if standing.status == "no_target" and standing.target is not None:
        return status_symbol("no_target"), "Chỉ tiêu chưa có con số"
    if standing.expired_target is not None and standing.expired_target.until:
        return STATUSES["expired"][0], "Chỉ tiêu đã hết hạn"
    return STATUSES[standing.status]


def judged_rate_text(standing: Standing) -> str:
    """A standing's judged rate, "79,99%" or "79,99 điểm"; a dash where there is none."""
    return share_text_beside_standing(standing.judged_tally.rate, standing)


def share_text_beside_standing(share: Number | None, standing: Standing, decimals: int = 2) -> str:
    """A share (0–1) as text not rounded past the target: 79.999 % against 80 % is "79,99%".

    Of a metric in points "79,99 điểm".
    """
    text = share_text_beside_bound(share, standing.target, standing.bound, decimals)
    return in_points(text) if standing.metric.unit == "points" else text


def share_text_beside_bound(
    share: Number | None, target: Target | None, bound: Number | None, decimals: int = 2
) -> str:
    """A share (0–1) as text not rounded across the bound, the most if `target` is a ceiling."""
    write_share = ceiling_rate_text if target and target.is_ceiling else rate_text
    return write_share(share, bound, decimals)


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
