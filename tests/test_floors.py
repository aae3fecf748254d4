"""The rules of the house: who may import whom, and how long things may be."""

import ast
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from statistics import median

import pytest

from tests.support.paths import ROOT

FLOORS = ("app", "pages", "ui", "reports", "metrics", "loaders", "plan_texts", "data", "files")
_GROUND = {"data", "files"}
# What lies below each floor. Metrics, loaders and plan texts do not know each other.
BELOW = {
    "app": {"pages", "ui", "reports", "metrics", "loaders", "plan_texts", *_GROUND},
    "pages": {"ui", "reports", "metrics", "loaders", "plan_texts", *_GROUND},
    "ui": {"reports", "metrics", "loaders", "plan_texts", *_GROUND},
    "reports": {"metrics", "loaders", "plan_texts", *_GROUND},
    "metrics": _GROUND,
    "loaders": _GROUND,
    "plan_texts": _GROUND,
    "data": set(),
    "files": set(),
}
# The one way across: `python -m loaders --plan` hands a plan's text to its own command.
ACROSS = {("loaders.__main__", "plan_texts.command")}
# Inside a folder: each package's rank, by the modules that begin so; the longest name counts.
# A module imports its own package and lower ranks.
ORDER = {
    "data": ("data", "data.record", "data.cache data.planning", "data.demo"),
    "loaders": (
        "loaders.reading loaders.layouts",
        "loaders.parsing",
        "loaders.recognition",
        "loaders.validation",
        "loaders.answers",
        "loaders.heading_answers loaders.same_bytes",
        "loaders.staging",
        "loaders.earlier_lists",
        "loaders.load",
        "loaders",
    ),
    "plan_texts": (
        "plan_texts.language",
        "plan_texts.structure",
        "plan_texts.tense",
        "plan_texts.times",
        "plan_texts.targets",
        "plan_texts.tasks",
        "plan_texts.head",
        "plan_texts",
    ),
    "metrics": (
        "metrics.catalogue",
        "metrics.counting",
        "metrics.standings",
        "metrics.analysis metrics.forecasting metrics.index_766",
        "metrics",
    ),
}
SHOWING = {"app", "pages", "ui"}
ENGINES = {"duckdb", "sqlite3"}
SQL = re.compile(
    r"\b(select\b.+\bfrom|insert\s+into|update\b.+\bset|delete\s+from|create\s+(table|view))\b",
    re.IGNORECASE | re.DOTALL,
)
CLOCK_HOME = "data/dates.py"
DAY_TYPES = {"date", "datetime", "dt.date", "dt.datetime", "datetime.date", "datetime.datetime"}
LONGEST_FUNCTION, LONGEST_MODULE, MEDIAN_FUNCTION = 50, 250, 7
MOST_MODULES = 20  # side by side in a folder
# Words that stand for a thing without saying what it is.
VAGUE = frozenset(
    [
        "one",
        "ones",
        "found",
        "told",
        "known",
        "held",
        "given",
        "asked",
        "shown",
        "wanted",
        "said",
        "taken",
        "kept",
        "made",
        "named",
        "written",
        "stood",
        "counted",
        "each",
        "every",
        "own",
        "other",
        "others",
        "those",
        "these",
        "this",
        "that",
        "what",
        "where",
        "whole",
        "rest",
    ]
)


@cache
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


def across_faults(module: str, tree: ast.Module, names: Collection[str]) -> list[str]:
    """Imports that a module may not make, save those that are allowed to it by name."""
    allowed = {target.split(".")[0] for source, target in ACROSS if source == module}
    targets = {target for source, target in ACROSS if source == module}
    beyond = [
        name
        for name in project_imports(tree, names)
        if name.split(".")[0] in allowed and name not in targets
    ]
    faults = import_faults(module.split(".")[0], tree)
    return [name for name in faults if name not in allowed] + beyond


@cache
def project_modules() -> dict[str, ast.Module]:
    """Every module outside the tests by its dotted name, parsed."""
    paths = modules(*FLOORS, "bench")
    return {module_name(path): parsed(path) for path in paths}


