"""The documents say what is there: packages, kinds, variants, steps that can be followed."""

from __future__ import annotations

import re
from importlib.util import find_spec
from typing import get_args

import pytest

from data.form_counts import FORM_COUNTS
from loaders.validation.problems import MESSAGES
from metrics.catalogue.measures import MEASURES
from metrics.catalogue.variants import VARIANT_WORDS
from metrics.counting.verdicts import Status
from tests.support.paths import ROOT
from ui.page_list import PAGES

TOP = ("data", "files", "loaders", "metrics", "pages", "plan_texts", "reports", "ui", "bench")
# What somebody may want to add, as ARCHITECTURE.md names it.
ADDABLE = (
    "A layout",
    "A word in a cell",
    "A kind of problem",
    "A measure",
    "A metric",
    "A variant",
    "A typed count",
    "A plan",
    "A task",
    "A generated page in `docs/`",
    "A word in a plan",
    "A page",
    "A report",
    "A table in the ledger",
)
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"[\w.-]+(/[\w.-]*)+|[\w-]+\.(?:py|md|toml|csv)")
_CITED = re.compile(r"docs/rules\.md,\s+([A-Z]\w+(?: \w+)*)")
_COMMAND = re.compile(r"python -m ([\w.]+)")
_TESTS = re.compile(r"`pytest ([^`]+)`\s*\Z")
_NAME_LINE = re.compile(r"^\| ((?:`\w+`(?:, )?)+) \|", re.MULTILINE)


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(name: str, heading: str) -> str:
    """What stands under a heading, up to the next one of its level or above."""
    _, _, below = text_of(name).partition(f"\n{heading}\n")
    level = len(heading.split(" ")[0])
    return re.split(rf"^#{{1,{level}}} ", below, maxsplit=1, flags=re.MULTILINE)[0]


def packages() -> list[str]:
    """Every package of the project, as a path that ends in a slash."""
    folders = [path.parent for top in TOP for path in (ROOT / top).rglob("__init__.py")]
    return [f"{folder.relative_to(ROOT).as_posix()}/" for folder in sorted(folders)]


def paths_in(text: str) -> set[str]:
    """The files and folders that a text names in backticks."""
    words = {word for code in _CODE.findall(text) for word in code.split()}
    return {word for word in words if _PATH.fullmatch(word)}


def names_in(table: str) -> set[str]:
    """The names in code that begin the rows of a table."""
    return {name for line in _NAME_LINE.findall(table) for name in re.findall(r"\w+", line)}


def missing_paths(text: str) -> list[str]:
    return sorted(path for path in paths_in(text) if not (ROOT / path).exists())


def missing_terms(text: str, terms: list[str]) -> list[str]:
    return [term for term in terms if f"`{term}`" not in text]


@pytest.mark.parametrize("package", packages())
def test_architecture_names_every_package(package: str) -> None:
    assert f"`{package}`" in section("ARCHITECTURE.md", "## Floors") or package.count("/") == 1


@pytest.mark.parametrize("folder", [f"{top}/" for top in TOP])
def test_architecture_names_every_folder(folder: str) -> None:
    assert f"`{folder}`" in section("ARCHITECTURE.md", "## Floors")


@pytest.mark.parametrize(
    "document", ["ARCHITECTURE.md", "GLOSSARY.md", "CONTRIBUTING.md", "README.md", "docs/rules.md"]
)
def test_named_files_exist(document: str) -> None:
    made_at_run_time = {"var/", "var/tthc/", "var/tthc.duckdb", "uploads/", "FILE.csv"}
    assert set(missing_paths(text_of(document))) <= made_at_run_time


@pytest.mark.parametrize("document", ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"])
def test_named_commands_exist(document: str) -> None:
    assert [name for name in _COMMAND.findall(text_of(document)) if find_spec(name) is None] == []


def step_of(thing: str) -> str:
    """What ARCHITECTURE.md says of adding a thing."""
    _, _, step = section("ARCHITECTURE.md", "## Adding to it").partition(f"* **{thing}**")
    return step.split("\n* ")[0]


@pytest.mark.parametrize("thing", ADDABLE)
def test_each_addition_names_the_file_to_change(thing: str) -> None:
    before_tests, _, _ = step_of(thing).partition("`pytest ")
    assert paths_in(before_tests), f"{thing}: no file is named"


@pytest.mark.parametrize("thing", ADDABLE)
def test_each_addition_ends_with_its_tests(thing: str) -> None:
    run = _TESTS.search(step_of(thing))
    assert run, f"{thing}: the step does not end with `pytest FILES`"
    assert [path for path in run[1].split() if not (ROOT / path).exists()] == []


def test_the_readme_has_a_row_for_every_page() -> None:
    rows = re.findall(r"^\| ([^|]+) \|", section("README.md", "## Các trang"), re.MULTILINE)
    assert rows[1:] == [title for _, title, _ in PAGES]


def test_the_glossary_has_every_kind_of_problem_and_no_other() -> None:
    table = section("GLOSSARY.md", "## Loại lỗi · Kinds of problems")
    assert names_in(table) == set(MESSAGES)


def test_the_glossary_has_every_measure_and_no_unknown_count() -> None:
    names = names_in(section("GLOSSARY.md", "## Số đếm · Measures"))
    measures = {measure.name for measure in MEASURES}
    assert measures - names == set()
    assert names - measures <= FORM_COUNTS.keys()


def test_the_glossary_has_every_denominator_variant_and_no_other() -> None:
    table = section("GLOSSARY.md", "### Cách lấy mẫu số · Denominator variants")
    variants = names_in(table)
    base_years = {name for name in VARIANT_WORDS if re.fullmatch(r"base_\d{4}", name)}
    assert variants - {"base_2024"} == set(VARIANT_WORDS) - base_years
    assert "`base_2024`" in table


def test_the_glossary_has_every_status() -> None:
    assert missing_terms(text_of("GLOSSARY.md"), list(get_args(Status))) == []


def cited_headings() -> set[tuple[str, str]]:
    """Each heading of docs/rules.md that a module cites, with the module."""
    cited = set()
    for top in (*TOP, "tests"):
        for path in (ROOT / top).rglob("*.py"):
            for heading in _CITED.findall(path.read_text(encoding="utf-8")):
                cited.add((heading, path.relative_to(ROOT).as_posix()))
    return cited


def test_cited_rules_exist() -> None:
    headings = re.findall(r"^## (.+)$", text_of("docs/rules.md"), re.MULTILINE)
    unknown = [
        (cited, module)
        for cited, module in cited_headings()
        if not any(cited.startswith(heading) for heading in headings)
    ]
    assert cited_headings()
    assert unknown == []


def test_the_path_rule_bites() -> None:
    assert missing_paths("see `data/text.py`, `data/nothing.py` and `no path`") == [
        "data/nothing.py"
    ]
