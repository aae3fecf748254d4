"""Lists whose lines of groups name units, where no column does."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from files.refusal import Refused
from loaders.answers import Answers
from loaders.recognition.reader import read_sheet
from loaders.staging import stage_sheet
from tests.support.builders import HEADINGS, dossier, xlsx_bytes

ABOVE = ("DANH SÁCH HỒ SƠ", "Từ ngày 01/01/2026 đến ngày 31/01/2026")
WITHOUT_UNIT = [h for h in HEADINGS if h != "Cơ quan thực hiện"]


def listed(groups: Sequence[str], headings: Sequence[str]) -> list[list[str]]:
    """A dossier under the line of each group, which stands in the codes' column."""
    rows = [[text] for text in ABOVE] + [[*headings]]
    for number, group in enumerate(groups, 1):
        rows.append(["I" * number, group])
        rows.append([dossier(number).get(h, "") for h in headings])
    return rows


@pytest.mark.parametrize(
    "groups",
    [
        ["UBND xã Ninh Giang", "UBND xã Vĩnh Thuận"],
        ["Xã Ninh Giang", "Phường Trần Liễu"],
        ["Trung tâm Phục vụ hành chính công xã Ninh Giang", "UBND xã Vĩnh Thuận"],
    ],
)
def test_groups_of_several_communes_are_refused(groups: list[str]) -> None:
    sheet = read_sheet(xlsx_bytes(listed(groups, WITHOUT_UNIT)))
    with pytest.raises(Refused, match=f"“{groups[0]}”, “{groups[1]}”"):
        stage_sheet("a", sheet, "0", Answers(commune_code="11203"))


@pytest.mark.parametrize(
    ("groups", "headings"),
    [
        (["UBND xã Ninh Giang", "Cộng"], WITHOUT_UNIT),
        (["Lĩnh vực Đất đai", "Lĩnh vực Hộ tịch"], WITHOUT_UNIT),
        (["Hồ sơ của UBND xã", "Hồ sơ liên thông"], WITHOUT_UNIT),
        (["UBND xã Ninh Giang", "UBND xã Vĩnh Thuận"], HEADINGS),  # a column names the units
    ],
)
def test_other_groups_are_passed_over(groups: list[str], headings: Sequence[str]) -> None:
    sheet = read_sheet(xlsx_bytes(listed(groups, headings)))
    staged = stage_sheet("a", sheet, "0", Answers(commune_code="11203"))
    assert staged.communes == {"11203": 2}
