"""Lists one after another, sheets beside each other, answers that are typed, letters spoilt."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.loaders.cases.codes import WAYS
from tests.loaders.cases.columns_and_fields import FIELDS
from tests.loaders.cases.letters import COMMAS, SPOILT
from tests.loaders.cases.titles_and_tables import FILTERS
from tests.support.builders import NINH_GIANG
from tests.support.invented.dossiers import FIRST, LAST, Dossier, counted, month_of
from tests.support.invented.forms import Form, forms
from tests.support.invented.judging import (
    FAULTS,
    UNEXPLAINED,
    verdict_on_form,
    verdict_on_list,
)
from tests.support.invented.listing import PLAIN, TITLES, Listing
from tests.support.invented.loading import loaded
from tests.support.invented.spelling import AS_WRITTEN, Reading, Spelling
from tests.support.invented.trials import spoiling
from tests.support.workbook_writers import WRITERS
from tests.support.workbooks import Book, Page

DOSSIERS = month_of(2)
FULL = Listing(DOSSIERS, PLAIN)
FEBRUARY = (date(2026, 2, 1), date(2026, 2, 28))
AS_IT_IS = Spelling[Form]("as it is", frozenset(), lambda form, dice: form, (AS_WRITTEN,))
TYPED = ("--commune", NINH_GIANG, "--period", "2026-01")
FEBRUARY_TITLES = (*TITLES[:2], "Từ ngày 01/02/2026 đến ngày 28/02/2026")


def xlsx(*pages: Page) -> bytes:
    return WRITERS["xlsx"](Book(pages))


def in_february(dossiers: Sequence[Dossier]) -> tuple[Dossier, ...]:
    """What was open at January's end, returned in February, one a day."""
    still_open = [d for d in dossiers if d.state == "open"]
    return tuple(
        replace(d, state="returned", finished=FEBRUARY[0] + timedelta(day))
        for day, d in enumerate(still_open)
    )


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_the_same_dossiers_in_two_months(tmp_path: Path, way: str) -> None:
    """February's list writes each code otherwise: nothing is counted twice."""
    later = in_february(DOSSIERS)
    second = Listing(later, PLAIN, FEBRUARY_TITLES).written(code=lambda d: WAYS[way](d.code))
    files = [("1.xlsx", xlsx(FULL.page)), ("2.xlsx", xlsx(second.page))]
    answer = loaded(tmp_path, files, [], ["--whole-list"])
    assert answer.stored, answer.text
    truth = [d for d in DOSSIERS if d.state != "open"] + list(later)
    right = counted(truth, FIRST, FEBRUARY[1])
    assert answer.counts(NINH_GIANG, FIRST, FEBRUARY[1]) == right


@pytest.mark.parametrize("spelling", FILTERS[:3], ids=lambda one: one.name)
def test_a_part_does_not_replace_the_whole(tmp_path: Path, spelling: Spelling[Listing]) -> None:
    part = spelling.change(FULL, random.Random(0))
    files = [("1.xlsx", xlsx(FULL.page)), ("2.xlsx", xlsx(part.page))]
    answer = loaded(tmp_path, files, [], [])
    assert not answer.stored
    assert answer.tells(spelling.refusal)
    assert answer.counts(NINH_GIANG, FIRST, LAST) == counted(DOSSIERS, FIRST, LAST)


def test_a_part_that_is_said_to_be_whole(tmp_path: Path) -> None:
    online = tuple(d for d in DOSSIERS if d.channel == "online")
    titles = (TITLES[0], "DANH SÁCH HỒ SƠ NỘP TRỰC TUYẾN", TITLES[2])
    part = Listing(online, PLAIN, titles)
    answer = loaded(tmp_path, [("a.xlsx", xlsx(part.page))], ["--whole-list"])
    assert answer.stored, answer.text
    assert answer.counts(NINH_GIANG, FIRST, LAST) == counted(online, FIRST, LAST)


def test_one_state_after_several(tmp_path: Path) -> None:
    """Likely a filter, though no title says so: asked, and January stands."""
    second = Listing(in_february(DOSSIERS), PLAIN, FEBRUARY_TITLES)
    files = [("1.xlsx", xlsx(FULL.page)), ("2.xlsx", xlsx(second.page))]
    answer = loaded(tmp_path, files, [], [])
    assert not answer.stored
    assert answer.tells("trạng thái|đã trả")
    assert answer.counts(NINH_GIANG, FIRST, LAST) == counted(DOSSIERS, FIRST, LAST)


def test_sheets_of_two_communes(tmp_path: Path) -> None:
    """Each sheet is named by its commune, and no line names one."""
    here, there = DOSSIERS[:24], month_of(3, 20, letters="H05.12")
    titles = TITLES[1:]
    pages = [
        replace(Listing(lines, PLAIN, titles).without("unit"), sheet=name).page
        for name, lines in (("Xã Ninh Giang", here), ("P. Đồng Nguyên", there))
    ]
    answer = loaded(tmp_path, [("a.xlsx", xlsx(*pages))], [])
    if not answer.stored:
        assert answer.tells("trang tính|mỗi trang|từng trang|Đồng Nguyên")
        return
    assert answer.counts(NINH_GIANG, FIRST, LAST) == counted(here, FIRST, LAST)
    of_there = answer.counts("09385", FIRST, LAST)
    assert of_there == counted(there, FIRST, LAST) or answer.tells("Đồng Nguyên")


