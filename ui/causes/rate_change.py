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

_UNIT = 10_000  # a change is told in hundredths of a point
_COLUMNS = ("Do kết quả", "Do cơ cấu", "Cộng")


def round_changes(changes: Sequence[Change]) -> tuple[list[tuple[int, int]], tuple[int, int]]:
    """(mix, performance) in hundredths of a point: each part's, and their sums.

    The change is rounded first, then its two components, then the parts of each, so that the
    sentence and the table show the same numbers and every column and line adds up.
    """
    mixes = [change.mix * _UNIT for change in changes]
    performances = [change.performance * _UNIT for change in changes]
    exact = [sum(mixes, Fraction(0)), sum(performances, Fraction(0))]
    mix, performance = apportion(exact, round(sum(exact, Fraction(0))))
    parts = zip(apportion(mixes, mix), apportion(performances, performance), strict=True)
    return list(parts), (mix, performance)


def change_sentence(changes: Sequence[Change], previous: Period) -> str:
    """Markdown: how the rate moved, and how much of it is mix and how much performance."""
    _, (mix, performance) = round_changes(changes)
    total = mix + performance
    direction = "tăng" if total > 0 else "giảm" if total < 0 else "không đổi"
    size = f" {percentage_points(Fraction(abs(total), _UNIT))}" if total else ""
    return (
        f"So với {words.short_period(previous)}, tỷ lệ {direction}{size}: "
        f"**{_signed_points(performance)}** do kết quả trong từng lĩnh vực, "
        f"**{_signed_points(mix)}** do cơ cấu lĩnh vực thay đổi."
    )


def not_compared(tally: Tally, period: Period, previous: Period) -> str:
    """Why no change is told: a period to date has not had the days on which its late cases come."""
    short, whole = (period, previous) if tally.is_provisional else (previous, period)
    names = capitalise_first_letter(words.short_period(short)), words.short_period(whole)
    return f"{names[0]} chưa đủ ngày nên chưa so với cả {names[1]}: hãy chọn kỳ đã đủ số liệu."


def change_table(changes: Sequence[Change], colours: Colours) -> Markup:
    """The change of the rate by field, in points that add up as they are printed."""
    parts, (mix, performance) = round_changes(changes)
    rows = join(
        _change_row(change, *part, colours) for change, part in zip(changes, parts, strict=True)
    )
    sums = (
        tag("td", _signed_points(hundredths), class_="n")
        for hundredths in (performance, mix, mix + performance)
    )
    foot = tag("tfoot", tag("tr", tag("th", "Cộng", scope="row"), *sums))
    head = header("Lĩnh vực", *_COLUMNS, numeric_headings=_COLUMNS)
    return html_table(head + tag("tbody", rows) + foot, colours)


def _change_row(change: Change, mix: int, performance: int, colours: Colours) -> Markup:
    before, after = change.before, change.after
    rates = f"{words.percent(before.rate, 1)} → {words.percent(after.rate, 1)}"
    cases = f"{words.number(before.denominator)} → {words.number(after.denominator)}"
    total = mix + performance
    colour = colours.met if total > 0 else colours.missed if total < 0 else colours.quiet
    name = after.name or before.name or "Chưa ghi lĩnh vực"
    return tag(
        "tr",
        tag("td", name, small_lines(f"{rates}; mẫu số {cases}")),
        tag("td", _signed_points(performance), class_="n"),
        tag("td", _signed_points(mix), class_="n"),
        tag("td", tag("b", _signed_points(total)), class_="n", style=f"color:{colour}"),
    )


def _signed_points(hundredths: int) -> str:
    """Hundredths of a point as points with their sign: "+1,25"."""
    return words.signed_number(Fraction(hundredths, 100), 2)
