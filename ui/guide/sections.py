"""The guide's sections, made of what the pages, layouts and checks themselves say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from data.column_labels import COLUMN_LABELS
from data.columns import DOSSIERS
from data.wording import lower_first_letter
from files import file_types
from loaders.layouts.layout import Layout, layouts
from loaders.validation.problems import MESSAGES
from metrics.catalogue.metrics import ALL_METRICS
from metrics.counting.sums import counts_making
from ui.display.words import escape_markdown
from ui.guide.guide_section import GuideItem, GuideSection
from ui.guide.guide_texts import ANSWERS, KEYS, ROUTINE
from ui.guide.page_questions import PAGE_QUESTIONS
from ui.page_list import PAGES
from ui.setup.export_guide import CLOSING_WORDS, LIST_WORDS, SYSTEMS
from ui.setup.page_needs import PAGE_NEEDS

_REFUSALS = (
    *(file_types.EMPTY, file_types.TOO_LARGE, file_types.BROKEN, file_types.LOCKED),
    *(file_types.NO_TABLE, file_types.BOMB),
)
_MOST_METRICS = 6


@cache
def guide_sections() -> tuple[GuideSection, ...]:
    """Every section of the guide, in the order in which a new reader needs it."""
    return (
        GuideSection(
            "moi-trang",
            "Mỗi trang trả lời câu hỏi gì, cần gì",
            "",
            tuple(_page_item(title, path) for _, title, path in PAGES),
        ),
        GuideSection("lay-tep", "Lấy tệp ở đâu", LIST_WORDS, tuple(_export_items())),
        ROUTINE,
        GuideSection(
            "mau-bang",
            "Các bảng nhận ra được",
            "Tiêu đề cột khác một chút vẫn nhận ra; mẫu lạ thì chỉ rõ cột một lần ở trang "
            "[Nạp số liệu](nap-so-lieu).",
            tuple(map(_layout_item, layouts())),
            is_long=True,
        ),
        GuideSection(
            "thong-bao",
            "Thông báo thường gặp và việc cần làm",
            "",
            (*ANSWERS, *map(_message_item, (*MESSAGES.values(), *_REFUSALS))),
            is_long=True,
        ),
        KEYS,
        GuideSection("du-lieu-ca-nhan", "Dữ liệu cá nhân: giữ gì, bỏ gì", "", _privacy_items()),
    )


def _page_item(title: str, path: str) -> GuideItem:
    """A guide item on a page: its title as a link, the question it answers, what it needs."""
    needs = f" *Cần {PAGE_NEEDS[title]}.*" if title in PAGE_NEEDS else ""
    return GuideItem(f"[{title}]({path})", f"{PAGE_QUESTIONS[title]}{needs}")


def _export_items() -> Iterator[GuideItem]:
    """A guide item for each usual system on where it keeps its exports, and one for the lost."""
    yield from (GuideItem(name, text) for name, text in SYSTEMS)
    yield GuideItem("Không thấy mục đó", lower_first_letter(CLOSING_WORDS))


def _layout_item(layout: Layout) -> GuideItem:
    """A guide item on what a kind of table is good for: of a form the metrics that it gives."""
    texts = {
        "dossiers": "danh sách hồ sơ: dùng cho mọi chỉ số đếm được từ hồ sơ.",
        "targets": "chỉ tiêu của kế hoạch, nạp ở trang [Kế hoạch](ke-hoach).",
        "tasks": "nhiệm vụ của kế hoạch, nạp ở trang [Kế hoạch](ke-hoach).",
    }
    return GuideItem(layout.title, texts.get(layout.table) or _form_words(layout))


def _form_words(layout: Layout) -> str:
    """A phrase naming the metrics of which a form gives both counts, or what else it is for."""
    if layout.lines:
        return "số nhập tay, mỗi số kèm văn bản làm căn cứ."
    columns = frozenset(layout.headings.values())
    labels = [
        metric.label
        for metric in ALL_METRICS
        if any(
            definition
            and definition.numerator
            and counts_making(definition.numerator, columns)
            and counts_making(definition.denominator, columns)
            for definition in (metric, metric.fallback)
        )
    ]
    rest = len(labels) - _MOST_METRICS
    more = f" và {rest} chỉ số khác" if rest > 0 else ""
    names = "; ".join(escape_markdown(label) for label in labels[:_MOST_METRICS])
    return f"cho các chỉ số: {names}{more}." if labels else "dùng để đối chiếu và đếm phần của số."


def _message_item(message: str) -> GuideItem:
    """A guide item on a message: before its ": " what is wrong, after it what to do."""
    fault, _, remedy = message.partition(": ")
    return GuideItem(escape_markdown(fault), escape_markdown(remedy))


def _privacy_items() -> tuple[GuideItem, ...]:
    """Guide items on what is kept of a dossier list and what is dropped as a file is read."""
    kept_columns = ", ".join(COLUMN_LABELS[name].lower() for name in DOSSIERS)
    return (
        GuideItem(
            "Không bao giờ giữ",
            "họ tên, địa chỉ, điện thoại, thư điện tử, số giấy tờ, ngày sinh, tên cán bộ, nội "
            "dung, ghi chú và mọi cột lạ. Các cột này bị bỏ ngay khi đọc tệp; tệp gốc không được "
            "lưu.",
        ),
        GuideItem("Có giữ của mỗi hồ sơ", f"{kept_columns}; tên tệp, ai nạp, lúc nào."),
        GuideItem(
            "Dòng có lỗi",
            "được để riêng, cũng chỉ gồm các cột trên; ô chữ dài chỉ còn “…”.",
        ),
        GuideItem(
            "Vẫn phải giữ gìn",
            "từ mã hồ sơ tra được người nộp trên hệ thống một cửa, nên hãy bảo quản máy và thư "
            "mục số liệu như sổ hồ sơ. Tệp .xlsx tải về cũng vậy.",
        ),
        GuideItem("Không gửi đi đâu", "mọi số liệu nằm trên máy đang chạy bảng theo dõi."),
    )
