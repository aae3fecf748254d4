"""Error cells of an ODS, and formulas without results, written so that its reader sees them: it
would give them as blank.

    <table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error">
    <table:table-cell table:formula="of:=[.A1]+1">

become cells of text that hold ERROR_CELL and UNCALCULATED.
"""

from __future__ import annotations

import io
import re
import zipfile

from loaders.reading.grid import ERROR_CELL, UNCALCULATED

_CONTENT = "content.xml"
_ERROR = b'calcext:value-type="error"'
_FORMULA = b'table:formula="'
_KIND = b"office:value-type="
_CELL = b"<table:table-cell"
_VALUE = re.compile(rb'\soffice:(?:value-type|value|string-value)="[^"]*"')
_TEXT = ' office:value-type="string" office:string-value="{}"'
_ERROR_TEXT = _TEXT.format(ERROR_CELL).encode()
_UNCALCULATED_TEXT = _TEXT.format(UNCALCULATED).encode()


def with_error_texts(content: bytes) -> bytes:
    """The ODS with a text in each such cell; the file itself where it has none."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        cells = archive.read(_CONTENT)
        written = _write(_write(cells, _ERROR), _FORMULA)
        if written == cells:
            return content
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as copy:
            for entry in archive.infolist():
                if entry.filename != _CONTENT:
                    copy.writestr(entry.filename, archive.read(entry))
            copy.writestr(_CONTENT, written)
    return out.getvalue()


def _write(cells: bytes, sign: bytes) -> bytes:
    """The XML with a text in each cell that has the sign of an error, or of a formula alone.

    Each piece is looked at once, however often a cell has it.
    """
    pieces: list[bytes] = []
    copied = 0  # up to here
    while (at := cells.find(sign, copied)) >= 0:
        start = max(copied, cells.rfind(b"<", copied, at))
        end = cells.find(b">", at) + 1 or len(cells)
        tag = cells[start:end]
        pieces += cells[copied:start], _written(tag, sign) if tag.startswith(_CELL) else tag
        copied = end
    return b"".join((*pieces, cells[copied:])) if pieces else cells


def _written(tag: bytes, sign: bytes) -> bytes:
    """A cell's tag with its text; a formula that has a result stays as it is."""
    if sign == _FORMULA and _KIND in tag:
        return tag
    bare = _VALUE.sub(b"", tag)
    end = b"/>" if bare.endswith(b"/>") else b">"
    return bare.removesuffix(end) + (_ERROR_TEXT if sign == _ERROR else _UNCALCULATED_TEXT) + end
