"""What a reader of a preview should know besides the problems: nothing is counted in silence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from data.tables import DOSSIERS
from loaders.staging import Staged

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


@dataclass(frozen=True)
class Notice:
    """A sentence in Vietnamese; `serious` where figures will be missing or may be wrong."""

    sentence: str
    serious: bool = True


def notices(staged: Staged) -> list[Notice]:
    """The most important first."""
    if staged.sheet.layout.table != "dossiers":
        return []
    return [*_received_only(staged), *_missing_columns(staged), *_blank_results(staged.rows)]


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


def _blank_results(rows: pa.Table) -> Iterator[Notice]:
    """Blank results mean "no paper result"; a procedure with both kinds is worth a look."""
    if not {"result_digitised", "procedure"} <= set(rows.column_names):
        return
    with duckdb.connect(":memory:") as engine:
        engine.register("list", rows)
        found = engine.execute(_BLANKS).fetchall()
    if not found:
        return
    blanks = sum(blank for _, blank, _ in found)
    told = "; ".join(f"{procedure}: {blank}" for procedure, blank, _ in found[:8])
    yield Notice(
        f"{blanks} hồ sơ đã trả để trống ô số hóa kết quả, được hiểu là thủ tục không có kết quả "
        f"giấy ({told}).",
        serious=False,
    )
    mixed = [procedure for procedure, blank, resolved in found if blank < resolved]
    if mixed:
        yield Notice(
            f"Cùng một thủ tục mà chỗ trống, chỗ có kết quả, hãy kiểm tra: {'; '.join(mixed[:8])}."
        )
