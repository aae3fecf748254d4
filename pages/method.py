"""Cách tính: how each metric is counted and judged, looked up by words."""

from __future__ import annotations

from itertools import compress

import streamlit as st

from data.text import matching_texts
from ui import filters, frame, session
from ui.display import markup
from ui.display.colours import colours
from ui.display.search_box import type_query
from ui.method.entry_list import entries_html, rules_markdown, topic_anchor, topic_links
from ui.method.metric_entry import MetricEntry, entries_of_version
from ui.method.rule_words import RULES, RuleText

_RULES_TITLE = "Quy tắc chung"
_MOST_OPEN = 6  # so few entries are opened

frame.begin_page("Cách tính")
st.markdown(
    "Mỗi chỉ số là **hai số đếm**, cộng theo kỳ rồi mới chia. Ở đây là công thức, ngày mà mỗi số "
    "đếm được tính, cách tính khác mà kế hoạch có thể dùng, ví dụ bằng số của kỳ đang xem và "
    "những gì chỉ số không cho biết."
)
commune, period = filters.choose_commune_and_period() if frame.has_figures() else ("", None)
version = session.version()  # before what is kept for it, which may only be newer
evidence = session.evidence([commune], [period]) if period else None
query = type_query(
    "Tìm chỉ số, từ ngữ trong kế hoạch, cột của danh sách",
    "tim",
    "ví dụ: so hoa, phí, xin lỗi, quá hạn",
)
explained: tuple[MetricEntry | RuleText, ...] = (*entries_of_version(version), *RULES)
matches = matching_texts([part.text for part in explained], query)
shown_parts = list(compress(explained, matches))
entries = [part for part in shown_parts if isinstance(part, MetricEntry)]
rules = [part for part in shown_parts if isinstance(part, RuleText)]
if not (entries or rules):
    st.info("Không có chỉ số, quy tắc nào có đủ các từ này. Hãy thử ít từ hơn.")
    st.stop()
topics = list(dict.fromkeys(entry.topic for entry in entries))
st.markdown(topic_links([*topics, *([_RULES_TITLE] if rules else [])]))
is_open = bool(query) and len(entries) <= _MOST_OPEN
html_by_name = entries_html(version, commune, period, is_open, colours(), evidence)


def show_topic(topic: str) -> None:
    """Draw the topic's heading and, in two columns, the metrics' entries that fit the query."""
    st.header(topic, anchor=topic_anchor(topic))
    topic_entries = [entry for entry in entries if entry.topic == topic]
    columns = st.columns(2, gap="large")
    for place, entry in enumerate(topic_entries):
        with columns[2 * place // len(topic_entries)]:
            st.subheader(entry.metric.label, anchor=entry.metric.name)
            markup.show_html(html_by_name[entry.metric.name])


for topic in topics:
    show_topic(topic)
if rules:
    st.header(_RULES_TITLE, anchor=topic_anchor(_RULES_TITLE))
for rule in rules:
    st.subheader(rule.title, anchor=rule.anchor)
    st.markdown(rules_markdown(rule))
