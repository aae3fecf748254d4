"""What a file would change is counted on a copy, and is what storing it then does."""

from __future__ import annotations

from pathlib import Path

from data.record import ledger
from loaders.answers import Answers
from loaders.load import read_and_stage, store_staged
from loaders.staging import Staged
from reports.upload_effect import Effect, try_upload
from tests.support.builders import JANUARY, csv_bytes, done, dossier, earlier, table


def staged(name: str, *rows: dict[str, str], above: tuple[str, ...] = JANUARY) -> Staged:
    content = csv_bytes(table(rows, above))
    return read_and_stage(name, content, Answers())


def effects_of(folder: Path, new_file: Staged) -> tuple[Effect, ...]:
    return try_upload(folder, new_file).effects


def figures(effects: tuple[Effect, ...], metric: str) -> tuple[object, ...]:
    metric_effect = next(effect for effect in effects if effect.before.metric.name == metric)
    return (
        (metric_effect.before.tally.numerator, metric_effect.before.tally.denominator),
        (metric_effect.after.tally.numerator, metric_effect.after.tally.denominator),
        metric_effect.changes_figures,
    )


def test_a_newer_list_of_the_month_shows_before_and_after(tmp_path: Path) -> None:
    store_staged(tmp_path, staged("cũ.csv", earlier(), dossier(1), dossier(2, channel="")), "thử")
    before = ledger.version(tmp_path), sorted((tmp_path / "uploads").iterdir())
    newer = staged("mới.csv", earlier(), dossier(1), dossier(2), done(3))
    effects = try_upload(tmp_path, newer).effects
    assert figures(effects, "online_filing") == ((1, 2), (3, 3), True)
    # The older list has the day of end blank in every line: what ended when is unknown, not none.
    assert figures(effects, "on_time") == ((None, None), (1, 1), True)
    assert figures(effects, "satisfaction") == ((None, None), (None, None), False)
    assert (ledger.version(tmp_path), sorted((tmp_path / "uploads").iterdir())) == before


def test_a_list_of_other_days_that_reaches_into_the_month_counts_too(tmp_path: Path) -> None:
    store_staged(tmp_path, staged("tháng.csv", earlier(), dossier(1)), "thử")
    half = (*JANUARY[:2], "Từ ngày 01/01/2026 đến ngày 15/01/2026")
    effects = effects_of(tmp_path, staged("nửa.csv", earlier(), dossier(2), above=half))
    # The half month's list adds its dossier to the month's.
    assert figures(effects, "online_filing") == ((1, 1), (2, 2), True)


def test_nothing_is_shown_where_nothing_of_the_period_is_held(tmp_path: Path) -> None:
    trial = try_upload(tmp_path, staged("đầu.csv", earlier(), dossier(1)))
    assert trial.effects == ()
    alone = next(
        current for current in trial.standings_alone if current.metric.name == "online_filing"
    )
    assert (alone.tally.numerator, alone.tally.denominator) == (1, 1)


def test_withdrawn_uploads_do_not_count_in_the_copy(tmp_path: Path) -> None:
    old = store_staged(tmp_path, staged("cũ.csv", earlier(), dossier(1)), "thử").upload
    newer = staged("khác.csv", earlier(), dossier(2), dossier(3))
    store_staged(tmp_path, newer, "thử")
    ledger.withdraw(tmp_path, [old.id], "thử")
    effects = effects_of(tmp_path, staged("mới.csv", earlier(), dossier(4)))
    assert figures(effects, "online_filing") == ((2, 2), (1, 1), True)


def test_what_the_file_gives_alone_is_told_beside(tmp_path: Path) -> None:
    half = (*JANUARY[:2], "Từ ngày 01/01/2026 đến ngày 15/01/2026")
    store_staged(tmp_path, staged("nửa.csv", earlier(), dossier(1), dossier(2), above=half), "thử")
    trial = try_upload(tmp_path, staged("tháng.csv", earlier(), dossier(3, channel="")))
    assert figures(trial.effects, "online_filing")[1] == (2, 3)
    alone = next(
        current for current in trial.standings_alone if current.metric.name == "online_filing"
    )
    assert (alone.tally.numerator, alone.tally.denominator) == (0, 1)


def test_invented_dossiers_count_before_alone(tmp_path: Path) -> None:
    store_staged(tmp_path, staged("minh họa.csv", earlier(), dossier(1)), "thử", demonstration=True)
    half = (*JANUARY[:2], "Từ ngày 01/01/2026 đến ngày 15/01/2026")
    effects = try_upload(
        tmp_path, staged("thật.csv", earlier(), dossier(2, channel=""), above=half)
    )
    assert figures(effects.effects, "online_filing") == ((1, 1), (0, 1), True)
