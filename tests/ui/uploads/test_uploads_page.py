"""The upload page: a strange table is mapped once, unknown units are asked about once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.record import ledger
from data.record.mapped_headings import map_heading, mapped_headings
from data.record.settings import set_setting
from loaders.answers import Answers, remembered_units
from loaders.layouts.custom import custom_layout_folder, custom_layouts
from loaders.load import RecognisedFile, read_and_stage, stage_file
from loaders.staging import Staged
from tests.loaders.layouts.test_custom import JANUARY_ROWS, strange_list
from tests.support.builders import (
    HEADINGS,
    JANUARY,
    csv_bytes,
    dossier,
    earlier,
    table,
    xlsx_bytes,
)
from tests.support.containers import workbook
from tests.support.pages import pages_over
from tests.support.paths import ROOT
from ui.display.words import escape_markdown
from ui.uploads.batch.storing import FileToStore, StoringRun, store_each

PAGE = ROOT / "pages" / "uploads.py"
LINK = "www.example.com http://example.com a@example.com **đậm**"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """An empty record, and the page over it."""
    with pages_over(tmp_path / "tthc.duckdb") as folder:
        yield folder


def opened(*files: tuple[str, bytes]) -> AppTest:
    app = AppTest.from_file(str(PAGE), default_timeout=120).run()
    return hand_in(app, *files)


def hand_in(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.file_uploader[0].set_value([(name, content, "") for name, content in files]).run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def texts(app: AppTest) -> str:
    kinds = (app.markdown, app.error, app.warning, app.info, app.success, app.caption)
    return "\n".join(str(block.value) for group in kinds for block in group)


def table_texts(app: AppTest) -> str:
    """The tables that the page draws as HTML."""
    return "\n".join(str(block.proto.body) for block in app.get("html"))


def show_details(app: AppTest, number: int) -> AppTest:
    """Choose a file of several to be shown whole."""
    app.selectbox(key="file_to_show").set_value(number).run()
    assert not app.exception
    return app


def test_a_strange_table_is_mapped_and_its_like_are_read_with_it(folder: Path) -> None:
    february = (*JANUARY[:2], "Từ ngày 01/02/2026 đến ngày 28/02/2026")
    later = strange_list(earlier(), dossier(7, received="03/02/2026"), above=february)
    app = opened(
        ("mới_1.xlsx", xlsx_bytes(strange_list(*JANUARY_ROWS))), ("2.csv", csv_bytes(later))
    )
    chosen = {box.label: box.value for box in app.selectbox}
    assert chosen["Ngày nhân hồ sơ (ngày)"] == "received_on"
    assert chosen["Lạ"] == "unused"
    assert "Chủ hồ sơ" not in chosen
    assert "Chủ hồ sơ; Ghi chú" in texts(app)
    assert "Cùng mẫu với tệp" in texts(app)
    assert app.text_input[0].value == "mới 1"

    strange = next(box for box in app.selectbox if box.label == "Lạ")
    strange.set_value("state")
    press(app, "Lưu mẫu và đọc lại tệp")
    assert any("được chọn cho nhiều tiêu đề" in error.value for error in app.error)
    assert custom_layouts(custom_layout_folder(folder)).sound == ()
    next(box for box in app.selectbox if box.label == "Lạ").set_value("unused")
    app.text_input[0].set_value("Hệ thống mới")
    press(app, "Lưu mẫu và đọc lại tệp")
    assert [layout.title for layout in custom_layouts(custom_layout_folder(folder)).sound] == [
        "Hệ thống mới"
    ]
    assert (
        table_texts(app).count("<td class='kind'>Hệ thống mới</td><td class='communes'>Xã Ninh")
        == 2
    )
    assert "Hệ thống mới · Xã Ninh Giang" in texts(show_details(app, 2))
    press(app, "Nạp 2 tệp")
    assert "Đã nạp 2 tệp." in texts(app)
    assert "Hệ thống mới · Xã Ninh Giang, Thành phố Hải Phòng (11203) · kỳ 01/02" in texts(app)

    press(app, "Xóa mẫu")
    assert custom_layouts(custom_layout_folder(folder)).sound == ()
    assert "Hệ thống mới · Xã Ninh Giang, Thành phố Hải Phòng (11203) · kỳ 01/02" in texts(app)


def renamed_list(*rows: dict[str, str], above: tuple[str, ...] = JANUARY) -> list[list[str]]:
    """A list whose due days stand under "Hạn [TKQ]", which no layout knows."""
    cells = table(rows, above)
    cells[len(above)] = ["Hạn [TKQ]" if h == "Ngày hẹn trả" else h for h in cells[len(above)]]
    return cells


def test_a_missing_column_is_shown_once_and_may_be_taken_back(folder: Path) -> None:
    february = (*JANUARY[:2], "Từ ngày 01/02/2026 đến ngày 28/02/2026")
    later = renamed_list(earlier(), dossier(7, received="03/02/2026"), above=february)
    app = opened(("1.xlsx", xlsx_bytes(renamed_list(*JANUARY_ROWS))), ("2.csv", csv_bytes(later)))
    missing = escape_markdown("Danh sách thiếu cột nên không tính được: đúng hạn, quá hạn.")
    assert table_texts(app).count("2 điều cần xem") == 2
    assert missing in texts(show_details(app, 1))
    assert "Cột đã chỉ ra" not in [header.value for header in app.header]
    press(app, "Nhớ cho các tệp cùng mẫu")  # nothing is chosen yet
    assert "Hãy chọn cả cột của tệp và cột đang thiếu." in texts(app)
    app.selectbox[0].set_value("Hạn [TKQ]")
    assert app.selectbox[1].options == ["Ngày hẹn trả", "Phi địa giới"]  # what the list lacks
    app.selectbox[1].set_value("due_on")
    press(app, "Nhớ cho các tệp cùng mẫu")
    assert missing not in texts(app)
    assert table_texts(app).count("1 điều cần xem") == 2
    note = escape_markdown("Cột “Hạn [TKQ]” được đọc là “Ngày hẹn trả”")
    for number in (1, 2):  # the other file is read so too
        assert note in texts(show_details(app, number))
    assert escape_markdown("“Hạn [TKQ]” là Ngày hẹn trả (Danh sách hồ sơ; ") in texts(app)
    press(app, "Nạp 2 tệp")
    assert all("due_on" in upload.columns for upload in ledger.uploads(folder))

    press(app, "Bỏ chọn")
    assert mapped_headings(folder) == ()
    assert "2 lần nạp từ khi chọn vẫn tính như đã đọc" in texts(app)
    again = opened(("2.csv", csv_bytes(later)))
    assert "hãy rút lần nạp này rồi chọn lại tệp" in texts(again)


def test_what_somebody_else_said_of_a_heading_meanwhile_is_told(folder: Path) -> None:
    app = opened(("1.csv", csv_bytes(renamed_list(*JANUARY_ROWS))))
    map_heading(folder, "danh-sach-ho-so", "hạn [tkq]", "finished_on", "Lan")
    app.selectbox[0].set_value("Hạn [TKQ]")
    app.selectbox[1].set_value("due_on")
    press(app, "Nhớ cho các tệp cùng mẫu")
    assert "Lan chọn" in texts(app)
    assert [mapped.column for mapped in mapped_headings(folder)] == ["finished_on"]


def test_no_column_is_asked_for_where_none_is_missing_or_unknown(folder: Path) -> None:
    known = table(JANUARY_ROWS)
    strange = table([row | {"Lạ": "1"} for row in JANUARY_ROWS], headings=(*HEADINGS, "Lạ"))
    app = opened(("1.csv", csv_bytes(known)), ("2.csv", csv_bytes(strange)))
    assert "Cột của tệp" not in [box.label for box in app.selectbox]


def test_units_are_asked_about_once(folder: Path) -> None:
    rows = [earlier(), dossier("X-2", unit="Sở Tư pháp"), dossier("X-3", unit="Một cửa số 2")]
    app = opened(("a.csv", csv_bytes(table(rows, JANUARY[1:]))))
    assert "để lại xem xét **2** dòng" in texts(app)
    boxes = {box.label: box for box in app.selectbox}
    boxes["Sở Tư pháp"].set_value("-")
    boxes["Một cửa số 2"].set_value("11842")
    press(app, "Nhớ cho các tệp cùng mẫu")
    assert {(unit.text, unit.code) for unit in remembered_units(folder)} == {
        ("Sở Tư pháp", "-"),
        ("Một cửa số 2", "11842"),
    }
    assert "để lại xem xét **1** dòng" in texts(app)
    assert "**Một cửa số 2** (Danh sách hồ sơ): Xã Vĩnh Thuận" in texts(app)
    press(app, "Bỏ chọn")
    assert [unit.text for unit in remembered_units(folder)] == ["Sở Tư pháp"]
    assert "để lại xem xét **2** dòng" in texts(app)


def test_one_unknown_unit_is_asked_about_and_then_loads(folder: Path) -> None:
    rows = [earlier("X-1", unit="Một cửa số 2"), dossier("X-2", unit="Một cửa số 2")]
    app = opened(("a.csv", csv_bytes(table(rows, JANUARY[1:]))))
    assert "Chưa có tệp nào để nạp" in [button.label for button in app.button]
    next(box for box in app.selectbox if box.label == "Một cửa số 2").set_value("11203")
    press(app, "Nhớ cho các tệp cùng mẫu")
    press(app, "Nạp 1 tệp")
    assert [set(upload.communes) for upload in ledger.uploads(folder)] == [{"11203"}]


def test_hidden_rows_and_sheets_by_choice(folder: Path) -> None:
    shown = table([earlier(), dossier(1), dossier(2), dossier(3)])
    hidden = table([earlier(), dossier(1)])
    app = opened(("a.xlsx", workbook({"Hiện": shown, "Ẩn": hidden}, hidden=["Ẩn"])))
    assert "đọc 4 dòng" in texts(app)
    box = next(box for box in app.checkbox if "trang tính ẩn" in box.label)
    box.check().run()
    assert not app.exception
    assert "đọc 2 dòng" in texts(app)
    press(app, "Nạp 1 tệp")
    assert [upload.rows_stored for upload in ledger.uploads(folder)] == [2]


def test_two_tabs_store_the_same_file(folder: Path) -> None:
    content = csv_bytes(table(JANUARY_ROWS))
    first, second = opened(("a.csv", content)), opened(("b.csv", content))
    press(first, "Nạp 1 tệp")
    press(second, "Nạp 1 tệp")
    assert "Đã nạp 1 tệp." in texts(first)
    assert "Tệp này đã nạp từ trước (01/01–31/01/2026); không có gì thay đổi." in texts(second)
    assert "Đã nạp" not in texts(second)
    assert len(ledger.uploads(folder)) == 1


def test_a_strangers_figures_are_named_and_led_to(folder: Path) -> None:
    set_setting(folder, "home_commune", "10729", "thử")
    app = press(opened(("a.csv", csv_bytes(table(JANUARY_ROWS)))), "Nạp 1 tệp")
    assert app.success[0].value == (
        "Đã nạp 1 tệp. Số liệu là của Xã Ninh Giang, Thành phố Hải Phòng (11203), không phải của "
        "trung tâm mình (Phường Trần Liễu, Thành phố Hải Phòng (10729))."
    )
    assert app.button(key="open_overview").label == "Xem Tổng quan của Xã Ninh Giang"


def test_ones_own_figures_need_no_name(folder: Path) -> None:
    set_setting(folder, "home_commune", "11203", "thử")
    app = press(opened(("a.csv", csv_bytes(table(JANUARY_ROWS)))), "Nạp 1 tệp")
    assert app.success[0].value == "Đã nạp 1 tệp."


def test_what_another_tab_stored_meanwhile_is_told_apart(folder: Path) -> None:
    content = csv_bytes(table(JANUARY_ROWS))
    file = FileToStore(1, "a.csv", read_and_stage("a.csv", content, Answers()))
    first, second = (StoringRun(folder, "thử", (file,)) for _ in range(2))
    store_each(first)
    store_each(second)
    assert (first.stored_count, first.by_others, first.commune_codes) == (1, set(), ["11203"])
    assert (second.stored_count, second.by_others, second.commune_codes) == (0, {1}, [])
    assert len(ledger.uploads(folder)) == 1


def test_a_file_is_staged_once_however_often_the_page_runs(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stagings = count_stagings(monkeypatch)
    app = opened(("a.csv", csv_bytes(table(JANUARY_ROWS))))
    before = stagings()
    app.run()
    app.run()
    assert (before, stagings()) == (1, 1)


def count_stagings(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How often the page has staged a file; the staging itself is the real one."""
    names: list[str] = []

    def stage_and_note(
        file: RecognisedFile, answers: Answers, folder: Path | None = None
    ) -> Staged:
        names.append(file.name)
        return stage_file(file, answers, folder)

    monkeypatch.setattr("ui.uploads.batch.previews.stage_file", stage_and_note)
    return lambda: len(names)


def test_no_text_of_a_file_becomes_a_link() -> None:
    for address in ("www.example.com", "http://", "a@example.com"):
        assert address in LINK
        assert address not in escape_markdown(LINK).replace("\\", "")


def test_what_a_replacing_list_leaves_out_is_said_before_it_is_stored(folder: Path) -> None:
    """Four by two channels and one carried over; then the two online alone."""
    channels = ("Trực tuyến", "Trực tuyến", "Trực tiếp", "Trực tiếp")
    rows = [dossier(number, channel=channel) for number, channel in enumerate(channels, start=1)]
    press(opened(("cả.csv", csv_bytes(table([earlier(), *rows])))), "Nạp 1 tệp")
    page = texts(opened(("lọc.csv", csv_bytes(table(rows[:2])))))
    assert escape_markdown("chỉ có hình thức nộp “trực tuyến”") in page
    assert escape_markdown("không có hồ sơ kỳ trước chuyển sang") in page
    assert "sẽ giảm quá một phần mười" in page
    assert "không còn 3 hồ sơ" in page
