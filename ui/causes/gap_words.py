"""A standing's gap in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from data.wording import lower_first_letter
from metrics.analysis.decomposition import Contribution, cases_to_target
from metrics.counting.verdicts import exact_rate
from metrics.standings import Standing
from ui.display import coverage_words, words


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
        surplus_clause = _surplus_clause(standing)
        return f"Đã đạt{surplus_clause}{_field_still_missing_clause(standing, fields)}"
    return words.status(standing)[1]


def _surplus_clause(standing: Standing) -> str:
    """What a met target has to spare, ", vượt chỉ tiêu 10 hồ sơ"; "" if no cases are counted."""
    spare_count = spare_cases(standing)
    if spare_count is None:
        return ""
    if not spare_count:
        return ", vừa đủ"
    return f", {total_label(standing).lower()} {words.number(spare_count)} {_case_name(standing)}"


def spare_cases(standing: Standing) -> int | None:
    """How many cases a met target could have done without; None if missed or cases are unknown."""
    tally, target = standing.judged_tally, standing.target
    if standing.status != "met" or target is None or tally.metric.unit != "cases":
        return None
    if tally.numerator is None or not tally.denominator:
        return None
    base_rate = exact_rate(standing.base_tally)
    return -cases_to_target(target, tally.numerator, tally.denominator, base_rate)


def _case_name(standing: Standing) -> str:
    """What one case of the judged figure is called: "hồ sơ"."""
    return standing.judged_tally.metric.case_name


def gap_details(standing: Standing) -> str:
    """Markdown: the commune and period, the rate with counts, the target, how far figures carry."""
    place = words.full_commune_name(standing.commune_code)
    coverage_note = (
        f" ({coverage_words.coverage(standing)})" if coverage_words.coverage(standing) else ""
    )
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
    """Whether the target is a ceiling, where cases are too many, not missing; False without one."""
    return standing.target is not None and standing.target.is_ceiling


def gap_verb(standing: Standing) -> str:
    """The verb for what speaks against the target: "thiếu", of a ceiling "vượt"."""
    return "vượt" if has_ceiling(standing) else "thiếu"


def gap_label(standing: Standing) -> str:
    """The label of the whole gap: "Còn thiếu", of a ceiling "Vượt mức"."""
    return "Vượt mức" if has_ceiling(standing) else "Còn thiếu"


def is_surplus(standing: Standing) -> bool:
    """Whether the target is met, so that parts are told by the cases that they have to spare."""
    return standing.status == "met"


def total_label(standing: Standing) -> str:
    """The label of the parts' sum: "Còn thiếu", of a ceiling "Vượt mức"; if met what is spare."""
    if not is_surplus(standing):
        return gap_label(standing)
    return "Dưới mức" if has_ceiling(standing) else "Vượt chỉ tiêu"


def amount_text(missing_count: int, standing: Standing) -> str:
    """A part's cases: "24" where it lacks or spares as the whole does, else with a verb: "vượt 3".

    Of a met target a part that lacks cases is "thiếu 3", of a ceiling one with too many "vượt 3".
    """
    goes_with_whole = missing_count <= 0 if is_surplus(standing) else missing_count >= 0
    count = words.number(abs(missing_count))
    if goes_with_whole:
        return count
    if missing_count > 0:
        return f"{gap_verb(standing)} {count}"
    return f"{'dưới mức' if has_ceiling(standing) else 'vượt'} {count}"


def part_sentence(standing: Standing, contribution: Contribution) -> str:
    """Markdown: one part's rate, counts and cases: "64,34%, 83/129: **thiếu 33 hồ sơ**."."""
    part, missing_count = contribution.part, contribution.missing_cases
    rate = words.share_text_beside_standing(part.rate, standing)
    counts = f"{words.number(part.numerator)}/{words.number(part.denominator)}"
    spare_verb = "dưới mức" if has_ceiling(standing) else "vượt"
    verb = gap_verb(standing) if missing_count > 0 else spare_verb
    cases = f"{verb} {words.number(abs(missing_count))} {_case_name(standing)}"
    return f"{rate}, {counts}: **{cases if missing_count else 'vừa đủ'}**."


def parts_explanation(standing: Standing) -> str:
    """A sentence on how each part's cases are computed, so that they add up."""
    directions = ["vượt", "dưới mức"] if has_ceiling(standing) else ["thiếu", "vượt"]
    terms = ["chỉ tiêu × mẫu số", "tử số"]
    if is_surplus(standing):
        directions.reverse()
    if is_surplus(standing) != has_ceiling(standing):
        terms.reverse()
    whole, other = directions
    return (
        f"Phần {whole} của mỗi phần = {' − '.join(terms)}, làm tròn đến từng hồ sơ sao cho cộng "
        f"lại đúng bằng số {whole} chung; phần {other} trừ vào đó. Bấm tên một phần để xem hồ sơ."
    )
