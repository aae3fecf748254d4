"""What the change of a rate on the period before is made of: a sentence and a table."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from markupsafe import Markup

from data.periods import Period
from data.wording import capitalise_first_letter, percentage_points
from metrics.analysis.decomposition import Change, apportion
from metrics.counting.tally import Tally
from ui.display import words
from ui.display.colours import Colours
from ui.display.markup import join, small_lines, tag
from ui.display.tables import header, html_table

_HUNDREDTHS_IN_ONE = 10_000  # a change is told in hundredths of a point
_COLUMNS = ("Do kết quả", "Do cơ cấu", "Cộng")


def round_changes(changes: Sequence[Change]) -> tuple[list[tuple[int, int]], tuple[int, int]]:
    """(each part's (mix, performance), both sums), in whole hundredths of a percentage point.

    The change is rounded first, then its two components, then the parts of each, so that the
    sentence and the table show the same numbers and every column and line adds up.
    """
    mixes = [change.mix * _HUNDREDTHS_IN_ONE for change in changes]
    performances = [change.performance * _HUNDREDTHS_IN_ONE for change in changes]
    exact_sums = [sum(mixes, Fraction(0)), sum(performances, Fraction(0))]
    mix, performance = apportion(exact_sums, round(sum(exact_sums, Fraction(0))))
    rounded_parts = zip(apportion(mixes, mix), apportion(performances, performance), strict=True)
    return list(rounded_parts), (mix, performance)


def change_sentence(changes: Sequence[Change], previous_period: Period) -> str:
    """Markdown: how the rate moved since `previous_period`, split into performance and mix."""
    _, (mix, performance) = round_changes(changes)
    total_change = mix + performance
    direction = "tăng" if total_change > 0 else "giảm" if total_change < 0 else "không đổi"
    size_words = (
        f" {percentage_points(Fraction(abs(total_change), _HUNDREDTHS_IN_ONE))}"
        if total_change
        else ""
    )
    return (
        f"So với {words.short_period(previous_period)}, tỷ lệ {direction}{size_words}: "
        f"**{_signed_points(performance)}** do kết quả trong từng lĩnh vực, "
        f"**{_signed_points(mix)}** do cơ cấu lĩnh vực thay đổi."
    )


def not_comparable_sentence(tally: Tally, period: Period, previous_period: Period) -> str:
    """A sentence on why two periods are not compared: which of them lacks its last days."""
    unfinished_period, other_period = (
        (period, previous_period) if tally.is_provisional else (previous_period, period)
    )
    names = (
        capitalise_first_letter(words.short_period(unfinished_period)),
        words.short_period(other_period),
    )
    return f"{names[0]} chưa đủ ngày nên chưa so với cả {names[1]}: hãy chọn kỳ đã đủ số liệu."


def change_table(changes: Sequence[Change], fewer_is_better: bool, colours: Colours) -> Markup:
    """An HTML table of the rate's change by field, in points that add up as printed."""
    rounded_parts, (mix, performance) = round_changes(changes)
    rows = join(
        _change_row(change, *part, fewer_is_better, colours)
        for change, part in zip(changes, rounded_parts, strict=True)
    )
    sum_cells = (
        tag("td", _signed_points(hundredths), class_="n")
        for hundredths in (performance, mix, mix + performance)
    )
    foot = tag("tfoot", tag("tr", tag("th", "Cộng", scope="row"), *sum_cells))
    head = header("Lĩnh vực", *_COLUMNS, numeric_headings=_COLUMNS)
    return html_table(head + tag("tbody", rows) + foot, colours)


def _change_row(
    change: Change, mix: int, performance: int, fewer_is_better: bool, colours: Colours
) -> Markup:
    """A field's table row: rates and cases before and after, change by performance and by mix."""
    before, after = change.before, change.after
    rates = f"{words.percent(before.rate, 1)} → {words.percent(after.rate, 1)}"
    cases = f"{words.number(before.denominator)} → {words.number(after.denominator)}"
    total_change = mix + performance
    gain = -total_change if fewer_is_better else total_change
    colour = colours.met if gain > 0 else colours.missed if gain < 0 else colours.quiet
    name = after.name or before.name or "Chưa ghi lĩnh vực"
    return tag(
        "tr",
        tag("td", name, small_lines(f"{rates}; mẫu số {cases}")),
        tag("td", _signed_points(performance), class_="n"),
        tag("td", _signed_points(mix), class_="n"),
        tag("td", tag("b", _signed_points(total_change)), class_="n", style=f"color:{colour}"),
    )


def _signed_points(hundredths: int) -> str:
    """Hundredths of a percentage point as points with their sign: "+1,25"."""
    return words.signed_number(Fraction(hundredths, 100), 2)
