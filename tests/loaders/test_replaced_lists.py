"""Before a list is stored in place of another: how it seems filtered, and which counts fall."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from data.record import ledger
from data.record.stored_rows import parquet_path
from loaders.__main__ import main
from loaders.answers import Answers
from loaders.load import load_file
from loaders.staging import Staged
from tests.support.builders import HEADINGS, NINH_GIANG, Desk, Row, csv_bytes, done, earlier, table

FEBRUARY = ("UBND XÃ NINH GIANG", "DANH SÁCH HỒ SƠ", "Từ ngày 01/02/2026 đến ngày 28/02/2026")
FALLS = "Số đếm sẽ giảm quá một phần mười"
FILTER = "So với danh sách sẽ bị thay, danh sách này"
CARRIED_OVER = earlier(channel="Trực tiếp", state="Đã trả kết quả", finished="05/01/2026")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def returned(count: int, channel: str = "Trực tuyến", first_number: int = 1) -> list[Row]:
    """Dossiers of January, returned early, that came by one channel."""
    numbers = range(first_number, first_number + count)
    return [done(number, channel=channel) for number in numbers]


def warnings(
    desk: Desk, capsys: pytest.CaptureFixture[str], name: str, rows: Sequence[Row]
) -> list[str]:
    """What the command line says of the replaced list while it stores this one."""
    capsys.readouterr()
    path = desk.file(name, table(rows))
    assert main(["--database", str(desk.database), "--json", path]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)[0]["stored"]
    sentences = [line.removeprefix(f"{path}: ") for line in captured.err.splitlines()]
    return [text for text in sentences if text.startswith((FALLS, FILTER, "Chưa so được"))]


def test_a_list_of_one_channel_is_told_beside_the_one_of_all(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two online, two at the counter and one carried over; then the two online alone."""
    desk.stored("cả.csv", table([CARRIED_OVER, *returned(2), *returned(2, "Trực tiếp", 3)]))
    seeming, falls = warnings(desk, capsys, "lọc.csv", returned(2))
    assert seeming == (
        f"{FILTER} chỉ có hình thức nộp “trực tuyến”; không có hồ sơ kỳ trước chuyển sang."
    )
    texts = falls.removeprefix(f"{FALLS}: ").split(". Hãy kiểm tra")[0].split("; ")
    assert "tiếp nhận trong kỳ từ 4 còn 2" in texts
    assert "tiếp nhận trực tiếp từ 2 còn 0" in texts
    assert "đã giải quyết từ 5 thành thiếu số liệu" in texts
    assert not any(text.startswith("tiếp nhận trực tuyến") for text in texts)
    assert "rút lần nạp này thì danh sách trước lại được tính." in falls


@pytest.mark.parametrize(("left", "falls"), [(18, False), (17, True)])
def test_a_tenth_less_is_not_said_and_more_is(
    desk: Desk, capsys: pytest.CaptureFixture[str], left: int, falls: bool
) -> None:
    desk.stored("cả.csv", table([CARRIED_OVER, *returned(20)]))
    found = warnings(desk, capsys, "mới.csv", [CARRIED_OVER, *returned(left)])
    assert [f"tiếp nhận trong kỳ từ 20 còn {left}" in text for text in found] == [True] * falls


def test_a_column_that_is_gone_makes_its_counts_unknown(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [CARRIED_OVER, *returned(3)]
    desk.stored("cả.csv", table(rows))
    headings = tuple(name for name in HEADINGS if name != "Số hóa TPHS")
    path = desk.file("thiếu.csv", table(rows, headings=headings))
    assert main(["--database", str(desk.database), path]) == 0
    assert "đã số hóa thành phần hồ sơ từ 3 thành thiếu số liệu" in capsys.readouterr().err


def test_nothing_is_said_where_nothing_is_replaced(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """First of all, for other days, and of the very same bytes."""
    rows = [CARRIED_OVER, *returned(3), *returned(2, "Trực tiếp", 4)]
    assert warnings(desk, capsys, "đầu.csv", rows) == []
    february = [done(9, received="02/02/2026", finished="05/02/2026", due="20/02/2026")]
    desk.stored("tháng 2.csv", table([*february, earlier()], FEBRUARY))
    assert capsys.readouterr().err.count(FALLS) == 0
    assert warnings(desk, capsys, "đầu.csv", rows) == []


def test_the_same_list_again_with_more_is_not_told(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.stored("cả.csv", table([CARRIED_OVER, *returned(3), *returned(2, "Trực tiếp", 4)]))
    rows = [CARRIED_OVER, *returned(4), *returned(2, "Trực tiếp", 5)]
    assert warnings(desk, capsys, "mới.csv", rows) == []


def test_of_a_list_of_two_communes_the_other_one_is_left_out(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """Vĩnh Thuận's dossiers still count by the older list: none of them is lost."""
    own = [CARRIED_OVER, *returned(2)]
    other = [
        {**row, "Cơ quan thực hiện": "UBND Xã Vĩnh Thuận", "Hình thức nộp": "Trực tiếp"}
        for row in returned(5, first_number=11)
    ]
    titles = ("DANH SÁCH HỒ SƠ", "Từ ngày 01/01/2026 đến ngày 31/01/2026")
    desk.stored("hai xã.csv", table([*own, *other], titles))
    assert warnings(desk, capsys, "một xã.csv", [*own, *returned(1, first_number=3)]) == []


def test_a_replaced_list_that_cannot_be_read_is_said_and_keeps_nothing_back(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.stored("cả.csv", table([CARRIED_OVER, *returned(3)]))
    (upload,) = ledger.uploads(desk.record)
    parquet_path(desk.record, upload).write_bytes(b"PAR1")
    (sentence,) = warnings(desk, capsys, "mới.csv", [CARRIED_OVER, *returned(1)])
    assert sentence.startswith("Chưa so được với danh sách sẽ bị thay: ")
    assert sentence.endswith(".")


def test_it_is_said_while_the_record_is_as_it_was(desk: Desk) -> None:
    desk.stored("cả.csv", table([CARRIED_OVER, *returned(3)]))
    uploads_then = []

    def look(staged: Staged) -> None:
        uploads_then.append((staged.rows.num_rows, len(ledger.uploads(desk.record))))

    content = csv_bytes(table([CARRIED_OVER, *returned(1)]))
    answers = Answers(home_code=NINH_GIANG)
    load_file(desk.record, "mới.csv", content, answers, "thử", before_storing=look)
    assert uploads_then == [(2, 1)]
    assert len(ledger.uploads(desk.record)) == 2
