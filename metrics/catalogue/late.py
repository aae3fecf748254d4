"""Metrics of late dossiers: how many there are, and for how many there was an apology."""

from __future__ import annotations

from dataclasses import replace

from metrics.catalogue.metric import FINAL, Metric, typed_metric

_OVERDUE = ("resolved_late", "pending_late")
_LATE_OR_OVERDUE = Metric(
    name="late_dossiers",
    label="Hồ sơ quá hạn",
    numerator=_OVERDUE,
    denominator=("resolved", "pending_late"),
    denominator_variant="late_or_overdue",
    formula="(Hồ sơ trả quá hạn + đang giải quyết quá hạn) ÷ (đã trả + đang giải quyết quá hạn)",
    source="Kế hoạch tính cả hồ sơ đang giải quyết đã quá hạn",
    case_name="hồ sơ quá hạn",
    fewer_is_better=True,
    remedy=FINAL,
)
# Forms count what left among what was resolved on time.
_LATE_BY_FORM = Metric(
    name="late_dossiers",
    label="Hồ sơ quá hạn",
    numerator=("resolved_late",),
    denominator=("resolved_early", "resolved_on_time_or_left", "resolved_late"),
    denominator_variant="resolved_or_left",
    formula="Hồ sơ trả quá hạn ÷ hồ sơ đã giải quyết, gồm cả hồ sơ rút, dừng",
    source="Biểu 06, II.06a; càng thấp càng tốt",
    case_name="hồ sơ quá hạn",
    fewer_is_better=True,
    remedy=FINAL,
)
# Forms count the apologies for what was returned late alone.
_BY_FORM = Metric(
    name="late_apologised",
    label="Xin lỗi hồ sơ quá hạn",
    numerator=("late_apologised",),
    denominator=("resolved_late",),
    denominator_variant="resolved_late",
    formula="Hồ sơ trả quá hạn có xin lỗi ÷ hồ sơ trả quá hạn",
    source="Nghị định 61/2018/NĐ-CP, khoản 9 Điều 19; biểu chỉ đếm hồ sơ đã trả",
    remedy="còn xin lỗi được",
)
# Typed counts rest on a document, so they stand where there are any.
_BY_MARK = Metric(
    name="late_explained_and_apologised",
    label="Giải trình và xin lỗi hồ sơ quá hạn",
    numerator=("late_explained_and_apologised", "pending_late_explained_and_apologised"),
    denominator=_OVERDUE,
    denominator_variant="late_and_overdue",
    formula="Hồ sơ quá hạn, cả đã trả và đang giải quyết, đã giải trình và xin lỗi ÷ hồ sơ quá hạn",
    source="Danh sách hồ sơ và đánh dấu ở trang Hồ sơ trễ hạn",
    remedy="còn giải trình, xin lỗi được",
)

LATE_DOSSIER_METRICS: tuple[Metric, ...] = (
    Metric(
        name="late_dossiers",
        label="Hồ sơ quá hạn",
        numerator=("resolved_late",),
        denominator=("resolved",),
        denominator_variant="resolved",
        formula="Hồ sơ trả quá hạn ÷ hồ sơ đã trả kết quả trong kỳ",
        source="Kế hoạch đặt mức không quá; càng thấp càng tốt",
        case_name="hồ sơ quá hạn",
        fallback=_LATE_BY_FORM,
        variants=(_LATE_OR_OVERDUE,),
        fewer_is_better=True,
        remedy=FINAL,
    ),
    Metric(
        name="late_apologised",
        label="Xin lỗi hồ sơ quá hạn",
        numerator=("late_apologised", "pending_late_apologised"),
        denominator=_OVERDUE,
        denominator_variant="late_and_overdue",
        formula="Hồ sơ quá hạn, cả đã trả và đang giải quyết, có xin lỗi ÷ hồ sơ quá hạn",
        source="Nghị định 61/2018/NĐ-CP, khoản 9 Điều 19: theo danh sách, đánh dấu",
        fallback=_BY_FORM,
        remedy="còn xin lỗi được",
    ),
    replace(
        typed_metric(
            "late_explained_and_apologised",
            "Giải trình và xin lỗi hồ sơ quá hạn",
            "late_explained_apologised",
            "late_dossiers",
            "Hồ sơ quá hạn có báo cáo giải trình và xin lỗi ÷ hồ sơ quá hạn trong kỳ; "
            "chưa nhập thì theo đánh dấu ở trang Hồ sơ trễ hạn",
            "Số nhập tay theo văn bản; chưa nhập thì theo danh sách hồ sơ và đánh dấu",
            "hồ sơ",
            remedy="còn giải trình, xin lỗi được",
        ),
        fallback=_BY_MARK,
    ),
)
