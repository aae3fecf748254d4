"""The small lines at a plan's target: what holds instead, and how far its figures carry."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.planning.targets import (
    Plan,
    Target,
    is_of_a_part,
    is_outranked,
    target_in_force,
    target_on,
)
from metrics.catalogue.metrics import METRICS_BY_NAME, Metric
from metrics.standings import Standing
from ui.display import coverage_words, words

# "đạt 80% trên tổng số hồ sơ tiếp nhận", "55% số hồ sơ có phí", but not "trên 95%", "số hóa".
_NUMBER_OF = r"(?:tổng )?số (?!h[oó][aá]|liệu|điểm|\d)[^,;.:…”()\d]+"
_OVER = re.compile(rf"\btrên ({_NUMBER_OF})|%\s+({_NUMBER_OF})", re.IGNORECASE)


def coverage_note(standing: Standing) -> str:
    """Up to which day figures reach, or what is missing; "" where nothing is."""
    target, judged_tally = standing.target or standing.expired_target, standing.judged_tally
    covered_span = judged_tally.coverage.covered_span
    if judged_tally.has_figures or (judged_tally.is_provisional and covered_span):
        return coverage_words.coverage(standing)
    if target is None:
        return ""
    missing_words = {"none": "kế hoạch không nêu năm gốc", "typed": "chưa nhập số liệu"}
    return missing_words.get(
        measuring_metric(target).source_kind, coverage_words.coverage(standing)
    )


def other_target_note(plan: Plan, target: Target) -> str:
    """Which target is in force instead, or that this repeats the province's; "" for neither."""
    if not is_outranked(plan, target):
        return "chỉ tiêu của tỉnh, xã, phường nhắc lại" if target.province_wide else ""
    applied_target = target_in_force(plan, target.metric, target.last_day(plan)) or target
    if is_of_a_part(target.scope) and not is_of_a_part(applied_target.scope):
        return f"mức của riêng phạm vi này; mức chung là {applied_target.id}"
    place = "phụ lục" if target.part == "appendix" else "cột sản phẩm"
    if (applied_target.part, applied_target.column) == (target.part, target.column):
        place = "chỗ khác"
    return f"ghi khác ở {place}; áp dụng {applied_target.id}"


def amendment_note(plan: Plan, standing: Standing, plans: Sequence[Plan]) -> str:
    """From when which later plan sets the standing's metric, its demand; "" if none does."""
    metric, last_day = standing.metric.name, standing.period.last
    target = target_on(plans, plan.commune_code, metric, last_day)
    if standing.target is None or target is None or target.plan_key == plan.key:
        return ""
    later_plan = next(amending for amending in plans if amending.key == target.plan_key)
    return (
        f"từ {words.day(later_plan.valid_from)} áp dụng theo {later_plan.title}: "
        f"{words.target_words(target)}"
    )


def denominator_note(target: Target, standing: Standing) -> str:
    """The target's own denominator, or that it names none, and how the counts differ from it."""
    denominator = target.denominator or _denominator_in_words(target)
    if not denominator and target.denominator_variant:
        denominator = words.variant(target.denominator_variant)
    stated_words = f"trên {denominator}" if denominator else "không nêu mẫu số"
    return "; ".join(filter(None, (stated_words, words.plan_difference_note(standing))))


def _denominator_in_words(target: Target) -> str:
    """The denominator that the quoted words or the label name, "tổng số hồ sơ"; "" for none."""
    match = _OVER.search(target.note or "") or _OVER.search(target.label)
    return (match[1] or match[2]).strip() if match else ""


def measuring_metric(target: Target) -> Metric:
    """The metric that the target is measured by, in the variant that the plan chooses."""
    metric = METRICS_BY_NAME[target.metric]
    return metric.variant(target.denominator_variant) or metric
