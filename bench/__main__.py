"""`python -m bench`: print what loading and the pages cost, in one run on one machine."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import first_load, loading, nation, page_times, province, users

# A report over a province's record → its lines.
RecordReport = Callable[[Path], Iterable[str]]


def main() -> None:
    """Print the reports that the command line names, or all, each line as it comes."""
    arguments = _parse_arguments()
    print(
        f"Ratios are what counts: both sides ran here, one after the other, on {os.cpu_count()} "
        "cores;\nseconds differ from machine to machine and from hour to hour. Files: median of "
        f"{loading.REPEATS}.\nLoading keeps two cores busy, a bare read one: with other work on "
        "the machine the ratios are worse than they are."
    )
    reports = _reports(arguments)
    for name in arguments.reports or reports:
        for line in reports[name]():
            print(line, flush=True)


def _reports(arguments: argparse.Namespace) -> dict[str, Callable[[], Iterable[str]]]:
    """Report's name → a function that gives its lines, by the command line's arguments."""
    load = users.Load(arguments.users, arguments.think, arguments.seconds)
    over_record: dict[str, RecordReport] = {
        "pages": page_times.report_lines,
        "users": partial(users.report_lines, load=load),
        "first-load": first_load.report_lines,
    }
    return {
        "loading": loading.report_lines,
        "province": partial(province.report_lines, arguments.communes, arguments.keep),
        "nation": nation.report_lines,
        **{
            name: partial(_over_province, report, arguments.communes, arguments.keep)
            for name, report in over_record.items()
        },
    }


def _over_province(
    report: RecordReport, commune_count: int, kept_folder: Path | None
) -> Iterator[str]:
    """A report's lines over a province's record: the one kept in a folder, else one made for it."""
    with TemporaryDirectory() if kept_folder is None else nullcontext(kept_folder) as name:
        database = Path(name) / "tthc.duckdb"
        if not database.exists():
            yield from province.report_lines(commune_count, Path(name))
        yield from report(database)


def _parse_arguments() -> argparse.Namespace:
    """The command line's options: reports, communes, keep, users' load; exits on unknown ones."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    choices = ("loading", "province", "nation", "pages", "users", "first-load")
    parser.add_argument("reports", nargs="*", metavar="report", help=", ".join(choices))
    parser.add_argument(
        "--communes", type=int, default=province.COMMUNES, help="of the province (%(default)s)"
    )
    parser.add_argument(
        "--keep",
        type=Path,
        metavar="FOLDER",
        help="leave the province's record and cache there, and use the one that is there",
    )
    parser.add_argument(
        "--users", type=int, default=users.USERS, help="readers at once (%(default)s)"
    )
    parser.add_argument(
        "--think", type=float, default=users.THINK_SECONDS, help="their seconds (%(default)s)"
    )
    parser.add_argument(
        "--seconds", type=float, default=users.DURATION_SECONDS, help="of use (%(default)s)"
    )
    arguments = parser.parse_args()
    if unknown := set(arguments.reports) - set(choices):
        parser.error(f"no such report: {', '.join(sorted(unknown))}")
    return arguments


if __name__ == "__main__":
    main()
