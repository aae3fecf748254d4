"""A standing's gap in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from data.wording import lower_first_letter
from metrics.analysis.decomposition import Contribution
from metrics.standings import Standing
from ui.display import words


def headline(standing: Standing, fields: Sequence[Contribution]) -> str:
    """Markdown: the gap, and the field that makes most of it; `fields` the largest gap first."""
    if standing.status == "missed" and standing.shortfall is not None:
        unit = standing.judged_tally.metric.unit
        missing = words.number(standing.shortfall)
        return f"{in_total(standing)} {missing} {unit}{_mostly(standing, fields)}"
    if standing.status == "met":
        return f"Đã đạt{_still_short(standing, fields)}"
    return words.status(standing)[1]


def details(standing: Standing) -> str:
    """Markdown: whose figure it is, the rate, the target, and how far the figures carry."""
    place = words.full_commune_name(standing.commune_code)
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
    field, missing = (
        f"lĩnh vực {words.escape_markdown(worst.part.name)}",
        words.number(worst.missing),
    )
    if worst.missing <= standing.shortfall:
        return f"; {missing} trong đó ở {field}"
    return f"; riêng {field} {lack(standing)} {missing}, lĩnh vực khác bù lại một phần"


def _still_short(standing: Standing, fields: Sequence[Contribution]) -> str:
    """The field that misses the target by itself, where the whole meets it."""
    if not fields or fields[0].missing <= 0:
        return ""
    worst = fields[0]
    short = f"{words.number(worst.missing)} {standing.judged_tally.metric.unit}"
    field = f"lĩnh vực {words.escape_markdown(worst.part.name)}"
    return f"; tính riêng {field} thì {lower_first_letter(in_total(standing))} {short}"


def is_ceiling(standing: Standing) -> bool:
    """Whether the target asks for no more than its value: then cases are too many, not missing."""
    return standing.target is not None and standing.target.is_ceiling


def lack(standing: Standing) -> str:
    """What a part does that speaks against the target: "thiếu", of a ceiling "vượt"."""
    return "vượt" if is_ceiling(standing) else "thiếu"


def in_total(standing: Standing) -> str:
    """The same of the whole: "Còn thiếu", of a ceiling "Vượt mức"."""
    return "Vượt mức" if is_ceiling(standing) else "Còn thiếu"


def missing_text(missing: int, standing: Standing) -> str:
    """ "24" where cases are missing or too many; "vượt 3" or "dưới mức 3" where there is room."""
    if missing >= 0:
        return words.number(missing)
    return f"{'dưới mức' if is_ceiling(standing) else 'vượt'} {words.number(-missing)}"


def how_parts_are_made(standing: Standing) -> str:
    """How the cases of each part are computed, so that they add up to the whole's."""
    if is_ceiling(standing):
        return (
            "Phần vượt của mỗi phần = tử số − chỉ tiêu × mẫu số, làm tròn đến từng hồ sơ sao cho "
            "cộng lại đúng bằng số vượt mức; phần dưới mức bù cho phần vượt."
        )
    return (
        "Phần thiếu của mỗi phần = chỉ tiêu × mẫu số − tử số, làm tròn đến từng hồ sơ sao cho cộng "
        "lại đúng bằng số còn thiếu; phần vượt mức bù cho phần thiếu."
    )
