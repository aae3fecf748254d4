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
    computed_points: Points,
    portal_points: Mapping[str, float],
    available_counts: Container[str],
    colours: Colours,
) -> Markup:
    """HTML: each component's points computed, or which counts lack; the portal's; the difference.

    `available_counts` are the names of the counts that are there: the table says which others lack.
    """
    head = header("Thành phần", *_HEADINGS, numeric_headings=_HEADINGS)
    rows = join(
        _group_rows(group, computed_points, portal_points, available_counts) for group in GROUPS
    )
    return html_table(head + tag("tbody", rows), colours, "sheet stack flow")


def _group_rows(
    group: Group,
    computed_points: Points,
    portal_points: Mapping[str, float],
    available_counts: Container[str],
) -> Markup:
    """A group's table row with its sums, then the rows of its components."""
    components = [component for component in COMPONENTS if component.group == group.code]
    sums = (
        str(group.points),
        _computed_sum(group, computed_points),
        _portal_sum(group, portal_points),
    )
    cells = _figure_cells(*(tag("b", text) for text in sums), "")
    head = tag("tr", tag("th", group.label, scope="row"), cells)
    return head + join(
        _component_row(
            component, computed_points.get(component.code), portal_points, available_counts
        )
        for component in components
    )


def _computed_sum(group: Group, computed_points: Points) -> str:
    """The group's points computed: "12,40", or "12,40 trên 14 điểm tính được" if some lack."""
    points_by_component = {
        component: component_points
        for component in COMPONENTS
        if component.group == group.code
        and (component_points := computed_points.get(component.code)) is not None
    }
    if not points_by_component:
        return NOTHING
    text = number(sum(points_by_component.values()), 2)
    most_points = sum(component.points for component in points_by_component)
    return text if most_points == group.points else f"{text} trên {most_points} điểm tính được"


def _portal_sum(group: Group, portal_points: Mapping[str, float]) -> str:
    """The portal's points of the group; a dash where it did not give those of every component."""
    codes = [component.code for component in COMPONENTS if component.group == group.code]
    if not all(code in portal_points for code in codes):
        return NOTHING
    return number(sum(portal_points[code] for code in codes), 2)


def _component_row(
    component: Component,
    points_computed: Fraction | None,
    portal_points: Mapping[str, float],
    available_counts: Container[str],
) -> Markup:
    """A component's table row: points computed (None: could not be), the portal's, difference."""
    points_of_portal = portal_points.get(component.code)
    difference = ""
    if points_computed is not None and points_of_portal is not None:
        difference = signed_number(float(points_computed) - points_of_portal, 2)
    missing_note = (
        _missing_counts_note(component, available_counts) if points_computed is None else ""
    )
    return tag(
        "tr",
        tag("td", component.label, small_lines(component.formula, missing_note)),
        _figure_cells(
            str(component.points),
            "chưa đủ số liệu" if points_computed is None else number(points_computed, 2),
            NOTHING if points_of_portal is None else number(points_of_portal, 2),
            difference,
        ),
    )


def _figure_cells(*texts: str) -> Markup:
    """A row's cells under `_HEADINGS`; a text that is "" makes a blank cell."""
    return join(
        tag("td", text, class_="n", data_of=heading) if text else tag("td")
        for heading, text in zip(_HEADINGS, texts, strict=True)
    )


def _missing_counts_note(component: Component, available_counts: Container[str]) -> str:
    """A note on what to load or type in so that the component can be scored."""
    if not component.needed_counts:
        return component.unscored_reason
    missing_names = [name for name in component.needed_counts if name not in available_counts]
    typed_labels = "; ".join(
        label_in_sentence(name) for name in missing_names if name in typed_counts()
    )
    steps = [f"nhập ở trang Nhập số liệu: {typed_labels}"] if typed_labels else []
    if any(name.startswith("petitions") for name in missing_names):
        steps.append("nạp biểu II.05a của đúng kỳ này")
    elif any(name not in typed_counts() for name in missing_names):
        steps.append("nạp danh sách hồ sơ đủ cả kỳ")
    return f"Còn thiếu: {'; '.join(steps)}." if steps else "Không phát sinh hoặc chưa đủ căn cứ."
