"""The address at which the page Cách tính explains a metric."""

from __future__ import annotations

from data.periods import Period
from ui import address

METHOD_PAGE = "cach-tinh"


def link_to_metric(metric_name: str, commune_code: str, period: Period) -> str:
    """The address of a metric's entry on the method page, with commune and period chosen.

    It must name all of them: what the page adds to its address drops the place after "#".
    """
    page = address.link_to(METHOD_PAGE, commune_code, period, lich=period.calendar)
    return f"{page}#{metric_name}"
