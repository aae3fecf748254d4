"""Which demands are of a part that the counts do not keep to, and what is said of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.periods import parse_period
from data.planning.targets import built_in_plans
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.counting.coverage import Source
from metrics.counting.day_counts import DayCounts, Holdings
from metrics.counting.forms import Form
from metrics.counting.tallies import Evidence
from metrics.scope_words import scope_note
from metrics.standings import standing_against

CODE, MARCH = "11203", parse_period("2026-03")
COUNTS = {
    "received": 10,
    "received_online": 9,
    "received_non_territorial": 2,
    "payable": 5,
    "paid_online": 4,
    "paid_online_national": 3,
    "procedures": 7,
    "procedures_disclosed": 7,
    "procedures_to_disclose": 7,
}
ALL_DOSSIERS = "Tính trên mọi hồ sơ của xã, phường; kế hoạch chỉ nói “{}”"
# (metric, denominator variant, the target's scope, what is said of it)
SCOPES = [
    ("online_filing", None, "phi địa giới", ALL_DOSSIERS),
    ("online_filing", None, "lĩnh vực hộ tịch", ALL_DOSSIERS),
    ("online_filing", None, "đối với đất đai", ALL_DOSSIERS),
    ("online_filing", None, "doanh nghiệp", ALL_DOSSIERS),
    ("online_filing", None, "Cổng Dịch vụ công quốc gia", ALL_DOSSIERS),
    ("online_filing", None, "cấp tỉnh", "Tính trên hồ sơ của xã, phường; kế hoạch nói “{}”"),
    ("online_filing", None, "", ""),
    ("online_filing", None, "cấp xã", ""),
    ("online_filing", None, "TTHC thuộc thẩm quyền", ""),
    ("online_filing", None, "trên địa bàn phường", ""),
    ("non_territorial_dossiers", None, "phi địa giới", ""),
    ("online_payment", "payable_national", "Cổng Dịch vụ công quốc gia", ""),
    ("online_payment", None, "Cổng Dịch vụ công quốc gia", ALL_DOSSIERS),
    ("procedures_disclosed", None, "doanh nghiệp", ""),  # typed by the plan's own words
]


@pytest.mark.parametrize(("metric", "variant", "scope", "note"), SCOPES)
def test_a_demand_of_a_part_is_marked_where_all_is_counted(
    metric: str, variant: str | None, scope: str, note: str
) -> None:
    source = Source(CODE, 1, MARCH.first, MARCH.last, frozenset(COUNTS), False, "x")
    sheet = Form({"": COUNTS}, has_fields=False)
    holdings = Holdings({CODE: (source,)}, {(CODE, 1): sheet})
    (plan,) = (plan for plan in built_in_plans() if plan.key == "11203-2026")
    target = replace(plan.targets[0], metric=metric, denominator_variant=variant, scope=scope)
    found = Evidence(holdings, DayCounts({}), {}, ())
    one = standing_against(found, METRICS_BY_NAME[metric], CODE, MARCH, target)
    assert one.judged_tally.has_figures
    assert scope_note(one) == note.format(scope)


def test_what_is_not_known_is_not_marked() -> None:
    (plan,) = (plan for plan in built_in_plans() if plan.key == "11203-2026")
    target = replace(plan.targets[0], metric="online_filing", scope="phi địa giới")
    nothing = Evidence(Holdings({}, {}), DayCounts({}), {}, ())
    one = standing_against(nothing, METRICS_BY_NAME["online_filing"], CODE, MARCH, target)
    assert scope_note(one) == ""
