"""What every page of one server shares: the record, the warehouse, and figures read once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import NoReturn, TypeVar

import streamlit as st

from data import dates
from data.cache.warehouse import Reading, Warehouse
from data.periods import Period
from data.planning.plan_versions import current_plans
from data.planning.scopes import scope_fields
from data.planning.targets import Plan, built_in_plans, is_shared_demand
from data.planning.task_records import records_of_plans
from data.record import ledger
from data.record.clock import Clock, first_recorded_day, latest_recorded_day
from data.record.faults import RecordFault
from data.record.ledger import Upload
from data.record.places import record_folder
from data.record.settings import setting
from metrics.counting.day_counts import Holdings, open_warehouse, read_field_names, read_holdings
from metrics.counting.gathering import gather_evidence
from metrics.counting.tallies import Evidence
from metrics.judged_plans import JudgedPlans, judged_plans
from ui.display import words
from ui.kept import kept

T = TypeVar("T")
_PROJECT = Path(__file__).resolve().parents[1]
USER = "người dùng trang"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def database_path() -> Path:
    """The path of the cache's DuckDB file: TTHC_DATABASE, else var/tthc.duckdb of the project."""
    path = os.environ.get("TTHC_DATABASE")
    return Path(path).resolve() if path else _PROJECT / "var" / "tthc.duckdb"


def folder() -> Path:
    """The folder of the record, which lies beside the DuckDB file."""
    return record_folder(database_path())


@kept(1)
def _opened_warehouse() -> Warehouse:
    """The server's one warehouse, opened at the first call; raises RecordFault."""
    with st.spinner("Đang mở kho số liệu…"):
        return open_warehouse(folder(), database_path())


def warehouse() -> Warehouse:
    """The server's one connection to the cache; stops the page where the record does not open."""
    try:
        return _opened_warehouse()
    except RecordFault as fault:
        _stop_with_fault(fault)


def version() -> str:
    """Bring the cache up to the record and give its version; stops the page where that fails."""
    try:
        return warehouse().refresh()
    except RecordFault as fault:
        _stop_with_fault(fault)


def _stop_with_fault(fault: RecordFault) -> NoReturn:
    """Draw what is wrong with the record as an error, and end the page there."""
    st.error(words.escape_markdown(fault.sentence))
    st.stop()


class _RecordMovedOn(Exception):
    """The cache shows a later version than the one that was asked for."""


@contextmanager
def reading_of_version(version: str) -> Iterator[Reading]:
    """A reading of the cache at this version; raises _RecordMovedOn where it has a later one."""
    with warehouse().reading() as reading:
        if reading.version != version:
            raise _RecordMovedOn
        yield reading


def at_current_version(read: Callable[[str], T]) -> T:
    """What `read` gives for the record's version now; called again if a later one comes.

    All of it is of that one version. What is kept of a version is answered without a question to
    the cache.
    """
    while True:
        with suppress(_RecordMovedOn):
            return read(version())


def holdings() -> Holdings:
    """The sources in the record from which figures are counted, by commune, at its version now."""
    return at_current_version(holdings_of_version)


@kept(4)
def holdings_of_version(version: str) -> Holdings:
    """The sources from which figures are counted, cached by the record's version."""
    with reading_of_version(version) as reading:
        return read_holdings(reading)


def uploads() -> Mapping[int, Upload]:
    """Id → upload, for every upload in the record now, withdrawn ones too."""
    return _uploads_of_version(version())


@kept(4)
def _uploads_of_version(version: str) -> Mapping[int, Upload]:
    """Id → upload, withdrawn ones too, cached by the record's version."""
    return {upload.id: upload for upload in ledger.uploads(folder())}


def evidence(commune_codes: Sequence[str], periods: Sequence[Period]) -> Evidence:
    """All that the communes' standings over these periods are computed from, of one version."""
    return at_current_version(
        lambda version: evidence_of_version(version, tuple(commune_codes), tuple(periods))
    )


@kept(128)
def evidence_of_version(
    version: str, commune_codes: tuple[str, ...], periods: tuple[Period, ...]
) -> Evidence:
    """What the communes' standings are computed from, cached; _RecordMovedOn if outdated."""
    plans, holdings = _plans_of_version(version).sound, holdings_of_version(version)
    scopes, task_records = scope_fields(folder()), records_of_plans(folder())
    with reading_of_version(version) as reading:
        return gather_evidence(
            reading, commune_codes, periods, scopes, plans, holdings, task_records
        )


def plans() -> tuple[Plan, ...]:
    """Every plan that names only communes, metrics and variants that exist, at the version now."""
    return _plans_of_version(version()).sound


@kept(4)
def _plans_of_version(version: str) -> JudgedPlans:
    """The plans that apply, and those that do not with reasons, cached by version."""
    return judged_plans(current_plans(folder()))


def unusable_plan_sentences() -> list[str]:
    """A sentence for each plan that does not apply, on the unknown name that it has."""
    return [plan_set_aside.sentence for plan_set_aside in _plans_of_version(version()).set_aside]


def clock() -> Clock:
    """The machine's day beside the latest day that the record has."""
    machine_day = dates.today()
    return Clock(machine_day, _latest_recorded_day(version()))


@kept(4)
def _latest_recorded_day(version: str) -> date | None:
    """The latest day in the record, cached by its version; None if the record is empty."""
    return latest_recorded_day(folder())


def today() -> date:
    """The day that counts as today: the machine's, but never before a day that the record has."""
    return clock().today


def first_day() -> date:
    """The first day that the record has, or today while it is empty."""
    return _first_recorded_day(version()) or today()


@kept(4)
def _first_recorded_day(version: str) -> date | None:
    """The day of the record's first entry, kept for the record's version; None if it has none."""
    return first_recorded_day(folder())


def communes_with_plan() -> frozenset[str]:
    """The codes of the communes that have a plan that applies."""
    return frozenset(plan.commune_code for plan in plans())


def available_communes() -> tuple[str, ...]:
    """The codes that choices offer: home first, then with figures, then with a plan of their own.

    Those with rows that wait count among these; then come those whose plan was written here, but
    not those with which a demand was shared: they may be a whole province.
    """
    own, home_code = holdings(), home_commune()
    codes_with_figures = sorted({*own.sources, *own.waiting_spans})
    written_plans = (
        plan for plan in plans() if plan not in built_in_plans() and not is_shared_demand(plan)
    )
    codes_with_plan = sorted(plan.commune_code for plan in written_plans)
    first_codes = [home_code] if home_code else []
    return tuple(dict.fromkeys((*first_codes, *codes_with_figures, *codes_with_plan)))


def home_commune() -> str | None:
    """The code of the commune that was chosen once as "Trung tâm của tôi"; None before that."""
    return _home_commune_of_version(version())


@kept(4)
def _home_commune_of_version(version: str) -> str | None:
    """The code of the commune chosen as one's own, kept by version; None before that."""
    code: str | None = setting(folder(), "home_commune")
    return code


def shows_demonstration() -> bool:
    """Whether any figure comes from the demonstration data."""
    sources_by_commune = holdings().sources.values()
    return any(source.demonstration for sources in sources_by_commune for source in sources)


def all_field_names() -> frozenset[str]:
    """The names of all fields in the figures of the record, at its version now."""
    return at_current_version(_field_names_of_version)


@kept(4)
def _field_names_of_version(version: str) -> frozenset[str]:
    """The names of all fields in the figures, cached by the record's version."""
    with reading_of_version(version) as reading:
        return read_field_names(reading)
