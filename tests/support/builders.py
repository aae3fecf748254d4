"""Export files made in the tests, the loader run over them, and the figures that come of it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import xlsxwriter
import xlwt

import loaders.__main__
import metrics.__main__
from data.record import ledger, uploads

NINH_GIANG = "11203"
HOA_AN = "31393"
HEADINGS = (
    *("STT", "Mã hồ sơ", "Mã thủ tục", "Tên thủ tục hành chính", "Lĩnh vực"),
    *("Cơ quan thực hiện", "Chủ hồ sơ", "Hình thức nộp", "Ngày tiếp nhận", "Ngày hẹn trả"),
    *("Ngày kết thúc xử lý", "Trạng thái", "Phí, lệ phí (đồng)", "Hình thức thanh toán"),
    *("Số hóa TPHS", "Số hóa kết quả", "Kết quả điện tử", "Tái sử dụng TPHS", "Thư xin lỗi"),
    "Đánh giá",
)
JANUARY = ("UBND XÃ NINH GIANG", "DANH SÁCH HỒ SƠ", "Từ ngày 01/01/2026 đến ngày 31/01/2026")

Row = Mapping[str, str]
Cells = Sequence[Sequence[object]]


def dossier(number: int | str, **changed: str) -> dict[str, str]:
    """A list's line by headings: an open dossier of January 2026, cells changed by short names."""
    code = f"H24.91-260105-{number:04}" if isinstance(number, int) else number
    line = {
        "Mã hồ sơ": code,
        "Mã thủ tục": "2.000815",
        "Tên thủ tục hành chính": "Chứng thực bản sao",
        "Lĩnh vực": "Chứng thực",
        "Cơ quan thực hiện": "UBND Xã Ninh Giang",
        "Chủ hồ sơ": "CÔNG DÂN MẪU",
        "Hình thức nộp": "Trực tuyến",
        "Ngày tiếp nhận": "05/01/2026",
        "Ngày hẹn trả": "20/01/2026",
        "Trạng thái": "Đang xử lý",
        "Phí, lệ phí (đồng)": "2000",
        "Hình thức thanh toán": "Trực tuyến",
        "Số hóa TPHS": "Có",
        "Tái sử dụng TPHS": "Không",
    }
    return line | {_NAMES[name]: value for name, value in changed.items()}


_NAMES = {
    "stt": "STT",
    "code": "Mã hồ sơ",
    "field": "Lĩnh vực",
    "unit": "Cơ quan thực hiện",
    "owner": "Chủ hồ sơ",
    "channel": "Hình thức nộp",
    "received": "Ngày tiếp nhận",
    "due": "Ngày hẹn trả",
    "finished": "Ngày kết thúc xử lý",
    "state": "Trạng thái",
    "fee": "Phí, lệ phí (đồng)",
    "payment": "Hình thức thanh toán",
    "digitised": "Số hóa TPHS",
    "reused": "Tái sử dụng TPHS",
    "result": "Số hóa kết quả",
    "electronic": "Kết quả điện tử",
    "apologised": "Thư xin lỗi",
    "rating": "Đánh giá",
    "non_territorial": "Phi địa giới",
}


def done(number: int | str, finished: str = "15/01/2026", **changed: str) -> dict[str, str]:
    """A list's line of a dossier returned on `finished`, other cells changed by short names."""
    return dossier(number, finished=finished, state="Đã trả kết quả", **changed)


def earlier(number: int | str = 9000, **changed: str) -> dict[str, str]:
    """A list's line of a dossier received in December 2025, cells changed by short names."""
    code = f"H24.91-251220-{number:04}" if isinstance(number, int) else number
    return dossier(code, **{"received": "20/12/2025", **changed})


def table(
    rows: Iterable[Row], above: Sequence[str] = JANUARY, headings: Sequence[str] = HEADINGS
) -> list[list[str]]:
    """The cells of a list: the lines above, the headings, the rows; row i is Excel's row i + 1."""
    return [
        *([text] for text in above),
        [*headings],
        *([r.get(h, "") for h in headings] for r in rows),
    ]


