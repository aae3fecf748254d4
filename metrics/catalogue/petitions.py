"""Metrics of petitions: of one kind or both, and between bounds where some are open."""

from __future__ import annotations

from dataclasses import replace

from data.petition_kinds import KINDS, count_of_kind
from metrics.catalogue.metric import FINAL, PUBLISH, STILL_OPEN, Metric, typed_metric

_FORM = "Biểu số II.05a/VPCP/KSTT"
_UNIT = "phản ánh, kiến nghị"
_RECEIVED = ("petitions_new", "petitions_carried_over")
_DUE = ("petitions_handled", "petitions_pending_late")


def _with_bounds(metric: Metric) -> Metric:
    """The metric with two bounds: the lower counts no open petition as good, the upper all."""
    least = replace(metric, denominator=_RECEIVED, denominator_variant="petitions")
    handled_later = (*metric.numerator, "petitions_pending")
    most = replace(least, numerator=handled_later, remedy=metric.remedy or STILL_OPEN)
    return replace(metric, bounds=(least, most))


def _with_kind_variants(metric: Metric) -> Metric:
    """The metric with a variant for each kind of petition, which counts that kind alone."""
    return replace(metric, variants=tuple(_kind_variant(metric, kind) for kind in KINDS))


def _kind_variant(metric: Metric, kind: str) -> Metric:
    """The metric's variant that counts the petitions of one kind alone."""
    return replace(
        metric,
        numerator=tuple(count_of_kind(name, kind) for name in metric.numerator),
        denominator=tuple(count_of_kind(name, kind) for name in metric.denominator),
        denominator_variant=count_of_kind(metric.denominator_variant, kind),
        formula=metric.formula.replace(_UNIT, f"{_UNIT} về {KINDS[kind]}"),
        bounds=_kind_bounds(metric, kind),
    )


def _kind_bounds(metric: Metric, kind: str) -> tuple[Metric, Metric] | None:
    """The metric's two bounds over petitions of one kind; None where the metric has no bounds."""
    if metric.bounds is None:
        return None
    least, most = metric.bounds
    return _kind_variant(least, kind), _kind_variant(most, kind)


PETITION_METRICS: tuple[Metric, ...] = (
    typed_metric(
        "petitions_received",
        "Tiếp nhận phản ánh, kiến nghị",
        "petitions_taken_in",
        "petitions_sent",
        "Phản ánh, kiến nghị được tiếp nhận đúng quy định ÷ phản ánh, kiến nghị gửi đến",
        "Biểu II.05a chỉ đếm phản ánh đã tiếp nhận, không đếm số gửi đến; số nhập tay",
        _UNIT,
        remedy="còn tiếp nhận được",
    ),
    _with_kind_variants(
        _with_bounds(
            Metric(
                name="petitions_handled",
                label="Xử lý phản ánh, kiến nghị",
                numerator=("petitions_handled",),
                denominator=_DUE,
                denominator_variant="petitions_due",
                formula="Phản ánh, kiến nghị đã xử lý ÷ số đã xử lý hoặc để quá hạn",
                source=f"{_FORM}; phản ánh còn trong hạn không tính đạt, không tính sai",
                case_name=_UNIT,
                remedy="còn xử lý được",
            )
        )
    ),
    _with_kind_variants(
        _with_bounds(
            Metric(
                name="petitions_on_time",
                label="Xử lý phản ánh, kiến nghị đúng hạn",
                numerator=("petitions_handled_on_time",),
                denominator=_DUE,
                denominator_variant="petitions_due",
                formula="Phản ánh, kiến nghị xử lý đúng hạn ÷ số đã xử lý hoặc để quá hạn",
                source=f"Quyết định 766/QĐ-TTg, nhóm mức độ hài lòng; {_FORM}",
                case_name=_UNIT,
                remedy=FINAL,
            )
        )
    ),
    _with_kind_variants(
        Metric(
            name="petitions_published",
            label="Công khai kết quả xử lý phản ánh",
            numerator=("petitions_published",),
            denominator=("petitions_handled",),
            denominator_variant="petitions_handled",
            formula="Kết quả xử lý đã đăng công khai ÷ phản ánh, kiến nghị đã xử lý trong kỳ",
            source=_FORM,
            case_name="kết quả xử lý",
            remedy=PUBLISH,
        )
    ),
    typed_metric(
        "petition_satisfaction",
        "Hài lòng về xử lý phản ánh, kiến nghị",
        "petition_answers_satisfied",
        "petition_answers",
        "Phản ánh, kiến nghị trả lời đúng hạn, người gửi không phản hồi là không hài lòng, không "
        "phản ánh lại ÷ phản ánh, kiến nghị đã xử lý, trả lời",
        "Quyết định 766/QĐ-TTg, nhóm mức độ hài lòng; biểu II.05a không đếm, số nhập tay",
        _UNIT,
        remedy=FINAL,
    ),
)
