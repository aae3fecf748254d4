"""The page Vì sao chưa đạt and the fair comparison, over lists whose figures are known by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from data.periods import parse_period
from data.planning.plan_versions import save_plan
from data.planning.targets import built_in_plans
from metrics.analysis.decomposition import Change, Part
from tests.support.builders import HOA_AN, NINH_GIANG, Desk, done, dossier, earlier, table
from tests.support.pages import pages_over
from tests.support.paths import ROOT
from tests.support.records import copied
from ui.causes.rate_change import change_sentence, change_table, round_changes
from ui.display.colours import colours

PAGES = ROOT / "pages"
DIRECT = {"payment": "Trực tiếp"}
# What the plan counts where no transactions are known: paid on the national portal.
PORTAL = {"payment": "Trực tuyến trên Cổng DVCQG"}
LAND = {"field": "Đất đai"}


def store_january(desk: Desk) -> None:
    """January of Ninh Giang: of ten that owe a fee five paid online; of land one of five."""
    rows = [
        earlier(**PORTAL),
        *(dossier(number, **PORTAL) for number in range(1, 4)),
        done(4, **PORTAL),
        dossier(5, **DIRECT),
        dossier(6, **LAND, **PORTAL),
        *(dossier(number, **LAND, **DIRECT) for number in range(7, 11)),
    ]
    desk.stored("thang-1.csv", table(rows))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A record with that January."""
    desk = copied(store_january, tmp_path)
    with pages_over(desk.database):
        yield desk


def page_with(page: str, **query: str) -> AppTest:
    app = AppTest.from_file(str(PAGES / page), default_timeout=60)
    for name, choice in query.items():
        app.query_params[name.replace("_", "-")] = choice
    return app


SECTIONS = {
    "Thiếu ở đâu": "o-dau",
    "Khác kỳ trước ở đâu": "khac-ky-truoc",
    "Có kịp cuối năm không": "cuoi-nam",
}


def causes(
    part: str, metric: str = "online_payment", period: str = "2026-01", **query: str
) -> AppTest:
    """The page at an address that names the metric and what of it to see."""
    app = page_with(
        "causes.py", xa=NINH_GIANG, ky=period, chi_so=metric, xem=SECTIONS[part], **query
    )
    app.run()
    assert not app.exception
    return app


def texts(app: AppTest) -> str:
    blocks = (*app.header, *app.markdown, *app.caption, *app.info)
    return " ".join(str(block.value) for block in blocks)


@pytest.mark.usefixtures("desk")
def test_the_gap_comes_first_with_the_field_that_makes_most_of_it() -> None:
    """80 % of 10 are 8, 5 paid: 3. Land 4 - 1 = 3, certification 4 - 4 = 0."""
    app = causes("Thiếu ở đâu")
    assert app.header[0].value == "Còn thiếu 3 hồ sơ; 3 trong đó ở lĩnh vực Đất đai"
    by_portal = "hồ sơ phát sinh phí, lệ phí, chỉ tính thanh toán qua Cổng DVCQG"
    assert f"50,00%, 5/10 {by_portal}; chỉ tiêu tối thiểu 80%." in texts(app)
    assert rows_of(app, "lĩnh vực") == {
        "Đất đai": ("20,00%, 1/5", "3"),
        "Chứng thực": ("80,00%, 4/5", "0"),
    }
    assert rows_of(app, "thủ tục") == {"Chứng thực bản sao": ("50,00%, 5/10", "3")}


def rows_of(app: AppTest, group: str) -> dict[str, tuple[str, str]]:
    """The bars of a group ("lĩnh vực"): name → (rate and counts, cases)."""
    section = html(app).partition(f"<h3>Theo {group}</h3>")[2].partition("</section>")[0]
    cells = re.findall(
        r"<tr><th scope='row'>(?:<a [^>]*>)?(.*?)(?:</a>)?<small>(.*?)</small></th>"
        r".*?<td class='n'>(.*?)(?:<small>.*?</small>)?</td></tr>",
        section,
    )
    return {name: (counts, cases) for name, counts, cases in cells}


