"""What the strip Hôm nay is made of: read once for a version of the record, a commune and a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from data.dates import HANOI, moment_text
from data.periods import Period, month_of
from data.planning.earlier_tasks import earlier_tasks
from data.planning.plan_versions import PlanVersion, plan_versions
from data.planning.targets import Plan, plans_of
from data.planning.task_records import done_records
from data.planning.task_status import states_of_tasks, urgency_sort_key
from data.planning.tasks_of_plans import tasks_of
from data.record.ledger import UploadAction, upload_actions
from metrics.analysis.late_dossiers import last_known_day, late_dossiers
from metrics.catalogue.metrics import METRICS, METRICS_BY_NAME, Metric
from metrics.counting.coverage import Source
from metrics.counting.day_counts import Holdings
from metrics.forecasting.stakes import furthest_standing
from reports.typed_counts_template import template_layout
from ui import session
from ui.address import link_to
from ui.display import source_names
from ui.kept import kept
from ui.overview import today_items
from ui.overview.board import Board
from ui.overview.next_file import awaited_source
from ui.overview.record_changes import changes_since
from ui.overview.today_items import TodayItem
from ui.tasks.task_filters import STATUS_WORDS


def items_of_today(board: Board, last_visit: datetime | None) -> tuple[TodayItem, ...]:
    """Today's items of a commune, most pressing first; changes are since `last_visit` or yesterday.

    What changed is since `last_visit`, since yesterday's first minute where that is None.
    """
    today = session.today()
    changes = _changes_item(board, last_visit, today)
    items = (*_due_items(board, today), _furthest_item(board), changes)
    return tuple(item for item in items if item)


def _due_items(board: Board, today: date) -> tuple[TodayItem, ...]:
    """Today's items on late and due dossiers, on tasks, and on data to load; () without any."""
    return session.at_current_version(
        lambda version: _due_items_of_version(version, board.commune_code, board.period, today)
    )


@kept(256)
def _due_items_of_version(
    version: str, commune_code: str, period: Period, today: date
) -> tuple[TodayItem, ...]:
    """Today's items on dossiers, tasks and data, cached by version of the record and day."""
    holdings = session.holdings()
    items = (
        _dossiers_item(version, holdings, commune_code, period, today),
        *task_items(commune_code, period, today),
        _data_item(holdings, commune_code, period, today),
    )
    return tuple(item for item in items if item)


def _dossiers_item(
    version: str, holdings: Holdings, commune_code: str, period: Period, today: date
) -> TodayItem | None:
    """An item on late and soon due dossiers of the latest list; None without a list or any."""
    lists = [source for source in holdings.sources_of(commune_code) if source.is_list]
    if not lists:
        return None
    day = min(max(source.last for source in lists), today)
    with session.reading_of_version(version) as reading:
        soon_days = today_items.SOON_WORKING_DAYS
        dossiers = late_dossiers(reading, commune_code, day, day, soon_days)
    page_period = _period_up_to(day, holdings, commune_code, period, lists)
    return today_items.dossiers_item(dossiers, day, link_to("tre-han", commune_code, page_period))


def _period_up_to(
    day: date, holdings: Holdings, commune_code: str, period: Period, lists: list[Source]
) -> Period:
    """A period whose last known day is `day`: the chosen one, its month, or the newest list's."""
    newest = max(lists, key=lambda source: source.last)
    span = Period(newest.first, newest.last, f"{newest.first}..{newest.last}")
    candidates = (period, month_of(day, period.calendar))
    return next((p for p in candidates if last_known_day(holdings, commune_code, p) == day), span)


def task_items(commune_code: str, period: Period, today: date) -> Iterator[TodayItem | None]:
    """For each of the commune's plans an item on overdue and soon due tasks; None if none is."""
    for plan in plans_of(session.plans(), commune_code):
        records = done_records(session.folder(), plan.key)
        earlier = earlier_tasks(session.folder(), plan.key, session.first_day())
        states = sorted(
            states_of_tasks(tasks_of(plan), records, today, earlier), key=urgency_sort_key
        )
        is_overdue = any(state.status == "overdue" for state in states)
        address = link_to(
            "nhiem-vu",
            commune_code,
            period,
            ke_hoach_cua=plan.key,
            tinh_trang=STATUS_WORDS["overdue" if is_overdue else "due_soon"],
        )
        yield today_items.tasks_item(plan, states, today, address)


def _data_item(
    holdings: Holdings, commune_code: str, period: Period, today: date
) -> TodayItem | None:
    """How long ago the exports ended that most judged metrics need; None without an export."""
    exports = [
        source
        for source in holdings.sources_of(commune_code)
        if source.layout != template_layout().name
    ]
    newest = awaited_source(exports, _judged_metrics(commune_code))
    if newest is None:
        return None
    file_words = (
        "danh sách hồ sơ" if newest.is_list else source_names.form_within_sentence(newest.layout)
    )
    address = link_to("nap-so-lieu", commune_code, period)
    return today_items.data_item(newest.last, file_words, today, period.calendar, address)


def _judged_metrics(commune_code: str) -> Sequence[Metric]:
    """The metrics that the commune's plans set targets for; those of the overview without any."""
    plans = plans_of(session.plans(), commune_code)
    names = {target.metric for plan in plans for target in plan.targets}
    return [METRICS_BY_NAME[name] for name in sorted(names) if name in METRICS_BY_NAME] or METRICS


def _furthest_item(board: Board) -> TodayItem | None:
    """An item on the metric furthest from its target; None if none is missed by whole cases."""
    furthest = furthest_standing(board.shown.demanded)
    if furthest is None:
        return None
    card = next(card for card in board.cards if card.standing is furthest)
    return today_items.furthest_item(furthest, card.cause, card.address)


def _changes_item(board: Board, last_visit: datetime | None, today: date) -> TodayItem | None:
    """An item on changes of the record since the last visit, else yesterday; None without any."""
    yesterday = datetime.combine(today - timedelta(days=1), time(), HANOI)
    moment, since = (last_visit, "Từ lần xem trước") if last_visit else (yesterday, "Từ hôm qua")
    code, own_plans = board.commune_code, plans_of(session.plans(), board.commune_code)
    uploads = [upload for upload in session.uploads().values() if code in upload.communes]
    actions, versions = _history_of_version(session.version())
    own_versions = [version for version in versions if _is_of_commune(version, own_plans, code)]
    changes = changes_since(moment, uploads, actions, own_versions)
    is_about_plans = changes.plans_saved and not (changes.stored or changes.withdrawn)
    page = "ke-hoach" if is_about_plans else "nap-so-lieu"
    note = f"sau {moment_text(moment)}" if last_visit else ""
    return today_items.changes_item(changes, since, note, link_to(page, code, board.period))


def _is_of_commune(version: PlanVersion, own_plans: tuple[Plan, ...], commune_code: str) -> bool:
    """Whether a version is of a plan of this commune, or removes one of `own_plans`."""
    if version.plan:
        return version.plan.commune_code == commune_code
    return version.key in {plan.key for plan in own_plans}


@kept(4)
def _history_of_version(
    version: str,
) -> tuple[tuple[UploadAction, ...], tuple[PlanVersion, ...]]:
    """(all actions on uploads, all plan versions), cached by the record's version."""
    return upload_actions(session.folder()), tuple(plan_versions(session.folder()))
