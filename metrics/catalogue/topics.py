"""The metrics by subject, in the order in which a reader goes through all of them."""

from __future__ import annotations

from metrics.catalogue.dossiers import DOSSIER_METRICS
from metrics.catalogue.late import LATE_DOSSIER_METRICS
from metrics.catalogue.marks import MARK_METRICS
from metrics.catalogue.metric import Metric
from metrics.catalogue.metrics import METRICS
from metrics.catalogue.petitions import PETITION_METRICS
from metrics.catalogue.procedures import PROCEDURE_METRICS
from metrics.catalogue.reviews import REVIEW_METRICS

TOPICS: tuple[tuple[str, tuple[Metric, ...]], ...] = (
    ("Mười chỉ số chính", METRICS),
    ("Hồ sơ, giấy tờ, kết quả", DOSSIER_METRICS),
    ("Hồ sơ quá hạn", LATE_DOSSIER_METRICS),
    ("Phản ánh, kiến nghị", PETITION_METRICS),
    ("Thủ tục, dịch vụ công", PROCEDURE_METRICS),
    ("Rà soát, cắt giảm, nhiệm vụ", REVIEW_METRICS),
    ("Điểm, chỉ số nơi khác công bố", MARK_METRICS),
)
