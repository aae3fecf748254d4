"""What there is to say of one metric: its counts, its other definitions, the plans' own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.planning.targets import Plan, Target
from metrics.catalogue.labels import label_in_sentence
from metrics.catalogue.limits import limits_of
from metrics.catalogue.metric import Metric
from metrics.catalogue.topics import TOPICS
from metrics.count_guide import count_dating, list_columns, lists_can_give
from ui import session
from ui.display import coverage_words, words
from ui.kept import kept

_TYPED_PAGE = "số nhập ở trang Nhập số liệu, kèm văn bản làm căn cứ"
_MOST_VARIANTS = 4  # a metric with more has one for each base year


@dataclass(frozen=True)
class MetricEntry:
    """A metric under its topic, with its lines besides the formula: a heading, texts below it."""

    topic: str
    metric: Metric
    lines: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def text(self) -> str:
        """All words of the entry, in which a query is looked for."""
        texts = (text for heading, texts in self.lines for text in (heading, *texts))
        names = (self.topic, self.metric.label, self.metric.name, self.metric.formula)
        return " ".join((*names, *texts))


@kept(4)
def entries_of_version(version: str) -> tuple[MetricEntry, ...]:
    """An entry for every metric, by topic, with its plans' words; cached by record version."""
    plans = session.plans()
    return tuple(
        MetricEntry(topic, metric, tuple(_lines(metric, plans)))
        for topic, metrics in TOPICS
        for metric in metrics
    )


def _lines(metric: Metric, plans: Sequence[Plan]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(heading, texts) of each line of a metric's entry that has something to say."""
    definition = metric if metric.numerator else metric.counting_definition
    lines = (
        ("Tử số", tuple(map(_count_words, definition.numerator))),
        ("Mẫu số", tuple(map(_count_words, definition.denominator))),
        ("Phạm vi", ("chỉ các lĩnh vực chọn ở trang Kế hoạch",) if metric.scope else ()),
        ("Cách tính khác", tuple(_other_definitions(metric, plans))),
        ("Kế hoạch ghi", tuple(_plan_words(metric, plans))),
        ("Cần", tuple(_needed_words(metric))),
        ("Giới hạn", tuple(filter(None, (limits_of(metric),)))),
        ("Căn cứ, lưu ý", (metric.source,)),
        ("Ca chưa đạt", (metric.remedy or "không sửa lại được nữa",)),
    )
    return ((heading, texts) for heading, texts in lines if texts)


def _count_words(name: str) -> str:
    """A count's label with the day that dates it: "tiếp nhận trực tuyến (theo ngày tiếp nhận)"."""
    dating = count_dating(name)
    return f"{label_in_sentence(name)} ({dating})" if dating else label_in_sentence(name)


def _other_definitions(metric: Metric, plans: Sequence[Plan]) -> Iterator[str]:
    """Sentences on a metric's variants and the plans using them, its fallback and its bounds."""
    for variant in metric.variants:
        users = [plan.title for plan in plans if _uses(plan, metric, variant)]
        if users or len(metric.variants) <= _MOST_VARIANTS:
            used_by = f"dùng ở {'; '.join(users)}" if users else "chưa kế hoạch nào dùng"
            denominator = words.variant(variant.denominator_variant)
            instead = f" Khi chưa có số ấy: {variant.fallback.formula}." if variant.fallback else ""
            yield f"Trên {denominator}: {variant.formula} ({used_by}).{instead}"
    if fallback := metric.fallback:
        yield (
            f"Khi không có số theo cách trên: {fallback.formula}, trên "
            f"{words.variant(fallback.denominator_variant)}."
        )
    if metric.bounds:
        yield "Khi không biết đúng số: chỉ biết tỷ lệ nằm giữa hai đầu, ghi “từ … đến …”."


def _uses(plan: Plan, metric: Metric, variant: Metric) -> bool:
    """Whether a target of the plan asks for this variant of the metric."""
    return any(
        target.metric == metric.name and target.denominator_variant == variant.denominator_variant
        for target in plan.targets
    )


def _plan_words(metric: Metric, plans: Sequence[Plan]) -> Iterator[str]:
    """A sentence for each target of the metric: the plan's name for it, demand and place."""
    for plan in plans:
        for target in plan.targets:
            if target.metric == metric.name:
                yield _target_words(plan, target)


def _target_words(plan: Plan, target: Target) -> str:
    """A target as its plan has it: "“TTHC được công khai”, đạt 100%: Mục II.2 …, Kế hoạch …"."""
    demand = words.target_words(target)
    denominator = f", trên {target.denominator}" if target.denominator else ""
    return f"“{target.label}”{denominator}: {demand} ({target.place}; {plan.title})."


def _needed_words(metric: Metric) -> Iterator[str]:
    """Phrases naming the files or entries that give the metric's counts; none if nothing does."""
    if metric.source_kind == "none":
        return
    if metric.source_kind == "typed":
        yield _TYPED_PAGE
    definition = metric.counting_definition
    if lists_can_give(definition):
        columns = ", ".join(f"“{column}”" for column in list_columns(definition))
        yield f"danh sách hồ sơ có cột {columns}"
    yield from coverage_words.forms_giving(definition)
