"""Days, periods, targets and standings as the pages write them in Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from data.communes import Commune, communes
from data.dates import day_text
from data.periods import Period
from data.planning.targets import Target
from data.wording import MEANINGS as MEANINGS
from data.wording import NOTHING as NOTHING
from data.wording import STATUSES, demand_text, lower_first_letter, status_symbol
from data.wording import number as number
from data.wording import percent as percent
from data.wording import signed_number as signed_number
from loaders.layouts.layout import layouts
from metrics.catalogue.variants import VARIANT_WORDS
from metrics.counting.coverage import Span, uncovered_spans
from metrics.counting.sums import counts_making
from metrics.counting.tallies import Tally, counts_text
from metrics.rate_words import judged_rate_text
from metrics.rate_words import share_text_beside_bound as share_text_beside_bound
from metrics.rate_words import share_text_beside_standing as share_text_beside_standing
from metrics.standings import Standing

_MOST_FORMS = 2
_ROMAN = ("I", "II", "III", "IV")
# Streamlit makes links of bare addresses, icons of ":material/home:" and arrows of "->" and ">=",
# even where each sign is escaped, but not where a sign without width stands inside.
_SHORTHAND = re.compile(r"w(?=ww\.)|:(?=//|material|streamlit)|@|[<>~-](?=[=>-])", re.IGNORECASE)
_MARKDOWN_SIGNS = frozenset(r"\`*_{}[]()<>#+-.!|~$:&")


def rate(standing: Standing) -> str:
    """A standing's rate, "79,99%": one that misses its target never looks as if it reached it."""
    return judged_rate_text(standing)


def common_rate(standing: Standing) -> str:
    """The rate by the denominator that all communes share, beside the commune's own target."""
    return share_text_beside_standing(standing.tally.rate, standing)


def own_denominator_note(standing: Standing) -> str:
    """By which denominator, the plan's or a form's, the figure counts; "" by the usual one."""
    if standing.plan_tally:
        return plan_rate_note(standing)
    if not standing.uses_fallback or standing.tally.rate is None:
        return ""
    return f"trên {variant(standing.tally.metric.denominator_variant)}"


def plan_difference_note(standing: Standing) -> str:
    """Which of the judged counts differ from the plan's; "" where neither does."""
    is_of_tasks = any(segment.of_tasks for segment in standing.judged_tally.coverage.segments)
    if not (standing.denominator_differs or is_of_tasks):
        return ""
    both_differ = standing.numerator_differs or is_of_tasks
    return f"{'tử số và ' if both_differ else ''}mẫu số khác với kế hoạch"


def day(calendar_day: date) -> str:
    """A day: "31/03/2026"."""
    return day_text(calendar_day)


def span(first: date, last: date) -> str:
    """Two days, the year once where it is the same: "01/03–31/03/2026"."""
    if first == last:
        return day(first)
    start = f"{first:%d/%m}" if first.year == last.year else day(first)
    return f"{start}–{day(last)}"


def spans(day_spans: Sequence[Span]) -> str:
    """Runs of days, each by its first and last: "01/03–10/03/2026, 21/03–31/03/2026"."""
    return ", ".join(span(first, last) for first, last in day_spans)


def period_name(period: Period) -> str:
    """A period's name: "Tháng 3/2026", "Quý I/2026", "6 tháng đầu năm 2026", "Năm 2026"."""
    if ".." in period.name or not period.name:
        return f"Từ {day(period.first)} đến {day(period.last)}"
    year, _, part = period.name.partition("-")
    if not part:
        text = f"Năm {year}"
    elif part[0] == "Q":
        text = f"Quý {_ROMAN[int(part[1]) - 1]}/{year}"
    elif part[0] == "H":
        text = f"6 tháng {'đầu' if part == 'H1' else 'cuối'} năm {year}"
    else:
        text = f"Tháng {int(part)}/{year}"
    return f"{text} (kỳ báo cáo)" if period.calendar == "reporting" else text


def short_period(period: Period) -> str:
    """A period's name inside a sentence, without its calendar: "tháng 3/2026"."""
    return lower_first_letter(period_name(period).removesuffix(" (kỳ báo cáo)"))


def commune_name(code: str) -> str:
    """The commune of this code: "Xã Ninh Giang"."""
    return communes()[code].name


def full_commune_name(code: str) -> str:
    """The commune with its province and code: "Xã Ninh Giang, Thành phố Hải Phòng (11203)"."""
    commune: Commune = communes()[code]
    return f"{commune.name}, {commune.province} ({commune.code})"


def target_words(target: Target) -> str:
    """What the plan demands, in its own comparator: "tối thiểu 80%", "trên 95%", "100%"."""
    demand = demand_text(target.comparator, target.value)
    return f"{demand} so với năm {target.base_year}" if target.base_year else demand


