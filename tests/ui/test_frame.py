"""The banner over invented figures names whose they are, once there are real ones too."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from loaders.answers import Answers
from loaders.load import read_and_stage, store_staged
from tests.support.builders import JANUARY, Desk, csv_bytes, dossier, earlier, table
from tests.support.pages import pages_over, run
from tests.support.paths import ROOT

OF_TRAN_LIEU = ("UBND PHƯỜNG TRẦN LIỄU", *JANUARY[1:])
UNIT = "UBND Phường Trần Liễu"


def add_demonstration(desk: Desk) -> None:
    """Store a list of January of Trần Liễu as demonstration data."""
    rows = [earlier("H24.91-251220-8000", unit=UNIT), dossier("H24.91-260105-8001", unit=UNIT)]
    answers = Answers()
    staged = read_and_stage("minh họa.csv", csv_bytes(table(rows, OF_TRAN_LIEU)), answers)
    store_staged(desk.record, staged, "thử", demonstration=True)


def banner(desk: Desk) -> str:
    with pages_over(desk.database):
        app = run(AppTest.from_file(str(ROOT / "pages" / "setup.py"), default_timeout=60))
        (block,) = app.warning
        return block.value.removesuffix(
            " Muốn bỏ thì rút số liệu minh họa ở trang [Nạp số liệu](nap-so-lieu)."
        )


def test_where_all_figures_are_invented_the_banner_says_so(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    add_demonstration(desk)
    assert banner(desk) == (
        "**Số liệu minh họa.** Số liệu giả định, chỉ để dùng thử, không phải của xã, phường nào."
    )


def test_beside_real_figures_the_banner_names_the_invented_ones(stocked: Desk) -> None:
    add_demonstration(stocked)
    assert banner(stocked) == (
        "**Số liệu minh họa.** Số liệu của Phường Trần Liễu là giả định, chỉ để dùng thử; số "
        "liệu còn lại là thật."
    )
