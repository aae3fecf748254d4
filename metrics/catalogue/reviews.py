"""Metrics of tasks, reviews and cuts: typed in, tasks else counted from the page of tasks."""

from __future__ import annotations

from dataclasses import replace

from data.planning.plan import BASE_YEARS
from data.wording import lower_first_letter
from metrics.catalogue.metric import FINAL, STILL_OPEN, Metric, typed_metric


def _cut_metric(
    name: str, label: str, count_prefix: str, quantity_words: str, case_name: str
) -> Metric:
    """A metric of a cut as a share of a base year, with counts only in its variants, one a year."""
    source = "Số nhập tay; kế hoạch không nêu năm gốc thì không tính được"
    base_words = f"{lower_first_letter(quantity_words)} ở năm gốc mà kế hoạch nêu"
    formula = f"{quantity_words} đã cắt giảm ÷ {base_words}"
    uncounted_metric = Metric(
        name, label, (), (), "base_year", formula, source, case_name=case_name, remedy=STILL_OPEN
    )
    variants = tuple(
        replace(
            uncounted_metric,
            numerator=(f"{count_prefix}_cut",),
            denominator=(f"{count_prefix}_base",),
            denominator_variant=year,
        )
        for year in BASE_YEARS
    )
    return replace(uncounted_metric, variants=variants)


# The tasks that those above give are counted nowhere but in the commune's own documents; those of
# its plan, with what was recorded of them, come nearest.
_BY_PLAN_TASKS = Metric(
    name="tasks_on_time",
    label="Nhiệm vụ đúng tiến độ",
    numerator=("plan_tasks_done_on_time",),
    denominator=("plan_tasks_due",),
    denominator_variant="plan_tasks_due",
    formula=(
        "Lượt nhiệm vụ của kế hoạch đã ghi hoàn thành, xong không sau ngày hạn ÷ lượt nhiệm vụ "
        "của kế hoạch đến hạn trong kỳ"
    ),
    source="Ghi hoàn thành ở trang Nhiệm vụ, đến hết ngày trước lần ghi gần nhất",
    case_name="lượt nhiệm vụ",
    remedy="việc đã xong đúng hạn còn ghi bổ sung được",
)

REVIEW_METRICS: tuple[Metric, ...] = (
    replace(
        typed_metric(
            "tasks_on_time",
            "Nhiệm vụ đúng tiến độ",
            "tasks_done_on_time",
            "tasks_due",
            "Nhiệm vụ hoàn thành đúng tiến độ ÷ nhiệm vụ được giao đến hạn trong kỳ; "
            "chưa nhập thì đếm nhiệm vụ của kế hoạch ở trang Nhiệm vụ",
            case_name="nhiệm vụ",
            remedy=FINAL,
        ),
        fallback=_BY_PLAN_TASKS,
    ),
    typed_metric(
        "procedures_reviewed",
        "Rà soát thủ tục",
        "procedures_reviewed",
        "procedures",
        "TTHC đã rà soát từ đầu năm ÷ TTHC thuộc thẩm quyền",
        remedy=STILL_OPEN,
    ),
    typed_metric(
        "internal_procedures_reviewed",
        "Rà soát thủ tục nội bộ",
        "internal_procedures_reviewed",
        "internal_procedures",
        "TTHC nội bộ đã rà soát, cắt giảm ÷ TTHC nội bộ",
        remedy=STILL_OPEN,
    ),
    typed_metric(
        "standards_procedures_reviewed",
        "Rà soát thủ tục trong quy chuẩn",
        "standards_procedures_reviewed",
        "standards_procedures",
        "TTHC trong quy chuẩn, tiêu chuẩn đã công bố, rà soát, cắt giảm ÷ TTHC trong quy chuẩn",
        remedy=STILL_OPEN,
    ),
    _cut_metric(
        "processing_time_cut",
        "Cắt giảm thời gian giải quyết",
        "processing_days",
        "Số ngày giải quyết",
        "ngày",
    ),
    _cut_metric(
        "compliance_cost_cut",
        "Cắt giảm chi phí tuân thủ",
        "compliance_cost",
        "Chi phí tuân thủ",
        "đồng",
    ),
    typed_metric(
        "business_conditions_cut",
        "Cắt giảm điều kiện kinh doanh",
        "needless_conditions_cut",
        "needless_conditions",
        "Điều kiện đã cắt giảm hoặc đã đề xuất cắt giảm ÷ điều kiện không cần thiết",
        case_name="điều kiện",
        remedy=STILL_OPEN,
    ),
    typed_metric(
        "unlisted_business_conditions_abolished",
        "Bãi bỏ điều kiện ngoài danh mục",
        "unlisted_conditions_abolished",
        "unlisted_conditions",
        "Điều kiện đã bãi bỏ hoặc đã kiến nghị bãi bỏ ÷ điều kiện của ngành, nghề ngoài danh mục",
        case_name="điều kiện",
        remedy=STILL_OPEN,
    ),
    typed_metric(
        "business_reports_electronic",
        "Báo cáo điện tử của doanh nghiệp",
        "business_reports_electronic",
        "business_reports",
        "Chế độ báo cáo thực hiện điện tử ÷ chế độ báo cáo của doanh nghiệp",
        case_name="chế độ báo cáo",
        remedy=STILL_OPEN,
    ),
)