def module_name(path: Path) -> str:
    """A file's dotted name; a package has its folder's."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def project_imports(tree: ast.AST, names: Collection[str]) -> set[str]:
    """The modules among `names` that a module imports, also inside functions."""
    imports: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imports.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            imports.update(
                inner if (inner := f"{node.module}.{alias.name}") in names else node.module
                for alias in node.names
            )
    return imports & set(names)


def package_of(module: str) -> tuple[int, str]:
    """Rank and name of the package that a module belongs to inside its folder."""
    ranked = [
        (rank, name)
        for rank, names in enumerate(ORDER[module.split(".")[0]])
        for name in names.split()
        if module == name or module.startswith(f"{name}.")
    ]
    return max(ranked, key=lambda pair: len(pair[1]))


def order_faults(graph: Mapping[str, Collection[str]]) -> list[str]:
    """Imports inside a folder that do not go to the same package or to a lower rank."""
    faults = []
    for module, targets in graph.items():
        folder = module.split(".")[0]
        for target in targets:
            if folder not in ORDER or target.split(".")[0] != folder:
                continue
            (rank, package), (below, other) = package_of(module), package_of(target)
            if other != package and below >= rank:
                faults.append(f"{module} imports {target}")
    return faults


def circles(graph: Mapping[str, Collection[str]]) -> list[str]:
    """The modules that import themselves by way of others."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def longest_chain(graph: Mapping[str, Collection[str]], folder: str) -> list[str]:
    """The longest chain of imports among a folder's own modules, top to bottom."""
    chains: dict[str, list[str]] = {}

    def chain_from(module: str) -> list[str]:
        if module not in chains:
            inside = [name for name in graph[module] if name.split(".")[0] == folder]
            below = max((chain_from(name) for name in inside), key=len, default=[])
            chains[module] = [module, *below]
        return chains[module]

    return max((chain_from(name) for name in graph if name.startswith(f"{folder}.")), key=len)


def class_names() -> list[str]:
    """The name of every class outside the tests."""
    trees = project_modules().values()
    return [
        node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
    ]


def bound_names(tree: ast.AST) -> Iterator[str]:
    """Every name that a module binds: variables and parameters."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id.strip("_")
        elif isinstance(node, ast.arg):
            yield node.arg.strip("_")


@cache
def import_graph() -> dict[str, set[str]]:
    """Of every module of the project the project's modules that it imports."""
    trees = project_modules()
    return {name: project_imports(tree, trees) - {name} for name, tree in trees.items()}


def sql_texts(tree: ast.AST) -> list[str]:
    """String literals that read like SQL, docstrings left out."""
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if SQL.search(node.value) and id(node) not in docstrings
    ]


