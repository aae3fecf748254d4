"""The page docs/chi-tieu.md: every target of the plans and its standing, as Markdown.

The figures are those of the demonstration data, so that the table can be made anywhere.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.dates import day_text
from data.planning.scopes import scope_fields
from data.planning.targets import Plan, Target
from data.wording import NO_FIGURE, NOTHING, lower_first_letter, status_text
from loaders import demonstration
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.catalogue.variants import VARIANT_WORDS
from metrics.counting.day_counts import open_warehouse
from metrics.counting.gathering import gather_evidence
from metrics.counting.tallies import Evidence, Tally, counts_text
from metrics.judged_plans import checked_built_in_plans
from metrics.rate_words import demand_words
from metrics.standings import Standing, standing_of_target, validity_to_date

_SOURCES = {"export": "biểu, danh sách", "typed": "nhập tay", "none": "không có"}
_HEADINGS = ("Số", "Chỉ tiêu", "Con số", "Chỉ số", "Mẫu số", "Nguồn số đếm", "Kết quả", "Số đếm")


@dataclass(frozen=True)
class TargetLine:
    """One target of a plan with its standing over the plan's validity, to date."""

    plan: Plan
    target: Target
    standing: Standing
    expired: bool


def target_lines(evidence: Evidence, today: date) -> tuple[TargetLine, ...]:
    """A line for every target of every plan in `evidence`, in the documents' order."""
    return tuple(
        TargetLine(
            plan,
            target,
            standing_of_target(evidence, plan, target, validity_to_date(plan, today)),
            target.last_day(plan) < today,
        )
        for plan in evidence.plans
        for target in plan.targets
    )


def targets_document(lines: Sequence[TargetLine], today: date) -> str:
    """The page of targets as Markdown: a section with a table for each plan."""
    title = f"# Chỉ tiêu của các kế hoạch và kết quả trên số liệu minh họa, ngày {day_text(today)}"
    note = (
        "Tệp này do `python -m reports.docs` viết ra; đừng sửa tay. Kết quả tính cho "
        "thời gian có hiệu lực của kế hoạch, đến ngày có số liệu. Mẫu số là mẫu số đã dùng; khác "
        "với kế hoạch thì ghi rõ."
    )
    statuses = Counter(status_words(line).split(";")[0] for line in lines)
    summary = ", ".join(f"{count} {words}" for words, count in statuses.most_common())
    parts = [title, note, f"{len(lines)} chỉ tiêu: {summary}."]
    for plan_key in dict.fromkeys(line.plan.key for line in lines):
        parts.append(
            "\n".join(_section_lines([line for line in lines if line.plan.key == plan_key]))
        )
    return "\n\n".join(parts) + "\n"


def status_words(line: TargetLine) -> str:
    """A target's status in words: "đạt", "hết hiệu lực; khi đó chưa đạt", "thiếu số liệu; …"."""
    words = lower_first_letter(status_text(line.standing.status))
    if line.target.value is None:
        words = NO_FIGURE
    elif line.standing.status == "no_data" and _source_kind(line) == "none":
        words += "; kế hoạch không nêu năm gốc"
    return f"hết hiệu lực; khi đó {words}" if line.expired else words


def _section_lines(lines: Sequence[TargetLine]) -> Iterator[str]:
    """The Markdown lines of one plan's section: its heading and its table of targets."""
    yield f"## {lines[0].plan.title}\n"
    yield _table_row(_HEADINGS)
    yield _table_row(["---"] * len(_HEADINGS))
    for line in lines:
        target, standing = line.target, line.standing
        judged_tally = standing.judged_tally
        counted_metric = judged_tally.metric if judged_tally.has_figures else standing.definition
        denominator = VARIANT_WORDS[counted_metric.denominator_variant]
        numerator_words = "tử số, mẫu số " if standing.numerator_differs else ""
        difference_words = (
            f" ({numerator_words}khác với kế hoạch)" if standing.denominator_differs else ""
        )
        yield _table_row(
            (
                target.id,
                target.label,
                demand_words(target.metric, target.comparator, target.value),
                f"`{target.metric}`",
                f"{denominator}{difference_words}",
                _SOURCES[_source_kind(line)],
                status_words(line),
                _counts_words(standing.judged_tally),
            )
        )


def _source_kind(line: TargetLine) -> str:
    """ "export", "typed" or "none": what the counts come from, or would have to come from."""
    tally, metric = line.standing.judged_tally, METRICS_BY_NAME[line.target.metric]
    if tally.has_figures:
        return tally.metric.source_kind
    return (metric.variant(line.target.denominator_variant) or metric).source_kind


def _counts_words(tally: Tally) -> str:
    """Both counts, and to which day if provisional: "312/399, đến 31/10/2026"; or a dash."""
    counts = counts_text(tally)
    if not counts:
        return NOTHING
    covered_span = tally.coverage.covered_span
    until = f", đến {day_text(covered_span[1])}" if tally.is_provisional and covered_span else ""
    return f"{counts}{until}"


def _table_row(cells: Sequence[str]) -> str:
    """The cells as a table row in Markdown, with "/" for a bar, which would end a cell."""
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def demonstration_target_lines(today: date) -> tuple[TargetLine, ...]:
    """The lines of all built-in plans' targets over the demonstration data, up to `today`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        demonstration.load_files(folder, "minh họa", lambda share: None)
        warehouse = open_warehouse(folder, None)
        try:
            warehouse.refresh()
            plans = checked_built_in_plans()
            periods = [validity_to_date(plan, today) for plan in plans]
            codes = sorted({plan.commune_code for plan in plans})
            evidence = gather_evidence(warehouse, codes, periods, scope_fields(folder), plans)
            return target_lines(evidence, today)
        finally:
            warehouse.close()