def csv_bytes(cells: Cells) -> bytes:
    """The cells as a CSV file: UTF-8 with a mark, every cell in quotes."""
    lines = (",".join('"' + str(c).replace('"', '""') + '"' for c in row) for row in cells)
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def xlsx_bytes(cells: Cells) -> bytes:
    """The cells as an .xlsx file; one that begins with "=" is a formula with the value "#N/A"."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        for y, row in enumerate(cells):
            for x, cell in enumerate(row):
                if str(cell).startswith("="):
                    sheet.write_formula(y, x, str(cell), None, "#N/A")
                elif isinstance(cell, int | float):
                    sheet.write_number(y, x, cell)
                elif cell:
                    sheet.write_string(y, x, str(cell))
    return out.getvalue()


def xls_bytes(cells: Cells) -> bytes:
    """The cells as an old .xls file; one that begins with "=" is the error #N/A."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Danh sách")
    for y, row in enumerate(cells):
        for x, cell in enumerate(row):
            if str(cell).startswith("="):
                sheet.row(y).set_cell_error(x, 42)
            elif cell != "":
                sheet.write(y, x, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class Desk:
    """A record of the test's own in `folder`, with files put beside it."""

    def __init__(self, folder: Path) -> None:
        """Name the folder's DuckDB file and record; nothing is written yet."""
        self.path = folder
        self.database = folder / "kho.duckdb"
        self.record = uploads.record_folder(self.database)

    def file(self, name: str, content: bytes | list[list[str]]) -> str:
        """Write a file (bytes, or cells in the form of the name's ending); give its path."""
        if not isinstance(content, bytes):
            make = {"csv": csv_bytes, "xlsx": xlsx_bytes, "xls": xls_bytes}
            content = make[name.rpartition(".")[2]](content)
        (self.path / name).write_bytes(content)
        return str(self.path / name)

    def load(self, *arguments: str) -> tuple[int, list[dict[str, Any]]]:
        """Run `python -m loaders … --json` in this process: (exit code, each file's answer)."""
        out = io.StringIO()
        with redirect_stdout(out):
            code = loaders.__main__.main(["--database", str(self.database), "--json", *arguments])
        return code, json.loads(out.getvalue())

    def stored(
        self, name: str, content: bytes | list[list[str]], *arguments: str
    ) -> dict[str, Any]:
        """Write and load a file, assert that it is stored; give the loader's JSON answer."""
        code, (answer,) = self.load(self.file(name, content), *arguments)
        assert code == 0, answer
        assert answer["stored"]
        return answer

    def refused(
        self, name: str, content: bytes | list[list[str]], *arguments: str
    ) -> dict[str, Any]:
        """Write and load a file, assert one sentence of refusal and no change; give the answer."""
        path = self.file(name, content)
        before = self.state()
        code, (answer,) = self.load(path, *arguments)
        assert code == 1
        assert_refused(answer)
        assert self.state() == before
        return answer

    def figures(
        self, period: str = "2026-01", commune: str = NINH_GIANG, *arguments: str
    ) -> dict[str, dict[str, Any]]:
        """Metric's name (with its field) → its row of `python -m metrics --json` for the period."""
        out = io.StringIO()
        given = ["--database", str(self.database), "--commune", commune, "--period", period]
        with redirect_stdout(out):
            assert metrics.__main__.main([*given, "--json", *arguments]) == 0
        return {row["metric"] + row.get("field", ""): row for row in json.loads(out.getvalue())}

    def counts(self, metric: str, period: str = "2026-01", commune: str = NINH_GIANG) -> Any:
        """(numerator, denominator) of one metric of a commune over a period."""
        row = self.figures(period, commune)[metric]
        return row["numerator"], row["denominator"]

    def parquet(self) -> list[str]:
        """The names of all files among the record's uploads, torn and temporary ones too."""
        return sorted(path.name for path in (self.record / "uploads").glob("*"))

    def state(self) -> Any:
        """What a refused file must leave as it was: uploads, ledger's version, files' bytes.

        Every figure is counted from these alone.
        """
        content = {name: (self.record / "uploads" / name).read_bytes() for name in self.parquet()}
        return ledger.uploads(self.record), ledger.version(self.record), content


def assert_only_notices(errors: str, folder: Path) -> None:
    """Assert that stderr holds only sentences on files of this folder, each after its path."""
    assert [line for line in errors.splitlines() if not line.startswith(f"{folder}/")] == []
    assert all(line.endswith(".") for line in errors.splitlines())


def assert_refused(answer: Mapping[str, Any]) -> None:
    """Assert that a loader's answer is one plain Vietnamese sentence, with nothing stored."""
    sentence = answer["refused"]
    assert sentence[0] in "“" or sentence[0].isupper()
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < 300
    assert any(letter in sentence for letter in "ạảấầệểịốộợụừữăâđêôơư"), sentence
    assert not any(word in sentence for word in ("Error", "Traceback", "panic", "0x"))
    assert not answer["stored"]
    assert not answer["already"]
    assert answer["upload"] is None
    assert answer["rows_stored"] == 0
