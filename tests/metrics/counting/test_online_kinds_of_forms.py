"""Forms with columns for online receipts end to end and in part: counted, held against each other.

The form's figures, of one commune: of 20 received and carried over 7 came directly, 9 online (6 of
them end to end, 3 in part), 1 by post; 3 were open before. So 17 were received.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from data.periods import parse_period
from loaders.answers import Answers
from loaders.load import read_and_stage, store_staged
from loaders.notes.preview_notes import notices
from metrics.analysis.reconciliation import ReconciledCount, form_runs, reconcile_counts
from metrics.counting.day_counts import open_warehouse
from metrics.counting.gathering import gather_evidence
from tests.support.builders import NINH_GIANG, Desk, dossier, earlier, table, xlsx_bytes

Headed = dict[str, object]  # a heading's path → the number below it, or the line's name
Table = list[list[object]]

ONLINE, END_TO_END, PARTIAL = (
    "Tiếp nhận trực tuyến",
    "Tiếp nhận trực tuyến toàn trình",
    "Tiếp nhận trực tuyến một phần",
)
PARTS = {END_TO_END: 6, PARTIAL: 3}
PERIOD_LINE = "Từ ngày 01/01/2026 đến ngày 31/01/2026"
UNKNOWN = (None, None)


def headed_table(columns: Headed) -> Table:
    """A form of one line: a title, the period, the headings merged level by level, the line."""
    paths = [path.split(" > ") for path in columns]
    levels = [
        [
            path[level]
            if level < len(path) and (i == 0 or paths[i - 1][: level + 1] != path[: level + 1])
            else ""
            for i, path in enumerate(paths)
        ]
        for level in range(max(map(len, paths)))
    ]
    return [["BÁO CÁO"], [PERIOD_LINE], *levels, list(columns.values())]


def by_unit(online: Headed) -> Table:
    """ "Tổng hợp theo đơn vị" with these columns of online receipts."""
    received: Headed = {
        "Tổng số": 20,
        "Tiếp nhận trực tiếp": 7,
        **online,
        "Bưu chính - BCCI": 1,
        "Kỳ trước chuyển qua": 3,
    }
    return headed_table(
        {
            "STT": 1,
            "Đơn vị giải quyết TTHC": "UBND Xã Ninh Giang",
            **{f"Số hồ sơ tiếp nhận > {name}": n for name, n in received.items()},
            "Số hồ sơ đã giải quyết > Tổng số": 15,
            "Số hồ sơ đã giải quyết > Đúng và trước hạn": 13,
            "Số hồ sơ đã giải quyết > Quá hạn (đã có thư xin lỗi)": 1,
            "Số hồ sơ đã giải quyết > Quá hạn (chưa có thư xin lỗi)": 1,
            "Số hồ sơ đang giải quyết > Tổng số": 5,
            "Số hồ sơ đang giải quyết > Chưa đến hạn": 4,
            "Số hồ sơ đang giải quyết > Quá hạn": 1,
            "Hồ sơ rút": 0,
        }
    )


def opencps_month(online: Headed) -> Table:
    """The monthly form of OpenCPS, which has a column for all that was received."""
    taken = "Nhận giải quyết > Nhận trong kỳ"
    return headed_table(
        {
            "STT": 1,
            "Đơn vị/Lĩnh vực": "UBND Xã Ninh Giang",
            "Nhận giải quyết > Tổng số": 20,
            "Nhận giải quyết > Tồn trước": 3,
            f"{taken} > Tổng số": 17,
            f"{taken} > Một cửa": 8,
            **{f"{taken} > {name}": n for name, n in online.items()},
            "Kết quả giải quyết > Tổng số": 15,
            "Kết quả giải quyết > Tình hình thực hiện > Trước hạn": 10,
            "Kết quả giải quyết > Tình hình thực hiện > Đúng hạn": 3,
            "Kết quả giải quyết > Tình hình thực hiện > Quá hạn": 2,
            "Kết quả giải quyết > Trả kết quả > Đã trả": 15,
            "Đang giải quyết > Tổng số": 5,
            "Đang giải quyết > Còn hạn": 4,
            "Đang giải quyết > Quá hạn": 1,
            "Rút không giải quyết": 0,
        }
    )


def form_06(received: str, within: str, key: str, name: str, online: Headed) -> Table:
    """Form 06, by unit or by field: what was received under `received`, of the period `within`."""
    return headed_table(
        {
            "STT": 1,
            key: name,
            f"{received} > Tổng số": 20,
            **{f"{received} > {within} > {heading}": n for heading, n in online.items()},
            f"{received} > {within} > Trực tiếp, dịch vụ bưu chính": 8,
            f"{received} > Từ kỳ trước": 3,
            "Số lượng hồ sơ đã giải quyết > Tổng số": 15,
            "Số lượng hồ sơ đã giải quyết > Trước hạn": 10,
            "Số lượng hồ sơ đã giải quyết > Đúng hạn": 3,
            "Số lượng hồ sơ đã giải quyết > Quá hạn": 2,
            "Số lượng hồ sơ đang giải quyết > Tổng số": 5,
            "Số lượng hồ sơ đang giải quyết > Trong hạn": 4,
            "Số lượng hồ sơ đang giải quyết > Quá hạn": 1,
        }
    )


def by_index(online: Headed) -> Table:
    """The form of decision 766, which has no column for all that was received."""
    taken = "Số hồ sơ nhận giải quyết"
    return headed_table(
        {
            "STT": 1,
            "Tên đơn vị": "UBND Xã Ninh Giang",
            **{f"{taken} > {name}": n for name, n in online.items()},
            f"{taken} > Số mới tiếp nhận trực tiếp": 7,
            f"{taken} > Số mới tiếp nhận qua BCCI": 1,
            "Số lượng hồ sơ đã đồng bộ về cổng DVC QG": 17,
        }
    )


def parts_under(online: str) -> Headed:
    return {f"{online} toàn trình": 6, f"{online} một phần": 3}


FIELD = ("Lĩnh vực giải quyết", "Chứng thực")
UNIT = ("Đơn vị", "UBND Xã Ninh Giang")
RECEIVED_IN = ("Số lượng hồ sơ tiếp nhận", "Trong kỳ")
TAKEN_OF = ("Số hồ sơ nhận giải quyết", "Trong đó")
NESTED: Headed = {"Trực tuyến > Toàn trình": 6, "Trực tuyến > Một phần": 3}
FORMS_WITH_BOTH = {
    "by unit": by_unit(dict(PARTS)),
    "by unit, headings of one line": by_unit(parts_under("Trực tuyến")),
    "by unit, one under the other": by_unit({f"Tiếp nhận {h}": n for h, n in NESTED.items()}),
    "OpenCPS": opencps_month(parts_under("Trực tuyến")),
    "OpenCPS, one under the other": opencps_month(NESTED),
    "II.06a": form_06(*RECEIVED_IN, *FIELD, parts_under("Trực tuyến")),
    "II.06a, one under the other": form_06(*RECEIVED_IN, *FIELD, NESTED),
    "06 by unit": form_06(*TAKEN_OF, *UNIT, parts_under("Trực tuyến")),
    "06 by unit, one under the other": form_06(*RECEIVED_IN, *UNIT, NESTED),
    "766": by_index(parts_under("Số mới tiếp nhận trực tuyến")),
    "766, one under the other": by_index(NESTED),
}


def stored(folder: Path, cells: Table) -> Desk:
    desk = Desk(folder)
    desk.stored("bieu.xlsx", xlsx_bytes(cells), "--commune", NINH_GIANG)
    return desk


def sentences_of(cells: Table) -> list[str]:
    """The notices of the form's preview."""
    staged = read_and_stage("bieu.xlsx", xlsx_bytes(cells), Answers(home_code=NINH_GIANG))
    return [notice.sentence for notice in notices(staged)]


