"""`python -m reports.docs`: write every generated page of docs/."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from data.planning.targets import built_in_plans
from reports.docs.targets_page import demonstration_target_lines, targets_document
from reports.docs.tasks_page import tasks_document

_FOLDER = Path(__file__).parents[2] / "docs"
# File → its text as on a day.
PAGES: Mapping[str, Callable[[date], str]] = MappingProxyType(
    {
        "chi-tieu.md": lambda day: targets_document(demonstration_target_lines(day), day),
        "nhiem-vu.md": lambda day: tasks_document(built_in_plans(), day),
    }
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the generated pages into docs/, or another folder, as on a day; exit code 0."""
    parser = argparse.ArgumentParser(prog="python -m reports.docs", description=__doc__)
    parser.add_argument("--today", type=date.fromisoformat, default=date(2026, 11, 22))
    parser.add_argument("--folder", type=Path, default=_FOLDER)
    options = parser.parse_args(arguments)
    for file_name, text_on in PAGES.items():
        (options.folder / file_name).write_text(text_on(options.today), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
