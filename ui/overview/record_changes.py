"""What people changed of a commune's record since some moment: uploads and plans, counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from data.planning.plan_versions import PlanVersion
from data.record.ledger import Upload, UploadAction


@dataclass(frozen=True)
class RecordChanges:
    """How often files were stored, withdrawn and brought back, and plans saved."""

    stored: int
    withdrawn: int
    brought_back: int
    plans_saved: int

    @property
    def words(self) -> str:
        """Its counts in words, "nạp 2 tệp, rút 1 tệp, lưu kế hoạch 1 lần"; "" where all are 0."""
        counts = (
            (self.stored, "nạp {} tệp"),
            (self.withdrawn, "rút {} tệp"),
            (self.brought_back, "đưa trở lại {} tệp"),
            (self.plans_saved, "lưu kế hoạch {} lần"),
        )
        return ", ".join(text.format(count) for count, text in counts if count)


def changes_since(
    moment: datetime,
    uploads: Iterable[Upload],
    actions: Iterable[UploadAction],
    plan_versions: Iterable[PlanVersion],
) -> RecordChanges:
    """How many of these uploads, actions on them, and plan versions are later than `moment`.

    Actions on other uploads are not counted.
    """
    commune_uploads = tuple(uploads)
    ids = {upload.id for upload in commune_uploads}
    later_actions = [a for a in actions if a.upload_id in ids and a.done_at > moment]
    return RecordChanges(
        stored=sum(upload.stored_at > moment for upload in commune_uploads),
        withdrawn=sum(action.is_withdrawal for action in later_actions),
        brought_back=sum(not action.is_withdrawal for action in later_actions),
        plans_saved=sum(version.done_at > moment for version in plan_versions),
    )
