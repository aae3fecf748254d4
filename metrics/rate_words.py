"""A standing in words, for pages and reports: a missed rate never reads as if it met its target."""

from __future__ import annotations

from data.dates import day_text
from data.planning.targets import Target
from data.wording import (
    STATUSES,
    Number,
    ceiling_rate_text,
    demand_text,
    in_points,
    rate_text,
    status_symbol,
)
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.standings import Standing


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