@pytest.mark.parametrize("cells", FORMS_WITH_BOTH.values(), ids=FORMS_WITH_BOTH)
def test_both_columns_are_counted_and_their_sum_is_online(tmp_path: Path, cells: Table) -> None:
    desk = stored(tmp_path, cells)
    assert desk.counts("end_to_end_filing") == (6, 17)
    assert desk.counts("online_filing") == (9, 17)


def test_the_preview_says_what_is_added_up_and_misses_nothing() -> None:
    sentences = sentences_of(by_unit(dict(PARTS)))
    assert (
        "Các cột “Số hồ sơ tiếp nhận > Tiếp nhận trực tuyến toàn trình”, “Số hồ sơ tiếp nhận > "
        "Tiếp nhận trực tuyến một phần” được cộng lại thành “Tiếp nhận trực tuyến”."
    ) in sentences
    assert not any(sentence.startswith("Biểu thiếu cột") for sentence in sentences)


def test_a_form_without_the_two_is_not_called_short(tmp_path: Path) -> None:
    cells = by_unit({ONLINE: 9})
    assert not any("toàn trình" in sentence for sentence in sentences_of(cells))
    desk = stored(tmp_path, cells)
    assert desk.counts("end_to_end_filing") == UNKNOWN
    assert desk.counts("online_filing") == (9, 17)


