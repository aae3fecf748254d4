"""What a form says of its days above its headings, where a month alone is not the period."""

from __future__ import annotations

from datetime import date

from tests.loaders.cases.titles_and_tables import ASKS_DAYS
from tests.support.invented.forms import Form
from tests.support.invented.spelling import Days, Reading, Spelling

FormSpelling = Spelling[Form]
_REPORTING_JANUARY = (date(2025, 12, 15), date(2026, 1, 14))


def _stating(line: str, *readings: Reading) -> FormSpelling:
    return FormSpelling(
        f"days: {line}",
        frozenset({"titles"}),
        lambda form, dice: form.stating(line),
        readings,
        ASKS_DAYS,
    )


# Days without their year or their months: the month beside them says the rest.
PARTIAL_DAYS = tuple(
    _stating(line, Reading(period=days))
    for line, days in dict[str, Days](
        {
            "Tháng 01/2026 (từ 15/12 đến 14/01)": _REPORTING_JANUARY,
            "Tháng 1 năm 2026 (15 tháng 12 - 14 tháng 1)": _REPORTING_JANUARY,
            "Quý I/2026 (từ ngày 15/12 đến hết ngày 14/3)": (date(2025, 12, 15), date(2026, 3, 14)),
            "Tháng 01 năm 2026 (từ ngày 15 tháng trước đến ngày 14 tháng này)": _REPORTING_JANUARY,
            "Tháng 01 năm 2026 (từ ngày 15 của tháng liền kề trước đến hết ngày 14 của tháng báo "
            "cáo)": _REPORTING_JANUARY,
        }
    ).items()
)
# A month or a day that is no period, or not the only one: asked.
OPEN_DAYS = tuple(
    _stating(line)
    for line in (
        "Ninh Giang, ngày … tháng 02 năm 2026",
        "Ninh Giang, ngày      tháng 02 năm 2026",
        "\nHải Phòng, tháng 02 năm 2026",
        "\nNgày 31/01/2026",
        "Tháng 3 năm 2026 (lũy kế từ đầu năm)",
        "Tháng 3 năm 2026\n(Số liệu lũy kế)",
        "Quý II năm 2026, cộng dồn",
    )
)
