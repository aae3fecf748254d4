"""A standing's gap in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.analysis.decomposition import Contribution
from metrics.standings import Standing
from ui.display import words


def headline(standing: Standing, fields: Sequence[Contribution]) -> str:
    """Markdown: the gap, and the field that makes most of it; `fields` the largest gap first."""
    if standing.status == "missed":
        unit = standing.judged_tally.metric.unit
        missing = words.number(standing.shortfall or 0)
        return f"Còn thiếu {missing} {unit}{_mostly(standing, fields)}"
    if standing.status == "met":
        return f"Đã đạt{_still_short(standing, fields)}"
    return words.status(standing)[1]


def details(standing: Standing) -> str:
    """Markdown: whose figure it is, the rate, the target, and how far the figures carry."""
    place = words.full_commune(standing.commune_code)
    limits = f" ({words.coverage(standing)})" if words.coverage(standing) else ""
    title = f"{place}, {words.short_period(standing.period)}{limits}"
    if standing.status in ("no_data", "no_cases"):
        return f"{title}."
    counts = words.counts(standing.judged_tally)
    rate = f"{standing.metric.label} {words.rate(standing)}, {counts}"
    if standing.target is None or standing.target.value is None:
        return f"{title}: {rate}. Không có mức để so nên không có phần thiếu để tách."
    differs = f" {_plan_denominator(standing)}" if standing.denominator_differs else ""
    return f"{title}: {rate}; chỉ tiêu {words.target_words(standing.target)}.{differs}"


def _plan_denominator(standing: Standing) -> str:
    """What the plan counts by, where the figure cannot be had that way."""
    variant = standing.target.denominator_variant if standing.target else None
    of_plan = f" (kế hoạch tính trên {words.variant(variant)})" if variant else ""
    return f"Mẫu số khác với kế hoạch{of_plan}."


def _mostly(standing: Standing, fields: Sequence[Contribution]) -> str:
    """ "; 24 trong đó ở lĩnh vực Đất đai"; nothing where there is but one field.

    A field may lack more than the whole, where others have more than they need.
    """
    if len(fields) < 2 or not standing.shortfall:
        return ""
    worst = fields[0]
    field, missing = f"lĩnh vực {words.plain(worst.part.name)}", words.number(worst.missing)
    if worst.missing <= standing.shortfall:
        return f"; {missing} trong đó ở {field}"
    return f"; riêng {field} thiếu {missing}, lĩnh vực khác bù lại một phần"


def _still_short(standing: Standing, fields: Sequence[Contribution]) -> str:
    """The field that misses the target by itself, where the whole meets it."""
    if not fields or fields[0].missing <= 0:
        return ""
    worst = fields[0]
    short = f"{words.number(worst.missing)} {standing.judged_tally.metric.unit}"
    return f"; tính riêng lĩnh vực {words.plain(worst.part.name)} thì còn thiếu {short}"


def missing_text(missing: int) -> str:
    """ "24" where cases are missing, "vượt 3" where there are more than needed."""
    return words.number(missing) if missing >= 0 else f"vượt {words.number(-missing)}"