@pytest.mark.parametrize("layout", sorted(forms()))
def test_sheets_of_two_months_of_a_form(tmp_path: Path, layout: str) -> None:
    """The second sheet says no days, and has a line of the first: two tables, asked apart."""
    form = forms()[layout]
    line = [cell if x < 2 else 0 for x, cell in enumerate(form.lines[0])]
    later = replace(form.page, name="Tháng 2", above=(), body=(tuple(line),), below=())
    pages = (replace(form.page, name="Tháng 1"), later)
    answer = loaded(tmp_path, [("a.xlsx", xlsx(*pages))], [])
    assert not answer.stored
    assert answer.tells("mỗi trang tính")


@pytest.mark.parametrize("layout", sorted(forms()))
def test_a_form_that_goes_on_in_a_second_sheet(tmp_path: Path, layout: str) -> None:
    """Every line stands in one sheet alone: one table."""
    form = forms()[layout]
    first, *others = form.lines
    pages = (
        replace(form.page, name="1", body=(first,), below=()),
        replace(form.page, name="2", body=tuple(others), below=()),
    )
    answer = loaded(tmp_path, [("a.xlsx", xlsx(*pages))], [])
    assert answer.stored, answer.text
    assert verdict_on_form(answer, form, [AS_IT_IS]) == ("equal", "")


@pytest.mark.parametrize("writer", WRITERS)
def test_a_clean_list_that_names_neither_commune_nor_days(tmp_path: Path, writer: str) -> None:
    bare = replace(FULL, titles=()).without("unit")
    answer = loaded(tmp_path, [("a.dat", WRITERS[writer](Book((bare.page,))))], TYPED)
    assert answer.stored, answer.text
    assert answer.counts(NINH_GIANG, FIRST, LAST) == counted(DOSSIERS, FIRST, LAST)


def test_a_list_of_what_was_received(tmp_path: Path) -> None:
    """What hangs on the end's day is unknown: nothing carried over is in it."""
    received = tuple(d for d in DOSSIERS if d.received >= FIRST)
    titles = (TITLES[0], "DANH SÁCH HỒ SƠ TIẾP NHẬN TRONG KỲ", TITLES[2])
    answer = loaded(tmp_path, [("a.xlsx", xlsx(Listing(received, PLAIN, titles).page))], [])
    by_end = set(counted(received, FIRST, LAST)) - {
        *("online_filing", "online_payment", "digitised_dossiers", "reused_data")
    }
    assert answer.stored, answer.text
    assert answer.tells("thiếu số liệu")
    assert answer.counts(NINH_GIANG, FIRST, LAST) == counted(received, FIRST, LAST, by_end)


@pytest.mark.parametrize("spelling", FIELDS, ids=lambda one: one.name)
def test_each_field_is_one_line(tmp_path: Path, spelling: Spelling[Listing]) -> None:
    page = spelling.change(FULL, random.Random(0)).page
    answer = loaded(tmp_path, [("a.xlsx", xlsx(page))], [])
    for field in ("Hộ tịch", "Chứng thực"):
        right = dict(counted([d for d in DOSSIERS if d.field == field], FIRST, LAST))
        told = dict(answer.counts(NINH_GIANG, FIRST, LAST, field))
        del right["satisfaction_land_construction_investment"]
        assert {name: told[name] for name in right} == right


@pytest.mark.parametrize("container", SPOILT)
def test_a_list_with_spoilt_letters(tmp_path: Path, container: str) -> None:
    content = SPOILT[container].write(Book((FULL.page,)))
    answer = loaded(tmp_path, [("danh sách.xls", content)], [])
    verdict, difference = verdict_on_list(answer, DOSSIERS, spoiling(container))
    assert verdict not in FAULTS, difference


@pytest.mark.parametrize("container", [name for name in SPOILT if name != "csv without quotes"])
def test_a_form_with_spoilt_letters(tmp_path: Path, container: str) -> None:
    form = forms()["bieu-ii06a"]
    content = SPOILT[container].write(Book((form.page,)))
    answer = loaded(tmp_path, [("biểu.xls", content)], [])
    verdict, difference = verdict_on_form(answer, form, spoiling(container))
    assert verdict not in FAULTS, difference


def test_commas_that_move_the_cells_of_some_lines(tmp_path: Path) -> None:
    page = COMMAS.change(FULL, random.Random(0)).page
    content = SPOILT["csv without quotes"].write(Book((page,)))
    answer = loaded(tmp_path, [("a.csv", content)], [])
    verdict, difference = verdict_on_list(answer, DOSSIERS, [COMMAS])
    assert verdict not in FAULTS, difference


def test_the_oracle_notices_a_wrong_count(tmp_path: Path) -> None:
    """One dossier more than the file has: a difference that nothing tells."""
    answer = loaded(tmp_path, [("a.xlsx", xlsx(FULL.page))], [])
    as_it_is = Spelling[Listing]("as it is", frozenset(), lambda table, dice: table, (AS_WRITTEN,))
    assert verdict_on_list(answer, DOSSIERS, [as_it_is]) == ("equal", "")
    assert verdict_on_list(answer, DOSSIERS[1:], [as_it_is])[0] in FAULTS
    untold = replace(as_it_is, readings=(Reading(telling=("không ai nói điều này",)),))
    assert verdict_on_list(answer, DOSSIERS, [untold])[0] in FAULTS
    refused = loaded(tmp_path / "other", [("a.txt", b"nothing")], [])
    assert verdict_on_list(refused, DOSSIERS, [as_it_is])[0] == UNEXPLAINED
