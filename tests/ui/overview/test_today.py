"""The strip Hôm nay: what it says of dossiers, tasks, data, the furthest metric and changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.dates import today as machine_today
from data.planning.plan_versions import save_plan
from data.planning.targets import built_in_plans
from data.record import ledger
from data.record.settings import set_setting
from metrics.analysis.decomposition import Contribution, Part
from tests.support.builders import NINH_GIANG, Desk, dossier, earlier, table
from tests.support.pages import pages_over, run
from tests.support.paths import ROOT
from tests.support.records import copied
from tests.ui.overview.test_card_order import FILING_MISSED
from ui.overview.card_lines import cause_words
from ui.overview.record_changes import RecordChanges, changes_since
from ui.overview.today_items import changes_item, data_item, furthest_item
from ui.overview.today_strip import today_strip

PAGE = ROOT / "pages" / "overview.py"
DAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("last_day", "calendar", "text", "note", "presses"),
    [
        (
            date(2026, 10, 31),
            "month",
            "Đến 31/10/2026, cách đây 29 ngày",
            "cần nạp: danh sách hồ sơ tháng 11/2026",
            False,  # November is not over
        ),
        (
            date(2026, 10, 20),
            "month",
            "Đến 20/10/2026, cách đây 40 ngày",
            "cần nạp: danh sách hồ sơ từ 21/10/2026",
            True,
        ),
        (
            date(2026, 10, 14),
            "reporting",
            "Đến 14/10/2026, cách đây 46 ngày",
            "cần nạp: danh sách hồ sơ tháng 11/2026",  # 15/10–14/11, which is over
            True,
        ),
    ],
)
def test_how_long_ago_the_data_ended(
    last_day: date, calendar: str, text: str, note: str, presses: bool
) -> None:
    item = data_item(last_day, "danh sách hồ sơ", DAY, calendar, "nap-so-lieu")  # type: ignore[arg-type]
    assert item is not None
    assert (item.text, item.note, item.is_pressing) == (text, note, presses)


def test_data_up_to_yesterday_ask_for_nothing() -> None:
    assert data_item(DAY - timedelta(days=1), "danh sách hồ sơ", DAY, "month", "") is None


def test_the_furthest_metric_with_the_field_that_makes_most_of_it() -> None:
    cause = Contribution(Part("Đất đai", 1, 9), 6)
    item = furthest_item(FILING_MISSED, cause, "vi-sao")
    assert (item.text, item.note) == (
        "Hồ sơ nộp trực tuyến: còn thiếu 10 hồ sơ",
        "Chủ yếu: Đất đai, 6 trong 10",
    )
    assert furthest_item(FILING_MISSED, None, "").note == "chỉ tiêu tối thiểu 80%"


def test_a_field_that_lacks_more_than_the_whole_is_no_part_of_it() -> None:
    cause = Contribution(Part("Đất đai", 1, 9), 12)
    assert cause_words(cause, FILING_MISSED) == "Riêng Đất đai thiếu 12"


def test_changes_in_words() -> None:
    changes = RecordChanges(stored=2, withdrawn=1, brought_back=0, plans_saved=1)
    item = changes_item(changes, "Từ hôm qua", "", "")
    assert item is not None
    assert item.text == "Nạp 2 tệp, rút 1 tệp, lưu kế hoạch 1 lần"
    assert changes_item(RecordChanges(0, 0, 0, 0), "Từ hôm qua", "", "") is None


def test_where_nothing_is_due_a_quiet_line_says_so() -> None:
    assert "không có hồ sơ, nhiệm vụ nào đến hạn" in today_strip([], DAY)


def store_january(desk: Desk) -> None:
    """Ninh Giang's January, to the 31st, all open: two due before it, one the 3rd of February.

    The fourth is due in April. Three working days after Saturday the 31st end on the 4th.
    """
    set_setting(desk.record, "home_commune", NINH_GIANG, "thử")
    paid = {"payment": "Trực tuyến trên Cổng DVCQG"}
    rows = [
        earlier(**paid),
        dossier(1, due="20/01/2026", **paid),
        dossier(2, due="03/02/2026", channel="Trực tiếp", **paid),
        dossier(3, due="20/04/2026", channel="Trực tiếp", field="Đất đai", **paid),
    ]
    desk.stored("thang-1.csv", table(rows))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A record with that January."""
    desk = copied(store_january, tmp_path)
    with pages_over(desk.database):
        yield desk


