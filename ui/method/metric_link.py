"""The address at which the page Cách tính explains a metric."""

from __future__ import annotations

from urllib.parse import urlencode

from data.periods import Period

METHOD_PAGE = "cach-tinh"


def link_to_metric(metric_name: str, commune_code: str, period: Period) -> str:
    """The address of a metric's entry, with commune and period kept.

    It must name them all: what the page adds to its address drops the place after "#".
    """
    choices = {"xa": commune_code, "ky": period.name, "lich": period.calendar}
    return f"{METHOD_PAGE}?{urlencode(choices)}#{metric_name}"
