"""Whatever lists there are and in whatever order they come, each dossier stands as it should."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.record import ledger, uploads
from loaders.answers import Answers
from loaders.layouts.layout import layouts
from loaders.load import sha256_of, store_staged
from loaders.recognition import worker
from loaders.recognition.headings import Heading
from loaders.recognition.sheet import Sheet
from loaders.staging import stage_sheet
from metrics.counting.day_counts import open_warehouse
from tests.support.builders import HEADINGS, JANUARY, csv_bytes, dossier, table

# A list, drawn as a small table: first and last day of January, whether it has a fee column, and
# for each dossier (0–3) that it holds the day of January on which it was finished (0: still open).
Drawn = tuple[tuple[int, int], bool, dict[int, int]]

_SPANS = st.sampled_from([(1, 10), (1, 20), (1, 31), (5, 20), (11, 31)])
_LISTS = st.lists(
    st.tuples(
        _SPANS,
        st.booleans(),
        st.dictionaries(st.integers(0, 3), st.integers(0, 31), min_size=1),
    ),
    min_size=1,
    max_size=4,
)
_FEES = count(1)  # every list is a file of its own, though two are drawn alike


def content_of(drawn: Drawn) -> bytes:
    (first, last), has_fee, finished = drawn
    above = (*JANUARY[:2], f"Từ ngày {first:02}/01/2026 đến ngày {last:02}/01/2026")
    rows = [
        dossier(
            number,
            received="01/01/2026",
            finished=f"{day:02}/01/2026" if day else "",
            state="Đã trả kết quả" if day else "Đang xử lý",
            fee=str(1000 * last + day),
            stt=str(next(_FEES)),
        )
        for number, day in finished.items()
    ]
    return csv_bytes(table(rows, above, [h for h in HEADINGS if has_fee or "Phí" not in h]))


def load(folder: Path, drawn: Drawn) -> int:
    """Store one list, read in this process (the child is the same code)."""
    content = content_of(drawn)
    head, cells = worker.read_table(content, "csv")
    (layout,) = (one for one in layouts() if one.name == head["layout"])
    headings = tuple(Heading(*heading) for heading in head["headings"])
    sheet = Sheet(layout, head["sheets"][0], headings, tuple(head["above"]), cells)
    staged = stage_sheet("a.csv", sheet, sha256_of(content), Answers(complete=True))
    return store_staged(folder, staged, "thử", date(2026, 3, 1)).upload.id


def expected(lists: Sequence[Drawn]) -> dict[str, tuple[int, float | None]]:
    """Code → day of finish and fee, by the rules: `lists` in the order of loading."""
    newest = {drawn[0]: drawn for drawn in lists}  # one span: the newer replaces the older whole
    order = [drawn for drawn in lists if newest[drawn[0]] is drawn]
    found: dict[str, tuple[int, float | None]] = {}
    for (_, last), has_fee, finished in sorted(order, key=lambda drawn: drawn[0][1]):
        for number, day in finished.items():
            code = f"H24.91-260105-{number:04}"
            known = found.get(code, (0, None))[1]
            found[code] = day, float(1000 * last + day) if has_fee else known
    return found


def stands(folder: Path) -> dict[str, tuple[int, float | None]]:
    warehouse = open_warehouse(folder, None)
    warehouse.refresh()
    rows = warehouse.read("select dossier_code, finished_on, fee from dossiers").to_pylist()
    warehouse.close()
    return {
        r["dossier_code"]: (r["finished_on"].day if r["finished_on"] else 0, r["fee"]) for r in rows
    }


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lists=_LISTS, data=st.data())
def test_the_later_last_day_wins(lists: list[Drawn], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "kho"
        ids = [load(folder, drawn) for drawn in lists]
        assert stands(folder) == expected(lists)
        gone = data.draw(st.sets(st.sampled_from(range(len(lists))), max_size=2), "withdrawn")
        ledger.withdraw(folder, [ids[i] for i in gone], "thử")
        assert stands(folder) == expected([d for i, d in enumerate(lists) if i not in gone])
        ledger.bring_back(folder, [ids[i] for i in gone], "thử")
        assert stands(folder) == expected(lists)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lists=st.lists(_LISTS.map(lambda found: found[0]), min_size=2, max_size=3), data=st.data())
def test_the_order_of_loading_matters_not(lists: list[Drawn], data: st.DataObject) -> None:
    """Lists of different last days: every order of loading gives the same dossiers."""
    by_last_day = list({drawn[0][1]: drawn for drawn in lists}.values())
    shuffled = data.draw(st.permutations(by_last_day))
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        for place, order in ((one, by_last_day), (other, shuffled)):
            for drawn in order:
                load(Path(place) / "kho", drawn)
        assert stands(Path(one) / "kho") == stands(Path(other) / "kho")


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lists=_LISTS)
def test_a_cache_brought_up_step_by_step(lists: list[Drawn]) -> None:
    """A warehouse that stays open shows what one built anew would show."""
    with tempfile.TemporaryDirectory() as place:
        folder = uploads.record_folder(Path(place) / "kho.duckdb")
        warehouse = open_warehouse(folder, Path(place) / "kho.duckdb")
        query = "select dossier_code, finished_on, fee, upload_id from dossiers order by all"
        for drawn in lists:
            load(folder, drawn)
            warehouse.refresh()
            anew = open_warehouse(folder, None)
            anew.refresh()
            assert warehouse.read(query) == anew.read(query)
            counts = "select * from day_counts order by all"
            assert warehouse.read(counts) == anew.read(counts)
            anew.close()
        warehouse.close()