def strip_of(app: AppTest) -> dict[str, tuple[str, str]]:
    """The page's strip: by subject its words, and the address that they lead to."""
    (sheet,) = (
        str(block.proto.body) for block in app.get("html") if "class='today'" in block.proto.body
    )
    rows = re.findall(r"<li><a href='(.*?)'.*?><small>(.*?)</small>(.*?)</a></li>", sheet)
    return {
        subject: (" ".join(re.sub(r"<.*?>", " ", text).split()), unescape(address))
        for address, subject, text in rows
    }


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(str(PAGE), default_timeout=60)
    for name, choice in query.items():
        app.query_params[name] = choice
    return run(app)


def test_the_strip_leads_where_each_matter_is_dealt_with(desk: Desk) -> None:
    strip = strip_of(opened(xa=NINH_GIANG, ky="2026-01"))
    assert strip["Hồ sơ"] == (
        "2 đang quá hạn, 1 đến hạn trong 3 ngày làm việc theo danh sách đến 31/01/2026",
        f"tre-han?xa={NINH_GIANG}&ky=2026-01",
    )
    days = (machine_today() - date(2026, 1, 31)).days
    text, address = strip["Số liệu"]
    assert text.startswith(f"Đến 31/01/2026, cách đây {days} ngày")
    assert address == f"nap-so-lieu?xa={NINH_GIANG}&ky=2026-01"
    assert strip["Từ hôm qua"][0] == "Nạp 1 tệp"
    # Nothing was reused of three: 90 % are 2,7, so three are missing, two of certification.
    assert strip["Xa chỉ tiêu nhất"] == (
        "Tái sử dụng dữ liệu: còn thiếu 3 hồ sơ Chủ yếu: Chứng thực, 2 trong 3",
        f"vi-sao?xa={NINH_GIANG}&ky=2026-01&chi-so=reused_data",
    )


def test_late_dossiers_are_the_latest_lists_whatever_month_is_looked_at(desk: Desk) -> None:
    """Looked at from December the link names January, where the page shows the same two."""
    strip = strip_of(opened(xa=NINH_GIANG, ky="2025-12"))
    assert strip["Hồ sơ"][1] == f"tre-han?xa={NINH_GIANG}&ky=2026-01"


def test_changes_are_counted_from_a_moment_on(desk: Desk) -> None:
    (upload,) = ledger.uploads(desk.record)
    before = datetime.now(UTC) - timedelta(hours=1)
    assert changes_since(before, [upload], [], []) == RecordChanges(1, 0, 0, 0)
    assert changes_since(datetime.now(UTC), [upload], [], []) == RecordChanges(0, 0, 0, 0)


def test_withdrawing_and_saving_a_plan_are_changes(desk: Desk) -> None:
    (upload,) = ledger.uploads(desk.record)
    ledger.withdraw(desk.record, [upload.id], "thử")
    ledger.bring_back(desk.record, [upload.id], "thử")
    (plan,) = (plan for plan in built_in_plans() if plan.key == "11203-2026")
    save_plan(desk.record, plan, "thử")
    text, _ = strip_of(opened(xa=NINH_GIANG, ky="2026-01"))["Từ hôm qua"]
    assert text == "Nạp 1 tệp, rút 1 tệp, đưa trở lại 1 tệp, lưu kế hoạch 1 lần"


def test_another_communes_uploads_are_not_told(desk: Desk) -> None:
    assert "Từ hôm qua" not in strip_of(opened(xa="31393", ky="2026-01"))


def test_cards_name_the_field_that_lacks_most_and_lead_to_its_causes(desk: Desk) -> None:
    """One of three came in online, 80 % are 2,4: two are missing, one of each field."""
    (cards,) = (
        str(block.proto.body)
        for block in opened(xa=NINH_GIANG, ky="2026-01").get("html")
        if "class='card'" in block.proto.body
    )
    card = next(text for text in cards.split("<section") if ">Hồ sơ nộp trực tuyến<" in text)
    assert f"href='vi-sao?xa={NINH_GIANG}&amp;ky=2026-01&amp;chi-so=online_filing'" in card
    assert "Chủ yếu" not in card
    assert "Chủ yếu: Chứng thực, 2 trong 3" in next(
        text for text in cards.split("<section") if ">Tái sử dụng dữ liệu<" in text
    )
