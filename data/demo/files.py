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
class _FileSpec:
    """An export file to write: whose, by which of _WRITERS, and of which days."""

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


def _dossier_file_specs(centre: Centre) -> Iterator[_FileSpec]:
    """A spec for each of a centre's dossier lists and dossier forms."""
    layout = "danh-sach-ho-so.csv" if centre == VINH_THUAN else "danh-sach-ho-so.xlsx"
    if centre == TRAN_LIEU:
        # Its first quarter is known by reported totals only, and its October has not come yet.
        for span, first, last in _FORM_MONTHS:
            yield _FileSpec(centre, "bieu-II06a.xlsx", span, first, last)
        for span, first, last in _QUARTERS[1:]:
            yield _FileSpec(centre, layout, span, first, last)
        return
    for span, first, last in _QUARTERS:
        yield _FileSpec(centre, layout, span, first, last)
    # One centre's October stops in the middle of the month: a provisional period.
    last = date(2026, 10, 20) if centre == HOA_AN else date(2026, 10, 31)
    yield _FileSpec(centre, layout, "2026-10", date(2026, 10, 1), last)


def _other_file_specs(centre: Centre) -> Iterator[_FileSpec]:
    """A spec for each of a centre's forms of petitions and of typed counts."""
    first, last, span = date(2026, 1, 1), date(2026, 10, 31), "2026"
    if centre == VINH_THUAN:
        first, last, span = date(2025, 7, 1), date(2025, 12, 31), "2025-6-thang-cuoi-nam"
    if centre == TRAN_LIEU:
        last = date(2026, 9, 30)
    if centre == HOA_AN:
        last = date(2026, 10, 20)
    for layout in ("bieu-II05a.xlsx", "so-lieu-nhap.xlsx"):
        yield _FileSpec(centre, layout, span, first, last)


_FILE_SPECS = tuple(
    spec
    for centre_specs in (_dossier_file_specs, _other_file_specs)
    for centre in CENTRES
    for spec in centre_specs(centre)
)
FILE_COUNT: int = len(_FILE_SPECS)


def _export_file(spec: _FileSpec) -> ExportFile:
    """The file that a spec describes, with first and last day only where it is a CSV."""
    dossiers = dossiers_of(spec.centre)
    content = _WRITERS[spec.layout](dossiers, spec.centre, spec.first, spec.last)
    stem, suffix = spec.layout.split(".")
    lacks_period = suffix == "csv"
    return ExportFile(
        name=f"{stem}-{spec.centre.commune_code}-{spec.span}.{suffix}",
        content=content,
        # The unit column and the letters of the dossier codes name the commune in every file.
        commune_code=None,
        first=spec.first if lacks_period else None,
        last=spec.last if lacks_period else None,
    )


def export_files() -> Iterator[ExportFile]:
    """The export files of all five centres, FILE_COUNT of them, the same bytes at every run."""
    return map(_export_file, _FILE_SPECS)