def test_end_to_end_alone_does_not_tell_what_came_online(tmp_path: Path) -> None:
    """Who knows how many came in part: 17 were received all the same, as the form says itself."""
    cells = opencps_month({"Trực tuyến toàn trình": 6})
    desk = stored(tmp_path, cells)
    assert desk.counts("end_to_end_filing") == (6, 17)
    assert desk.counts("online_filing") == UNKNOWN
    (missing,) = (s for s in sentences_of(cells) if s.startswith("Biểu thiếu cột"))
    assert "“Nhận giải quyết > nhận trong kỳ > trực tuyến”" in missing


def test_end_to_end_alone_where_the_form_has_no_sum_of_the_received(tmp_path: Path) -> None:
    desk = stored(tmp_path, by_unit({END_TO_END: 6}))
    assert desk.counts("end_to_end_filing") == UNKNOWN
    assert desk.counts("online_filing") == UNKNOWN


@pytest.mark.parametrize("other", [{}, {"Trực tuyến > Khác": 3}])
def test_end_to_end_under_online_is_not_online(tmp_path: Path, other: Headed) -> None:
    """What stands below “Trực tuyến” is one more row of headings."""
    desk = stored(tmp_path, by_index({"Trực tuyến > Toàn trình": 6, **other}))
    assert desk.counts("online_filing") == UNKNOWN


def test_a_form_that_tells_nothing_of_online_lacks_its_column(tmp_path: Path) -> None:
    answer = Desk(tmp_path).refused("bieu.xlsx", xlsx_bytes(by_unit({})))
    assert "thiếu cột “Số hồ sơ tiếp nhận > Tiếp nhận trực tuyến”" in answer["refused"]


def test_end_to_end_beside_the_whole(tmp_path: Path) -> None:
    desk = stored(tmp_path, by_unit({ONLINE: 9, END_TO_END: 6}))
    assert desk.counts("end_to_end_filing") == (6, 17)
    assert desk.counts("online_filing") == (9, 17)


@pytest.mark.parametrize(
    "online",
    [
        {ONLINE: 9, **PARTS},
        {f"{ONLINE} > Tổng số": 9, f"{ONLINE} > Toàn trình": 6, f"{ONLINE} > Một phần": 3},
        {f"{ONLINE} > Tổng số": 9, f"{ONLINE} > Toàn trình": 6},
    ],
)
def test_the_whole_counts_where_it_stands_too(tmp_path: Path, online: Headed) -> None:
    desk = stored(tmp_path, by_unit(online))
    assert desk.counts("end_to_end_filing") == (6, 17)
    assert desk.counts("online_filing") == (9, 17)


