"""Markup and formulas in a file's or a plan's texts stay text: on every page and download."""

import io
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
from playwright.sync_api import FilePayload, Page, expect

from data.planning.plan_as_draft import draft_of
from data.planning.targets import built_in_plans
from metrics.catalogue.plan_names import catalogue_labels
from reports.plan_template import plan_template
from tests.loaders.validation.test_forms import a_form
from tests.support import containers
from tests.support.browser.driving import settle, visit
from tests.support.browser.samples import payload
from tests.support.browser.using import (
    card,
    go,
    page_addresses,
    press,
    show_details,
    store_files,
    table_cells,
    unfold,
)
from tests.support.builders import (
    HEADINGS,
    JANUARY,
    csv_bytes,
    done,
    dossier,
    earlier,
    table,
    xlsx_bytes,
)
from tests.support.hostile.building import entries
from tests.support.hostile.cells import IMAGE, LINK
from tests.support.long_runs import sample_of

SIGNS = (
    *(IMAGE, LINK, "**b**", "$x$", ":material/home:", ":streamlit:", "=1+1", "+cmd", "@SUM(1)"),
    *(
        "-2+3",
        "<b>x</b>",
        '<a href="http://a.example">x</a>',
        "www.a.example",
        "a -> b",
        "&lt;i&gt;",
    ),
    *("<script>document.title='bad'</script>", "**đậm**", ":red[đỏ]", "[x](javascript:alert(2))"),
)
ALL = " ".join(SIGNS)
# No folder's sign in it, or the browser would take what stands before for a folder.
NAME = " ".join(sign for sign in SIGNS if "/" not in sign)
# What would be there if anything had been taken for markup.
# A part of a gap leads to its dossiers, by its name in our own address.
FOREIGN = '[href*="a.example"]:not([href^="vi-sao?"])'
MADE = ", ".join(
    (
        *('[src="x"]', '[href^="javascript:"]', FOREIGN, ".katex", "[onerror]"),
        *('[aria-label="home icon"]', '[alt="Streamlit logo"]', '[data-testid="stMain"] script'),
        *(".stMarkdownColoredText", ".stMarkdownColoredBackground"),
    )
)
BARE = """() => [...document.querySelectorAll('strong, em, b, i, a, img, code, svg tspan, svg a')]
    .filter(node => ['b', 'x', 'link', '1+1', '2+3', 'cmd', 'đậm'].includes(node.textContent))
    // A field's name is a link to its own dossiers on the page of causes.
    .filter(node => node.origin !== location.origin)
    .map(node => node.outerHTML)"""
# A field's name is shown without marks of numbering, stops and numbers in brackets at its end, and
# begins with a large letter (docs/rules.md, Cells): the signs that this changes.
AS_FIELDS = {
    "**b**": "B**",
    "**đậm**": "Đậm**",
    "+cmd": "Cmd",
    "-2+3": "2+3",
    "@SUM(1)": "@sum",
    ":material/home:": ":material/home",
    ":streamlit:": ":streamlit",
    "&lt;i&gt;": "&lt;i&gt",
    "www.a.example": "Www.a.example",
    "a -> b": "A -> b",
}
PLAN = "11203-2026"
HEAD = ("title", "number", "date", "issuer")
ROW = ("label", "scope", "denominator", "place", "note")
ONLINE_FILING = 9  # the row of its target: the first sign stands there
LEAST_PLACES = 5  # in each of a target's texts, some more than once
FOLDED = '[data-testid="stExpander"] details:not([open]) > summary'


def a_list() -> bytes:
    """A workbook: of each sign a sound row and rows with a problem, headings, titles, sheets."""
    rows = [earlier()]
    for number, sign in enumerate(SIGNS, 1):
        names = {"Lĩnh vực": sign, "Tên thủ tục hành chính": sign}
        rows.append({**dossier(number, due="10/01/2026"), **names})
        rows.append({**dossier(100 + number, channel=sign), **names})
        rows.append({**dossier(200 + number, fee=sign, unit=f"UBND Xã {sign}"), **names})
        rows.append(dossier(300 + number, received=sign))
        rows.append(dossier(400 + number, state=sign))
        rows.append({**dossier(sign, due="10/01/2026"), **names})
    # An ended one, or the column of ends would not exist, and the form's figures would stand.
    rows.append(done(500))
    cells = table(rows, (*JANUARY, *SIGNS), (*HEADINGS, *SIGNS))
    content = containers.workbook({"S1": cells, "S2": table(rows[:3]), "S3": cells}, ["S3"])
    parts = entries(content)
    book = parts["xl/workbook.xml"].decode()
    for sheet, name in (("S1", LINK), ("S2", f"{IMAGE}**b**$x$"), ("S3", ":material/home: =1+1")):
        escaped = name.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
        book = book.replace(f'name="{sheet}"', f'name="{escaped}"')
    return containers.zipped(parts | {"xl/workbook.xml": book})


