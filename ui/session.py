"""What every page of one server shares: the record, the warehouse, and figures read once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NoReturn

import streamlit as st

from data import dates
from data.cache.warehouse import Reading, Warehouse
from data.periods import Period
from data.planning.plan_versions import plans_here
from data.planning.scopes import scopes
from data.planning.targets import Plan
from data.record import ledger
from data.record.clock import Clock, latest_recorded_day
from data.record.faults import RecordFault
from data.record.ledger import Upload
from data.record.places import record_folder
from data.record.settings import setting
from metrics.counting.day_counts import Holdings, field_names, open_warehouse, read_holdings
from metrics.counting.gathering import gather_evidence
from metrics.counting.tallies import Evidence
from metrics.judged_plans import JudgedPlans, judged_plans
from ui.display import words

_PROJECT = Path(__file__).resolve().parents[1]
USER = "người dùng trang"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def database() -> Path:
    """The DuckDB file that the pages read (TTHC_DATABASE)."""
    path = os.environ.get("TTHC_DATABASE")
    return Path(path).resolve() if path else _PROJECT / "var" / "tthc.duckdb"


def folder() -> Path:
    """Where the record lies."""
    return record_folder(database())


@st.cache_resource(show_spinner="Đang mở kho số liệu…")
def _warehouse() -> Warehouse:
    return open_warehouse(folder(), database())


def warehouse() -> Warehouse:
    """The one connection to the cache; stops the page where the record cannot be opened."""
    try:
        return _warehouse()
    except RecordFault as fault:
        _stop(fault)


def version() -> str:
    """The record's version that the figures show; brings the cache up to it."""
    try:
        return warehouse().refresh()
    except RecordFault as fault:
        _stop(fault)


def _stop(fault: RecordFault) -> NoReturn:
    st.error(words.escape_markdown(fault.sentence))
    st.stop()


@contextmanager
def reading() -> Iterator[Reading]:
    """The figures of one version, the record's now: all that one answer is made of."""
    version()
    with warehouse().reading() as reading:
        yield reading


def holdings() -> Holdings:
    """What there is to count from, at the record's version now."""
    with reading() as now:
        return _holdings(now.version, now)


# Streamlit leaves a parameter out of the key where its name begins with "_": a reading may be,
# since its version is not.
@st.cache_resource(max_entries=4, show_spinner=False)
def _holdings(version: str, _reading: Reading) -> Holdings:
    return read_holdings(_reading)


def uploads() -> Mapping[int, Upload]:
    """Every upload by id, withdrawn ones too, as of the record's version now."""
    return _uploads(version())


@st.cache_resource(max_entries=4, show_spinner=False)
def _uploads(version: str) -> Mapping[int, Upload]:
    return {upload.id: upload for upload in ledger.uploads(folder())}


def evidence(communes: Sequence[str], periods: Sequence[Period]) -> Evidence:
    """All that the standings of these communes over these periods need, of one version."""
    with reading() as now:
        return _evidence(now.version, tuple(communes), tuple(periods), now)


@st.cache_resource(max_entries=128, show_spinner=False)
def _evidence(
    version: str, communes: tuple[str, ...], periods: tuple[Period, ...], _reading: Reading
) -> Evidence:
    plans, holdings = _plans(version).sound, _holdings(version, _reading)
    return gather_evidence(_reading, communes, periods, scopes(folder()), plans, holdings)


def plans() -> tuple[Plan, ...]:
    """Every plan that holds, as of the record's version now."""
    return _plans(version()).sound


@st.cache_resource(max_entries=4, show_spinner=False)
def _plans(version: str) -> JudgedPlans:
    return judged_plans(plans_here(folder()))


def unusable_plans() -> list[str]:
    """A sentence for each plan that is left out, since it names what is not there."""
    return [aside.sentence for aside in _plans(version()).set_aside]


def clock() -> Clock:
    """The machine's clock beside the record's days."""
    day = dates.today()
    return Clock(day, _latest_recorded_day(version(), day))


@st.cache_resource(max_entries=4, show_spinner=False)
def _latest_recorded_day(version: str, day: date) -> date | None:
    """Asked anew on another `day`: a task's record is no part of the version, but never later than
    the clock was when it was written.
    """
    return latest_recorded_day(folder())


def today() -> date:
    """The day that counts as today: never before a day that the record has."""
    return clock().today


def planned_communes() -> frozenset[str]:
    """The codes of the communes with a plan here."""
    return frozenset(plan.commune_code for plan in plans())


def available_communes() -> tuple[str, ...]:
    """The codes of the communes with figures or with a plan here, in order."""
    return tuple(sorted(holdings().sources.keys() | planned_communes()))


def home_commune() -> str | None:
    """The code of the commune that was chosen once as "Trung tâm của tôi"."""
    code: str | None = setting(folder(), "home_commune")
    return code


def shows_demonstration() -> bool:
    """Whether any figure comes from the demonstration data."""
    by_commune = holdings().sources.values()
    return any(source.demonstration for sources in by_commune for source in sources)


def fields() -> frozenset[str]:
    """The names of all fields that the figures know."""
    with reading() as now:
        return _fields(now.version, now)


@st.cache_resource(max_entries=4, show_spinner=False)
def _fields(version: str, _reading: Reading) -> frozenset[str]:
    return field_names(_reading)