def links_of(app: AppTest) -> dict[str, str]:
    """Where the names of parts lead: name → address."""
    pairs = re.findall(r"<th scope='row'><a href='(.*?)'.*?>(.*?)</a>", html(app))
    return {name: unescape(address) for address, name in pairs}


@pytest.mark.usefixtures("desk")
def test_the_page_opens_on_the_metric_that_lacks_most() -> None:
    """Nothing was reused of ten: 90 % are 9. Of what owes a fee three are missing."""
    app = page_with("causes.py", xa=NINH_GIANG, ky="2026-01").run()
    assert not app.exception
    assert app.header[0].value.startswith("Còn thiếu 9 hồ sơ")
    assert app.selectbox(key="chi-so").value == "reused_data"
    assert "kept_chi-so" not in app.session_state


@pytest.mark.usefixtures("desk")
def test_a_metric_that_was_chosen_is_kept() -> None:
    app = page_with("causes.py", xa=NINH_GIANG, ky="2026-01").run()
    app.selectbox(key="chi-so").set_value("online_filing").run()
    assert app.query_params["chi-so"] == "online_filing"
    assert app.session_state["kept_chi-so"] == "online_filing"
    app.selectbox(key="chi-so").set_value("reused_data").run()
    assert app.query_params["chi-so"] == "reused_data"


def test_a_surplus_is_told_as_one(desk: Desk) -> None:
    """At least 40 % of ten are 4, five are there: 1 to spare. Certification 4 - 2, land 1 - 2."""
    planned(desk, ">=", "0.4")
    app = causes("Thiếu ở đâu")
    assert app.header[0].value.startswith("Đã đạt, vượt chỉ tiêu 1 hồ sơ; tính riêng lĩnh vực")
    assert rows_of(app, "lĩnh vực") == {
        "Chứng thực": ("80,00%, 4/5", "2"),
        "Đất đai": ("20,00%, 1/5", "thiếu 1"),
    }
    assert "<th scope='row'>Cộng</th><td class='n' colspan='2'>1</td>" in html(app)
    assert "Phần vượt của mỗi phần = tử số − chỉ tiêu × mẫu số" in texts(app)


def test_room_below_a_ceiling_is_told_as_such(desk: Desk) -> None:
    """At most 60 % of ten are 6, five are there: 1 below; land 2 below, certification 1 above."""
    planned(desk, "<=", "0.6")
    app = causes("Thiếu ở đâu")
    assert app.header[0].value.startswith("Đã đạt, dưới mức 1 hồ sơ")
    assert rows_of(app, "lĩnh vực") == {
        "Đất đai": ("20,00%, 1/5", "2"),
        "Chứng thực": ("80,00%, 4/5", "vượt 1"),
    }


@pytest.mark.usefixtures("desk")
def test_a_field_leads_to_its_dossiers_and_back() -> None:
    """Of land four of five did not pay online; the address alone says which are seen."""
    address = links_of(causes("Thiếu ở đâu"))["Đất đai"]
    page, _, query = address.partition("?")
    assert page == "vi-sao"
    choices = dict(parse_qsl(query))
    assert choices == {
        "xa": NINH_GIANG,
        "ky": "2026-01",
        "chi-so": "online_payment",
        "linh-vuc": "Đất đai",
    }
    app = page_with("causes.py", **{name.replace("-", "_"): text for name, text in choices.items()})
    app.run()
    assert not app.exception
    assert "20,00%, 1/5: **thiếu 3 hồ sơ**." in texts(app)
    codes = list(app.dataframe[0].value["Mã hồ sơ"])
    assert codes == [f"H24.91-260105-{number:04}" for number in range(7, 11)]
    back = "href='vi-sao?xa=11203&amp;ky=2026-01&amp;chi-so=online_payment'"
    assert back in html(app)
    app.segmented_control(key="ho-so").set_value("tu-so").run()
    assert list(app.dataframe[0].value["Mã hồ sơ"]) == ["H24.91-260105-0006"]
    assert app.query_params["ho-so"] == "tu-so"


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("key", "label", "count"),
    [
        ("thu_tuc", "Chứng thực bản sao", 5),
        ("hinh_thuc", "Trực tuyến", 5),
        ("linh_vuc", "ĐẤT ĐAI", 4),
    ],
)
def test_parts_of_every_kind_have_their_dossiers(key: str, label: str, count: int) -> None:
    """A field by another spelling is that field."""
    assert len(causes("Thiếu ở đâu", **{key: label}).dataframe[0].value) == count


