"""Odd cells in sound files: markup, formulas, paths, numbers and days that are none, names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.loaders.validation.test_forms import CIVIL, LAND, a_form
from tests.support.builders import JANUARY, csv_bytes, done, dossier, earlier, table
from tests.support.containers import delimited
from tests.support.hostile.building import LIST, Kind, stored

IMAGE = "<img src=x onerror=document.title='bad'>"
LINK = "[link](javascript:alert(1))"
# What pages, spreadsheets and terminals would each take for something else than text.
TEXTS = (
    *(IMAGE, LINK, "**b**", "$x$", ":material/home:", "=1+1", "+cmd", "@SUM(1)", "-2+3"),
    *("=cmd|' /C calc'!A0", "<script>alert(1)</script>", "{{7*7}}", "${7*7}", "%s%n", "\\u0000"),
    *("'; drop table dossiers; --", '"><svg onload=alert(1)>', "../../etc/passwd", "C:\\a\\b"),
    *("\u202eơs ồh\u202c", "\u200bĐất\u2060", "_x0041_", "#N/A?", "null-", "NaN 1"),
)
# Signs that nobody sees are no part of a field's name.
_UNSEEN = dict.fromkeys(map(ord, "\u202e\u202c\u200b\u2060"))
_ROWS = (earlier(), dossier(1), done(2))


def _third(**changed: str) -> bytes:
    """The list as a CSV with these cells of January's third dossier changed."""
    return csv_bytes(table([*_ROWS, dossier(3, **{"channel": "", **changed})]))


def _csv(make: Callable[[], bytes], **told: Any) -> Kind:
    """A kind of file that must be stored as a.csv, with what the fields of `Kind` expect of it."""
    return stored(make, name="a.csv", **told)


def _wrong(column: str, *values: str) -> Kind:
    """A kind of list with a row for each value that the column cannot hold: all are set aside."""
    wrong = (dossier(10 + n, **{column: value}) for n, value in enumerate(values))
    return _csv(
        lambda: csv_bytes(table([*_ROWS, *wrong])), rows=3, aside=len(values), online=(2, 2)
    )


def _above(*lines: str) -> bytes:
    """The list as a CSV with these lines above its usual titles."""
    return csv_bytes(table([*_ROWS, dossier(3, channel="")], (*lines, *JANUARY)))


def _headings(*more: str) -> bytes:
    """The list as a CSV with these unknown headings, and their texts in every row, added."""
    return csv_bytes([*LIST[:3], *([*row, *more] for row in LIST[3:])])


def _wrong_counts(*counts: object) -> Kind:
    """A kind of form with a line for each wrong count: all are set aside, no sum is known."""
    lines = ((f"Lĩnh vực {n}", count, *CIVIL[1:]) for n, count in enumerate(counts))
    form = csv_bytes(a_form(("Đất đai", *LAND), *lines))
    return _csv(lambda: form, rows=1, aside=len(counts), online=(None, None))


def _many(count: int, **changed: str) -> bytes:
    """A CSV list of `count` rows with these cells, in which "{}" is the row's number."""
    line = delimited([table([dossier("Z99.{}", **changed)])[-1]], ",")
    rows = (line.replace("{}", f"{n}") for n in range(count))
    return (delimited(LIST[:4], ",") + "".join(rows)).encode()


def _lines(count: int) -> bytes:
    """A form as a CSV with so many lines, each a field of its own."""
    return csv_bytes(a_form(*((f"Lĩnh vực {n}", *LAND) for n in range(count))))


_WRONG_DAYS = (
    *("0", "-1", "60", "1e308", "99999999999999999999", "NaN", "Infinity", "31/02/2026", "0x1F"),
    *(
        "05/01/0026",
        "05/01/22026",
        "2026-13-45",
        "٠٥/٠١/٢٠٢٦",
        "5/1/2026' or 1",
    ),
)
_WRONG_FEES = (
    *("1e999", "Infinity", "-inf", "∞", "-1", "1,2,3", "١٢٣", "0x10", "1e", "=2000", "9" * 400),
    *("NaN?", "1e308e1", "--1", "2000 USD"),
)
_WRONG_COUNTS = (
    *(2**63, -1, 10**30, "1e18", "NaN?", "Infinity", "∞", "٣", "20,5", "=20", "1e999", "0x1"),
)
_ONE_WRONG: dict[str, Any] = {"rows": 3, "aside": 1, "online": (2, 2)}

