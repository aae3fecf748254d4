"""Values read from a module's text, where importing it would run a page."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any


def literal_in(path: Path, name: str) -> Any:
    """The literal that a module assigns to a name; raises StopIteration where there is none."""
    assignments = (n for n in ast.parse(path.read_text("utf-8")).body if isinstance(n, ast.Assign))
    return next(
        ast.literal_eval(assignment.value)
        for assignment in assignments
        if ast.unparse(assignment.targets[0]) == name
    )
