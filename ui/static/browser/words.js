// The words that Streamlit writes in English and has no setting for, in Vietnamese.
(() => {
  "use strict";
  const WORDS = new Map(Object.entries({
    "Skip to main content": "Đến nội dung chính",
    "App pages": "Các trang",
    "Navigate to home page": "Về trang đầu",
    "Logo": "Biểu tượng",
    "Link to heading": "Liên kết đến mục này",
    "Choose an option": "Chọn",
    "Choose options": "Chọn",
    "Select...": "Chọn…",
    "Open": "Mở danh sách",
    "Dismiss": "Đóng",
    "Close": "Đóng",
    "No results": "Không tìm thấy",
    "Selected values": "Đã chọn",
    "Clear all": "Bỏ chọn tất cả",
    "Clear value": "Bỏ giá trị",
    "Select all": "Chọn tất cả",
    "Decrement": "Giảm",
    "Increment": "Tăng",
    "file upload": "Chọn tệp",
    "Upload": "Chọn tệp",
    "Browse files": "Chọn tệp",
    "Show/hide columns": "Ẩn, hiện cột",
    "Download as CSV": "Tải về tệp CSV",
    "Search": "Tìm",
    "Fullscreen": "Toàn màn hình",
    "Close fullscreen": "Thoát toàn màn hình",
    "Add row": "Thêm dòng",
    "Delete row(s)": "Xóa dòng",
    "Previous month": "Tháng trước",
    "Next month": "Tháng sau",
    "Previous": "Trước",
    "Next": "Sau",
    "Choose date": "Chọn ngày",
    "Choose date range": "Chọn ngày đầu, ngày cuối",
    "Date range": "Khoảng ngày",
    "Quick select a date range": "Chọn nhanh khoảng ngày",
    "Past week": "Tuần qua",
    "Past month": "Tháng qua",
    "Past 3 months": "3 tháng qua",
    "Past 6 months": "6 tháng qua",
    "Past year": "Năm qua",
    "Past 2 years": "2 năm qua",
    "Running...": "Đang xử lý…",
    "Stop": "Dừng",
    "Connecting": "Đang kết nối",
    "Press Enter to apply": "Nhấn Enter để áp dụng",
    "Press Ctrl+Enter to apply": "Nhấn Ctrl+Enter để áp dụng",
    "Press Enter to submit form": "Nhấn Enter để gửi",
    "Press Ctrl+Enter to submit form": "Nhấn Ctrl+Enter để gửi",
    "true": "có",
    "false": "không",
    "None": "–",
    "month": "tháng",
    "year": "năm",
  }));
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December"];
  const PATTERNS = [
    [/^(\d+) more$/, (_, count) => `${count} trang khác`],
    [/^(\d+) options? available\.$/, (_, count) => `${count} lựa chọn.`],
    [/^(Search|Fullscreen|Close fullscreen|Show\/hide columns|Download as CSV): (.+)$/,
      (_, word, name) => `${WORDS.get(word)}: ${name}`],
    [/^Remove (.+)$/, (_, name) => `Bỏ ${name}`],
    [/^([\d.]+)\s?MB per file$/, (_, size) => `hoặc kéo thả vào đây, mỗi tệp tối đa ${size} MB`],
    [/^Selected Date: (\w+) (\d+), (\d{4})$/, (whole, month, day, year) => {
      const number = MONTHS.indexOf(month) + 1;
      return number ? `Ngày đã chọn: ${day}/${String(number).padStart(2, "0")}/${year}` : whole;
    }],
  ];
  const NAMED = ["aria-label", "placeholder", "title", "alt"];
  // What we or a file wrote is never touched: it may be an English word that is meant so.
  const OURS = '[data-testid="stHtml"], [data-testid="stMarkdown"], textarea';

  const inVietnamese = (text) => {
    const english = text.trim();
    if (english === "" || english.length > 80) return null;
    const word = WORDS.get(english);
    if (word !== undefined) return word;
    for (const [pattern, words] of PATTERNS) if (pattern.test(english)) return english.replace(pattern, words);
    return null;
  };

  // Streamlit reads a label's Markdown aloud, signs and all: "**Tên**: 85\%".
  const withoutMarkdown = (text) =>
    text.replace(/\\([!-/:-@[-`{-~])|\*\*|\u2060/g, (_, sign) => sign ?? "");

  // An option may be a file's own word; only the line that stands for none is Streamlit's.
  const isOurs = (node) => {
    const parent = node.parentElement;
    if (!parent || parent.closest(OURS)) return true;
    return parent.closest('[role="option"]') !== null && node.nodeValue.trim() !== "No results";
  };

  const translateText = (node) => {
    const words = inVietnamese(node.nodeValue ?? "");
    if (words !== null && node.nodeValue !== words && !isOurs(node)) node.nodeValue = words;
  };

  const translateNames = (element) => {
    for (const name of NAMED) {
      const text = element.getAttribute(name);
      const words = text === null ? null : inVietnamese(text) ?? (name === "aria-label" ? withoutMarkdown(text) : null);
      if (words !== null && words !== text) element.setAttribute(name, words);
    }
  };

  const translateAll = (root) => {
    if (root.nodeType === Node.TEXT_NODE) { translateText(root); return; }
    if (root.nodeType !== Node.ELEMENT_NODE || root.matches(OURS)) return;
    translateNames(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node.nodeType === Node.ELEMENT_NODE && node.matches(OURS) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeType === Node.TEXT_NODE) translateText(node); else translateNames(node);
    }
  };

  const follow = (changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(translateAll);
      else if (change.type === "characterData") translateText(change.target);
      else translateNames(change.target);
    }
  };

  const watched = { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: NAMED };
  new MutationObserver(follow).observe(document.documentElement, watched);
})();
