"""What `python -m metrics` prints of tables and of faults."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from data.wording import NOTHING, number
from metrics.index_766.components import COMPONENTS
from metrics.index_766.csv_tables import BadTable, read_component_rows

Json = Mapping[str, object]


def print_index_766(path: str, as_json: bool) -> int:
    """Print the index's components for each line of a CSV table; 1 where it cannot be used."""
    try:
        rows = read_component_rows(Path(path).read_text(encoding="utf-8"))
    except OSError:
        return print_failure(f"Không mở được tệp {path}: hãy kiểm tra đường dẫn.")
    except UnicodeDecodeError:
        return print_failure(f"Tệp {path} không phải CSV UTF-8.")
    except BadTable as error:
        return print_failure(str(error))
    if as_json:
        print_json(rows)
    else:
        print("\n".join(f"{row['unit']}: {'; '.join(_component_texts(row))}" for row in rows))
    return 0


def _component_texts(row: Json) -> Iterator[str]:
    """ "Thanh toán trực tuyến 8,55" for each component that the line's counts give."""
    for component in COMPONENTS:
        if component.code in row:
            points = row[component.code]
            text = number(points, 2) if isinstance(points, float) else NOTHING
            yield f"{component.label} {text}"


def print_failure(message: str) -> int:
    """Print to stderr why nothing else is printed; give exit code 1."""
    print(message, file=sys.stderr)
    return 1


def print_json(rows: Sequence[Json]) -> None:
    """Print rows as indented JSON, with Vietnamese letters as they are."""
    print(json.dumps(rows, ensure_ascii=False, indent=1))