def files() -> list[FilePayload]:
    """The list, a form, a table that nobody knows, and a list of a unit that nobody knows."""
    counts = (10, 4, 3, 3, 6, 2, 3, 1, 4, 3, 1)
    form = a_form(*((sign, *counts) for sign in SIGNS))
    strange = [[*SIGNS], *([[sign] * len(SIGNS) for sign in SIGNS])]
    elsewhere = [dossier(n, unit=f"UBND Xã {ALL}") for n in (1, 2)]
    return [
        payload(f"{NAME}.xlsx", a_list()),
        payload(f"b {NAME}.csv", csv_bytes(form)),
        payload(f"c {NAME}.csv", csv_bytes(strange)),
        payload(f"d {NAME}.csv", csv_bytes(table(elsewhere))),
    ]


def expect_text(page: Page, title: str) -> None:
    """Everything unfolded; nothing on the page was made of a sign."""
    while page.locator(FOLDED).count():  # what is unfolded may hold more that is folded
        page.evaluate("folded => document.querySelectorAll(folded).forEach(e => e.click())", FOLDED)
        settle(page)
    assert page.title() == f"{title} · Chỉ số TTHC"
    assert [element.evaluate("e => e.outerHTML") for element in page.locator(MADE).all()] == []
    assert page.evaluate(BARE) == []


def visible_text(page: Page) -> str:
    """What a reader sees; what has no width is taken out."""
    return str(page.locator("body").inner_text()).replace("\u2060", "")


def expect_signs(page: Page, least_places: int) -> None:
    """Each sign stands in so many places of the page, once all of it is drawn."""
    deadline = time.monotonic() + 30
    while missing := [sign for sign in SIGNS if visible_text(page).count(sign) < least_places]:
        assert time.monotonic() < deadline, missing
        page.wait_for_timeout(200)


def downloads(page: Page) -> list[Any]:
    """Every workbook that the page offers, opened."""
    books = []
    for button in page.get_by_test_id("stDownloadButton").get_by_role("button").all():
        with page.expect_download() as started:
            button.click()
        if started.value.suggested_filename.endswith(".xlsx"):
            content = Path(started.value.path()).read_bytes()
            books.append(openpyxl.load_workbook(io.BytesIO(content)))
        settle(page)
    return books


def only_download(page: Page) -> Any:
    """The one workbook of a page that offers one, however long it takes to be drawn."""
    expect(page.get_by_test_id("stDownloadButton")).to_have_count(1)
    (book,) = downloads(page)
    return book


def texts_in(book: Any) -> set[str]:
    """Every text of a workbook; none of its cells may be a formula or a link."""
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    return {cell.value for cell in cells if isinstance(cell.value, str)}


def test_signs_stay_text(serve: Callable[..., str], page: Page, tmp_path: Path) -> None:
    page.on("dialog", lambda dialog: (_ for _ in ()).throw(AssertionError(dialog.message)))
    visit(page, serve() + "/nap-so-lieu")
    page.locator('input[type="file"]').set_input_files(files())
    expect(page.locator(".st-key-store button")).to_be_visible(timeout=60_000)
    settle(page)
    expect_text(page, "Nạp số liệu")
    text = visible_text(page)
    assert [sign for sign in SIGNS if sign not in text] == []
    assert [name for name in (f"{NAME}.xlsx", f"b {NAME}.csv") if name not in text] == []
    show_details(page, 1)
    # Of a long table only the rows in sight are drawn: those of the first signs.
    assert {IMAGE[:40], LINK} <= {*table_cells(page, "Các lỗi của tệp")}
    values = {sign[:40] for sign in SIGNS}
    problems = only_download(page)  # of a commune's own template none: no centre is chosen yet
    assert values <= texts_in(problems)

    store_files(page, 2)
    expect_text(page, "Nạp số liệu")
    assert NAME in visible_text(page)
    _, problems = downloads(page)
    assert values <= texts_in(problems)

    for title in sample_of([*page_addresses(page)], 5, seed=8):
        go(page, title)
        expect_text(page, title)
        for book in downloads(page):
            texts_in(book)


