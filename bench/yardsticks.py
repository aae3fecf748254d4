"""The pages' questions as a plain pandas script asks them, of the same files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data.communes import communes
from data.record import ledger


@dataclass(frozen=True)
class ListFiles:
    """Where a record's lists of dossiers are: by commune code those of its months, in order."""

    by_commune: Mapping[str, Sequence[Path]]

    def of_months(self, commune_code: str, count: int) -> Sequence[Path]:
        """The paths of a commune's lists of the last `count` months, oldest first."""
        return self.by_commune[commune_code][-count:]


def list_files(folder: Path) -> ListFiles:
    """The Parquet files of a record's dossier lists, by commune and day."""
    by_commune: dict[str, list[Path]] = {}
    uploads = [u for u in ledger.uploads(folder) if u.table_name == "dossiers"]
    for upload in sorted(uploads, key=lambda upload: upload.last_day):
        for code in upload.communes:
            by_commune.setdefault(code, []).append(folder / "uploads" / upload.parquet)
    return ListFiles(by_commune)


def _dossiers(paths: Sequence[Path]) -> pd.DataFrame:
    """The lists' dossiers, each as the last list has it, with columns for rates and months."""
    rows = pd.concat([pd.read_parquet(path) for path in paths])
    rows = rows.drop_duplicates("dossier_code", keep="last")
    rows["resolved"] = rows["state"] == "returned"
    rows["on_time"] = rows["resolved"] & (rows["finished_on"] <= rows["due_on"])
    rows["late"] = rows["resolved"] & ~rows["on_time"]
    rows["online"] = rows["channel"] == "online"
    rows["received_month"] = pd.to_datetime(rows["received_on"]).dt.to_period("M")
    rows["finished_month"] = pd.to_datetime(rows["finished_on"]).dt.to_period("M")
    return rows


def _rates(rows: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """A table by `keys` and month: resolved, on time and late counts, rate on time, rate online."""
    received = rows.groupby([*keys, "received_month"])["online"].agg(["sum", "size"])
    finished = rows.groupby([*keys, "finished_month"])[["resolved", "on_time", "late"]].sum()
    online_rate = received["sum"] / received["size"]
    return finished.assign(rate=finished["on_time"] / finished["resolved"], online=online_rate)


def ask_commune_year(files: ListFiles, commune_code: str) -> pd.DataFrame:
    """A table of a commune's rates by month over twelve lists."""
    return _rates(_dossiers(files.of_months(commune_code, 12)), ["commune_code"])


def ask_commune_fields(files: ListFiles, commune_code: str) -> pd.DataFrame:
    """A table of a commune's rates by field and month over twelve lists."""
    return _rates(_dossiers(files.of_months(commune_code, 12)), ["field"])


def ask_commune_month(files: ListFiles, commune_code: str) -> pd.DataFrame:
    """A table of a commune's rates in its last list."""
    return _rates(_dossiers(files.of_months(commune_code, 1)), ["commune_code"])


def ask_late_dossiers(files: ListFiles, commune_code: str) -> pd.DataFrame:
    """A table of the late dossiers in a commune's last list, earliest due first."""
    rows = _dossiers(files.of_months(commune_code, 1))
    last_day = rows["received_on"].max()
    is_late = rows["late"] | ((rows["state"] == "open") & (rows["due_on"] < last_day))
    late_rows: pd.DataFrame = rows[is_late]
    return late_rows.sort_values("due_on")


def ask_comparison(files: ListFiles, _commune_code: str) -> pd.DataFrame:
    """A table of every commune's rates in its last two lists, best rate first."""
    paths = [path for code in files.by_commune for path in files.of_months(code, 2)]
    rates = _rates(_dossiers(paths), ["commune_code"]).reset_index()
    rates["name"] = [communes()[code].name for code in rates["commune_code"]]
    return rates.sort_values("rate", ascending=False)


# By a page's file; the others ask nothing of the dossiers.
YARDSTICKS: Mapping[str, Callable[[ListFiles, str], pd.DataFrame]] = {
    "overview.py": ask_commune_year,
    "trends.py": ask_commune_year,
    "causes.py": ask_commune_fields,
    "comparison.py": ask_comparison,
    "index_766.py": ask_commune_month,
    "late.py": ask_late_dossiers,
    "signs.py": ask_commune_year,
    "plans.py": ask_commune_month,
    "method.py": ask_commune_month,
}
