"""The index's components in a table: points from the counts here beside the portal's own."""

from __future__ import annotations

from collections.abc import Container, Mapping
from fractions import Fraction

from markupsafe import Markup

from data.typed_counts import typed_counts
from data.wording import NOTHING, number, signed_number
from metrics.catalogue.labels import label_in_sentence
from metrics.index_766.components import COMPONENTS, GROUPS, Component, Group
from ui.display.colours import Colours
from ui.display.markup import join, small_lines, tag
from ui.display.tables import header, html_table

# Points by component code; None for a share of nothing.
Points = Mapping[str, Fraction | None]
_HEADINGS = ("Tối đa", "Từ số liệu ở đây", "Cổng công bố", "Chênh")


def points_table(
    computed: Points, portal: Mapping[str, float], available: Container[str], colours: Colours
) -> Markup:
    """A line a component under its group's line: computed here, the portal's, the difference.

    `available` are the names of the counts that are there: the table says which others lack.
    """
    head = header("Thành phần", *_HEADINGS, numeric_headings=_HEADINGS)
    rows = join(_group_rows(group, computed, portal, available) for group in GROUPS)
    return html_table(head + tag("tbody", rows), colours, "sheet stack flow")


def _group_rows(
    group: Group, computed: Points, portal: Mapping[str, float], available: Container[str]
) -> Markup:
    """The group's sums, then its components."""
    components = [component for component in COMPONENTS if component.group == group.code]
    sums = (str(group.points), _sum_computed(group, computed), _sum_of_portal(group, portal))
    cells = _cells(*(tag("b", text) for text in sums), "")
    head = tag("tr", tag("th", group.label, scope="row"), cells)
    return head + join(
        _component_row(component, computed.get(component.code), portal, available)
        for component in components
    )


def _sum_computed(group: Group, computed: Points) -> str:
    """ "12,40", or "12,40 trên 14 điểm tính được" where not all components could be computed."""
    points = {
        component: share
        for component in COMPONENTS
        if component.group == group.code and (share := computed.get(component.code)) is not None
    }
    if not points:
        return NOTHING
    text, most = number(sum(points.values()), 2), sum(component.points for component in points)
    return text if most == group.points else f"{text} trên {most} điểm tính được"


def _sum_of_portal(group: Group, portal: Mapping[str, float]) -> str:
    """The portal's points of the group, where it gave those of every component."""
    codes = [component.code for component in COMPONENTS if component.group == group.code]
    if not all(code in portal for code in codes):
        return NOTHING
    return number(sum(portal[code] for code in codes), 2)


def _component_row(
    component: Component,
    computed: Fraction | None,
    portal: Mapping[str, float],
    available: Container[str],
) -> Markup:
    """A table row: the points computed, the portal's, what is lacking; `available`: counts."""
    portal_points = portal.get(component.code)
    difference = ""
    if computed is not None and portal_points is not None:
        difference = signed_number(float(computed) - portal_points, 2)
    lacking = _lacking(component, available) if computed is None else ""
    return tag(
        "tr",
        tag("td", component.label, small_lines(component.formula, lacking)),
        _cells(
            str(component.points),
            "chưa đủ số liệu" if computed is None else number(computed, 2),
            NOTHING if portal_points is None else number(portal_points, 2),
            difference,
        ),
    )


def _cells(*texts: str) -> Markup:
    """A line's cells under _HEADINGS; the last is blank where there is no difference."""
    return join(
        tag("td", text, class_="n", data_of=heading) if text else tag("td")
        for heading, text in zip(_HEADINGS, texts, strict=True)
    )


def _lacking(component: Component, available: Container[str]) -> str:
    """What would have to be loaded or typed in for the component to be scored."""
    if not component.needs:
        return component.why
    missing = [name for name in component.needs if name not in available]
    typed = "; ".join(label_in_sentence(name) for name in missing if name in typed_counts())
    parts = [f"nhập ở trang Nhập số liệu: {typed}"] if typed else []
    if any(name.startswith("petitions") for name in missing):
        parts.append("nạp biểu II.05a của đúng kỳ này")
    elif any(name not in typed_counts() for name in missing):
        parts.append("nạp danh sách hồ sơ đủ cả kỳ")
    return f"Còn thiếu: {'; '.join(parts)}." if parts else "Không phát sinh hoặc chưa đủ căn cứ."
