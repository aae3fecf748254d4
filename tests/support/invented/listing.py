"""A list of dossiers as a file: its columns, how each is written, and what stands around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from tests.support.invented.dossiers import PROCEDURES, Dossier
from tests.support.workbooks import Cell, Page, Row, Span

Write = Callable[[Dossier], Cell]

STATES = {
    "returned": "Đã trả kết quả",
    "left": "Đã rút hồ sơ",
    "open": "Đang xử lý",
    "not_received": "Không được tiếp nhận",
}
CHANNELS = {"online": "Trực tuyến", "direct": "Trực tiếp", "postal": "Bưu chính công ích"}
PAYMENTS = {"online": "Thanh toán trực tuyến", "direct": "Trực tiếp", None: None}
RATINGS = {
    "very": "Rất hài lòng",
    "satisfied": "Hài lòng",
    "dissatisfied": "Chưa hài lòng",
    None: None,
}
YES_NO = {True: "Có", False: "Không", None: None}
UNIT = "UBND Xã Ninh Giang"


def dotted(day: date | None) -> str | None:
    """A day as text "05/01/2026"; None for None."""
    return f"{day:%d/%m/%Y}" if day else None


@dataclass(frozen=True)
class Column:
    """A heading and how its cells are written."""

    heading: str
    write: Write


PLAIN: Mapping[str, Column] = {
    "number": Column("STT", lambda d: d.number),
    "code": Column("Mã hồ sơ", lambda d: d.code),
    "procedure_code": Column("Mã thủ tục", lambda d: PROCEDURES[d.field][0]),
    "procedure": Column("Tên thủ tục hành chính", lambda d: PROCEDURES[d.field][1]),
    "field": Column("Lĩnh vực", lambda d: d.field),
    "unit": Column("Cơ quan thực hiện", lambda d: UNIT),
    "owner": Column("Chủ hồ sơ", lambda d: f"CÔNG DÂN MẪU {d.number}"),
    "channel": Column("Hình thức nộp", lambda d: CHANNELS[d.channel]),
    "received": Column("Ngày tiếp nhận", lambda d: dotted(d.received)),
    "due": Column("Ngày hẹn trả", lambda d: dotted(d.due)),
    "finished": Column("Ngày kết thúc xử lý", lambda d: dotted(d.finished)),
    "state": Column("Trạng thái", lambda d: STATES[d.state]),
    "fee": Column("Phí, lệ phí (đồng)", lambda d: d.fee),
    "payment": Column("Hình thức thanh toán", lambda d: PAYMENTS[d.payment]),
    "digitised": Column("Số hóa TPHS", lambda d: YES_NO[d.digitised]),
    "result": Column("Số hóa kết quả", lambda d: YES_NO[d.result]),
    "electronic": Column("Kết quả điện tử", lambda d: YES_NO[d.electronic]),
    "reused": Column("Tái sử dụng TPHS", lambda d: YES_NO[d.reused]),
    "rating": Column("Đánh giá", lambda d: RATINGS[d.rating]),
}
# The list of OpenCPS: of its channel only whether it is online.
OPENCPS: Mapping[str, Column] = {
    "number": PLAIN["number"],
    "code": PLAIN["code"],
    "owner": PLAIN["owner"],
    "procedure_code": PLAIN["procedure_code"],
    "unit": Column("Cơ quan thụ lý", lambda d: UNIT),
    "channel": Column("Trực tuyến", lambda d: "x" if d.channel == "online" else "Không"),
    "received": PLAIN["received"],
    "due": PLAIN["due"],
    "finished": Column("Ngày hoàn thành", PLAIN["finished"].write),
    "state": PLAIN["state"],
}
TITLES = ("UBND XÃ NINH GIANG", "DANH SÁCH HỒ SƠ", "Từ ngày 01/01/2026 đến ngày 31/01/2026")


@dataclass(frozen=True)
class Listing:
    """A file's lines in order, its columns by what they mean, the lines above and below them.

    Columns in `merged` have equal cells one below another merged into one; over those in `groups`
    stands the heading of their group, in a row of its own.
    """

    dossiers: tuple[Dossier, ...]
    columns: Mapping[str, Column]
    titles: tuple[str, ...] = TITLES
    merged: frozenset[str] = frozenset()
    groups: Mapping[str, str] = field(default_factory=dict)
    below: tuple[Row, ...] = ()
    beside: tuple[Row, ...] = ()  # from the heading's row on, after a blank column
    sheet: str = "Danh sách"

    def written(self, **writers: Write) -> Listing:
        """The listing with the cells of the named columns written by these functions."""
        new = {name: Column(self.columns[name].heading, w) for name, w in writers.items()}
        return replace(self, columns={**self.columns, **new})

    def headed(self, **headings: str) -> Listing:
        """The listing with these headings over the named columns."""
        new = {name: Column(h, self.columns[name].write) for name, h in headings.items()}
        return replace(self, columns={**self.columns, **new})

    def with_column(self, name: str, column: Column, before: str, after: bool = False) -> Listing:
        """The listing with one more column, `before` the named one, or behind it if `after`."""
        columns: dict[str, Column] = {}
        for old, its in self.columns.items():
            pair = [(name, column), (old, its)]
            columns |= dict(reversed(pair) if after else pair) if old == before else {old: its}
        return replace(self, columns=columns)

    def without(self, name: str) -> Listing:
        """The listing without the column of this name."""
        return replace(self, columns={n: c for n, c in self.columns.items() if n != name})

    @property
    def page(self) -> Page:
        """The listing laid out as a sheet: titles, headings, a row a dossier, lines below."""
        columns = list(self.columns.values())
        head, spans = _head(self.columns, self.groups)
        body = [tuple(column.write(d) for column in columns) for d in self.dossiers]
        lines = _beside([*head, *body], self.beside)
        width = len(lines[0])
        return Page(
            self.sheet,
            tuple(_wide((text,), width) for text in self.titles),
            tuple(lines[: len(head)]),
            spans,
            body=tuple(lines[len(head) :]),
            below=tuple(_wide(row, width) for row in self.below),
            merged_lines=tuple(
                span for name in self.merged for span in _runs(body, list(self.columns).index(name))
            ),
        )


def _head(
    columns: Mapping[str, Column], groups: Mapping[str, str]
) -> tuple[list[Row], tuple[Span, ...]]:
    """(the rows of headings, one or with groups two; the spans of their merged cells)."""
    headings: Row = tuple(column.heading for column in columns.values())
    if not groups:
        return [headings], ()
    names = [groups.get(name) for name in columns]
    starts = [x for x, name in enumerate(names) if x == 0 or not name or name != names[x - 1]]
    ends = [x - 1 for x in (*starts[1:], len(names))]
    upper: Row = tuple(
        (names[x] or headings[x]) if x in starts else None for x in range(len(names))
    )
    lower: Row = tuple(h if name else None for h, name in zip(headings, names, strict=True))
    runs = zip(starts, ends, strict=True)
    spans = ((0, a, 0, b) if names[a] else (0, a, 1, a) for a, b in runs)
    return [upper, lower], tuple(span for span in spans if span[:2] != span[2:])


def _beside(lines: Sequence[Row], others: Sequence[Row]) -> list[Row]:
    """The lines with the others' cells to their right, after a blank column."""
    if not others:
        return list(lines)
    width = len(others[0])
    blank: Row = (None,) * width
    rest = [*others, *([blank] * (len(lines) - len(others)))]
    return [(*line, None, *other) for line, other in zip(lines, rest, strict=True)]


