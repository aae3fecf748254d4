"""Plans taken for judging: one that names what is not there is set aside, and told by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.communes import communes
from data.planning.plan import Plan, Target
from data.planning.targets import built_in_plans
from data.schema import MalformedFile, refuse_unknown_names
from metrics.catalogue.metrics import METRICS_BY_NAME

_SENTENCE = (
    "Kế hoạch “{}” không được áp dụng, hãy sửa tệp, hoặc đưa lại một phiên bản trước ở trang Kế "
    "hoạch, mục Thêm, sửa kế hoạch: {}"
)
_NO_COMMUNE = "{}, commune_code: không có xã, phường nào mang mã {}; chỉ có các mã ở {}."


@dataclass(frozen=True)
class PlanSetAside:
    """A plan that cannot be judged by; `sentence` says which, why, and what may stand there."""

    plan: Plan
    sentence: str


@dataclass(frozen=True)
class JudgedPlans:
    """The plans by which figures are judged, in the order given, and those set aside."""

    sound: tuple[Plan, ...]
    set_aside: tuple[PlanSetAside, ...] = ()


def judged_plans(plans: Iterable[Plan]) -> JudgedPlans:
    """The plans that name only what exists, and apart from them the others with the reason.

    A plan's file knows no metrics, and a metric may go after a version was saved.
    """
    sound: list[Plan] = []
    set_aside: list[PlanSetAside] = []
    for plan in plans:
        try:
            _check_plan(plan)
        except MalformedFile as error:
            set_aside.append(PlanSetAside(plan, _SENTENCE.format(plan.title, error)))
        else:
            sound.append(plan)
    return JudgedPlans(tuple(sound), tuple(set_aside))


def checked_built_in_plans() -> tuple[Plan, ...]:
    """The built-in plans; MalformedFile where one names something that does not exist."""
    for plan in built_in_plans():
        _check_plan(plan)
    return built_in_plans()


def _check_plan(plan: Plan) -> None:
    """Raise MalformedFile where the plan names a commune, metric or variant that does not exist."""
    file_name = f"{plan.key}.toml"
    if plan.commune_code not in communes():
        raise MalformedFile(_NO_COMMUNE.format(file_name, plan.commune_code, "data/communes.csv"))
    for target in plan.targets:
        _check_target(target, f"{file_name}, chỉ tiêu {target.id}")


def _check_target(target: Target, place: str) -> None:
    """Raise MalformedFile, naming `place`, where a target's metric or variant does not exist."""
    refuse_unknown_names({target.metric}, METRICS_BY_NAME.keys(), f"{place}, metric")
    if target.denominator_variant is None:
        return
    metric = METRICS_BY_NAME[target.metric]
    variant_names = {definition.denominator_variant for definition in (metric, *metric.variants)}
    refuse_unknown_names(
        {target.denominator_variant}, variant_names, f"{place}, denominator_variant"
    )
