"""A workbook in memory, written in every container that a system or a clerk may choose."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from html import escape

import xlsxwriter
import xlwt

from tests.support.containers import delimited, ods_document, tcvn3, windows_1258, xlsb_bytes
from tests.support.workbooks import Book, Cell, Fault, Formula, Page, Span, as_text


def _texts(book: Book) -> list[list[str]]:
    """The rows of the book's main sheet as a text file shows them."""
    return [[as_text(cell) for cell in row] for row in book.page.rows]


def xlsx(book: Book) -> bytes:
    """The book as an .xlsx file, days and numbers as such."""
    out = io.BytesIO()
    options = {"in_memory": True, "date_1904": book.epoch_1904, "strings_to_formulas": False}
    with xlsxwriter.Workbook(out, options) as workbook:
        day = workbook.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        for page in book.pages:
            sheet = workbook.add_worksheet(page.name)
            for y, x, cell in _cells(page):
                if isinstance(cell, Fault):
                    sheet.write_formula(y, x, "=NA()", None, cell.text)
                elif isinstance(cell, Formula):
                    sheet.write_formula(y, x, cell.text, None, "")
                elif isinstance(cell, datetime):
                    sheet.write_datetime(y, x, cell, day)
                elif isinstance(cell, str):
                    sheet.write_string(y, x, cell)
                else:
                    sheet.write_number(y, x, cell)
            for top, left, bottom, right in page.spans:
                sheet.merge_range(top, left, bottom, right, as_text(page.rows[top][left]))
            for y in page.hidden_rows:
                sheet.set_row(y, None, None, {"hidden": True})
            if page.hidden:
                sheet.hide()
        workbook.worksheets_objs[book.main].activate()
        workbook.worksheets_objs[book.main].set_first_sheet()
    return out.getvalue()


def xls(book: Book) -> bytes:
    """The book as an old .xls file, days and numbers as such."""
    workbook = xlwt.Workbook(encoding="utf-8")
    workbook.dates_1904 = book.epoch_1904
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY HH:MM")
    for page in book.pages:
        sheet = workbook.add_sheet(page.name)
        inside = {(y, x) for span in page.spans for y, x in (*_covered(span), span[:2])}
        for y, x, cell in _cells(page):
            if (y, x) in inside:
                continue
            if isinstance(cell, Fault):
                sheet.row(y).set_cell_error(x, 42)
            elif isinstance(cell, Formula):
                sheet.write(y, x, xlwt.Formula(cell.text.removeprefix("=").replace(",", ";")))
            elif isinstance(cell, datetime):
                sheet.write(y, x, cell, day)
            else:
                sheet.write(y, x, cell)
        for top, left, bottom, right in page.spans:
            sheet.write_merge(top, bottom, left, right, as_text(page.rows[top][left]))
        for y in page.hidden_rows:
            sheet.row(y).hidden = 1
        sheet.visibility = int(page.hidden)
    workbook.active_sheet = book.main
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def xlsb(book: Book) -> bytes:
    """The book's main sheet as an .xlsb file: texts and errors alone, days as clerks type them."""
    texts = [
        ["=NA()" if isinstance(cell, Fault) else as_text(cell) for cell in row]
        for row in book.page.rows
    ]
    return xlsb_bytes(texts, book.page.hidden_rows, book.page.spans)


def ods(book: Book) -> bytes:
    """The book as an .ods file."""
    return ods_document("".join(map(_ods_table, book.pages)))


def _ods_table(page: Page) -> str:
    """A sheet as the XML of an .ods table, merged cells and hidden rows included."""
    inside = {place for span in page.spans for place in _covered(span)}
    starts = {(top, left): (bottom - top, right - left) for top, left, bottom, right in page.spans}
    lines = []
    for y, row in enumerate(page.rows):
        cells = []
        for x, cell in enumerate(row):
            tall, wide = starts.get((y, x), (0, 0))
            spans = (
                f' table:number-rows-spanned="{tall + 1}" table:number-columns-spanned="{wide + 1}"'
                if tall or wide
                else ""
            )
            covered = "covered-" if (y, x) in inside else ""
            cells.append(f"<table:{covered}table-cell{spans}{_ods_value(cell)}")
            cells.append(f"</table:{covered}table-cell>")
        hidden = ' table:visibility="collapse"' if y in page.hidden_rows else ""
        lines.append(f"<table:table-row{hidden}>{''.join(cells)}</table:table-row>")
    style = ' table:style-name="hidden"' if page.hidden else ""
    return f'<table:table table:name="{page.name}"{style}>{"".join(lines)}</table:table>'


def _ods_value(cell: Cell) -> str:
    """A cell's XML in an .ods, from within its opening tag on: attributes, ">", text."""
    shown = "".join(f"<text:p>{escape(line)}</text:p>" for line in as_text(cell).split("\n"))
    if cell is None:
        return ">"
    if isinstance(cell, Fault):
        return (
            ' office:value-type="string" office:string-value="" calcext:value-type="error">'
            f"<text:p>{cell.text}</text:p>"
        )
    if isinstance(cell, Formula):
        return f' table:formula="{escape("of:" + cell.text)}">'
    if isinstance(cell, datetime):
        return f' office:value-type="date" office:date-value="{cell.isoformat()}">{shown}'
    if isinstance(cell, str):
        return f' office:value-type="string">{shown}'
    return f' office:value-type="float" office:value="{cell}">{shown}'


