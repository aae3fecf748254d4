"""How long the texts of a plan and its tasks may be, and which signs they may hold."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

# Of texts that may come from a workbook: no control character, and at most as long as a cell.
LONGEST, LONGEST_LINE = 900, 190
PRINTABLE = r"\A[^\x00-\x1f\x7f-\x9f]*\Z"
Text = Annotated[str, Meta(max_length=LONGEST, pattern=PRINTABLE)]
Line = Annotated[str, Meta(max_length=LONGEST_LINE, pattern=PRINTABLE)]
