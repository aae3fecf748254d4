"""The counts that a form may give, what each is called, and which are sums of others."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from data.petition_kinds import KINDS

# A layout's file names no others. Stored with each form's numbers, so a name stays as it is.
FORM_COUNTS: Mapping[str, str] = MappingProxyType(
    {
        "received": "Tiếp nhận trong kỳ",
        "received_online": "Tiếp nhận trực tuyến",
        "received_online_end_to_end": "Tiếp nhận trực tuyến toàn trình",
        "received_online_partial": "Tiếp nhận trực tuyến một phần",
        "received_direct": "Tiếp nhận trực tiếp",
        "received_postal": "Tiếp nhận qua bưu chính",
        "received_direct_or_postal": "Tiếp nhận trực tiếp, bưu chính",
        "received_non_territorial": "Tiếp nhận phi địa giới",
        "carried_over": "Kỳ trước chuyển sang",
        "received_and_carried_over": "Tiếp nhận, gồm cả kỳ trước chuyển sang",
        "received_digitised": "Đã số hóa thành phần hồ sơ",
        "received_not_digitised": "Chưa số hóa thành phần hồ sơ",
        "received_reused": "Có thành phần được tái sử dụng",
        "received_reused_national": "Tái sử dụng từ Cổng DVCQG",
        "synchronised": "Đã đồng bộ về Cổng DVCQG",
        "payable": "Phát sinh phí, lệ phí",
        "paid_online": "Thanh toán trực tuyến",
        "paid_online_national": "Thanh toán qua Cổng DVCQG",
        "paid_direct": "Thanh toán trực tiếp",
        "resolved": "Đã giải quyết",
        "resolved_online": "Đã giải quyết, nộp trực tuyến",
        "resolved_early": "Trước hạn",
        "resolved_on_time": "Đúng hạn",
        "resolved_late": "Quá hạn",
        "resolved_early_or_on_time": "Trước và đúng hạn",
        "resolved_on_time_or_left": "Đúng hạn, gồm cả rút, dừng",
        "resolved_or_left": "Đã giải quyết, gồm cả rút, dừng",
        "left": "Rút, dừng",
        "refused": "Từ chối, trả lại",
        "paused": "Tạm dừng để bổ sung",
        "returned_to_applicant": "Đã trả cho công dân",
        "waiting_for_applicant": "Chờ công dân đến nhận",
        "late_apologised": "Quá hạn, đã có thư xin lỗi",
        "late_explained_and_apologised": "Quá hạn, đã giải trình và xin lỗi",
        "late_not_apologised": "Quá hạn, chưa có thư xin lỗi",
        "late_in_all": "Quá hạn, cả đã và đang giải quyết",
        "results_due": "Đã giải quyết, có kết quả giấy",
        "results_digitised": "Kết quả đã số hóa",
        "results_not_digitised": "Kết quả chưa số hóa",
        "results_electronic": "Kết quả điện tử",
        "pending": "Đang giải quyết",
        "pending_on_time": "Đang giải quyết, trong hạn",
        "pending_late": "Đang giải quyết, quá hạn",
        "ratings": "Lượt đánh giá",
        "ratings_satisfied": "Lượt hài lòng và rất hài lòng",
        "ratings_very_satisfied": "Lượt rất hài lòng",
        "ratings_fairly_satisfied": "Lượt hài lòng",
        "ratings_dissatisfied": "Lượt chưa hài lòng",
        "petitions": "Phản ánh, kiến nghị",
        "petitions_carried_over": "Phản ánh, kiến nghị kỳ trước chuyển sang",
        "petitions_new": "Phản ánh, kiến nghị mới",
        "petitions_handled": "Phản ánh, kiến nghị đã xử lý",
        "petitions_handled_on_time": "Phản ánh, kiến nghị xử lý đúng hạn",
        "petitions_handled_late": "Phản ánh, kiến nghị xử lý quá hạn",
        "petitions_pending": "Phản ánh, kiến nghị đang xử lý",
        "petitions_pending_late": "Phản ánh, kiến nghị đang xử lý, quá hạn",
        "petitions_published": "Phản ánh, kiến nghị đã đăng công khai",
    }
)

_ONLINE = frozenset({"received_online_end_to_end", "received_online_partial"})

# What a count is the sum of: one export may give only the sum, another only the parts. Parts are no
# sums themselves.
SUMS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "received": _ONLINE | {"received_direct", "received_postal"},
        "received_online": _ONLINE,
        "received_direct_or_postal": frozenset({"received_direct", "received_postal"}),
        "resolved": frozenset(
            {"resolved_early", "resolved_on_time", "late_apologised", "late_not_apologised"}
        ),
        "resolved_late": frozenset({"late_apologised", "late_not_apologised"}),
        "resolved_early_or_on_time": frozenset({"resolved_early", "resolved_on_time"}),
        "ratings_satisfied": frozenset({"ratings_very_satisfied", "ratings_fairly_satisfied"}),
        "resolved_on_time_or_left": frozenset({"resolved_on_time", "left"}),
        **{
            f"{kind}petitions_handled": frozenset(
                {f"{kind}petitions_handled_on_time", f"{kind}petitions_handled_late"}
            )
            for kind in ("", *(f"{kind}_" for kind in KINDS))
        },
    }
)
