"""Error cells of an ODS and its formulas without results, written so that its reader sees them.

The reader would give them as blank.

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


def write_error_texts(content: bytes) -> bytes:
    """An ODS with texts in error cells and formulas without result; unchanged without such."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        cells = archive.read(_CONTENT)
        new_cells = _add_texts(_add_texts(cells, _ERROR), _FORMULA)
        if new_cells == cells:
            return content
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as new_archive:
            for entry in archive.infolist():
                if entry.filename != _CONTENT:
                    new_archive.writestr(entry.filename, archive.read(entry))
            new_archive.writestr(_CONTENT, new_cells)
    return out.getvalue()


def _add_texts(xml: bytes, sign: bytes) -> bytes:
    """The XML with a text in each cell whose tag has `sign`: _ERROR, or _FORMULA alone.

    Each piece is looked at once, however often a cell has it.
    """
    pieces: list[bytes] = []
    copied_end = 0  # up to here
    while (sign_start := xml.find(sign, copied_end)) >= 0:
        start = max(copied_end, xml.rfind(b"<", copied_end, sign_start))
        end = xml.find(b">", sign_start) + 1 or len(xml)
        tag = xml[start:end]
        pieces += (
            xml[copied_end:start],
            _tag_with_text(tag, sign) if tag.startswith(_CELL) else tag,
        )
        copied_end = end
    return b"".join((*pieces, xml[copied_end:])) if pieces else xml


def _tag_with_text(tag: bytes, sign: bytes) -> bytes:
    """A cell's tag with the text for its sign; a formula's tag unchanged if it has a result."""
    if sign == _FORMULA and _KIND in tag:
        return tag
    bare_tag = _VALUE.sub(b"", tag)
    end = b"/>" if bare_tag.endswith(b"/>") else b">"
    return (
        bare_tag.removesuffix(end) + (_ERROR_TEXT if sign == _ERROR else _UNCALCULATED_TEXT) + end
    )
