"""The sample exports and small files made here, what is in them, and records of them."""

import csv
import io
import json
import shutil
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import openpyxl
from playwright.sync_api import FilePayload

import loaders.__main__
import metrics.__main__
from data.record import uploads
from tests.support.builders import done, dossier, earlier, table, xlsx_bytes
from tests.support.paths import EXPORTS

XLSX = EXPORTS / "danh-sach-ho-so-11203-2026-01.xlsx"
CSV = EXPORTS / "danh-sach-ho-so-31393-2026-01.csv"
PERSONAL = ("Chủ hồ sơ", "Địa chỉ", "Số điện thoại", "Cán bộ đang xử lý", "Ghi chú")

NINH_GIANG = "Xã Ninh Giang, Thành phố Hải Phòng (11203)"
HOA_AN = "Xã Hòa An, Thành phố Cần Thơ (31393)"

# A card's heading → its two counts by truth.json's names, as exports/README.md defines them.
RECEIVED = ("received_online", "received_direct", "received_postal")
RESOLVED = ("resolved_early", "resolved_on_time", "resolved_late")
CARDS = {
    "Hồ sơ nộp trực tuyến": (("received_online",), RECEIVED),
    "Thanh toán trực tuyến": (("paid_online",), ("payable",)),
    "Số hóa hồ sơ": (("received_digitised",), RECEIVED),
    "Số hóa kết quả": (("results_digitised",), ("results_due",)),
    "Kết quả điện tử": (("results_electronic",), ("results_due",)),
    "Tái sử dụng dữ liệu": (("received_reused",), RECEIVED),
    "Giải quyết trước và đúng hạn": (("resolved_early", "resolved_on_time"), RESOLVED),
    "Giải quyết trước hạn": (("resolved_early",), RESOLVED),
    "Mức độ hài lòng": (("ratings_satisfied",), ("ratings",)),
}


def true_counts(commune: str, month: str) -> dict[str, int]:
    """The counts of a commune and month by name, as truth.json of the sample exports has them."""
    truth: dict[str, Any] = json.loads((EXPORTS / "truth.json").read_text(encoding="utf-8"))
    counts: dict[str, int] = truth["calendar_months"][commune][month]
    return counts


def lines_of(path: Path) -> list[list[str]]:
    """A list's rows of cells as text, from a CSV file or a workbook's active sheet."""
    if path.suffix == ".csv":
        return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    sheet = openpyxl.load_workbook(path, read_only=True).active
    assert sheet is not None
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]


def columns_of(path: Path) -> dict[str, list[str]]:
    """Heading → the cells below it, of a dossier list's file."""
    lines = lines_of(path)
    first = next(at for at, line in enumerate(lines) if "Mã hồ sơ" in line)
    return {
        heading: [line[at] for line in lines[first + 1 :] if len(line) > at]
        for at, heading in enumerate(lines[first])
    }


def personal_values(path: Path) -> set[bytes]:
    """A dossier list's personal texts of over five letters, which mean nothing else, as bytes."""
    columns = columns_of(path)
    cells = {cell for heading in PERSONAL for cell in columns[heading] if len(cell) > 5}
    assert len(cells) > 1000
    return {cell.encode() for cell in {*cells, "CÔNG DÂN MẪU"}}


def payload(name: str, content: bytes) -> FilePayload:
    """A file of this name and content, as playwright takes it for an uploader."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def small_list() -> FilePayload:
    """A workbook to upload: a dossier carried over, and three received in January 2026."""
    rows = [earlier(), dossier(1), done(2), dossier(3, channel="Trực tiếp")]
    return payload("tháng 1.xlsx", xlsx_bytes(table(rows)))


def database(folder: Path) -> str:
    """The path of the DuckDB file in a test's folder."""
    return str(folder / "tthc.duckdb")


def load(folder: Path, *arguments: str) -> None:
    """Load files into the folder's record by `python -m loaders` (`arguments`); asserts code 0."""
    with redirect_stdout(io.StringIO()) as printed:
        code = loaders.__main__.main(["--database", database(folder), "--json", *arguments])
    assert code == 0, printed.getvalue()


def copy_record(source: Path, target: Path) -> None:
    """Copy the record of one test's folder into another's, without its cache."""
    shutil.copytree(
        uploads.record_folder(Path(database(source))), uploads.record_folder(Path(database(target)))
    )


def figures(folder: Path, commune: str, period: str) -> dict[str, dict[str, Any]]:
    """Metric's name → its row of `python -m metrics`, for a commune's code and a period's name."""
    arguments = ["--database", database(folder), "--commune", commune, "--period", period, "--json"]
    with redirect_stdout(io.StringIO()) as printed:
        assert metrics.__main__.main(arguments) == 0
    return {row["metric"]: row for row in json.loads(printed.getvalue())}
