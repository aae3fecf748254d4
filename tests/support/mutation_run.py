"""`python -m tests.support.mutation_run`: which of a seeded sample of mutants the tests notice.

mutmut changes one thing in a function (a bound, a sign, an argument, a text) and runs the tests
that reach that function, fastest first, without what is cached (tests/support/cold_caches.py). It
sees nothing of child processes: what is left standing meets the wider tests. What one run left
standing can be tried alone once tests were added: `--only FILE`, the earlier run's output.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import walk_mutatable_files
from mutmut.utils.format_utils import get_mutant_name

SAMPLE, SEED, WORKERS = 400, 766, 2
COPY = Path("mutants")  # where mutmut writes the changed tree
NOTICED = frozenset({"killed", "timeout", "segfault", "suspicious"})
# "data.periods.x_parse_period__mutmut_3: survived", as the report begins a line; or the name alone.
_NAMED = re.compile(r"^(\S+\.\S+__mutmut_\d+)(?:: .*)?$", re.MULTILINE)
# Tests that start a reading process or fill a record: too slow to be tried for every mutant.
WIDER = (
    "tests/data/planning",
    "tests/data/test_dates.py",
    "tests/loaders/parsing",
    "tests/loaders/validation",
    "tests/loaders/test_samples.py",
    "tests/loaders/cases",
    "tests/metrics",
    "tests/reports",
)


@dataclass(frozen=True)
class Mutant:
    """One change that mutmut can make: its name, and the module that it changes."""

    name: str
    path: Path


def all_mutants() -> list[Mutant]:
    """Every mutant of the modules that pyproject.toml names, sorted by name."""
    return sorted(
        (
            Mutant(get_mutant_name(path, name), path)
            for path in walk_mutatable_files()
            for name in mutate_file_contents(str(path), path.read_text("utf-8")).mutant_names
        ),
        key=lambda mutant: mutant.name,
    )


def named_mutants(report: str) -> list[Mutant]:
    """The mutants that a report or list names, in its order; ValueError if one is unknown.

    Raises ValueError where no module has one: the code changed since.
    """
    modules = {".".join(path.with_suffix("").parts): path for path in walk_mutatable_files()}
    names = list(dict.fromkeys(_NAMED.findall(report)))
    missing = [name for name in names if name.rpartition(".")[0] not in modules]
    if missing or not names:
        raise ValueError(f"no mutant: {', '.join(missing) or 'the file names none'}")
    return [Mutant(name, modules[name.rpartition(".")[0]]) for name in names]


def draw(mutants: Sequence[Mutant], size: int, seed: int) -> list[Mutant]:
    """A sample of so many mutants, or all, without repetition; the same for a seed."""
    return random.Random(seed).sample(mutants, min(size, len(mutants)))


def run_mutmut(sample: Sequence[Mutant], workers: int) -> None:
    """Run mutmut on a new copy of the tree for these mutants; CalledProcessError if tests fail.

    Raises CalledProcessError where the tests fail without any change.
    """
    shutil.rmtree(COPY, ignore_errors=True)
    names = [mutant.name for mutant in sample]
    mutmut = Path(sys.executable).with_name("mutmut")
    subprocess.run([mutmut, "run", "--max-children", str(workers), *names], check=True)


def fates(sample: Sequence[Mutant]) -> dict[Mutant, str]:
    """Mutant → what became of it in mutmut's words: "killed", "survived", "timeout", "no tests"."""
    exit_codes: dict[str, int | None] = {}
    for path in {mutant.path for mutant in sample}:
        module = SourceFileMutationData(path=path)
        module.load()
        exit_codes |= module.exit_code_by_key
    return {mutant: status_by_exit_code[exit_codes[mutant.name]] for mutant in sample}


def nearest_tests(path: Path) -> Path:
    """The path of the module's own test file, else of its nearest folder's tests."""
    own_file = "tests" / path.with_name(f"test_{path.name}")
    folders = ("tests" / folder for folder in path.parents)
    return next(place for place in (own_file, *folders) if place.exists())


def wider_tests_notice(mutant: Mutant) -> bool:
    """Whether a test in the copied tree fails on the mutant, its nearest tried first."""
    environment = os.environ | {"MUTANT_UNDER_TEST": mutant.name}
    tests = (str(nearest_tests(mutant.path)), *WIDER)
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    finished = subprocess.run(
        command, cwd=COPY, env=environment, stdout=subprocess.DEVNULL, check=False
    )
    return finished.returncode == 1


def print_report(fate_by_mutant: Mapping[Mutant, str]) -> None:
    """Print counts by fate, then the diff of each mutant that no test noticed."""
    counts = Counter(fate_by_mutant.values())
    noticed = sum(counts[fate] for fate in NOTICED)
    print(f"{len(fate_by_mutant)} mutants, {noticed} noticed: {noticed / len(fate_by_mutant):.1%}")
    print(", ".join(f"{fate} {count}" for fate, count in counts.most_common()))
    for mutant, fate in fate_by_mutant.items():
        if fate not in NOTICED:
            print(f"\n{mutant.name}: {fate}\n{get_diff_for_mutant(mutant.name, path=mutant.path)}")


def main() -> None:
    """Draw a sample of mutants, or read their names from a file; try them, print the report."""
    parser = argparse.ArgumentParser(prog="python -m tests.support.mutation_run")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="how many (%(default)s)")
    parser.add_argument("--seed", type=int, default=SEED, help="of the draw (%(default)s)")
    parser.add_argument("--workers", type=int, default=WORKERS, help="at a time (%(default)s)")
    parser.add_argument("--only", type=Path, help="no draw: those that this file's lines name")
    arguments = parser.parse_args()
    if arguments.only:
        sample = named_mutants(arguments.only.read_text("utf-8"))
    else:
        mutants = all_mutants()
        sample = draw(mutants, arguments.sample, arguments.seed)
        print(f"{len(sample)} of {len(mutants)} mutants, seed {arguments.seed}", flush=True)
    run_mutmut(sample, arguments.workers)
    fate_by_mutant = fates(sample)
    standing = [mutant for mutant, fate in fate_by_mutant.items() if fate not in NOTICED]
    with ThreadPoolExecutor(arguments.workers) as pool:
        notices = list(pool.map(wider_tests_notice, standing))
    killed = {
        mutant: "killed" for mutant, is_noticed in zip(standing, notices, strict=True) if is_noticed
    }
    print_report(fate_by_mutant | killed)


if __name__ == "__main__":
    main()