def status(standing: Standing) -> tuple[str, str]:
    """The symbol and the words of a standing's status: ("✘", "Chưa đạt")."""
    if standing.status == "no_target" and standing.target is not None:
        return status_symbol("no_target"), "Chỉ tiêu chưa có con số"
    return STATUSES[standing.status]


def shortfall(standing: Standing) -> str:
    """What is missing: "còn thiếu 37 hồ sơ", of a ceiling "vượt 3 hồ sơ"; "" where nothing is."""
    if not standing.shortfall:
        return ""
    if standing.target and standing.target.is_ceiling:
        return f"vượt {number(standing.shortfall)} {standing.judged_tally.metric.case_name}"
    return f"còn thiếu {number(standing.shortfall)} {standing.judged_tally.metric.case_name}"


def variant(name: str) -> str:
    """A denominator variant in words: "hồ sơ phát sinh phí, lệ phí" for "payable"."""
    return VARIANT_WORDS[name]


def counts(tally: Tally) -> str:
    """Both counts in words: "312/399 giao dịch thanh toán, nhập tay"; "" where they are unknown."""
    count_pair = counts_text(tally)
    if not count_pair:
        return ""
    typed_note = ", nhập tay" if tally.metric.source_kind == "typed" else ""
    return f"{count_pair} {variant(tally.metric.denominator_variant)}{typed_note}"


def plan_rate_note(standing: Standing) -> str:
    """The rate by the plan's own denominator, by which it is judged; "" where that is the usual."""
    tally = standing.plan_tally
    if tally is None:
        return ""
    figures = f"{rate(standing)} ({counts(tally)})" if tally.rate is not None else counts(tally)
    return f"theo mẫu số của kế hoạch: {figures}"


def common_rate_note(standing: Standing) -> str:
    """The rate that communes are compared by, beside that by the plan's denominator; or ""."""
    if standing.plan_tally is None or standing.tally.rate is None:
        return ""
    return f"theo mẫu số chung: {common_rate(standing)} ({counts(standing.tally)})"


WAITS_FOR_MEANING = "chờ chọn nghĩa của từ chưa biết ở trang Nạp số liệu"


def coverage(standing: Standing) -> str:
    """To which day the figures carry, or what is missing; "" where they carry the whole period."""
    judged_coverage = standing.judged_tally.coverage
    if standing.judged_tally.is_provisional and judged_coverage.covered_span:
        return f"tính đến ngày {day(judged_coverage.covered_span[1])}"
    if judged_coverage.state == "none":
        return "; ".join(_missing_days_clauses(standing))
    return ""


def _missing_days_clauses(standing: Standing) -> Iterator[str]:
    """Days that nothing is loaded for; days whose files lack a column, and what to load then.

    And days whose every row waits for a person to say what a word means.
    """
    judged_coverage = standing.judged_tally.coverage
    spans_without_counts = judged_coverage.uncounted_spans
    unloaded_spans = [
        unloaded_span
        for missing_span in judged_coverage.missing_spans
        for unloaded_span in uncovered_spans(
            Period(*missing_span), (*spans_without_counts, *judged_coverage.waiting_spans)
        )
    ]
    if unloaded_spans:
        yield f"chưa nạp {spans(unloaded_spans)}"
    if judged_coverage.waiting_spans and standing.metric.source_kind != "typed":
        waiting_days = spans(judged_coverage.waiting_spans)
        yield f"mọi dòng đã nạp của {waiting_days} {WAITS_FOR_MEANING}"
    if spans_without_counts and standing.metric.source_kind == "typed":
        yield f"chưa nhập số của {spans(spans_without_counts)} ở trang Nhập số liệu"
    elif spans_without_counts:
        lacking_clause = (
            f"tệp đã nạp của {spans(spans_without_counts)} thiếu cột cần cho chỉ số này"
        )
        yield f"{lacking_clause}, hãy nạp {_needed_files_words(standing)}"


def _needed_files_words(standing: Standing) -> str:
    """The files that give both counts of the metric: a list, or the forms that hold them."""
    metric = standing.metric
    forms = (
        f"biểu “{layout.title}”"
        for layout in layouts()
        if layout.table == "totals"
        and all(
            counts_making(names, frozenset(layout.headings.values()))
            for names in (metric.numerator, metric.denominator)
        )
    )
    return " hoặc ".join(["danh sách hồ sơ có đủ cột", *islice(forms, _MOST_FORMS)])


def escape_markdown(text: str) -> str:
    """A text escaped for Markdown, so that it reads as it was written: `**a**` too."""
    unlinked_text = _SHORTHAND.sub("\\g<0>\u2060", text)
    return "".join(f"\\{sign}" if sign in _MARKDOWN_SIGNS else sign for sign in unlinked_text)
