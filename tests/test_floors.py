"""The rules of the house: who may import whom, and how long things may be."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ("app", "pages", "ui", "reports", "metrics", "loaders", "data")
# What lies below each floor. Metrics and loaders do not know each other.
BELOW = {
    "app": {"pages", "ui", "reports", "metrics", "loaders", "data"},
    "pages": {"ui", "reports", "metrics", "loaders", "data"},
    "ui": {"reports", "metrics", "loaders", "data"},
    "reports": {"metrics", "loaders", "data"},
    "metrics": {"data"},
    "loaders": {"data"},
    "data": set(),
}
SHOWING = {"app", "pages", "ui"}
ENGINES = {"duckdb", "sqlite3"}
SQL = re.compile(
    r"\b(select\b.+\bfrom|insert\s+into|update\b.+\bset|delete\s+from|create\s+(table|view))\b",
    re.IGNORECASE | re.DOTALL,
)
LONGEST_FUNCTION, LONGEST_MODULE, MEDIAN_FUNCTION = 50, 300, 12


def modules(*folders: str) -> list[Path]:
    """The Python files of these top-level folders (or of the file of that name)."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(found + [path for name in folders if (path := ROOT / f"{name}.py").exists()])


def floor_of(path: Path) -> str:
    """The floor that a file belongs to: its top-level folder, or "app" for app.py."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(tree: ast.AST) -> Iterator[str]:
    """The top-level names of everything imported anywhere in a module, also inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0]


def import_faults(floor: str, tree: ast.AST) -> list[str]:
    """Imports that a module on this floor may not make."""
    above = set(FLOORS) - BELOW[floor] - {floor}
    forbidden = above | (set() if floor in SHOWING else {"streamlit"})
    forbidden |= ENGINES if floor in {"pages", "ui"} else set()
    return [name for name in imported(tree) if name in forbidden]


def sql_texts(tree: ast.AST) -> list[str]:
    """String literals that read like SQL, docstrings left out."""
    return [
        node.value
        for node in ast.walk(without_docstrings(tree))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value)
    ]


def without_docstrings(tree: ast.AST) -> ast.AST:
    """The tree with every docstring blanked (in place)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value.value = None
    return tree


def functions(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Name and number of lines of every function, methods and inner ones too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def parsed(path: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def function_lengths() -> list[int]:
    """Lines of every function outside the tests."""
    return [lines for path in modules(*FLOORS, "bench") for _, lines in functions(parsed(path))]


def length_report() -> str:
    """How many functions there are outside the tests, and their median and greatest length."""
    lengths = function_lengths()
    return f"functions: {len(lengths)}, median {median(lengths):g} lines, longest {max(lengths)}"


def named(paths: list[Path]) -> list[object]:
    """The files as pytest parameters, named by their path in the project."""
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in paths]


@pytest.mark.parametrize("path", named(modules(*FLOORS)))
def test_a_module_imports_only_what_lies_below_it(path: Path) -> None:
    assert import_faults(floor_of(path), parsed(path)) == []


@pytest.mark.parametrize("path", named(modules("pages", "ui")))
def test_pages_hold_no_sql(path: Path) -> None:
    assert sql_texts(parsed(path)) == []


@pytest.mark.parametrize("path", named(modules(*FLOORS, "bench", "tests")))
def test_a_module_says_what_it_is(path: Path) -> None:
    assert path.stat().st_size == 0 or ast.get_docstring(parsed(path))


@pytest.mark.parametrize("path", named(modules(*FLOORS, "bench")))
def test_modules_and_functions_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE
    assert [found for found in functions(parsed(path)) if found[1] > LONGEST_FUNCTION] == []


def test_the_median_function_is_short() -> None:
    assert median(function_lengths()) <= MEDIAN_FUNCTION


@pytest.mark.parametrize(
    ("floor", "source", "faults"),
    [
        ("metrics", "import loaders.values", ["loaders"]),
        ("loaders", "from metrics import periods", ["metrics"]),
        ("loaders", "from . import values", []),
        ("data", "def late():\n    from metrics.periods import Period", ["metrics"]),
        ("reports", "import streamlit as st", ["streamlit"]),
        ("ui", "from pages.overview import chart", ["pages"]),
        ("ui", "import app", ["app"]),
        ("pages", "import duckdb", ["duckdb"]),
        ("data", "import duckdb", []),
        ("app", "import streamlit\nfrom ui import serving", []),
    ],
)
def test_the_import_rule_bites(floor: str, source: str, faults: list[str]) -> None:
    assert import_faults(floor, ast.parse(source)) == faults


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('rows = run("select a from t")', 1),
        ('rows = run("""SELECT a,\n b\nFROM t""")', 1),
        ('rows = run(f"delete from {name}")', 1),
        ('"""Select a period from the list."""', 0),
        ('label = "Chọn kỳ báo cáo"', 0),
    ],
)
def test_the_sql_rule_bites(source: str, found: int) -> None:
    assert len(sql_texts(ast.parse(source))) == found
