"""What a metric is: two sums of counts, with its meaning, its source and its variants."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import Literal

from data.typed_counts import FULL_MARK, typed_counts

SourceKind = Literal["export", "typed", "none"]
Unit = Literal["cases", "percent", "points"]
# How a case that counts against a metric can still be put right, as the rest of a sentence. FINAL
# is what the day settles: a channel, a return after the due day, a rating, a payment made in cash.
# STILL_OPEN is for what nobody has thought of, or of which only a part is open: better too hopeful
# than a false "never".
FINAL = ""
STILL_OPEN = "có thể còn bổ sung được"
DIGITISE = "còn số hóa được"
PAY = "hồ sơ chưa nộp phí còn nộp trực tuyến được"
PUBLISH = "còn công khai được"


@dataclass(frozen=True)
class Metric:
    """A rate: the sum of `numerator` over the sum of `denominator`, both counts.

    `fallback` is the same idea by another definition (a form that counts otherwise); it is used
    only where the first cannot be had, and its `denominator_variant` says so on the page.
    `variants` are the definitions that a target may choose by its own `denominator_variant`.
    `bounds` are the least and the most that it can be where only the counts beside it are given:
    the figure lies between them. `remedy` says how a case that counts against it can still be put
    right, FINAL where it cannot. `case_name` is what the cases are called after their number
    (“còn thiếu 37 hồ sơ”). `unit` says what a rate is: a share of cases, or a mark that somebody
    else published, in percent or in points of 100. `fewer_is_better` is for what ought not to be.
    A metric without counts has only variants: nothing can be said of it until a plan names one.
    """

    name: str
    label: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    denominator_variant: str
    formula: str
    source: str
    scope: str | None = None
    fallback: Metric | None = None
    case_name: str = "hồ sơ"
    variants: tuple[Metric, ...] = ()
    bounds: tuple[Metric, Metric] | None = None
    unit: Unit = "cases"
    fewer_is_better: bool = False
    remedy: str = field(kw_only=True)

    @property
    def counting_definition(self) -> Metric:
        """The definition whose counts files give: the first bound, if the metric has bounds."""
        return self.bounds[0] if self.bounds else self

    @property
    def source_kind(self) -> SourceKind:
        """Where the counts come from: "typed" where people type any, "none", or "export"."""
        names = {*self.counting_definition.numerator, *self.counting_definition.denominator}
        if not names:
            return "none"
        return "typed" if names & typed_counts().keys() else "export"

    def variant(self, denominator_variant: str | None) -> Metric | None:
        """The definition with this denominator (None: the metric itself); None if there is none."""
        if denominator_variant in (None, self.denominator_variant):
            return self
        return next(
            (
                metric
                for metric in self.variants
                if metric.denominator_variant == denominator_variant
            ),
            None,
        )


def definitions_of(metric: Metric) -> tuple[Metric, ...]:
    """The metric itself, its variants and fallback, and the bounds of each of these."""
    definitions = (metric, *metric.variants, *filter(None, (metric.fallback,)))
    with_bounds = ((definition, *(definition.bounds or ())) for definition in definitions)
    return tuple(chain.from_iterable(with_bounds))


def typed_metric(
    name: str,
    label: str,
    numerator: str,
    denominator: str,
    formula: str,
    source: str = "Số nhập tay theo văn bản của xã, phường",
    case_name: str = "thủ tục",
    *,
    remedy: str,
) -> Metric:
    """A metric that divides two typed counts, its variant named as the denominator."""
    return Metric(
        name=name,
        label=label,
        numerator=(numerator,),
        denominator=(denominator,),
        denominator_variant=denominator,
        formula=formula,
        source=source,
        case_name=case_name,
        remedy=remedy,
    )


def published_mark(name: str, label: str, unit: Unit, formula: str, source: str) -> Metric:
    """A metric whose numerator is a typed mark that others publish, out of 100."""
    return Metric(
        name=name,
        label=label,
        numerator=(name,),
        denominator=(FULL_MARK,),
        denominator_variant=FULL_MARK,
        formula=formula,
        source=source,
        case_name="điểm phần trăm" if unit == "percent" else "điểm",
        unit=unit,
        remedy=FINAL,
    )
