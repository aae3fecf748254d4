"""Which cards the overview has: online filing end to end only where an export tells it.

Ninh Giang's plan demands filing online and says nothing of what is so end to end: that card is
folded below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.record.settings import set_setting
from metrics.catalogue.metrics import METRICS
from tests.support.builders import (
    HEADINGS,
    NINH_GIANG,
    Desk,
    dossier,
    earlier,
    table,
    xlsx_bytes,
)
from tests.support.pages import pages_over
from tests.support.paths import ROOT

END_TO_END, PARTIAL = "Trực tuyến toàn trình", "Trực tuyến một phần"
TEN = [metric.label for metric in METRICS]
CARD = "Hồ sơ nộp trực tuyến toàn trình"
NON_TERRITORIAL = "Phi địa giới"
NON_TERRITORIAL_LABEL = "Hồ sơ phi địa giới"

RECEIVED, RESOLVED = "Số lượng hồ sơ tiếp nhận", "Số lượng hồ sơ đã giải quyết"
# Ten received in January: six online end to end, three in part.
FORM = [
    ["Từ ngày 01/01/2026 đến ngày 31/01/2026"],
    ["Lĩnh vực giải quyết", RECEIVED, "", "", RESOLVED, ""],
    ["", "Trong kỳ", "", "", "Trước hạn", "Quá hạn"],
    ["", END_TO_END, PARTIAL, "Trực tiếp, dịch vụ bưu chính", "", ""],
    ["Chứng thực", 6, 3, 1, 2, 0],
]


def opened_page(
    folder: Path, channels: Sequence[str], headings: Sequence[str], chosen: str = ""
) -> AppTest:
    """The overview of a list with a dossier a channel; `chosen` is the metric at its foot."""
    desk = Desk(folder)
    rows = [dossier(number, channel=channel) for number, channel in enumerate(channels, start=1)]
    rows = [row | {NON_TERRITORIAL: "Không"} for row in [earlier(channel=channels[0]), *rows]]
    desk.stored("a.csv", table(rows, headings=headings))
    return overview_of(desk, chosen)


def overview_of(desk: Desk, chosen: str = "", home: str = NINH_GIANG) -> AppTest:
    """The overview of a commune over what the desk has stored."""
    set_setting(desk.record, "home_commune", home, "thử")
    with pages_over(desk.database):
        app = AppTest.from_file(str(ROOT / "pages" / "overview.py"), default_timeout=60)
        if chosen:
            app.query_params["chi-so"] = chosen
        app.run()
    assert not app.exception
    return app


def cards_of(app: AppTest) -> dict[str, str]:
    """The cards by their headings."""
    sheet = next(
        block.proto.body
        for block in app.get("html")
        if 'class="card' in block.proto.body or "class='card" in block.proto.body
    )
    sections = re.split(r"<section", sheet)[1:]
    return {re.search(r"<h3>(?:<a [^>]*>)?(.*?)(?:</a>)?</h3>", text)[1]: text for text in sections}  # type: ignore[index]


def test_end_to_end_stands_after_online_where_a_list_tells_the_two_apart(tmp_path: Path) -> None:
    """Of four received three came online, two of them end to end."""
    app = opened_page(tmp_path, [END_TO_END, PARTIAL, END_TO_END, "Trực tiếp"], HEADINGS)
    cards = cards_of(app)
    assert TEN[0] in cards
    assert list(cards)[-1] == CARD
    assert "75,00%" in cards[TEN[0]]
    assert "50,00%" in cards[CARD]
    assert "2/4" in cards[CARD]
    (choice,) = (box for box in app.selectbox if box.label == "Chỉ số")
    assert choice.options == [TEN[0], CARD, *TEN[1:]]


def test_it_stands_there_where_a_form_alone_tells_the_two_apart(tmp_path: Path) -> None:
    """Of ten received six came online end to end, three in part."""
    desk = Desk(tmp_path)
    desk.stored("a.xlsx", xlsx_bytes(FORM), "--commune", NINH_GIANG)
    cards = cards_of(overview_of(desk))
    assert CARD in cards
    assert "9/10" in cards[TEN[0]]
    assert "6/10" in cards[CARD]


def test_a_commune_without_a_plan_is_led_to_where_one_is_added(tmp_path: Path) -> None:
    """Phường Ba Đình has no plan here: 10 of January, 9 of them online, 2 returned early."""
    desk, code = Desk(tmp_path), "00004"
    desk.stored("a.xlsx", xlsx_bytes(FORM), "--commune", code)
    app = overview_of(desk, home=code)
    sheets = " ".join(str(block.proto.body) for block in app.get("html"))
    count = len(cards_of(app))
    assert f"Tháng 1/2026: {count} chỉ số có số liệu, chưa có chỉ tiêu để so." in sheets
    texts = " ".join(one.value for one in app.markdown)
    assert "hãy thêm ở trang [Kế hoạch](ke-hoach)" in texts
    assert list(cards_of(app))[:2] == [TEN[0], CARD]


@pytest.mark.parametrize("other", ["Trực tuyến", "Trực tuyến (cổng tỉnh)"])
def test_it_is_not_shown_where_it_is_not_known(tmp_path: Path, other: str) -> None:
    """One that only says "online" may be either."""
    app = opened_page(tmp_path, [END_TO_END, other, PARTIAL], HEADINGS)
    cards = cards_of(app)
    assert TEN[0] in cards
    assert CARD not in cards
    (choice,) = (box for box in app.selectbox if box.label == "Chỉ số")
    assert choice.options == TEN


def test_the_sources_of_what_is_counted_besides_can_be_asked_for(tmp_path: Path) -> None:
    headings = (*HEADINGS, NON_TERRITORIAL)
    app = opened_page(tmp_path, ["Trực tuyến"], headings, "non_territorial_dossiers")
    (choice,) = (box for box in app.selectbox if box.label == "Chỉ số")
    assert choice.options == [*TEN, NON_TERRITORIAL_LABEL]
    assert NON_TERRITORIAL_LABEL not in cards_of(app)
    assert choice.value == "non_territorial_dossiers"
    assert any("<td class='n'>0/1" in str(block.proto.body) for block in app.get("html"))