KINDS: dict[str, Kind] = {
    "texts of every trade": _csv(
        lambda: csv_bytes(
            table([earlier(), *(dossier(n, field=text) for n, text in enumerate(TEXTS, 10))])
        ),
        rows=1 + len(TEXTS),
        online=(len(TEXTS), len(TEXTS)),
        kept={"field": tuple(text.translate(_UNSEEN) for text in TEXTS)},
    ),
    "a text that folds away": _csv(lambda: _third(field="\u200b\u00a0")),
    "a text of a thousand lines": _csv(lambda: _third(field="a\n" * 999)),
    "a word in wide letters": _csv(lambda: _third(channel="Ｔｒực tuyến"), **_ONE_WRONG),
    "headings of markup": _csv(lambda: _headings(IMAGE, LINK, "=1+1", "$x$")),
    "headings that turn round": _csv(lambda: _headings("\u202eã", "\u200b", "\ufeff")),
    "500 headings more": _csv(lambda: _headings(*(f"Cột {n}" for n in range(500)))),
    "a known heading 300 times": _csv(lambda: _headings(*["Trạng thái"] * 300)),
    "titles of markup": _csv(lambda: _above(IMAGE, LINK, "=1+1", "Đơn vị: <b>")),
    "titles without end": _csv(lambda: _above("Từ ngày " * 9_999, "tỉnh " * 9_999)),
    "a page of titles": _csv(lambda: _above(*["Ghi chú: xem phụ lục"] * 50)),
    "a period of ten thousand years": Kind(
        lambda: csv_bytes(table(_ROWS, ("Từ ngày 01/01/0001 đến ngày 31/12/9999",))), "", "a.csv"
    ),
    "a period of a slip": Kind(
        lambda: csv_bytes(table(_ROWS, ("Từ ngày 01/01/0206 đến ngày 31/01/2026",))), "", "a.csv"
    ),
    "a unit of markup": _csv(lambda: _third(unit=f"UBND Xã {IMAGE}"), **_ONE_WRONG),
    "a unit of commas": _csv(lambda: _third(unit="xã a - b, " * 99), **_ONE_WRONG),
    "a code of a path": _csv(lambda: _third(code="../../H24-1")),
    "a code of a formula": _csv(lambda: _third(code="=1+1")),
    "a code of 5,000 letters": _csv(lambda: _third(code="H24-" + "1" * 5_000)),
    "a file's name of markup": stored(_third, name=f"{IMAGE}.csv"),
    "a file's name of a formula": stored(_third, name="=1+1.csv"),
    "a file's name turned round": stored(_third, name="\u202evsc.xslx"),
    "a file's name of 85 letters": stored(_third, name="ấ" * 80 + ".csv"),
    "days that are none": _wrong("received", *_WRONG_DAYS),
    "fees that are none": _wrong("fee", *_WRONG_FEES),
    "a fee of 1e300": _csv(lambda: _third(fee="1e300")),
    "a fee of nan": _csv(lambda: _third(fee="NaN")),
    "counts that are none": _wrong_counts(*_WRONG_COUNTS),
    "a form's fields of markup": _csv(
        lambda: csv_bytes(a_form((IMAGE, *LAND), ("=1+1", *CIVIL))),
        rows=2,
        online=(16, 27),
        kept={"field": (IMAGE, "=1+1")},
    ),
    "60,000 units": Kind(lambda: _many(60_000, unit="UBND Xã {}, huyện - tỉnh"), "", "a.csv"),
    "10,000 units of a thousand letters": Kind(
        lambda: _many(10_000, unit="Xã {} Ninh Giang, " + "tỉnh " * 180), "", "a.csv"
    ),
    "45,000 errors": Kind(lambda: _many(45_000, state="Lỗi {}"), "xem từng lỗi", "a.csv"),
    "60,000 errors": Kind(lambda: _many(60_000, state="Lỗi {}"), "Trạng thái", "a.csv"),
    "60,000 fields": _csv(
        lambda: _many(60_000, field="Lĩnh vực {}"), rows=60_000, online=(60_000, 60_000)
    ),
    "a form of 30,000 lines": Kind(lambda: _lines(30_000), "quá 20.000 dòng", "a.csv"),
}
