"""Metrics that count procedures and online services: typed in, standing as at the last day."""

from __future__ import annotations

from dataclasses import replace

from metrics.catalogue.metric import STILL_OPEN, Metric, typed_metric

_Q766 = "Quyết định 766/QĐ-TTg"
_TYPED = "số nhập tay theo văn bản của xã, phường"

_PAID_ONLINE_TYPED = typed_metric(
    "procedures_paid_online",
    "Thủ tục phát sinh thanh toán trực tuyến",
    "procedures_paid_online",
    "procedures_with_fee_dossiers",
    "TTHC có hồ sơ thanh toán trực tuyến ÷ TTHC có hồ sơ phải nộp phí phát sinh trong kỳ",
    f"{_Q766}, nhóm thanh toán trực tuyến; {_TYPED}",
    remedy=STILL_OPEN,
)

_WITH_DOSSIERS_TYPED = typed_metric(
    "online_services_with_dossiers",
    "Dịch vụ công trực tuyến phát sinh hồ sơ",
    "procedures_online_with_dossiers",
    "procedures_online",
    "TTHC trực tuyến có hồ sơ phát sinh trong kỳ ÷ TTHC đã cung cấp dịch vụ công trực tuyến",
    f"{_Q766}, nhóm cung cấp dịch vụ trực tuyến; {_TYPED}",
    remedy=STILL_OPEN,
)

