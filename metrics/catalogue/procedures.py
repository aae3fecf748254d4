"""Metrics that count procedures and online services: typed in, standing as at the last day."""

from __future__ import annotations

from metrics.catalogue.metric import Metric, typed_metric

_Q766 = "Quyết định 766/QĐ-TTg"
_TYPED = "số nhập tay theo văn bản của xã, phường"

OF_PROCEDURES: tuple[Metric, ...] = (
    typed_metric(
        "procedures_one_stop",
        "Thủ tục thực hiện một cửa",
        "procedures_one_stop",
        "procedures",
        "TTHC thực hiện theo cơ chế một cửa, một cửa liên thông ÷ TTHC thuộc thẩm quyền",
    ),
    typed_metric(
        "procedures_disclosed",
        "Công khai thủ tục",
        "procedures_disclosed",
        "procedures_to_disclose",
        "TTHC đã công bố, công khai đầy đủ, đúng hạn ÷ TTHC phải công bố, công khai",
        f"{_Q766}, nhóm công khai, minh bạch; {_TYPED}",
    ),
    typed_metric(
        "procedures_non_territorial",
        "Thủ tục không phụ thuộc địa giới",
        "procedures_non_territorial",
        "procedures",
        "TTHC tiếp nhận không phụ thuộc địa giới hành chính ÷ TTHC thuộc thẩm quyền",
    ),
    typed_metric(
        "non_territorial_procedures_restructured",
        "Tái cấu trúc để không phụ thuộc địa giới",
        "procedures_restructured_non_territorial",
        "procedures",
        "TTHC đã tái cấu trúc để tiếp nhận phi địa giới ÷ TTHC thuộc thẩm quyền",
    ),
    typed_metric(
        "eligible_procedures_by_post",
        "Thủ tục qua bưu chính công ích",
        "procedures_by_post",
        "procedures_eligible_by_post",
        "TTHC nhận, trả qua bưu chính công ích ÷ TTHC đủ điều kiện",
    ),
    typed_metric(
        "catalogue_synchronised",
        "Đồng bộ danh mục thủ tục",
        "catalogue_entries_synchronised",
        "catalogue_entries",
        "Danh mục, nội dung TTHC đã đồng bộ với Cổng DVCQG ÷ danh mục, nội dung TTHC",
        unit="mục",
    ),
    typed_metric(
        "procedures_online",
        "Thủ tục có dịch vụ công trực tuyến",
        "procedures_online",
        "procedures",
        "TTHC cung cấp dịch vụ công trực tuyến ÷ TTHC thuộc thẩm quyền",
        f"{_Q766}, nhóm cung cấp dịch vụ trực tuyến; {_TYPED}",
    ),
    typed_metric(
        "eligible_procedures_online",
        "Thủ tục đủ điều kiện có trực tuyến",
        "procedures_online",
        "procedures_eligible_online",
        "TTHC cung cấp dịch vụ công trực tuyến ÷ TTHC đủ điều kiện toàn trình, một phần",
    ),
    typed_metric(
        "eligible_procedures_online_end_to_end",
        "Thủ tục đủ điều kiện có toàn trình",
        "procedures_end_to_end",
        "procedures_eligible_end_to_end",
        "TTHC có dịch vụ công toàn trình trên Cổng DVCQG ÷ TTHC đủ điều kiện toàn trình",
        f"{_Q766}, nhóm cung cấp dịch vụ trực tuyến; {_TYPED}",
    ),
    typed_metric(
        "eligible_procedures_restructured",
        "Tái cấu trúc thủ tục đủ điều kiện",
        "procedures_eligible_restructured",
        "procedures_eligible_online",
        "TTHC đủ điều kiện trực tuyến đã tái cấu trúc quy trình ÷ TTHC đủ điều kiện trực tuyến",
    ),
    typed_metric(
        "online_services_restructured",
        "Tái cấu trúc dịch vụ công trực tuyến",
        "online_services_restructured",
        "online_services",
        "Dịch vụ công trực tuyến đã tái cấu trúc ÷ dịch vụ công trực tuyến đang cung cấp",
        unit="dịch vụ công",
    ),
    typed_metric(
        "online_services_integrated",
        "Tích hợp lên Cổng DVCQG",
        "online_services_integrated",
        "online_services",
        "Dịch vụ công trực tuyến có trên Cổng DVCQG ÷ dịch vụ công trực tuyến đang cung cấp",
        unit="dịch vụ công",
    ),
    typed_metric(
        "business_procedures_online",
        "Thủ tục doanh nghiệp trực tuyến",
        "business_procedures_online",
        "business_procedures",
        "TTHC liên quan đến doanh nghiệp thực hiện trực tuyến ÷ TTHC liên quan đến doanh nghiệp",
    ),
    typed_metric(
        "payment_procedures_available",
        "Thủ tục đã có thanh toán trực tuyến",
        "fee_procedures_available",
        "fee_procedures",
        "TTHC đã triển khai thanh toán trên Cổng DVCQG ÷ TTHC có yêu cầu nghĩa vụ tài chính",
    ),
    typed_metric(
        "procedures_paid_online",
        "Thủ tục phát sinh thanh toán trực tuyến",
        "procedures_paid_online",
        "procedures_with_fee_dossiers",
        "TTHC có hồ sơ thanh toán trực tuyến ÷ TTHC có hồ sơ phải nộp phí phát sinh trong kỳ",
        f"{_Q766}, nhóm thanh toán trực tuyến; {_TYPED}",
    ),
    typed_metric(
        "centre_brand_identity",
        "Nhận diện thương hiệu Trung tâm",
        "centres_branded",
        "centres",
        "Trung tâm đã nhận diện thương hiệu theo quy định ÷ trung tâm phải thực hiện",
        unit="trung tâm",
    ),
)
