"""What a form says above its headings: its days, what it leaves out, what its cells are."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
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


def _saying(line: str) -> Callable[[Form, random.Random], Form]:
    """One line more, the last above the headings."""

    def changed(form: Form, dice: random.Random) -> Form:
        row = (line, *(None,) * (form.page.width - 1))
        return replace(form, page=replace(form.page, above=(*form.page.above, row)))

    return changed


# A line, and the words of it that the refusal names.
LIMITS = tuple(
    FormSpelling(f"a part: {line}", frozenset({"titles"}), _saying(line), (), words)
    for line, words in {
        "(Chỉ gồm lĩnh vực đất đai)": "chỉ gồm lĩnh vực đất đai",
        "Chỉ tính phiếu của hồ sơ trực tuyến": "chỉ tính phiếu",
        "Ghi chú: không bao gồm hồ sơ chứng thực": "không bao gồm hồ sơ",
        "(chưa bao gồm hồ sơ trên phần mềm của Bộ Tư pháp)": "chưa bao gồm hồ sơ",
        "Số liệu trừ lĩnh vực hộ tịch": "trừ lĩnh vực hộ tịch",
        "KẾT QUẢ LĨNH VỰC ĐẤT ĐAI": "lĩnh vực đất đai",
        "Riêng lĩnh vực hộ tịch": "riêng lĩnh vực hộ tịch",
        "ĐVT: Tỷ lệ %": "tỷ lệ %",
        "Đơn vị tính: %": "đơn vị tính: %",
        "(Đơn vị tính: 1.000 hồ sơ)": "1.000 hồ sơ",
        "Đơn vị tính: nghìn phiếu": "nghìn phiếu",
    }.items()
)
NO_LIMITS = tuple(
    FormSpelling(f"whole: {line}", frozenset({"titles"}), _saying(line))
    for line in (
        "Đơn vị tính: Hồ sơ",
        "ĐVT: hồ sơ, tỷ lệ %",
        "Đơn vị tính: nghìn đồng",
        "Các lĩnh vực thuộc thẩm quyền của xã",
        "Theo lĩnh vực đất đai, hộ tịch và các lĩnh vực khác",
        "Lĩnh vực thuộc phạm vi tiếp nhận của Trung tâm",
        "Thời hạn không tính ngày nghỉ",
    )
)
