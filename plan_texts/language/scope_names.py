"""How scopes are called: fields of procedures, and whose dossiers count."""

from __future__ import annotations

import re

FIELD = "lĩnh vực"  # how a scope names a field of procedures
REMAINING = f"{FIELD} còn lại"
PEOPLE = ("doanh nghiệp", "người dân")
JOINT = re.compile(r"\s*(?:,|/|và|[-–])\s*")  # between the names of several fields


def field_label(names: str) -> str:
    """The label of fields by their names, small letters: "lĩnh vực tư pháp - hộ tịch"."""
    return f"{FIELD} {JOINT.sub(' - ', names)}"
