"""Error cells of an ODS, written so that its reader sees them: it would give them as blank.

    <table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error">

becomes a cell of text that holds ERROR_CELL.
"""

from __future__ import annotations

import io
import re
import zipfile

from loaders.reading.grid import ERROR_CELL

_CONTENT = "content.xml"
_ERROR = b'calcext:value-type="error"'
_CELL = b"<table:table-cell"
_VALUE = re.compile(rb'\soffice:(?:value-type|value|string-value)="[^"]*"')
_ERROR_TEXT = f' office:value-type="string" office:string-value="{ERROR_CELL}"'.encode()


def with_error_texts(content: bytes) -> bytes:
    """The ODS with a text in each error cell; the file itself where it has none."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        cells = archive.read(_CONTENT)
        if _ERROR not in cells:
            return content
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as copy:
            for entry in archive.infolist():
                if entry.filename != _CONTENT:
                    copy.writestr(entry.filename, archive.read(entry))
            copy.writestr(_CONTENT, _write_errors(cells))
    return out.getvalue()


def _write_errors(cells: bytes) -> bytes:
    """The XML with a text in each error cell.

    Each piece is looked at once, however often a cell says that it is an error.
    """
    pieces: list[bytes] = []
    copied = 0  # up to here
    while (at := cells.find(_ERROR, copied)) >= 0:
        start = max(copied, cells.rfind(b"<", copied, at))
        end = cells.find(b">", at) + 1 or len(cells)
        tag = cells[start:end]
        pieces += cells[copied:start], _write_error(tag) if tag.startswith(_CELL) else tag
        copied = end
    return b"".join((*pieces, cells[copied:]))


def _write_error(tag: bytes) -> bytes:
    """A cell's tag with ERROR_CELL as its text."""
    bare = _VALUE.sub(b"", tag)
    end = b"/>" if bare.endswith(b"/>") else b">"
    return bare.removesuffix(end) + _ERROR_TEXT + end
