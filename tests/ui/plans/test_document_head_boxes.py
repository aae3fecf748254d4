"""A new plan's boxes above the tables, filled from the text that is read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.planning.drafts import HEAD
from data.record.settings import set_setting
from tests.support.pages import pages_over, press, run
from tests.support.paths import PLANS, ROOT

PAGE = ROOT / "pages" / "plans.py"
FILLED = "Đã điền từ văn bản vào các ô bên dưới"
DONG_NGUYEN = (PLANS / "002_6654061ee083f000.txt").read_text(encoding="utf-8")
TITLE = (
    "Kế hoạch kiểm soát TTHC và thực hiện TTHC theo cơ chế một cửa, một cửa liên thông tại Bộ phận "
    "Một cửa và Cổng Dịch vụ công quốc gia trên địa bàn phường Đồng Nguyên năm 2026"
)
OTHER = """Số: 5/KH-UBND
Bãi Lác, ngày 3 tháng 7 năm 2026
KẾ HOẠCH
Nâng chất lượng phục vụ 6 tháng cuối năm 2026

UBND xã Bãi Lác ban hành Kế hoạch như sau:
- Tỷ lệ hồ sơ nộp trực tuyến đạt tối thiểu 85%.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A record of the test's own, with nothing in it."""
    with pages_over(tmp_path / "tthc.duckdb") as folder:
        yield folder


def open_editor(plan: str = "") -> AppTest:
    """The page with a plan's boxes; by default a new plan's."""
    app = AppTest.from_file(str(PAGE), default_timeout=60)
    app.query_params["viec"] = "sua"
    app.query_params["ke-hoach-cua"] = plan or "11203-2026"
    run(app)
    return app if plan else choose_new_plan(app)


def choose_new_plan(app: AppTest) -> AppTest:
    app.selectbox(key="plan_to_edit").set_value("")
    return run(app)


def read_text(app: AppTest, text: str) -> AppTest:
    app.text_area(key="plan_pasted").set_value(text)
    return press(app, "propose")


def boxes(app: AppTest) -> dict[str, str | date | None]:
    """What stands in the boxes above the tables, by the names of HEAD."""
    by_label = {box.label: box.value for box in (*app.text_input, *app.date_input)}
    return {name: by_label[HEAD[name]] for name in list(HEAD)[1:]}


def filled_caption(app: AppTest) -> str:
    captions = [caption.value for caption in app.caption if caption.value.startswith(FILLED)]
    assert len(captions) <= 1
    return "".join(captions)


def test_a_new_plans_blank_boxes_hold_what_the_text_says(folder: Path) -> None:
    app = open_editor()
    assert set(boxes(app).values()) <= {"", None}
    read_text(app, DONG_NGUYEN)
    assert boxes(app) == {
        "title": TITLE,
        "number": "74/KH-UBND",
        "date": "26/02/2026",
        "issuer": "Chủ tịch UBND phường Đồng Nguyên",
        "valid_from": date(2026, 1, 1),
        "valid_to": date(2026, 12, 31),
    }
    assert filled_caption(app) == (
        f"{FILLED}: Tên kế hoạch, Số văn bản, Ngày văn bản, Cơ quan ban hành, Có hiệu lực từ ngày, "
        "Có hiệu lực đến hết ngày. Hãy đối chiếu trước khi lưu."
    )


def test_what_somebody_typed_stays(folder: Path) -> None:
    app = open_editor()
    for name, typed in (("title", "Kế hoạch của tôi"), ("number", "75/KH-UBND")):
        (box,) = (box for box in app.text_input if box.label == HEAD[name])
        box.set_value(typed)
        run(app)
    read_text(app, DONG_NGUYEN)
    assert boxes(app)["title"] == "Kế hoạch của tôi"
    assert boxes(app)["number"] == "75/KH-UBND"
    assert boxes(app)["date"] == "26/02/2026"
    assert "Tên kế hoạch" not in filled_caption(app)
    assert "Ngày văn bản" in filled_caption(app)


def test_the_pages_own_issuer_gives_way_to_the_documents(folder: Path) -> None:
    set_setting(folder, "home_commune", "09385", "thử")
    app = open_editor()
    assert boxes(app)["issuer"] == "UBND phường Đồng Nguyên"
    read_text(app, DONG_NGUYEN)
    assert boxes(app)["issuer"] == "Chủ tịch UBND phường Đồng Nguyên"


def test_the_next_text_replaces_what_the_one_before_filled(folder: Path) -> None:
    app = read_text(read_text(open_editor(), DONG_NGUYEN), OTHER)
    assert boxes(app) == {
        "title": "Kế hoạch nâng chất lượng phục vụ 6 tháng cuối năm 2026",
        "number": "5/KH-UBND",
        "date": "3/7/2026",
        "issuer": "UBND xã Bãi Lác",
        "valid_from": date(2026, 7, 1),
        "valid_to": date(2026, 12, 31),
    }


def test_a_text_without_a_head_fills_nothing(folder: Path) -> None:
    app = read_text(open_editor(), "- Tỷ lệ hồ sơ nộp trực tuyến đạt tối thiểu 85%.")
    assert set(boxes(app).values()) <= {"", None}
    assert filled_caption(app) == ""


def test_a_saved_plans_boxes_stay(folder: Path) -> None:
    app = open_editor("11203-2026")
    before = boxes(app)
    read_text(app, DONG_NGUYEN)
    assert boxes(app) == before
    assert filled_caption(app) == ""


def warnings(app: AppTest) -> list[str]:
    blocks = [block.value.replace("\\", "") for block in app.warning]
    return [text for text in blocks if text.startswith("Văn bản do")]


def test_a_document_of_another_commune_is_named_beside_the_plans_own(folder: Path) -> None:
    set_setting(folder, "home_commune", "00004", "thử")
    app = read_text(choose_new_plan(open_editor("09385-2026")), DONG_NGUYEN)
    assert boxes(app)["issuer"] == "Chủ tịch UBND phường Đồng Nguyên"
    assert warnings(app) == [
        "Văn bản do Chủ tịch UBND phường Đồng Nguyên ban hành, còn kế hoạch này đang ghi cho "
        "Phường Ba Đình, Thành phố Hà Nội (00004): hãy kiểm tra có đúng văn bản, đúng xã, phường "
        "không."
    ]


def test_a_document_of_the_plans_own_commune_needs_no_word(folder: Path) -> None:
    set_setting(folder, "home_commune", "09385", "thử")
    assert warnings(read_text(open_editor(), DONG_NGUYEN)) == []


def test_a_long_title_is_cut_at_a_word_and_that_is_said(folder: Path) -> None:
    """ "Kế hoạch" and 22 times " rà soát" are 184 letters, " rà" and "…" 4 more, " soát" 5 more."""
    title = " ".join(["rà soát"] * 45)
    app = read_text(open_editor(), OTHER.replace("Nâng chất lượng", f"{title} nâng chất lượng"))
    box = str(boxes(app)["title"])
    assert box == f"Kế hoạch{' rà soát' * 22} rà…"
    assert "Tên kế hoạch trong văn bản dài quá 190 chữ nên đã rút gọn" in filled_caption(app)


def test_a_long_title_typed_by_hand_is_taken_and_refused_with_a_sentence(folder: Path) -> None:
    app = open_editor("11203-2026")
    box = next(box for box in app.text_input if box.label == HEAD["title"])
    box.set_value("rà " * 80)
    run(app)
    faults = "".join(block.value.replace("\\", "") for block in app.warning)
    assert "dài quá 190 chữ: hãy rút gọn." in faults
