"""Which export files the demonstration has, and their bytes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from data.demo.centres import CENTRES, HOA_AN, TRAN_LIEU, VINH_THUAN, Centre
from data.demo.dossier_list import list_as_csv, list_as_xlsx
from data.demo.dossiers import Dossier
from data.demo.form_05a import form_05a_as_xlsx
from data.demo.form_06a import form_06a_as_xlsx
from data.demo.simulation import dossiers_of
from data.demo.typed_sheet import typed_sheet_as_xlsx


@dataclass(frozen=True)
class ExportFile:
    """One export: commune and period are given only where the file itself does not say them."""

    name: str
    content: bytes
    commune_code: str | None
    first: date | None
    last: date | None


@dataclass(frozen=True)
class _Planned:
    centre: Centre
    layout: str
    span: str
    first: date
    last: date


_WRITERS: dict[str, Callable[[Iterable[Dossier], Centre, date, date], bytes]] = {
    "danh-sach-ho-so.xlsx": list_as_xlsx,
    "danh-sach-ho-so.csv": list_as_csv,
    "bieu-II06a.xlsx": form_06a_as_xlsx,
    "bieu-II05a.xlsx": form_05a_as_xlsx,
    "so-lieu-nhap.xlsx": typed_sheet_as_xlsx,
}
_QUARTERS = (
    ("2025-quy-3", date(2025, 7, 1), date(2025, 9, 30)),
    ("2025-quy-4", date(2025, 10, 1), date(2025, 12, 31)),
    ("2026-quy-1", date(2026, 1, 1), date(2026, 3, 31)),
    ("2026-quy-2", date(2026, 4, 1), date(2026, 6, 30)),
    ("2026-quy-3", date(2026, 7, 1), date(2026, 9, 30)),
)
_FORM_MONTHS = (
    ("2025-07", date(2025, 7, 1), date(2025, 7, 31)),
    ("2025-08", date(2025, 8, 1), date(2025, 8, 31)),
    ("2025-09", date(2025, 9, 1), date(2025, 9, 30)),
)


def _planned_of(centre: Centre) -> Iterator[_Planned]:
    layout = "danh-sach-ho-so.csv" if centre == VINH_THUAN else "danh-sach-ho-so.xlsx"
    if centre == TRAN_LIEU:
        # Its first quarter is known by reported totals only, and its October has not come yet.
        for span, first, last in _FORM_MONTHS:
            yield _Planned(centre, "bieu-II06a.xlsx", span, first, last)
        for span, first, last in _QUARTERS[1:]:
            yield _Planned(centre, layout, span, first, last)
        return
    for span, first, last in _QUARTERS:
        yield _Planned(centre, layout, span, first, last)
    # One centre's October stops in the middle of the month: a provisional period.
    last = date(2026, 10, 20) if centre == HOA_AN else date(2026, 10, 31)
    yield _Planned(centre, layout, "2026-10", date(2026, 10, 1), last)


def _besides(centre: Centre) -> Iterator[_Planned]:
    """Petitions and typed counts, of the days of the centre's plan that its lists reach."""
    first, last, span = date(2026, 1, 1), date(2026, 10, 31), "2026"
    if centre == VINH_THUAN:
        first, last, span = date(2025, 7, 1), date(2025, 12, 31), "2025-6-thang-cuoi-nam"
    if centre == TRAN_LIEU:
        last = date(2026, 9, 30)
    if centre == HOA_AN:
        last = date(2026, 10, 20)
    for layout in ("bieu-II05a.xlsx", "so-lieu-nhap.xlsx"):
        yield _Planned(centre, layout, span, first, last)


_PLANNED = tuple(
    planned
    for planning in (_planned_of, _besides)
    for centre in CENTRES
    for planned in planning(centre)
)
TOTAL_FILES: int = len(_PLANNED)


def _export_file(planned: _Planned) -> ExportFile:
    dossiers = dossiers_of(planned.centre)
    content = _WRITERS[planned.layout](dossiers, planned.centre, planned.first, planned.last)
    stem, suffix = planned.layout.split(".")
    silent = suffix == "csv"
    return ExportFile(
        name=f"{stem}-{planned.centre.commune_code}-{planned.span}.{suffix}",
        content=content,
        # The unit column and the letters of the dossier codes name the commune in every file.
        commune_code=None,
        first=planned.first if silent else None,
        last=planned.last if silent else None,
    )


def export_files() -> Iterator[ExportFile]:
    """The export files of all five centres, TOTAL_FILES of them, the same bytes at every run."""
    return (_export_file(planned) for planned in _PLANNED)
