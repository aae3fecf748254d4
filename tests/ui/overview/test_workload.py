"""The overview's sentence of work in hand: what is known of receipts, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.record.settings import set_setting
from tests.support.builders import HEADINGS, NINH_GIANG, Desk, dossier, earlier, table
from tests.support.pages import pages_over
from tests.support.paths import ROOT

PAGE = ROOT / "pages" / "overview.py"
COLUMN = "Phi địa giới"


def workload(desk: Desk) -> str:
    """The page's sentence on the dossiers of the period that it opens with."""
    set_setting(desk.record, "home_commune", NINH_GIANG, "thử")
    with pages_over(desk.database):
        app = AppTest.from_file(str(PAGE), default_timeout=60).run()
    assert not app.exception
    (place,) = (
        text
        for block in app.get("html")
        for text in re.findall(r"<p class='place'>(.*?)</p>", str(block.proto.body))
    )
    return str(place).partition(": ")[2]


@pytest.mark.parametrize(
    ("headings", "wanted"),
    [
        ((*HEADINGS, COLUMN), "Hồ sơ tiếp nhận <b>3</b>, trong đó phi địa giới <b>2</b>."),
        (HEADINGS, "Hồ sơ tiếp nhận <b>3</b>."),
    ],
)
def test_dossiers_for_other_communes(
    tmp_path: Path, headings: tuple[str, ...], wanted: str
) -> None:
    rows = [dossier(n) | {COLUMN: word} for n, word in enumerate(("Có", "Không", "Có"), 1)]
    desk = Desk(tmp_path)
    desk.stored("a.csv", table([earlier() | {COLUMN: "Có"}, *rows], headings=headings))
    assert workload(desk) == wanted


def test_nothing_is_said_of_a_part_of_the_days(tmp_path: Path) -> None:
    """To the 10th a list has the column, from the 11th on none: 1 of 3 would be of other days."""
    first = ("UBND XÃ NINH GIANG", "DANH SÁCH HỒ SƠ", "Từ ngày 01/01/2026 đến ngày 10/01/2026")
    rest = ("UBND XÃ NINH GIANG", "DANH SÁCH HỒ SƠ", "Từ ngày 11/01/2026 đến ngày 31/01/2026")
    desk = Desk(tmp_path)
    early = [earlier() | {COLUMN: "Không"}, dossier(1) | {COLUMN: "Có"}]
    desk.stored("a.csv", table(early, first, (*HEADINGS, COLUMN)))
    late = [dossier(f"H24.91-260115-000{n}", received="15/01/2026") for n in (1, 2)]
    desk.stored("b.csv", table([earlier(), *late], rest))
    assert workload(desk) == "Hồ sơ tiếp nhận <b>3</b>."