@pytest.mark.parametrize(
    ("online", "kinds"),
    [
        ({ONLINE: 9, END_TO_END: 6, PARTIAL: 2}, ["unbalanced"]),
        ({END_TO_END: 6, PARTIAL: 2}, ["unbalanced"]),
        ({ONLINE: 9, END_TO_END: 10}, ["part_exceeds_whole"]),
        ({ONLINE: 9, PARTIAL: 10}, ["part_exceeds_whole"]),
        ({END_TO_END: 21}, ["part_exceeds_whole"]),
    ],
)
def test_a_contradiction_is_told(tmp_path: Path, online: Headed, kinds: list[str]) -> None:
    """Parts of another sum than the whole, or that do not make up the 20; more than the whole."""
    answer = Desk(tmp_path).refused("bieu.xlsx", xlsx_bytes(by_unit(online)))
    assert [problem["kind"] for problem in answer["problems"]] == kinds


def test_the_whole_holds_where_a_contradiction_is_accepted(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    cells = by_unit({ONLINE: 9, END_TO_END: 6, PARTIAL: 2})
    answers = Answers(home_code=NINH_GIANG, accept_unbalanced=True)
    store_staged(desk.record, read_and_stage("bieu.xlsx", xlsx_bytes(cells), answers), "thử")
    assert desk.counts("online_filing") == (9, 17)
    assert desk.counts("end_to_end_filing") == (6, 17)


def test_a_blank_column_is_none_where_the_sum_proves_it(tmp_path: Path) -> None:
    desk = stored(tmp_path, by_unit({END_TO_END: 9, PARTIAL: ""}))
    assert desk.counts("end_to_end_filing") == (9, 17)
    assert desk.counts("online_filing") == (9, 17)


CHANNELS = ("Trực tuyến toàn trình", "Trực tuyến toàn trình", "Trực tuyến một phần", "Trực tiếp")


def reconciled(folder: Path, channels: tuple[str, ...]) -> dict[str, ReconciledCount]:
    """The counts of a form with both columns beside a list with a dossier a channel."""
    desk = stored(folder, by_unit(dict(PARTS)))
    rows = [dossier(number, channel=channel) for number, channel in enumerate(channels, start=1)]
    desk.stored("ds.csv", table([earlier(channel=channels[0]), *rows]))
    warehouse = open_warehouse(desk.record, None)
    warehouse.refresh()
    period = parse_period("2026-01")
    evidence = gather_evidence(warehouse, [NINH_GIANG], [period], {}, ())
    warehouse.close()
    (run,) = form_runs(evidence, NINH_GIANG, period)
    counts = reconcile_counts(evidence, NINH_GIANG, period, run.upload_ids)
    return {count.name: count for count in counts}


def figures(count: ReconciledCount) -> tuple[int | None, int | None, int | None]:
    return count.form_count, count.record_count, count.difference


def test_form_and_list_are_held_against_each_other(tmp_path: Path) -> None:
    """The list has two end to end and one in part, where the form has six and three."""
    counts = reconciled(tmp_path, CHANNELS)
    assert figures(counts["received_online_end_to_end"]) == (6, 2, 4)
    assert figures(counts["received_online_partial"]) == (3, 1, 2)
    partial = counts["received_online_partial"]
    assert partial.label == "Tiếp nhận trực tuyến một phần"
    assert partial.note == (
        "Theo hồ sơ: 3 tiếp nhận trực tuyến − 2 tiếp nhận trực tuyến toàn trình."
    )
    assert "received_online" not in counts


def test_the_sum_is_compared_where_the_list_does_not_tell_them_apart(tmp_path: Path) -> None:
    counts = reconciled(tmp_path, (*CHANNELS, "Trực tuyến"))
    assert figures(counts["received_online_end_to_end"]) == (6, None, None)
    assert figures(counts["received_online_partial"]) == (3, None, None)
    assert figures(counts["received_online"]) == (9, 4, 5)


def test_the_form_tells_what_the_list_does_not(tmp_path: Path) -> None:
    """The list wins for what it knows: four of five online; end to end is the form's six of 17."""
    desk = stored(tmp_path, by_unit(dict(PARTS)))
    rows = [dossier(n, channel=c) for n, c in enumerate((*CHANNELS, "Trực tuyến"), start=1)]
    desk.stored("ds.csv", table([earlier(), *rows]))
    assert desk.counts("online_filing") == (4, 5)
    assert desk.counts("end_to_end_filing") == (6, 17)
