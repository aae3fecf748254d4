"""One DuckDB engine in memory for the checks of every file; opening one costs more than a check."""

from __future__ import annotations

from functools import cache

import duckdb


def scratch_connection() -> duckdb.DuckDBPyConnection:
    """A new connection to the process's engine: its own tables and registrations end with it."""
    return _engine().cursor()


@cache
def _engine() -> duckdb.DuckDBPyConnection:
    """The process's one DuckDB engine, in memory and without access to files."""
    return duckdb.connect(":memory:", config={"enable_external_access": "false"})
