"""Entries of metrics and rules as HTML and Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from data.periods import Period
from data.text import plain_words
from metrics.counting.tallies import Evidence
from metrics.standings import Standing, standing
from ui.display.colours import Colours
from ui.display.markup import join, tag
from ui.display.words import escape_markdown
from ui.kept import kept
from ui.method.metric_entry import MetricEntry, entries_of_version
from ui.method.rule_words import RuleText
from ui.method.worked_example import invented_example, own_example

_STYLE = Markup("""
<style>
.entry{color:var(--ink);font-size:.9375rem;line-height:1.5;padding-bottom:.6rem}
.entry p{margin:0;font-size:inherit;font-variant-numeric:tabular-nums}
.entry .own{color:var(--quiet)}
.entry summary{cursor:pointer;color:var(--quiet);font-size:.875rem;padding:.15rem 0}
.entry dl{display:grid;grid-template-columns:7rem 1fr;gap:.3rem .8rem;margin:.2rem 0;padding:0}
.entry dt{color:var(--quiet);font-size:.875rem;margin:0}.entry dd{margin:0}
.entry ul{margin:0;padding-left:1.1rem}.entry li{font-size:inherit;margin:0}
@media (max-width:640px){.entry dl{grid-template-columns:1fr;gap:.1rem}
.entry dd{margin-bottom:.35rem}}
</style>
""")
_MOST_SHOWN = 6  # longer lists are folded


def topic_links(topics: Sequence[str]) -> str:
    """Markdown: a link to each topic's heading, in a row."""
    links = (f"[{escape_markdown(topic)}](#{topic_anchor(topic)})" for topic in topics)
    return " · ".join(links)


def topic_anchor(topic: str) -> str:
    """A topic's anchor in the page: "nhom-" and its words without accents, "nhom-so-hoa"."""
    return "nhom-" + "-".join(plain_words(topic).split())


@kept(64, lambda *arguments: arguments[:5])  # the evidence is of this version
def entries_html(
    version: str,
    commune_code: str,
    period: Period | None,
    is_open: bool,
    colours: Colours,
    _evidence: Evidence | None,
) -> Mapping[str, Markup]:
    """Metric's name → its entry as HTML, cached; examples are the commune's own where known.

    The examples are worked out for the commune and period, where there is evidence of them.
    """
    return {
        entry.metric.name: _entry_html(
            entry,
            standing(_evidence, entry.metric, commune_code, period)
            if _evidence and period
            else None,
            is_open,
            colours,
        )
        for entry in entries_of_version(version)
    }


def _entry_html(
    entry: MetricEntry, judged: Standing | None, is_open: bool, colours: Colours
) -> Markup:
    """An entry as HTML: its formula, an example, and all else folded unless `is_open`.

    The example is worked out for `judged` where that has figures.
    """
    example = (own_example(judged) if judged else "") or invented_example(entry.metric)
    details = tag(
        "dl",
        *(join((tag("dt", heading), tag("dd", _texts(texts)))) for heading, texts in entry.lines),
    )
    summary = tag("summary", "Tử số, mẫu số, kế hoạch, giới hạn")
    opened = {"open": ""} if is_open else {}
    return _STYLE + tag(
        "div",
        tag("p", entry.metric.formula),
        tag("p", example, class_="own"),
        tag("details", summary, details, **opened),
        class_="entry",
        style=f"--ink:{colours.text};--quiet:{colours.quiet}",
    )


def _texts(texts: Sequence[str]) -> Markup:
    """One text as it is; several as an HTML list, folded if more than six."""
    if len(texts) == 1:
        return join(texts)
    items = tag("ul", *(tag("li", text) for text in texts))
    if len(texts) <= _MOST_SHOWN:
        return items
    return tag("details", tag("summary", f"{len(texts)} chỗ ghi"), items)


def rules_markdown(rule: RuleText) -> str:
    """Markdown: the rule's sentences as a list."""
    return "\n".join(f"* {escape_markdown(sentence)}" for sentence in rule.sentences)
