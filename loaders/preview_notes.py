"""What a reader of a preview should know besides the problems: nothing is counted in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.columns import DOSSIERS
from data.dates import EPOCHS_APART, day_text, span_text
from data.wording import number
from loaders.parsing.day_sql import are_serials, day_sql
from loaders.parsing.engine import scratch_connection
from loaders.staging import Staged
from loaders.validation.dossier_rules import DUE_EARLY
from loaders.validation.period_checks import is_of_other_days

# The words for a missing column: what cannot be computed without it.
_NEEDED = {
    "channel": "hồ sơ nộp trực tuyến",
    "due_on": "đúng hạn, quá hạn",
    "finished_on": "kết quả giải quyết",
    "fee": "thanh toán trực tuyến",
    "payment": "thanh toán trực tuyến",
    "digitised": "số hóa hồ sơ",
    "result_digitised": "số hóa kết quả",
    "result_electronic": "kết quả điện tử",
    "reused": "tái sử dụng dữ liệu",
    "apologised": "thư xin lỗi",
    "rating": "mức độ hài lòng",
    "field": "số liệu theo lĩnh vực",
}
_BLANKS = """
    select coalesce(procedure, 'không rõ thủ tục') as procedure,
        count(*) filter (where result_digitised is null) as blank, count(*) as resolved
    from list where state = 'returned' group by 1 having blank > 0 order by blank desc, procedure
"""

# The shapes that dossier codes have (domain: 000.00.14.H56-200203-0118, H24.91-260105-0001), with
# the day in them: one expression a code, since a list may hold hundreds of thousands.
_CODES = r"""
    select count(*) filter (day = ''), min(dossier_code) filter (day = ''),
        count(*) filter (day <> '' and try_cast(day as integer)
            <> year(received_on) % 100 * 10000 + month(received_on) * 100 + day(received_on))
    from (select dossier_code, received_on, regexp_extract(
        dossier_code,
        '^(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}(?:\.\d{1,3}){0,3}-(\d{6})-\d{4,}$', 1
    ) as day from list)
"""
_MOVED = f"""
    select 1 from (
        select list.received_on as day, numbered.received_on as text
        from list join numbered using (row) limit 1
    ) where day = {day_sql("text")} + {EPOCHS_APART}
"""
_TOTAL = r"(?i)^[\s\x{a0}]*(tổng|cộng)"
_MONTH = timedelta(days=31)


@dataclass(frozen=True)
class Notice:
    """A sentence in Vietnamese; `serious` where figures will be missing or may be wrong."""

    sentence: str
    serious: bool = True


def notices(staged: Staged) -> list[Notice]:
    """The most important first."""
    if staged.sheet.layout.table != "dossiers":
        return []
    with scratch_connection() as engine:
        engine.register("list", staged.rows)
        return [
            *_other_days(staged),
            *_received_only(staged),
            *_missing_columns(staged),
            *_days_beyond(engine, staged),
            *_due_days(engine, staged),
            *_from_1904(engine, staged),
            *_codes(engine, staged),
            *_total(staged),
            *_blank_results(engine, staged.rows),
        ]


def _other_days(staged: Staged) -> Iterator[Notice]:
    if staged.period_stated and is_of_other_days(staged.rows, staged.first, staged.last):
        yield Notice(
            f"Tệp ghi kỳ {span_text(staged.first, staged.last)} nhưng không có hồ sơ nào tiếp nhận "
            "hay kết thúc trong kỳ này: hãy kiểm tra dòng ghi kỳ của tệp trước khi nạp."
        )


def _received_only(staged: Staged) -> Iterator[Notice]:
    if not staged.complete:
        yield Notice(
            "Danh sách chỉ có hồ sơ tiếp nhận trong kỳ, không có hồ sơ kỳ trước chuyển sang: "
            "đúng hạn, kết quả và hồ sơ đang giải quyết sẽ là “thiếu số liệu”."
        )


def _missing_columns(staged: Staged) -> Iterator[Notice]:
    there = staged.sheet.heading_of
    lost = dict.fromkeys(_NEEDED[n] for n in DOSSIERS if n in _NEEDED and n not in there)
    if lost:
        yield Notice(f"Danh sách thiếu cột nên không tính được: {', '.join(lost)}.")


def _days_beyond(engine: duckdb.DuckDBPyConnection, staged: Staged) -> Iterator[Notice]:
    """Days past the period's last one, or a period far past the days."""
    days = [n for n in ("received_on", "finished_on") if n in staged.rows.column_names]
    latest = f"max(greatest({', '.join(days)}))"  # of a null and a day the day
    after = f"count(*) filter ({days[-1]} > date '{staged.last}')"
    last_day, late = engine.execute(f"select {latest}, {after} from list").fetchall()[0]
    if late and "finished_on" in days:
        yield Notice(
            f"{number(late)} hồ sơ có ngày kết thúc sau kỳ (ngày cuối {day_text(staged.last)}): "
            "tính đến hết kỳ thì các hồ sơ này còn đang giải quyết.",
            serious=False,
        )
    if staged.last - last_day > _MONTH:
        yield Notice(
            f"Kỳ đến {day_text(staged.last)} nhưng ngày muộn nhất trong danh sách là "
            f"{day_text(last_day)}: hãy kiểm tra danh sách có đủ cả kỳ không."
        )


