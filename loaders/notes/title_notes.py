"""What the lines above a table say against what was answered of it."""

from __future__ import annotations

from data.communes import communes
from loaders.notes.notice import Notice
from loaders.parsing.unit_names import higher_unit_in_titles
from loaders.staging import Staged

_LONGEST_QUOTE = 80


def higher_unit_notices(staged: Staged) -> list[Notice]:
    """[A notice] where the title names a province or office and the rows name no unit; [] else."""
    sheet = staged.sheet
    rows_name_units = "unit" in sheet.cells.column_names or sheet.layout.key == "unit"
    unit = None if rows_name_units else higher_unit_in_titles(sheet.texts_above)
    if unit is None:
        return []
    names = ", ".join(communes()[code].name for code in staged.communes)
    return [
        Notice(
            f"Tệp ghi đơn vị là “{unit[:_LONGEST_QUOTE]}”, không phải xã, phường: hãy kiểm tra đây "
            f"có đúng là số liệu riêng của {names} không trước khi nạp."
        )
    ]