def _wide(row: Row, width: int) -> Row:
    """The row filled up with blank cells to this width."""
    return (*row, *(None,) * (width - len(row)))


def _runs(body: Sequence[Row], column: int) -> list[Span]:
    """The spans of the body in which a column's cells are equal, two rows at least."""
    spans, top = [], 0
    for y in range(1, len(body) + 1):
        if y == len(body) or body[y][column] != body[top][column]:
            if y - top > 1:
                spans.append((top, column, y - 1, column))
            top = y
    return spans


def as_day_cells(listing: Listing, clock: Callable[[date], datetime]) -> Listing:
    """The listing with its three days as moments that `clock` makes of them; blanks stay."""

    def written(which: str) -> Write:
        """A function from a dossier to its day of this name as a moment; None stays None."""
        return lambda d: clock(day) if (day := getattr(d, which)) else None

    return listing.written(**{n: written(n) for n in ("received", "due", "finished")})


def days_as(listing: Listing, write: Callable[[date], Cell], *which: str) -> Listing:
    """The listing with its days (all three, or those named) written by `write`; blanks stay."""

    def written(name: str) -> Write:
        """A function from a dossier to its day of this name as written; None stays None."""
        return lambda d: write(day) if (day := getattr(d, name)) else None

    return listing.written(**{n: written(n) for n in which or ("received", "due", "finished")})