def html_page(book: Book) -> bytes:
    """The book's main sheet as an HTML page: a table above, the table itself, one below."""
    page = book.page
    top, end = len(page.above), page.start + len(page.body)
    parts = [
        _html_table(page, 0, top),
        _html_table(page, top, end),
        _html_table(page, end, len(page.rows)),
    ]
    head = '<meta http-equiv="content-type" content="text/html; charset=utf-8">'
    return f"<html><head>{head}</head><body>{''.join(parts)}</body></html>".encode()


def _html_table(page: Page, top: int, end: int) -> str:
    """The page's rows from `top` to before `end` as an HTML table; "" for no rows."""
    inside = {place for span in page.spans for place in _covered(span)}
    starts = {(a, b): (c - a + 1, d - b + 1) for a, b, c, d in page.spans}
    lines = []
    for y in range(top, end):
        style = ' style="display: none"' if y in page.hidden_rows else ""
        cells = []
        for x, cell in enumerate(page.rows[y]):
            if (y, x) not in inside:
                tall, wide = starts.get((y, x), (1, 1))
                spans = f' rowspan="{tall}" colspan="{wide}"' if (tall, wide) != (1, 1) else ""
                shown = escape(as_text(cell)).replace("\n", "<br>").replace("\xa0", "&nbsp;")
                cells.append(f"<td{spans}>{shown}</td>")
        lines.append(f"<tr{style}>{''.join(cells)}</tr>")
    return f"<table>{''.join(lines)}</table>" if lines else ""


def spreadsheetml(book: Book) -> bytes:
    """The book as an Excel 2003 XML file."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    sheets = "".join(map(_xml_sheet, book.pages))
    return (
        f'<?xml version="1.0"?>\n<Workbook xmlns="{space}" xmlns:ss="{space}" '
        f'xmlns:x="urn:schemas-microsoft-com:office:excel">{sheets}</Workbook>'
    ).encode()


def _xml_sheet(page: Page) -> str:
    """A sheet as the XML of an Excel 2003 worksheet, merged cells and hidden rows included."""
    inside = {place for span in page.spans for place in _covered(span)}
    starts = {(a, b): (c - a, d - b) for a, b, c, d in page.spans}
    lines = []
    for y, row in enumerate(page.rows):
        cells = []
        for x, cell in enumerate(row):
            if cell is None or (y, x) in inside:
                continue
            tall, wide = starts.get((y, x), (0, 0))
            merged = f' ss:MergeDown="{tall}" ss:MergeAcross="{wide}"' if tall or wide else ""
            formula = f' ss:Formula="{escape(cell.text)}"' if isinstance(cell, Formula) else ""
            cells.append(f'<Cell ss:Index="{x + 1}"{merged}{formula}>{_xml_data(cell)}</Cell>')
        hidden = ' ss:Hidden="1"' if y in page.hidden_rows else ""
        lines.append(f'<Row ss:Index="{y + 1}"{hidden}>{"".join(cells)}</Row>')
    options = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    return (
        f'<Worksheet ss:Name="{page.name}"><Table>{"".join(lines)}</Table>'
        f"{options if page.hidden else ''}</Worksheet>"
    )


def _xml_data(cell: Cell) -> str:
    """A cell's `<Data>` element by its type; "" for a formula."""
    if isinstance(cell, Formula):
        return ""
    if isinstance(cell, datetime):
        return f'<Data ss:Type="DateTime">{cell.isoformat(timespec="milliseconds")}</Data>'
    kind = {Fault: "Error", str: "String"}.get(type(cell), "Number")
    shown = escape(as_text(cell)).replace("\n", "&#10;")
    return f'<Data ss:Type="{kind}">{shown}</Data>'


def _cells(page: Page) -> Iterator[tuple[int, int, str | int | float | datetime | Fault | Formula]]:
    """(row, column, cell) from 0 for each cell of the page that is not blank."""
    for y, row in enumerate(page.rows):
        for x, cell in enumerate(row):
            if cell is not None:
                yield y, x, cell


def _covered(span: Span) -> list[tuple[int, int]]:
    """The places (row, column) of a merged cell but its first, which shows the text."""
    top, left, bottom, right = span
    places = [(y, x) for y in range(top, bottom + 1) for x in range(left, right + 1)]
    return places[1:]


WRITERS: Mapping[str, Callable[[Book], bytes]] = {
    "xlsx": xlsx,
    "xls": xls,
    "xlsb": xlsb,
    "ods": ods,
    "html": html_page,
    "spreadsheetml": spreadsheetml,
    "csv utf-8": lambda book: delimited(_texts(book), ",").encode(),
    "csv utf-8 with a mark": lambda book: delimited(_texts(book), ";").encode("utf-8-sig"),
    "tsv utf-8": lambda book: delimited(_texts(book), "\t").encode(),
    "tsv utf-16": lambda book: delimited(_texts(book), "\t").encode("utf-16"),
    "csv windows-1258": lambda book: windows_1258(delimited(_texts(book), ";")),
    "csv tcvn3": lambda book: tcvn3(delimited(_texts(book), ",")),
}
