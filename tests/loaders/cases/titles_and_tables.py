"""What a list says of itself above its headings, and tables beside or below it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from tests.loaders.cases.blanks import FULL_LIST
from tests.support.invented.dossiers import Dossier
from tests.support.invented.listing import TITLES, Listing
from tests.support.invented.spelling import AS_WRITTEN, WORKBOOKS, Days, Reading, Spelling
from tests.support.workbooks import Row

Change = Callable[[Listing, random.Random], Listing]
OTHER_TABLE = "bảng thứ hai|hai bảng|nhiều bảng|bảng khác|bảng nữa|bên cạnh|bên dưới|phía dưới"
NOT_READ = f"{OTHER_TABLE}|không đọc|chưa đọc"
ASKS_DAYS = "kỳ|từ ngày"

# Filters


def _is_late(dossier: Dossier) -> bool:
    return dossier.finished is not None and dossier.finished > dossier.due


def _filtered(title: str, keeps: Callable[[Dossier], bool], *more: str) -> Change:
    def change(listing: Listing, dice: random.Random) -> Listing:
        lines = tuple(filter(keeps, listing.dossiers))
        titles = (TITLES[0], title, *more, *listing.titles[2:])
        return replace(listing, dossiers=lines, titles=titles)

    return change


def _in_sheet(sheet: str, keeps: Callable[[Dossier], bool]) -> Change:
    def change(listing: Listing, dice: random.Random) -> Listing:
        return replace(listing, dossiers=tuple(filter(keeps, listing.dossiers)), sheet=sheet)

    return change


def _filter(words: str, change: Change, name: str, writers: tuple[str, ...] = ()) -> Spelling:
    given = {"writers": writers} if writers else {}
    of = frozenset({"titles", "lines"})
    return Spelling(f"a part only: {name}", of, change, (), words, **given)


def _is_open(dossier: Dossier) -> bool:
    return dossier.state == "open"


def _online(dossier: Dossier) -> bool:
    return dossier.channel == "online"


def _of_land(dossier: Dossier) -> bool:
    return dossier.field == "Đất đai"


def _whole(dossier: Dossier) -> bool:
    return True


# A title, a line or a sheet's name that states a filter: refused, naming its words.
FILTERS = (
    _filter("quá hạn", _filtered("DANH SÁCH HỒ SƠ QUÁ HẠN", _is_late), "late"),
    _filter("quá hạn", _filtered("DANH SÁCH HỒ SƠ TRẢ QUÁ HẠN", _is_late), "returned late"),
    _filter("trễ hạn", _filtered("Danh sách hồ sơ trễ hạn", _is_late), "trễ hạn"),
    _filter("đang xử lý", _filtered("DANH SÁCH HỒ SƠ ĐANG XỬ LÝ", _is_open), "open"),
    _filter("đang giải quyết", _filtered("DS hồ sơ đang giải quyết", _is_open), "open, short"),
    _filter("bổ sung", _filtered("DANH SÁCH HỒ SƠ CHỜ BỔ SUNG", _is_open), "waiting"),
    _filter("trực tuyến", _filtered("DANH SÁCH HỒ SƠ NỘP TRỰC TUYẾN", _online), "online"),
    _filter("trực tuyến", _filtered("HỒ SƠ TIẾP NHẬN TRỰC TUYẾN", _online), "received online"),
    _filter("đất đai", _filtered(TITLES[1], _of_land, "Lĩnh vực: Đất đai"), "one field"),
    _filter("đất đai", _filtered("DANH SÁCH HỒ SƠ LĨNH VỰC ĐẤT ĐAI", _of_land), "field in title"),
    _filter(
        "chứng thực",
        _filtered(TITLES[1], lambda d: d.field == "Chứng thực", "Thủ tục: Chứng thực bản sao"),
        "one procedure",
    ),
    _filter(
        "trạng thái|đã trả",
        _filtered(TITLES[1], lambda d: d.state == "returned", "Trạng thái: Đã trả kết quả"),
        "one state",
    ),
    _filter("quá hạn", _in_sheet("HS quá hạn", _is_late), "a sheet named so", WORKBOOKS),
    _filter("trực tuyến", _in_sheet("Trực tuyến", _online), "a sheet of one channel", WORKBOOKS),
)


def _titled(*titles: str, **more: str) -> Change:
    return lambda listing, dice: replace(
        listing, titles=(TITLES[0], *titles, *listing.titles[2:]), **more
    )


# Titles that state no filter, however near their words come.
NO_FILTERS = tuple(
    Spelling(f"whole: {titles[0]}", frozenset({"titles"}), _titled(*titles))
    for titles in (
        ("DANH SÁCH HỒ SƠ TIẾP NHẬN VÀ GIẢI QUYẾT",),
        ("DANH SÁCH HỒ SƠ", "Lĩnh vực: Tất cả"),
        ("DANH SÁCH HỒ SƠ", "Hình thức nộp: Tất cả, Trạng thái: Tất cả"),
        ("DANH SÁCH HỒ SƠ (cả đang xử lý và đã trả kết quả)",),
    )
)  # fmt: skip

# Days


def _stating(line: str) -> Change:
    return lambda listing, dice: replace(
        listing, titles=(*listing.titles[:-1], line) if listing.titles else (line,)
    )


def _days(line: str, first: date, last: date) -> tuple[str, Days]:
    return line, (first, last)


_NEW_YEAR, _MARCH_END = date(2026, 1, 1), date(2026, 3, 31)
# A title's line, and its days. A list of more than a month has the same dossiers.
STATED = (
    _days("Từ tháng 01 đến tháng 03 năm 2026", _NEW_YEAR, _MARCH_END),
    _days("Từ tháng 1 đến hết tháng 3/2026", _NEW_YEAR, _MARCH_END),
    _days("Tháng 1, 2, 3 năm 2026", _NEW_YEAR, _MARCH_END),
    _days("Từ tháng 01/2026 đến tháng 03/2026", _NEW_YEAR, _MARCH_END),
    _days("Số liệu lũy kế đến tháng 3/2026", _NEW_YEAR, _MARCH_END),
    _days("Lũy kế từ đầu năm đến hết tháng 3 năm 2026", _NEW_YEAR, _MARCH_END),
    _days("Kỳ báo cáo: 6 tháng đầu năm 2026", _NEW_YEAR, date(2026, 6, 30)),
    _days("Kỳ báo cáo: 9 tháng năm 2026", _NEW_YEAR, date(2026, 9, 30)),
    _days("03 tháng đầu năm 2026", _NEW_YEAR, _MARCH_END),
    _days("Quý I năm 2026", _NEW_YEAR, _MARCH_END),
    _days("Kì báo cáo: Quí I/2026", _NEW_YEAR, _MARCH_END),
    _days("Quý I và quý II năm 2026", _NEW_YEAR, date(2026, 6, 30)),
    _days("Tháng 01/2026 (từ 01/01 đến 31/01/2026)", _NEW_YEAR, date(2026, 1, 31)),
    _days("Quý I/2026 (từ 15/12/2025 đến 14/3/2026)", date(2025, 12, 15), date(2026, 3, 14)),
    _days("Quý 1/2026 (từ ngày 15/12/2025 đến ngày 14/03/2026)",
          date(2025, 12, 15), date(2026, 3, 14)),
    _days("Tháng 02/2026 (từ 15/01 đến 14/02/2026)", date(2026, 1, 15), date(2026, 2, 14)),
    _days("Từ 01/01 đến 31/03/2026", _NEW_YEAR, _MARCH_END),
    _days("Năm 2026 (từ 01/01/2026 đến 31/10/2026)", _NEW_YEAR, date(2026, 10, 31)),
)  # fmt: skip
TITLE_DAYS = tuple(
    Spelling(
        f"days: {line}",
        frozenset({"titles"}),
        _stating(line),
        (Reading(period=days),),
        ASKS_DAYS,
    )
    for line, days in STATED
    if days[0] == _NEW_YEAR  # from before, those carried over would be received in it
)

# Second tables


def _parted(where: str) -> Change:
    """What did not come online in a second table, its columns in another order."""

    def change(listing: Listing, dice: random.Random) -> Listing:
        first = tuple(filter(_online, listing.dossiers))
        columns = dict(listing.columns)
        columns = {n: columns[n] for n in ("number", "procedure", "code")} | columns
        rest = tuple(d for d in listing.dossiers if not _online(d))
        other = replace(listing, dossiers=rest, columns=columns).page
        rows: tuple[Row, ...] = (*other.head, *other.body)
        if where == "beside":
            rows = rows + ((None,) * other.width,) * (len(first) + 1 - len(rows))
            return replace(listing, dossiers=first, beside=rows[: len(first) + 1])
        title: Row = ("DANH SÁCH HỒ SƠ (TIẾP THEO)",)
        return replace(listing, dossiers=first, below=((), title, *rows))

    return change


SECOND_TABLES = tuple(
    Spelling(
        f"a second table {where}",
        frozenset({"lines"}),
        _parted(where),
        (AS_WRITTEN, Reading(keeps=_online, telling=(NOT_READ,))),
        OTHER_TABLE,
        layouts=FULL_LIST,
    )
    for where in ("below", "beside")
)
