"""What the comparison keeps once drawn is drawn anew when the record or a choice changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from markupsafe import Markup

from data.periods import Period, parse_period
from data.planning.plan_versions import save_plan
from tests.metrics.test_judging import target
from tests.support.builders import HOA_AN, NINH_GIANG, Desk, done, earlier, table
from tests.support.pages import pages_over
from tests.support.records import copied
from tests.ui.comparison.test_demanded_metrics import plan
from ui.comparison.drawings import draw_fair_comparison, draw_ranking, draw_standings
from ui.comparison.group_standings import Comparison
from ui.display.colours import _DARK, _LIGHT, Colours

JANUARY = parse_period("2026-01")
COMMUNES = (NINH_GIANG, HOA_AN)


def comparison(
    communes: tuple[str, ...] = COMMUNES, period: Period = JANUARY, marked_code: str = ""
) -> Comparison:
    return Comparison(communes, period, None, marked_code, communes)


def standings(
    choice: Comparison, sort_key: str = "ten", page: int = 1, look: Colours = _LIGHT
) -> Markup:
    return draw_standings(choice, sort_key, "", page, look)


def store_two_dossiers(desk: Desk) -> None:
    """Two dossiers of Ninh Giang, one of them filed online."""
    rows = [done(1, channel="Trực tuyến"), done(2, channel="Trực tiếp")]
    desk.stored("january.csv", table(rows))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A record with those two dossiers."""
    desk = copied(store_two_dossiers, tmp_path)
    with pages_over(desk.database):
        yield desk


def test_the_same_record_and_choice_are_drawn_once(desk: Desk) -> None:
    first = standings(comparison())
    assert standings(comparison()) is first
    assert "50,00%" in first


@pytest.mark.parametrize(
    "choice",
    [
        comparison(COMMUNES[:1]),
        comparison(period=Period(date(2026, 1, 1), date(2026, 1, 20))),
        comparison(marked_code=NINH_GIANG),
    ],
)
def test_another_choice_is_another_drawing(desk: Desk, choice: Comparison) -> None:
    assert standings(choice) != standings(comparison())


def test_another_order_is_another_drawing(desk: Desk) -> None:
    assert standings(comparison(), "-early") != standings(comparison())


def test_another_theme_has_its_own_colours(desk: Desk) -> None:
    light, dark = (standings(comparison(), look=look) for look in (_LIGHT, _DARK))
    assert _LIGHT.quiet in light
    assert _DARK.quiet in dark


def test_what_is_stored_or_planned_later_is_drawn(desk: Desk) -> None:
    half = target("online_filing", ">=", "0.50", plan_key="11203-2026-muon")
    before = draw_ranking(comparison(), "online_filing", _LIGHT).table
    assert "✘ Chưa đạt" in before  # 80 % by the plan that ships
    save_plan(desk.record, plan(half), "thử")
    by_own_plan = draw_ranking(comparison(), "online_filing", _LIGHT).table
    assert "✔ Đạt" in by_own_plan
    assert "1/2" in by_own_plan
    rows = [*(done(number) for number in range(1, 36)), earlier()]
    desk.stored("corrected.csv", table(rows))
    assert "35/35" in draw_ranking(comparison(), "online_filing", _LIGHT).table


def test_one_commune_alone_has_no_fair_comparison(desk: Desk) -> None:
    assert draw_fair_comparison(comparison(), "online_filing", 0, _LIGHT) is None
