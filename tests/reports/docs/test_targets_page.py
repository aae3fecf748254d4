"""The document of all targets: a line each, with its source and its standing."""

from __future__ import annotations

import re
from datetime import date

import pytest

from data.planning.targets import built_in_plans
from reports.docs.targets_page import (
    TargetLine,
    demonstration_target_lines,
    status_words,
)
from tests.support.paths import ROOT

DOCUMENT = ROOT / "docs" / "chi-tieu.md"
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def lines() -> tuple[TargetLine, ...]:
    return demonstration_target_lines(TODAY)


def test_each_target_has_one_line_with_a_source_and_a_standing() -> None:
    rows = re.findall(r"^\| ([A-Z]{2}-\d\d) \|(.*)\|$", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    assert sorted(name for name, _ in rows) == sorted(
        t.id for p in built_in_plans() for t in p.targets
    )
    for name, line in rows:
        cells = [cell.strip() for cell in line.split(" | ")]
        assert len(cells) == 7, name
        assert all(cells), name
        assert cells[4] in ("biểu, danh sách", "nhập tay", "không có"), name


def test_every_kind_of_standing_is_told(lines: tuple[TargetLine, ...]) -> None:
    statuses = {line.target.id: status_words(line) for line in lines}
    of_no_year = "thiếu số liệu; kế hoạch không nêu năm gốc"
    assert statuses["NG-02"] == f"hết hiệu lực; khi đó {of_no_year}"
    assert statuses["VT-06"] == "hết hiệu lực; khi đó chưa có con số"
    assert statuses["VT-03"] == "hết hiệu lực; khi đó đạt"
    assert statuses["DN-21"] == "thiếu số liệu"
    assert statuses["NG-10"] in ("đạt", "chưa đạt")


def test_a_target_by_another_denominator_is_judged_by_its_own(
    lines: tuple[TargetLine, ...],
) -> None:
    standings = {line.target.id: line.standing for line in lines}
    for name in ("NG-10", "NG-15", "NG-23", "TL-02", "TL-10", "VT-07", "DN-49", "DN-48"):
        assert not standings[name].denominator_differs, name
    assert standings["DN-25"].numerator_differs  # nobody typed the applicants
    assert standings["VT-12"].numerator_differs  # no statistic of digitisation was loaded


def test_petitions_about_rules_and_late_dossiers_by_hand(lines: tuple[TargetLine, ...]) -> None:
    """The demonstration's form II.05a, a line a kind, about rules: of Ninh Giang 300 // 45 = 6, of
    Trần Liễu 340 // 45 = 7, of Đồng Nguyên 360 // 45 = 8, of Hòa An 260 // 45 = 5, all handled on
    time and published. What is open is about conduct. Đồng Nguyên: 106 returned late and 1 open.
    """
    standings = {line.target.id: line.standing for line in lines}
    for names, counted in (
        (("NG-26", "NG-27"), (6, 6)),
        (("TL-26", "TL-27"), (7, 7)),
        (("DN-05", "DN-06"), (8, 8)),
        (("HA-02",), (5, 5)),
    ):
        for name in names:
            judged = standings[name].judged_tally
            assert (judged.numerator, judged.denominator) == counted, name
            assert standings[name].status == "met"
    apologised = standings["DN-32"].judged_tally
    assert (apologised.numerator, apologised.denominator) == (85, 106 + 1)


def test_the_demonstration_files_of_typed_counts_and_petitions_are_sound(
    lines: tuple[TargetLine, ...],
) -> None:
    for line in lines:
        if line.target.metric in ("petitions_handled", "tasks_on_time", "digitised_components"):
            assert line.standing.judged_tally.numerator is not None, line.target.id
