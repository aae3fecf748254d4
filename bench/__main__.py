"""`python -m bench`: print what loading and the pages cost, in one run on one machine."""

from __future__ import annotations

import logging
import os

from streamlit import config, logger

from bench import loading, serving


def main() -> None:
    """Print every report as its parts come."""
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
    for report in (loading.report, serving.report):
        for line in report():
            print(line, flush=True)


if __name__ == "__main__":
    main()