def test_signs_behind_a_figure(serve: Callable[..., str], page: Page, tmp_path: Path) -> None:
    address = serve()
    visit(page, address + "/nap-so-lieu")
    page.locator('input[type="file"]').set_input_files(files()[:2])
    expect(page.locator(".st-key-store button")).to_be_visible(timeout=60_000)
    settle(page)
    store_files(page, 2)

    visit(page, f"{address}/?xa=11203&ky=2026-01")
    page.get_by_text("Xem hồ sơ", exact=True).click()
    settle(page)
    expect_text(page, "Tổng quan")
    for summary in page.locator("details.folded > summary, section.card summary").all():
        summary.click()
    assert f"{NAME}.xlsx" in visible_text(page)
    cells = table_cells(page, "Hồ sơ đứng sau con số")
    # By code, so those that begin with a sign come first; only the rows in sight are drawn.
    assert {"$x$", "**b**", "+cmd", f"{NAME}.xlsx"} <= {*cells}
    book = only_download(page)
    assert {*SIGNS, f"{NAME}.xlsx"} <= texts_in(book)

    visit(page, f"{address}/tre-han?xa=11203&ky=2026-01")
    expect_text(page, "Hồ sơ trễ hạn")
    book = only_download(page)
    assert {*SIGNS} <= texts_in(book)

    visit(page, f"{address}/vi-sao?xa=11203&ky=2026-01&chi-so=online_filing")
    expect_text(page, "Vì sao chưa đạt")

    visit(page, f"{address}/doi-chieu?xa=11203&ky=2026-01")
    page.get_by_text("Theo từng lĩnh vực", exact=True).click()
    settle(page)
    expect_text(page, "Đối chiếu")
    text = visible_text(page)
    assert [sign for sign in SIGNS if AS_FIELDS.get(sign, sign) not in text] == []


def a_plan() -> bytes:
    """Ninh Giang's plan as a filled-in template, with signs in each text that a person writes."""
    (plan,) = (plan for plan in built_in_plans() if plan.key == PLAN)
    draft = draft_of(plan, catalogue_labels())
    head = replace(draft.head, **{name: " ".join(SIGNS[at::4]) for at, name in enumerate(HEAD)})
    rows = []
    for number, row in enumerate(draft.rows):
        sign = SIGNS[(number - ONLINE_FILING) % len(SIGNS)]
        signs = {name: f"{sign} {row.texts[name]}" for name in ROW}
        rows.append(replace(row, texts={**row.texts, **signs, "id": f"{sign} {number}"}))
    return plan_template(replace(draft, head=head, rows=tuple(rows)))


def test_signs_in_a_plan_stay_text(serve: Callable[..., str], page: Page) -> None:
    """Read from its template, changed, saved, shown beside figures, put back."""
    address = serve()
    visit(page, address + "/nap-so-lieu")
    january = payload("a.xlsx", xlsx_bytes(table([earlier(), done(1), done(2), dossier(3)])))
    page.locator('input[type="file"]').set_input_files([january])
    expect(page.locator(".st-key-store button")).to_be_visible(timeout=60_000)
    settle(page)
    store_files(page, 1)

    visit(page, f"{address}/ke-hoach?viec=sua&ke-hoach-cua={PLAN}")
    unfold(page, "Ghi bằng tệp .xlsx")
    uploader = page.locator('[class*="st-key-plan-file"] input[type="file"]')
    uploader.set_input_files([payload("ke-hoach.xlsx", a_plan())])
    expect(page.get_by_text("Đã đọc 27 chỉ tiêu")).to_be_visible(timeout=60_000)
    settle(page)
    expect_text(page, "Kế hoạch")
    expect_signs(page, 1)
    press(page, "Lưu phiên bản")
    expect(page.get_by_text("Đã lưu phiên bản mới")).to_be_visible(timeout=60_000)
    expect_text(page, "Kế hoạch")

    visit(page, f"{address}/ke-hoach?ke-hoach-cua={PLAN}")
    expect_text(page, "Kế hoạch")
    expect_signs(page, LEAST_PLACES)
    pages = {
        "Tổng quan": "",
        "Diễn biến": "dien-bien",
        "Vì sao chưa đạt": "vi-sao",
        "So sánh": "so-sanh",
        "Nhiệm vụ": "nhiem-vu",
        "Nhập số liệu": "nhap-so-lieu",
    }
    for title, query in sample_of([*pages.items()], 3, seed=9):
        visit(page, f"{address}/{query}?xa=11203&ky=2026-01&ke-hoach-cua={PLAN}")
        expect_text(page, title)
        for book in downloads(page):
            texts_in(book)
    visit(page, f"{address}/?xa=11203&ky=2026-01")
    expect(card(page, "Hồ sơ nộp trực tuyến")).to_contain_text(f"({IMAGE} {ONLINE_FILING})")