@pytest.mark.usefixtures("desk")
def test_a_part_that_is_not_there_is_said_to_be_none() -> None:
    app = causes("Thiếu ở đâu", linh_vuc="**Không có**")
    assert "không có hồ sơ nào" in app.info[0].value
    assert "\\*\\*" in app.info[0].value
    assert not app.dataframe


@pytest.mark.usefixtures("desk")
def test_the_rest_of_the_year_and_too_few_months_for_a_forecast() -> None:
    """Eleven months of ten: of 120 are 96 needed, 5 are there, so 91 of 110: 82,72… %, upward."""
    app = causes("Có kịp cuối năm không")
    assert app.number_input[0].value == 110
    demand = "cần **ít nhất 82,8%** hồ sơ thanh toán trực tuyến: 91 trong 110 hồ sơ"
    assert f"Từ nay (01/02/2026) đến hết năm {demand} dự kiến còn lại." in texts(app)
    assert "Chưa đủ số liệu để dự báo" in texts(app)
    assert "Mọi chỉ tiêu cả năm" in texts(app)
    assert "<b>82,8%</b>" in html(app)
    # 80 % of 15 are 12: with five more to come 7 are needed, so two of the five that paid in cash.
    app.number_input[0].set_value(5).run()
    assert not app.exception
    mended = "còn có thể đạt nếu bù được** 2 trong 5 hồ sơ chưa đạt đến nay"
    assert f"Cả năm 2026 **{mended} (hồ sơ chưa nộp phí" in texts(app)


@pytest.mark.usefixtures("desk")
def test_nothing_to_come_is_no_certainty() -> None:
    """Ten of eleven came in online: 80 % of 12 are 9,6, of 13 they are 10,4: one more miss."""
    app = causes("Có kịp cuối năm không", "online_filing")
    app.number_input[0].set_value(0).run()
    assert not app.exception
    assert "đủ nếu phát sinh như dự kiến**: 90,91%, không dự kiến phát sinh thêm." in texts(app)
    assert "Chỉ hụt khi từ nay có hơn 1 hồ sơ không đạt." in texts(app)
    assert "chắc đạt" not in texts(app) + html(app)


def test_the_year_of_a_plan_that_was_amended(desk: Desk) -> None:
    """From June 40 % instead of 80: five of ten in January, so two of the ten each month."""
    (plan,) = (plan for plan in built_in_plans() if plan.key == "11203-2026")
    paid = next(target for target in plan.targets if target.metric == "online_payment")
    changed = replace(paid, plan_key="11203-doi", value=Decimal("0.4"))
    june = replace(plan, key="11203-doi", valid_from=date(2026, 6, 1), targets=(changed,))
    save_plan(desk.record, june, "thử")
    text = texts(causes("Thiếu ở đâu"))
    assert "cần **ít nhất 39,1%** hồ sơ thanh toán trực tuyến: 43 trong 110 hồ sơ" in text
    assert "Chỉ tiêu đổi từ 01/06/2026 (trước đó tối thiểu 80%)" in text
    assert "số liệu từ 01/01/2026 đều so với mức áp dụng lúc hết năm, tối thiểu 40%." in text


@pytest.mark.usefixtures("desk")
def test_a_denominator_that_is_not_the_plans_is_said() -> None:
    """Ninh Giang's plan counts data items; the list knows only dossiers."""
    assert "Mẫu số khác với kế hoạch (kế hoạch tính trên dữ liệu, thông tin)." in texts(
        causes("Thiếu ở đâu", "reused_data")
    )


