"""A commune's signs as a table: how often, beside what is usual and elsewhere, and why perhaps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from metrics.analysis.signs.rate_leaps import RateLeap
from metrics.analysis.signs.sign import Sign, SignCount
from metrics.counting.sign_days import SignKind
from metrics.standings import Standing
from reports.signs_workbook import SIGN_TITLES
from ui.display import words
from ui.display.colours import Colours
from ui.display.markup import join, tag
from ui.display.tables import header, html_table
from ui.method.metric_link import link_to_metric
from ui.signs.sign_words import CHANGED_LISTS, SIGN_WORDS

_NUMERIC = ("Kỳ này", "12 tháng trước", "Xã, phường khác")
_NONE, _WRAPPED = "không có", "white-space:normal"
_REVIEW, _NO_REVIEW, _NOT_SEEN = "◆ Cần xem lại", "○ Không nổi bật", "○ Không thấy"


def signs_table(
    signs: Sequence[Sign], link_of: Callable[[SignKind], str], colours: Colours
) -> Markup:
    """An HTML table of signs in the order given; `link_of` gives the address of a sign's list."""
    head = header("Dấu hiệu", *_NUMERIC, "Có thể vì", numeric_headings=_NUMERIC)
    rows = join(_sign_row(sign, link_of(sign.kind), colours) for sign in signs)
    return html_table(head + tag("tbody", rows), colours, "sheet stack")


def _sign_row(sign: Sign, link: str, colours: Colours) -> Markup:
    """A sign's row: its title and rule, its three counts, and what may be behind it.

    The period's count leads to `link`.
    """
    sign_words = SIGN_WORDS[sign.kind]
    return tag(
        "tr",
        tag(
            "th",
            SIGN_TITLES[sign.kind],
            tag("small", sign_words.counted, style="font-weight:400"),
            tag("small", _mark(sign, colours), style="font-weight:400"),
            scope="row",
            style="min-width:11rem",
        ),
        tag("td", _count_cell(sign, link, colours), class_="n", data_of=_NUMERIC[0]),
        tag("td", _share_cell(sign.usual), class_="n", data_of=_NUMERIC[1]),
        tag("td", _share_cell(sign.others), class_="n", data_of=_NUMERIC[2]),
        tag("td", sign_words.reason, data_of="Có thể vì", style="min-width:10rem"),
    )


def _mark(sign: Sign, colours: Colours) -> Markup:
    """HTML: "◆ Cần xem lại" if a review is wanted, else that it does not stand out or show."""
    if not sign.count.base:
        text = "Chưa có hai danh sách để so" if sign.kind in CHANGED_LISTS else "Không có hồ sơ"
        return tag("span", f"– {text}")
    colour = colours.missed if sign.wants_review else colours.quiet
    quiet_text = _NO_REVIEW if sign.count.cases else _NOT_SEEN
    text = _REVIEW if sign.wants_review else quiet_text
    return tag("b" if sign.wants_review else "span", text, style=f"color:{colour}")


def _count_cell(sign: Sign, link: str, colours: Colours) -> Markup:
    """The period's count as a link to its dossiers, its share, and of what; a dash without base."""
    count, base_words = sign.count, SIGN_WORDS[sign.kind].base
    if not count.base:
        return tag("span", words.NOTHING)
    base = f"{words.number(count.base)} {base_words}"
    if not count.cases:
        return join((_NONE, tag("small", f"trong {base}", style=_WRAPPED)))
    text, colour = f"{words.number(count.cases)} hồ sơ", f"color:{colours.line}"
    cases = tag("a", text, href=link, target="_self", style=colour)
    share = f"{words.percent(count.share)} của {base}"
    return join((tag("b", cases), tag("small", share, style=_WRAPPED)))


def _share_cell(count: SignCount) -> Markup:
    """A share beside its two counts; a dash where there is nothing to compare."""
    if not count.base:
        return tag("span", words.NOTHING)
    counts = f"{words.number(count.cases)}/{words.number(count.base)}"
    return join((words.percent(count.share) if count.cases else _NONE, tag("small", counts)))


def leaps_table(leaps: Sequence[tuple[RateLeap, Standing]], colours: Colours) -> Markup:
    """An HTML table of months whose rate leaves the range of earlier ones, linked to Cách tính.

    Each leap comes with its metric's standing in that month, and leads to how it is counted.
    """
    numeric = ("Tỷ lệ", "Các tháng trước")
    head = header("Chỉ số", "Tháng", *numeric, numeric_headings=numeric)
    rows = join(_leap_row(leap, standing, colours) for leap, standing in leaps)
    return html_table(head + tag("tbody", rows), colours, "sheet stack")


def _leap_row(leap: RateLeap, standing: Standing, colours: Colours) -> Markup:
    """A leap's row: the metric, the month, its rate and counts, the range of the months before."""
    tally = leap.tally
    counts = f"{words.number(tally.numerator or 0)}/{words.number(tally.denominator or 0)}"
    link = link_to_metric(tally.metric.name, standing.commune_code, leap.month)
    style = f"color:{colours.line}"
    label = tag("a", tally.metric.label, href=link, target="_self", style=style)
    earlier = f"{words.percent(leap.lowest)} đến {words.percent(leap.highest)}"
    return tag(
        "tr",
        tag("th", label, scope="row"),
        tag("td", words.period_name(leap.month), data_of="Tháng"),
        tag(
            "td",
            tag("b", words.common_rate(standing)),
            tag("small", counts),
            class_="n",
            data_of="Tỷ lệ",
        ),
        tag(
            "td",
            earlier,
            tag("small", f"trong {leap.month_count} tháng"),
            class_="n",
            data_of="Các tháng trước",
        ),
    )