def _due_days(engine: duckdb.DuckDBPyConnection, staged: Staged) -> Iterator[Notice]:
    """Due days before the receipt in so many rows that none is told by itself."""
    if "due_on" not in staged.rows.column_names or _is_told(DUE_EARLY, staged):
        return
    early = engine.execute("select count(*) from list where due_on < received_on").fetchall()[0][0]
    if early:
        yield Notice(
            f"{number(early)} hồ sơ có ngày hẹn trả trước ngày tiếp nhận: các dòng này vẫn được "
            "tính, hãy kiểm tra cột ngày hẹn trả."
        )


def _from_1904(engine: duckdb.DuckDBPyConnection, staged: Staged) -> Iterator[Notice]:
    """Serial numbers that were counted from 1904: of the rows all or none, so one tells."""
    cells = staged.sheet.cells.select(["row", "received_on"])
    cells = cells.filter(are_serials(cells.column("received_on")))
    if not cells.num_rows:
        return
    engine.register("numbered", cells)
    if engine.execute(_MOVED).fetchall():
        yield Notice(
            "Ngày trong tệp ghi bằng số đếm từ năm 1904 (Excel trên máy Mac), như ngày trong mã "
            f"hồ sơ cho thấy, nên đã được cộng {number(EPOCHS_APART)} ngày: hãy đối chiếu vài "
            "hồ sơ.",
            serious=False,
        )


def _codes(engine: duckdb.DuckDBPyConnection, staged: Staged) -> Iterator[Notice]:
    """Codes of another shape than known ones, and codes that carry another day throughout."""
    strange, example, differing = engine.execute(_CODES).fetchall()[0]
    if strange:
        yield Notice(
            f"{number(strange)} mã hồ sơ không theo cách viết thường gặp (ví dụ {example[:40]}): "
            "mã vẫn được dùng như đã ghi.",
            serious=False,
        )
    if differing and not _is_told("code_date_differs", staged):
        yield Notice(
            f"{number(differing)} hồ sơ có ngày trong mã khác ngày tiếp nhận: "
            "có thể hệ thống ghi ngày nộp vào mã; số liệu tính theo ngày tiếp nhận.",
            serious=False,
        )


def _is_told(kind: str, staged: Staged) -> bool:
    return any(one.kind == kind for one in staged.problems)


def _total(staged: Staged) -> Iterator[Notice]:
    """The list's own total line ("Tổng số: 407 hồ sơ") against its lines."""
    keys = staged.sheet.cells.column(staged.sheet.layout.key)
    totals = keys.filter(pc.match_substring_regex(keys, _TOTAL).fill_null(False))
    for text in totals.to_pylist()[:1]:
        numbers = re.findall(r"\d+", re.sub(r"(?<=\d)[.\s](?=\d{3}\b)", "", text))
        if len(numbers) == 1 and int(numbers[0]) != staged.rows_read:
            yield Notice(
                f"Dòng tổng của tệp ghi {number(int(numbers[0]))} hồ sơ, đọc được "
                f"{number(staged.rows_read)}: hãy kiểm tra tệp có bị thiếu dòng không."
            )


def _blank_results(engine: duckdb.DuckDBPyConnection, rows: pa.Table) -> Iterator[Notice]:
    """Blank results mean "no paper result"; a procedure with both kinds is worth a look."""
    if not {"result_digitised", "procedure"} <= set(rows.column_names):
        return
    found = engine.execute(_BLANKS).fetchall()
    if not found:
        return
    blanks = sum(blank for _, blank, _ in found)
    told = "; ".join(f"{procedure}: {blank}" for procedure, blank, _ in found[:8])
    yield Notice(
        f"{number(blanks)} hồ sơ đã trả để trống ô số hóa kết quả, được hiểu là thủ tục "
        f"không có kết quả giấy ({told}).",
        serious=False,
    )
    mixed = [procedure for procedure, blank, resolved in found if blank < resolved]
    if mixed:
        yield Notice(
            f"Cùng một thủ tục mà chỗ trống, chỗ có kết quả, hãy kiểm tra: {'; '.join(mixed[:8])}."
        )