PROCEDURE_METRICS: tuple[Metric, ...] = (
    typed_metric(
        "procedures_one_stop",
        "Thủ tục thực hiện một cửa",
        "procedures_one_stop",
        "procedures",
        "TTHC thực hiện theo cơ chế một cửa, một cửa liên thông ÷ TTHC thuộc thẩm quyền",
        remedy=STILL_OPEN,
    ),
    typed_metric(
        "procedures_disclosed",
        "Công khai thủ tục",
        "procedures_disclosed",
        "procedures_to_disclose",
        "TTHC đã công bố, công khai đầy đủ, đúng hạn ÷ TTHC phải công bố, công khai",
        f"{_Q766}, nhóm công khai, minh bạch; {_TYPED}",
        remedy=STILL_OPEN,
    ),
    typed_metric(
        "procedures_non_territorial",
        "Thủ tục không phụ thuộc địa giới",
        "procedures_non_territorial",
        "procedures",
        "TTHC tiếp nhận không phụ thuộc địa giới hành chính ÷ TTHC thuộc thẩm quyền",
        remedy=STILL_OPEN,
    ),
    typed_metric(
        "non_territorial_procedures_restructured",
        "Tái cấu trúc để không phụ thuộc địa giới",
        "procedures_restructured_non_territorial",
        "procedures",
        "TTHC đã tái cấu trúc để tiếp nhận phi địa giới ÷ TTHC thuộc thẩm quyền",
        remedy=STILL_OPEN,
    ),
    typed_metric(
        "eligible_procedures_by_post",
        "Thủ tục qua bưu chính công ích",
        "procedures_by_post",
        "procedures_eligible_by_post",
        "TTHC nhận, trả qua bưu chính công ích ÷ TTHC đủ điều kiện",
        remedy=STILL_OPEN,
    ),
    typed_metric(
        "catalogue_synchronised",
        "Đồng bộ danh mục thủ tục",
        "catalogue_entries_synchronised",
        "catalogue_entries",
        "Danh mục, nội dung TTHC đã đồng bộ với Cổng DVCQG ÷ danh mục, nội dung TTHC",
        case_name="mục",
        remedy=STILL_OPEN,
    ),
    typed_metric(
        "procedures_online",
        "Thủ tục có dịch vụ công trực tuyến",
        "procedures_online",
        "procedures",
        "TTHC cung cấp dịch vụ công trực tuyến ÷ TTHC thuộc thẩm quyền",
        f"{_Q766}, nhóm cung cấp dịch vụ trực tuyến; {_TYPED}",
        remedy=STILL_OPEN,
    ),
    typed_metric(
        "eligible_procedures_online",
        "Thủ tục đủ điều kiện có trực tuyến",
        "procedures_online",
        "procedures_eligible_online",
        "TTHC cung cấp dịch vụ công trực tuyến ÷ TTHC đủ điều kiện toàn trình, một phần",
        remedy=STILL_OPEN,
    ),
    typed_metric(
        "eligible_procedures_online_end_to_end",
        "Thủ tục đủ điều kiện có toàn trình",
        "procedures_end_to_end",
        "procedures_eligible_end_to_end",
        "TTHC có dịch vụ công toàn trình trên Cổng DVCQG ÷ TTHC đủ điều kiện toàn trình",
        f"{_Q766}, nhóm cung cấp dịch vụ trực tuyến; {_TYPED}",
        remedy=STILL_OPEN,
    ),
    typed_metric(
        "eligible_procedures_restructured",
        "Tái cấu trúc thủ tục đủ điều kiện",
        "procedures_eligible_restructured",
        "procedures_eligible_online",
        "TTHC đủ điều kiện trực tuyến đã tái cấu trúc quy trình ÷ TTHC đủ điều kiện trực tuyến",
        remedy=STILL_OPEN,
    ),
    typed_metric(
        "online_services_restructured",
        "Tái cấu trúc dịch vụ công trực tuyến",
        "online_services_restructured",
        "online_services",
        "Dịch vụ công trực tuyến đã tái cấu trúc ÷ dịch vụ công trực tuyến đang cung cấp",
        case_name="dịch vụ công",
        remedy=STILL_OPEN,
    ),
    typed_metric(
        "online_services_integrated",
        "Tích hợp lên Cổng DVCQG",
        "online_services_integrated",
        "online_services",
        "Dịch vụ công trực tuyến có trên Cổng DVCQG ÷ dịch vụ công trực tuyến đang cung cấp",
        case_name="dịch vụ công",
        remedy=STILL_OPEN,
    ),
    replace(
        _WITH_DOSSIERS_TYPED,
        numerator=("counted_procedures_online_with_dossiers",),
        source=f"{_Q766}; số có hồ sơ đếm từ danh sách hồ sơ, số đang cung cấp là số nhập tay",
        fallback=_WITH_DOSSIERS_TYPED,
    ),
    typed_metric(
        "business_procedures_online",
        "Thủ tục doanh nghiệp trực tuyến",
        "business_procedures_online",
        "business_procedures",
        "TTHC liên quan đến doanh nghiệp thực hiện trực tuyến ÷ TTHC liên quan đến doanh nghiệp",
        remedy=STILL_OPEN,
    ),
    typed_metric(
        "payment_procedures_available",
        "Thủ tục đã có thanh toán trực tuyến",
        "fee_procedures_available",
        "fee_procedures",
        "TTHC đã triển khai thanh toán trên Cổng DVCQG ÷ TTHC có yêu cầu nghĩa vụ tài chính",
        remedy=STILL_OPEN,
    ),
    Metric(
        name="procedures_paid_online",
        label="Thủ tục phát sinh thanh toán trực tuyến",
        numerator=("counted_procedures_paid_online",),
        denominator=("counted_procedures_with_fee_dossiers",),
        denominator_variant="counted_procedures_with_fee_dossiers",
        formula="TTHC có hồ sơ thanh toán trực tuyến ÷ TTHC có hồ sơ phải nộp phí trong kỳ",
        source=f"{_Q766}, nhóm thanh toán trực tuyến; đếm từ danh sách hồ sơ, theo mã thủ tục",
        case_name="thủ tục",
        fallback=_PAID_ONLINE_TYPED,
        remedy=STILL_OPEN,
    ),
    typed_metric(
        "centre_brand_identity",
        "Nhận diện thương hiệu Trung tâm",
        "centres_branded",
        "centres",
        "Trung tâm đã nhận diện thương hiệu theo quy định ÷ trung tâm phải thực hiện",
        case_name="trung tâm",
        remedy=STILL_OPEN,
    ),
)
