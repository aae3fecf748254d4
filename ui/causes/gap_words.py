"""A standing's gap in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from data.wording import lower_first_letter
from metrics.analysis.decomposition import Contribution
from metrics.standings import Standing
from ui.display import words


def gap_headline(standing: Standing, fields: Sequence[Contribution]) -> str:
    """Markdown: a missed target's gap and its largest field, or that it is met, or not judged.

    `fields` have the largest gap first.
    """
    if standing.status == "missed" and standing.shortfall is not None:
        case_name = standing.judged_tally.metric.case_name
        missing_words = words.number(standing.shortfall)
        largest_clause = _largest_gap_clause(standing, fields)
        return f"{gap_label(standing)} {missing_words} {case_name}{largest_clause}"
    if standing.status == "met":
        return f"Đã đạt{_field_still_missing_clause(standing, fields)}"
    return words.status(standing)[1]


def gap_details(standing: Standing) -> str:
    """Markdown: the commune and period, the rate with counts, the target, how far figures carry."""
    place = words.full_commune_name(standing.commune_code)
    coverage_note = f" ({words.coverage(standing)})" if words.coverage(standing) else ""
    title = f"{place}, {words.short_period(standing.period)}{coverage_note}"
    if standing.status in ("no_data", "no_cases"):
        return f"{title}."
    counts = words.counts(standing.judged_tally)
    rate = f"{standing.metric.label} {words.rate(standing)}, {counts}"
    if standing.target is None or standing.target.value is None:
        return f"{title}: {rate}. Không có mức để so nên không có phần thiếu để tách."
    denominator_note = (
        f" {_plan_denominator_sentence(standing)}" if standing.denominator_differs else ""
    )
    return f"{title}: {rate}; chỉ tiêu {words.target_words(standing.target)}.{denominator_note}"


def _plan_denominator_sentence(standing: Standing) -> str:
    """A sentence that the plan counts by another denominator, and by which if it says so."""
    variant = standing.target.denominator_variant if standing.target else None
    of_plan = f" (kế hoạch tính trên {words.variant(variant)})" if variant else ""
    return f"Mẫu số khác với kế hoạch{of_plan}."


def _largest_gap_clause(standing: Standing, fields: Sequence[Contribution]) -> str:
    """The field with the largest gap: "; 24 trong đó ở lĩnh vực Đất đai"; "" of a single field.

    A field may lack more than the whole, where others have more than they need.
    """
    if len(fields) < 2 or not standing.shortfall:
        return ""
    worst_field = fields[0]
    field_name = f"lĩnh vực {words.escape_markdown(worst_field.part.name)}"
    missing_words = words.number(worst_field.missing_cases)
    if worst_field.missing_cases <= standing.shortfall:
        return f"; {missing_words} trong đó ở {field_name}"
    return (
        f"; riêng {field_name} {gap_verb(standing)} {missing_words}, lĩnh vực khác bù lại một phần"
    )


def _field_still_missing_clause(standing: Standing, fields: Sequence[Contribution]) -> str:
    """The field that misses the target by itself while the whole meets it; "" where none does."""
    if not fields or fields[0].missing_cases <= 0:
        return ""
    worst_field = fields[0]
    missing_words = (
        f"{words.number(worst_field.missing_cases)} {standing.judged_tally.metric.case_name}"
    )
    field_name = f"lĩnh vực {words.escape_markdown(worst_field.part.name)}"
    return (
        f"; tính riêng {field_name} thì {lower_first_letter(gap_label(standing))} {missing_words}"
    )


def has_ceiling(standing: Standing) -> bool:
    """Whether the target is a ceiling: then cases are too many, not missing."""
    return standing.target is not None and standing.target.is_ceiling


def gap_verb(standing: Standing) -> str:
    """The verb for what speaks against the target: "thiếu", of a ceiling "vượt"."""
    return "vượt" if has_ceiling(standing) else "thiếu"


def gap_label(standing: Standing) -> str:
    """The label of the whole gap: "Còn thiếu", of a ceiling "Vượt mức"."""
    return "Vượt mức" if has_ceiling(standing) else "Còn thiếu"


def missing_count_text(missing_count: int, standing: Standing) -> str:
    """ "24" where cases are missing or too many; "vượt 3", "dưới mức 3" where there is room."""
    if missing_count >= 0:
        return words.number(missing_count)
    return f"{'dưới mức' if has_ceiling(standing) else 'vượt'} {words.number(-missing_count)}"


def parts_explanation(standing: Standing) -> str:
    """A sentence on how each part's missing cases are computed, so that they add up."""
    if has_ceiling(standing):
        return (
            "Phần vượt của mỗi phần = tử số − chỉ tiêu × mẫu số, làm tròn đến từng hồ sơ sao cho "
            "cộng lại đúng bằng số vượt mức; phần dưới mức bù cho phần vượt."
        )
    return (
        "Phần thiếu của mỗi phần = chỉ tiêu × mẫu số − tử số, làm tròn đến từng hồ sơ sao cho cộng "
        "lại đúng bằng số còn thiếu; phần vượt mức bù cho phần thiếu."
    )
