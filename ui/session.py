"""What every page of one server shares: the record, the warehouse, and figures read once."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import streamlit as st

from data.cache.warehouse import InUse, Warehouse
from data.periods import Period
from data.planning.plan_versions import plans_here
from data.planning.scopes import scopes
from data.planning.targets import Plan
from data.record import ledger
from data.record.clock import Clock, clock_of
from data.record.ledger import Upload
from data.record.settings import setting
from data.record.uploads import folder_of
from metrics.catalogue.metrics import BY_NAME
from metrics.counting.day_counts import Holdings, field_names, open_warehouse, read_holdings
from metrics.counting.gathering import gather
from metrics.counting.tallies import Evidence

_PROJECT = Path(__file__).resolve().parents[1]
USER = "người dùng trang"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def database() -> Path:
    """The DuckDB file that the pages read (TTHC_DATABASE)."""
    path = os.environ.get("TTHC_DATABASE")
    return Path(path).resolve() if path else _PROJECT / "var" / "tthc.duckdb"


def folder() -> Path:
    """Where the record lies."""
    return folder_of(database())


@st.cache_resource(show_spinner="Đang mở kho số liệu…")
def _warehouse() -> Warehouse:
    return open_warehouse(folder(), database())


def warehouse() -> Warehouse:
    """The one connection to the cache; stops the page where another program holds the file."""
    try:
        return _warehouse()
    except InUse:
        st.error(
            f"Tệp {database().name} đang được một bảng theo dõi khác mở: hãy tắt bảng đó, "
            "hoặc đặt TTHC_DATABASE thành tệp khác."
        )
        st.stop()


def version() -> str:
    """The record's version that the figures show; brings the cache up to it."""
    return warehouse().refresh()


def holdings() -> Holdings:
    """What there is to count from, at the record's version now."""
    return _holdings(version())


# Streamlit leaves a parameter out of the key where its name begins with "_": versions must not.
@st.cache_resource(max_entries=4, show_spinner=False)
def _holdings(version: str) -> Holdings:
    return read_holdings(warehouse())


def uploads() -> Mapping[int, Upload]:
    """Every upload by id, withdrawn ones too, as of the record's version now."""
    return _uploads(version())


@st.cache_resource(max_entries=4, show_spinner=False)
def _uploads(version: str) -> Mapping[int, Upload]:
    return {upload.id: upload for upload in ledger.uploads(folder())}


def evidence(communes: Sequence[str], periods: Sequence[Period]) -> Evidence:
    """All that the standings of these communes over these periods need: one query."""
    return _evidence(version(), tuple(communes), tuple(periods))


@st.cache_resource(max_entries=128, show_spinner=False)
def _evidence(version: str, communes: tuple[str, ...], periods: tuple[Period, ...]) -> Evidence:
    return gather(
        warehouse(), communes, periods, scopes(folder()), _plans(version), _holdings(version)
    )


def plans() -> tuple[Plan, ...]:
    """Every plan that holds, as of the record's version now."""
    return _plans(version())


@st.cache_resource(max_entries=4, show_spinner=False)
def _plans(version: str) -> tuple[Plan, ...]:
    return tuple(plan for plan in plans_here(folder()) if not _unknown_metrics(plan))


def unusable_plans() -> list[str]:
    """A sentence for each plan that is left out, since it names metrics that there are not."""
    return [
        f"Kế hoạch “{plan.title}” ghi chỉ số không có trong danh mục ({', '.join(names)}) nên "
        "không dùng: hãy đưa lại một phiên bản trước ở trang Kế hoạch, mục Thêm, sửa kế hoạch."
        for plan in plans_here(folder())
        if (names := _unknown_metrics(plan))
    ]


def _unknown_metrics(plan: Plan) -> list[str]:
    return sorted({target.metric for target in plan.targets} - BY_NAME.keys())


def clock() -> Clock:
    """The machine's clock beside the record's days."""
    return clock_of(folder())


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
    return _fields(version())


@st.cache_resource(max_entries=4, show_spinner=False)
def _fields(version: str) -> frozenset[str]:
    return field_names(warehouse())