def functions(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Name and number of lines of every function, methods and inner ones too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


@cache
def parsed(path: Path) -> ast.Module:
    """A file's syntax tree, not to be changed."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def function_lengths() -> list[int]:
    """Lines of every function outside the tests."""
    return [lines for path in modules(*FLOORS, "bench") for _, lines in functions(parsed(path))]


def length_report() -> str:
    """How many functions there are outside the tests, and their median and greatest length."""
    lengths = function_lengths()
    return f"functions: {len(lengths)}, median {median(lengths):g} lines, longest {max(lengths)}"


def faults_by_module(
    paths: Iterable[Path], faults_of: Callable[[Path], Iterable[object]]
) -> dict[str, list[object]]:
    """What a rule finds in each of these files, by its path in the project, where it finds any."""
    faults = {str(path.relative_to(ROOT)): [*faults_of(path)] for path in paths}
    return {path: found for path, found in faults.items() if found}


def test_a_module_imports_only_what_lies_below_it() -> None:
    names = set(project_modules())
    assert not faults_by_module(
        modules(*FLOORS), lambda path: across_faults(module_name(path), parsed(path), names)
    )


def test_packages_import_only_lower_ones() -> None:
    assert order_faults(import_graph()) == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circles(import_graph()) == []


@pytest.mark.parametrize(
    ("module", "target", "faults"),
    [
        ("loaders.reading.grids", "loaders.parsing.cells", 1),
        ("loaders.parsing.cells", "loaders.reading.grid", 0),
        ("loaders.reading.grids", "loaders.reading.grid", 0),
        ("metrics.standings", "metrics.analysis.provenance", 1),
        ("metrics.analysis.provenance", "metrics.forecasting.forecast", 1),
        ("data.record.uploads", "data.planning.plan", 1),
        ("data.communes", "data.record.ledger", 1),
        ("data.cache.warehouse", "data.record.ledger", 0),
        ("ui.causes.gap", "ui.display.words", 0),
    ],
)
def test_the_order_rule_bites(module: str, target: str, faults: int) -> None:
    assert len(order_faults({module: {target}})) == faults


@pytest.mark.parametrize("folder", [name for name in FLOORS if name not in ("app", "pages")])
def test_no_chain_of_imports_is_long(folder: str) -> None:
    chain = longest_chain(import_graph(), folder)
    assert len(chain) <= (12 if folder == "loaders" else 6), " > ".join(chain)


def test_the_chain_rule_bites() -> None:
    graph = {
        "a.top": {"a.middle"},
        "a.middle": {"a.low", "b.other"},
        "a.low": set(),
        "b.other": set(),
    }
    assert longest_chain(graph, "a") == ["a.top", "a.middle", "a.low"]


@pytest.mark.parametrize("folder", FLOORS)
def test_few_modules_stand_side_by_side(folder: str) -> None:
    crowded = Counter(path.parent for path in modules(folder) if path.name != "__init__.py")
    assert {str(place): count for place, count in crowded.items() if count > MOST_MODULES} == {}


def test_no_class_name_means_two_things() -> None:
    assert [name for name, count in Counter(class_names()).items() if count > 1] == []


def test_names_say_what_they_hold() -> None:
    names = [name for tree in project_modules().values() for name in bound_names(tree)]
    vague = Counter(name for name in names if name in VAGUE)
    assert vague.total() < len(names) / 100, vague.most_common(10)


def test_the_circle_rule_bites() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": set()}) == []
    assert set(circles({"a": {"b"}, "b": {"c"}, "c": {"a"}})) == {"a", "b", "c"}


def test_pages_hold_no_sql() -> None:
    assert not faults_by_module(modules("pages", "ui"), lambda path: sql_texts(parsed(path)))


def test_a_module_says_what_it_is() -> None:
    paths = [path for path in modules(*FLOORS, "bench", "tests") if path.stat().st_size]
    assert [path for path in paths if not ast.get_docstring(parsed(path))] == []


def lengths_over(path: Path) -> list[tuple[str, int]]:
    """What of a module is too long, and how many lines it has."""
    lines = len(path.read_text(encoding="utf-8").splitlines())
    module = [("module", lines)] if lines > LONGEST_MODULE else []
    return module + [each for each in functions(parsed(path)) if each[1] > LONGEST_FUNCTION]


def test_modules_and_functions_are_short() -> None:
    assert not faults_by_module(modules(*FLOORS, "bench"), lengths_over)


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


def clocks(tree: ast.AST) -> list[str]:
    """Calls for the day, or for the time in no zone: only `dates.today` may ask."""
    calls = []
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        without_zone = not node.args and not node.keywords
        if node.func.attr == "today" and ast.unparse(node.func.value) in DAY_TYPES:
            calls.append(ast.unparse(node))
        if node.func.attr in {"now", "utcnow"} and without_zone:
            calls.append(ast.unparse(node))
        if node.func.attr == "date" and ".now(" in ast.unparse(node.func.value):
            calls.append(ast.unparse(node))
    return calls


def test_one_clock() -> None:
    paths = [path for path in modules(*FLOORS, "bench") if path != ROOT / CLOCK_HOME]
    assert not faults_by_module(paths, lambda path: clocks(parsed(path)))


@pytest.mark.parametrize(
    ("source", "calls"),
    [
        ("day = date.today()", 1),
        ("day = dt.datetime.now()", 1),
        ("day = datetime.now(UTC)", 0),
        ("day = datetime.now(HANOI).date()", 1),
        ("day = dates.today()", 0),
        ("day = today()", 0),
    ],
)
def test_the_clock_rule_bites(source: str, calls: int) -> None:
    assert len(clocks(ast.parse(source))) == calls
