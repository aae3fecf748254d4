"""`python -m bench`: print what loading and the pages cost, in one run on one machine."""

from __future__ import annotations

import argparse
import logging
import os
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from streamlit import config, logger

from bench import loading, province, serving


def main() -> None:
    """Print the reports that the command line names, or all three, each line as it comes."""
    arguments = _parse_arguments()
    # AppTest has no browser behind it, and says so at every turn. Reading the settings sets the
    # level anew, so that comes first.
    config.get_option("logger.level")
    logger.set_log_level(logging.ERROR)
    print(
        f"Ratios are what counts: both sides ran here, one after the other, on {os.cpu_count()} "
        "cores;\nseconds differ from machine to machine and from hour to hour. Files: median of "
        f"{loading.REPEATS}; reruns: median of {serving.RERUNS}.\nLoading keeps two cores busy, "
        "a bare read one: with other work on the machine the ratios are worse than they are."
    )
    reports: dict[str, Callable[[], Iterable[str]]] = {
        "loading": loading.report_lines,
        "province": partial(province.report_lines, arguments.communes, arguments.keep),
        "pages": serving.report_lines,
    }
    for name in arguments.reports or reports:
        for line in reports[name]():
            print(line, flush=True)


def _parse_arguments() -> argparse.Namespace:
    """The command line's options; an unknown report's name ends the program."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    choices = ("loading", "province", "pages")
    parser.add_argument("reports", nargs="*", metavar="report", help=", ".join(choices))
    parser.add_argument(
        "--communes", type=int, default=province.COMMUNES, help="of the province (%(default)s)"
    )
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="leave the province's record and cache there"
    )
    arguments = parser.parse_args()
    if unknown := set(arguments.reports) - set(choices):
        parser.error(f"no such report: {', '.join(sorted(unknown))}")
    return arguments


if __name__ == "__main__":
    main()
