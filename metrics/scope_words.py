"""Where a figure is not of the part that the plan demands: scopes that counts leave."""

from __future__ import annotations

import re

from data.planning.targets import Target, is_of_a_part
from metrics.catalogue.metric import Metric
from metrics.catalogue.variants import VARIANT_WORDS
from metrics.counting.other_source import count_source
from metrics.standings import Standing

_PARTS = re.compile(r",|;| và | với ")
_LEADING = re.compile(r"^(lĩnh vực|đối với|về|trên|qua|các|hồ sơ|tthc|thủ tục)\s+")
_HIGHER_LEVEL = re.compile(r"(cấp|(địa bàn|phạm vi)( cấp)?) (tỉnh|thành phố)")
_SPELLINGS = (
    ("cổng dvcqg", "cổng dịch vụ công quốc gia"),
    ("cổng dvc quốc gia", "cổng dịch vụ công quốc gia"),
    ("chậm muộn", "quá hạn"),
    ("chậm giải quyết", "quá hạn"),
    ("kho dữ liệu điện tử cá nhân", "kho của cổng dịch vụ công quốc gia"),
)


def scope_note(standing: Standing) -> str:
    """That a counted figure is of all, where its plan demands it of a part; "" where it is not.

    "Tính trên mọi hồ sơ của xã, phường; kế hoạch chỉ nói “phi địa giới”". Typed counts are typed by
    the plan's own words.
    """
    target, tally = standing.target or standing.expired_target, standing.judged_tally
    if target is None or not tally.has_figures or count_source(tally.metric) != "counted":
        return ""
    if not covers_more(tally.metric, target):
        return ""
    things = f"{_counted_things(tally.metric)} của xã, phường"
    if _HIGHER_LEVEL.search(_spelt(target.scope)):
        return f"Tính trên {things}; kế hoạch nói “{target.scope}”"
    return f"Tính trên mọi {things}; kế hoạch chỉ nói “{target.scope}”"


def covers_more(metric: Metric, target: Target) -> bool:
    """Whether the target's scope names a part that the metric's definition does not keep to."""
    scope = _spelt(target.scope)
    if not is_of_a_part(scope):
        return False
    definition = _spelt(
        f"{metric.label} {metric.formula} {VARIANT_WORDS[metric.denominator_variant]}"
    )
    parts = (_LEADING.sub("", part.strip()) for part in _PARTS.split(scope))
    return not any(part in definition for part in parts if part)


def _counted_things(metric: Metric) -> str:
    """What a definition counts, as after "mọi": "hồ sơ", "phản ánh, kiến nghị"."""
    if metric.name.startswith("petition"):
        return "phản ánh, kiến nghị"
    if "ratings" in metric.denominator:
        return "lượt đánh giá"
    return "thủ tục" if metric.case_name == "thủ tục" else "hồ sơ"


def _spelt(text: str) -> str:
    """A text in small letters, what is written in several ways in one of them."""
    spelt_text = text.casefold()
    for written, meant in _SPELLINGS:
        spelt_text = spelt_text.replace(written, meant)
    return spelt_text