def test_too_few_days_to_expect_anything_by(desk: Desk) -> None:
    """Twenty days of Hòa An: nothing is told until the reader says how many will come."""
    unit = {"unit": "UBND Xã Hòa An"}
    above = ("UBND XÃ HÒA AN", "DANH SÁCH HỒ SƠ", "Từ ngày 01/01/2026 đến ngày 20/01/2026")
    rows = [dossier(f"H13.58-260105-{n:04}", **unit) for n in range(8)]
    desk.stored("hoa-an.csv", table(rows, above=above))
    app = page_with("causes.py", xa=HOA_AN, ky="2026", chi_so="online_filing", xem="cuoi-nam")
    app.run()
    assert not app.exception
    assert "Chưa ước tính được số hồ sơ phát sinh đến hết năm" in texts(app)
    assert "chưa ước được" in html(app)
    # 90 % of 18 are 16,2: 17, less the eight, of ten.
    app.number_input[0].set_value(10).run()
    assert not app.exception
    assert "cần **ít nhất 90,0%** hồ sơ nộp trực tuyến: 9 trong 10 hồ sơ" in texts(app)


def test_the_change_in_the_sentence_is_that_of_the_table() -> None:
    """Mix −0,696 and performance 0,238 make −0,458: −0,46 is −0,70 and 0,24, by field as well."""
    thousandths = [(-234, 75), (-234, 75), (-228, 88)]
    part = Part("Đất đai", 1, 2)
    changes = [
        Change(part, part, Fraction(mix, 100_000), Fraction(performance, 100_000))
        for mix, performance in thousandths
    ]
    pairs, sums = round_changes(changes)
    assert sums == (-70, 24)
    assert (sum(mix for mix, _ in pairs), sum(performance for _, performance in pairs)) == sums
    sentence = change_sentence(changes, parse_period("2026-09"))
    assert "giảm 0,46 điểm phần trăm: **+0,24** do kết quả" in sentence
    assert "**−0,70** do cơ cấu" in sentence
    foot = "".join(f"<td class='n'>{number}</td>" for number in ("+0,24", "−0,70", "−0,46"))
    assert f"{foot}</tr></tfoot>" in change_table(changes, False, colours())


def test_the_change_on_the_month_before_in_mix_and_performance(desk: Desk) -> None:
    """December: 80 % in both fields. January: certification 80 %, land 20 %."""
    december = ("UBND XÃ NINH GIANG", "DANH SÁCH HỒ SƠ", "Từ ngày 01/12/2025 đến ngày 31/12/2025")
    days = {"received": "05/12/2025", "due": "20/12/2025"}
    rows = [
        done(100, "10/12/2025", **days, **PORTAL),
        *(dossier(100 + number, **days, **PORTAL) for number in range(1, 4)),
        *(dossier(110 + number, **days, **LAND, **PORTAL) for number in range(4)),
        dossier(120, **days, **DIRECT),
        dossier(121, **days, **LAND, **DIRECT),
    ]
    desk.stored("thang-12.csv", table(rows, above=december))
    # The one that January's list carries over belongs to December too: 9 of 11.
    app = causes("Khác kỳ trước ở đâu")
    assert "So với tháng 12/2025, tỷ lệ giảm 31,82 điểm phần trăm" in texts(app)
    assert "Đất đai<small>80,0% → 20,0%; mẫu số 5 → 5</small>" in html(app)


@pytest.mark.usefixtures("desk")
def test_without_a_month_before_there_is_no_change_to_tell() -> None:
    assert "Chưa đủ số liệu theo lĩnh vực" in texts(causes("Khác kỳ trước ở đâu"))


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("part", ["Thiếu ở đâu", "Khác kỳ trước ở đâu", "Có kịp cuối năm không"])
def test_what_is_not_known_is_said(part: str) -> None:
    app = causes(part, "satisfaction", "2026-02")
    assert app.header[0].value == "Thiếu số liệu"
    assert len(app.info) == 1


