"""`pytest -p tests.support.cold_caches`: no test meets an answer cached before it, as mutmut needs.

mutmut runs the tests once to see which functions each one reaches, then tries every mutant in a
copy of that process: what a function had kept there (`functools.cache`) would answer in place of
the mutant, and of what a cached function calls only the first test would be known to reach it.
"""

from __future__ import annotations

import functools
import gc
import os
import tomllib

from tests.support.paths import ROOT

_CACHED = type(functools.cache(int))


def pytest_sessionstart() -> None:
    """Clear the program's caches at the start of a test run."""
    clear_caches()


def pytest_runtest_setup() -> None:
    """Clear the program's caches before each test while mutmut maps tests to functions."""
    if os.environ.get("MUTANT_UNDER_TEST") == "stats":
        clear_caches()


def clear_caches() -> None:
    """Clear every `functools.cache` of functions in the folders that mutmut changes."""
    folders = _source_folders()
    for function in gc.get_objects():
        if isinstance(function, _CACHED) and function.__module__.split(".")[0] in folders:
            function.cache_clear()


@functools.cache
def _source_folders() -> frozenset[str]:
    """The top-level folders that mutmut changes, by pyproject.toml."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return frozenset(settings["tool"]["mutmut"]["source_paths"])
