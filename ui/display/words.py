"""Days, periods, targets and standings as the pages write them in Vietnamese."""

from __future__ import annotations

import re
from datetime import date
from math import floor

from data.communes import Commune, communes
from data.dates import day_text, short_span_text, short_spans_text
from data.periods import period_name as period_name
from data.periods import short_period as short_period
from data.typed_counts import HUNDREDTHS
from data.wording import MEANINGS as MEANINGS
from data.wording import NOTHING as NOTHING
from data.wording import number as number
from data.wording import percent as percent
from data.wording import (
    percentage_points,
)
from data.wording import signed_number as signed_number
from metrics.catalogue.variants import VARIANT_WORDS
from metrics.counting.tallies import Tally, counts_text
from metrics.counting.verdicts import exact_rate
from metrics.rate_words import judged_rate_text
from metrics.rate_words import share_text_beside_bound as share_text_beside_bound
from metrics.rate_words import share_text_beside_standing as share_text_beside_standing
from metrics.rate_words import status as status
from metrics.rate_words import target_words as target_words
from metrics.standings import Standing

span, spans = short_span_text, short_spans_text
# Streamlit makes links of bare addresses, icons of ":material/home:" and arrows of "->" and ">=",
# even where each sign is escaped, but not where a sign without width stands inside.
_SHORTHAND = re.compile(r"w(?=ww\.)|:(?=//|material|streamlit)|@|[<>~-](?=[=>-])", re.IGNORECASE)
_MARKDOWN_SIGNS = frozenset(r"\`*_{}[]()<>#+-.!|~$:&")


def rate(standing: Standing) -> str:
    """A standing's rate, "79,99%", rounded so that a miss never looks like the target."""
    return judged_rate_text(standing)


def common_rate(standing: Standing) -> str:
    """The rate by the denominator that all communes share, not rounded so that a miss looks met."""
    return share_text_beside_standing(standing.tally.rate, standing)


def own_denominator_note(standing: Standing) -> str:
    """A figure's denominator where it is the plan's or a form's own; "" if the usual one."""
    if standing.plan_tally:
        return plan_rate_note(standing)
    if not standing.uses_fallback or standing.tally.rate is None:
        return ""
    return f"trên {variant(standing.tally.metric.denominator_variant)}"


def plan_difference_note(standing: Standing) -> str:
    """Which judged counts differ from the plan's, "mẫu số khác với kế hoạch"; "" if neither."""
    is_of_tasks = any(segment.of_tasks for segment in standing.judged_tally.coverage.segments)
    if not (standing.denominator_differs or is_of_tasks):
        return ""
    both_differ = standing.numerator_differs or is_of_tasks
    return f"{'tử số và ' if both_differ else ''}mẫu số khác với kế hoạch"


def day(calendar_day: date) -> str:
    """A day as text: "31/03/2026"."""
    return day_text(calendar_day)


def commune_name(code: str) -> str:
    """The name of the commune with this code: "Xã Ninh Giang"."""
    return communes()[code].name


def full_commune_name(code: str) -> str:
    """A commune's name with province and code: "Xã Ninh Giang, Thành phố Hải Phòng (11203)"."""
    commune: Commune = communes()[code]
    return f"{commune.name}, {commune.province} ({commune.code})"


def shortfall(standing: Standing) -> str:
    """ "còn thiếu 37 hồ sơ", of a ceiling "vượt 3 hồ sơ" or the room below it; "" for neither."""
    is_ceiling = standing.target is not None and standing.target.is_ceiling
    if not standing.shortfall:
        return _room_below_ceiling(standing) if is_ceiling else ""
    metric = standing.judged_tally.metric
    is_mark = metric.unit != "cases"
    size = number(standing.shortfall / HUNDREDTHS, 2) if is_mark else number(standing.shortfall)
    return f"{'vượt' if is_ceiling else 'còn thiếu'} {size} {metric.case_name}"


def _room_below_ceiling(standing: Standing) -> str:
    """How far a met rate keeps below its ceiling, "còn 0,40 điểm phần trăm là tới mức"; else ""."""
    rate, bound = exact_rate(standing.judged_tally), standing.bound
    if standing.status != "met" or rate is None or bound is None:
        return ""
    if rate == bound:
        return "vừa tới mức"
    return f"còn {percentage_points(floor((bound - rate) * 10_000) / 10_000)} là tới mức"


def variant(name: str) -> str:
    """A denominator variant in words: "hồ sơ phát sinh phí, lệ phí" for "payable"."""
    return VARIANT_WORDS[name]


def counts(tally: Tally) -> str:
    """Both counts in words: "312/399 giao dịch thanh toán, nhập tay"; "" where they are unknown."""
    count_pair = counts_text(tally)
    if count_pair and tally.metric.unit != "cases":
        return "số đã công bố, nhập tay"
    if not count_pair:
        return ""
    typed_note = ", nhập tay" if tally.metric.source_kind == "typed" else ""
    return f"{count_pair} {variant(tally.metric.denominator_variant)}{typed_note}"


def plan_rate_note(standing: Standing) -> str:
    """The rate and counts by the plan's own denominator; "" where the usual one is its own."""
    tally = standing.plan_tally
    if tally is None:
        return ""
    figures = f"{rate(standing)} ({counts(tally)})" if tally.rate is not None else counts(tally)
    return f"theo mẫu số của kế hoạch: {figures}"


def common_rate_note(standing: Standing) -> str:
    """The rate by the common denominator, where the plan's is another; else ""."""
    if standing.plan_tally is None or standing.tally.rate is None:
        return ""
    return f"theo mẫu số chung: {common_rate(standing)} ({counts(standing.tally)})"


def escape_markdown(text: str) -> str:
    """The text escaped for Markdown, so that it reads as it was written: `**a**` too."""
    unlinked_text = _SHORTHAND.sub("\\g<0>\u2060", text)
    return "".join(f"\\{sign}" if sign in _MARKDOWN_SIGNS else sign for sign in unlinked_text)