def test_a_month_to_date_is_not_compared_with_a_whole_one(desk: Desk) -> None:
    """January is whole; of February ten days are known."""
    above = ("UBND XÃ NINH GIANG", "DANH SÁCH HỒ SƠ", "Từ ngày 01/02/2026 đến ngày 10/02/2026")
    days = {"received": "05/02/2026", "due": "20/02/2026"}
    rows = [
        earlier(),
        dossier(50, **days, **LAND, **PORTAL),
        dossier(51, **days, **PORTAL),
        done(52, "09/02/2026", **days, **PORTAL),
    ]
    desk.stored("thang-2.csv", table(rows, above=above))
    app = causes("Khác kỳ trước ở đâu", period="2026-02")
    not_yet = "Tháng 2/2026 chưa đủ ngày nên chưa so với cả tháng 1/2026"
    assert [info.value.startswith(not_yet) for info in app.info] == [True]
    assert "Đất đai<small>" not in html(app)


def planned(desk: Desk, comparator: str, value: str, **changed: object) -> None:
    """Ninh Giang's plan with a demand of its own on what is paid online, counted by dossiers."""
    (plan,) = (plan for plan in built_in_plans() if plan.key == "11203-2026")
    paid = next(target for target in plan.targets if target.metric == "online_payment")
    own = replace(
        paid,
        plan_key="11203-doi",
        comparator=comparator,
        value=Decimal(value),
        denominator_variant="payable_national",
        **changed,  # type: ignore[arg-type]
    )
    save_plan(desk.record, replace(plan, key="11203-doi", targets=(own,)), "thử")


def test_of_a_ceiling_cases_are_too_many_and_what_is_left_is_at_most(desk: Desk) -> None:
    """At most 40 % of ten are 4, five are there: one too many; land 1 - 2, certification 4 - 2.

    Of 120 in the year 48 may be: 43 of the 110 to come, 39,09 %, downward.
    """
    planned(desk, "<=", "0.4")
    app = causes("Thiếu ở đâu")
    assert app.header[0].value.startswith("Vượt mức 1 hồ sơ; riêng lĩnh vực Chứng thực vượt 2")
    assert "Phần vượt của mỗi phần" in texts(app)
    most = "chỉ được **không quá 39,0%** thanh toán trực tuyến: nhiều nhất 43 trong 110 hồ sơ"
    assert f"đến hết năm {most} dự kiến còn lại" in texts(app)
    assert "≤ 39,0%" in html(causes("Có kịp cuối năm không"))


def test_a_rise_without_its_base_year_is_asked_of_nothing(desk: Desk) -> None:
    planned(desk, "+", "0.1", base_year=2025)
    app = causes("Có kịp cuối năm không")
    assert app.header[0].value == "Thiếu số liệu"
    assert "Chưa có số liệu cả năm 2025 để so" in texts(app)
    assert "chưa có số liệu năm 2025" in html(app)


def html(app: AppTest) -> str:
    return " ".join(str(block.proto.body) for block in app.get("html"))


def test_two_communes_at_one_mix(desk: Desk) -> None:
    """Hòa An: three of land, all paid. Together 8 of 13; at the mix 5 : 8 Ninh Giang has 43,08 %.

    (5 x 4/5 + 8 x 1/5) / 13 = 5,6/13. Hòa An has no certification: 100 % of land alone, marked.
    """
    unit = {"unit": "UBND Xã Hòa An"}
    above = ("UBND XÃ HÒA AN", "DANH SÁCH HỒ SƠ", "Từ ngày 01/01/2026 đến ngày 31/01/2026")
    rows = [dossier(f"H13.58-260105-{n:04}", **unit, **LAND) for n in range(3)]
    desk.stored("hoa-an.csv", table(rows, above=above))
    app = page_with(
        "comparison.py",
        cac_xa=f"{NINH_GIANG},{HOA_AN}",
        ky="2026-01",
        chi_so="online_payment",
        phan="cong-bang",
    )
    app.session_state["least_cases"] = 0
    app.run()
    assert not app.exception
    assert "<b>43,08%</b>" in html(app)
    assert "<b>100,00%*</b>" in html(app)
    assert "* không có hồ sơ Chứng thực" in html(app)
    assert len(app.get("plotly_chart")) == 1
    app.number_input[0].set_value(30).run()
    assert html(app).count("quá ít hồ sơ để xếp hạng") == 2
