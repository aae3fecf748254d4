"""What may be asked of `python -m loaders` when it loads files."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from data.communes import communes
from data.periods import UnknownPeriod, parse_period
from data.schema import MalformedFile
from files.command_parser import CommandParser
from loaders.answers import read_word_meanings
from loaders.layouts.mapped_headings import read_heading_columns

Entry = TypeVar("Entry")
_DESCRIPTION = "Nạp tệp xuất từ hệ thống vào sổ gốc và cho biết kết quả của từng tệp."


def parse_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options of `python -m loaders`; argparse ends the process with 2 where they are wrong.

    `period` is its first and last day, `words` and `columns` are as `Answers` holds them.
    """
    parser = CommandParser(
        prog="python -m loaders",
        description=_DESCRIPTION,
        epilog="python -m loaders --plan FILE [--json]: đề xuất chỉ tiêu từ văn bản kế hoạch; "
        "--withdraw ID, --bring-back ID, --restore-record: rút, đưa lại lần nạp, lập lại sổ",
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="tệp xuất từ hệ thống")
    parser.add_argument("--database", required=True, help="tệp DuckDB, ví dụ var/tthc.duckdb")
    parser.add_argument("--commune", help="mã xã, phường 5 chữ số, khi tệp không ghi")
    parser.add_argument("--period", help="2026-03, 2026-Q1, 2026-03-01..2026-03-20")
    parser.add_argument("--province", help="mã tỉnh, thành 2 chữ số, khi tên xã trùng nhau")
    parser.add_argument("--complete", action="store_true", help="danh sách có cả hồ sơ kỳ trước")
    parser.add_argument(
        "--whole-list", action="store_true", help="danh sách là toàn bộ, dù tên bảng ghi điều kiện"
    )
    parser.add_argument("--password", help="mật khẩu của tệp, khi tệp có mật khẩu")
    parser.add_argument("--today", type=date.fromisoformat, help="ngày hôm nay, để thử")
    parser.add_argument(
        "--words", type=Path, help="tệp TOML ghi nghĩa của từ lạ: [state] open = ['Đang trình ký']"
    )
    parser.add_argument(
        "--columns", type=Path, help="tệp TOML ghi cột của tiêu đề lạ: due_on = ['Hạn TKQ']"
    )
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true")
    shape.add_argument("--json-lines", action="store_true")
    options = parser.parse_args(arguments)
    if options.commune and options.commune not in communes():
        parser.error(f"không có xã, phường nào mang mã {options.commune}")
    provinces = {commune.province_code for commune in communes().values()}
    if options.province and options.province not in provinces:
        parser.error(f"không có tỉnh, thành nào mang mã {options.province}")
    options.words = _file_entries(parser, "từ", options.words, read_word_meanings)
    options.columns = _file_entries(parser, "cột", options.columns, read_heading_columns)
    if options.period:
        try:
            period = parse_period(options.period)
        except UnknownPeriod:
            parser.error(f"không hiểu kỳ “{options.period}”")
        options.period = (period.first, period.last)
    return options


def _file_entries(
    parser: argparse.ArgumentParser,
    subject: str,
    path: Path | None,
    read: Callable[[Path], tuple[Entry, ...]],
) -> tuple[Entry, ...]:
    """The entries `read` gives of a file, () for no path; if it fails, the process ends.

    The sentence that it ends with calls the file one of `subject`.
    """
    try:
        return read(path) if path else ()
    except (OSError, MalformedFile) as error:
        parser.error(f"không đọc được tệp {subject} “{path and path.name}”: {error}")
