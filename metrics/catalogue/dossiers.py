"""Metrics of dossiers, papers and results that plans ask for besides the ten."""

from __future__ import annotations

from dataclasses import replace

from metrics.catalogue.metric import DIGITISE, FINAL, PUBLISH, STILL_OPEN, Metric, typed_metric

_Q766 = "Quyết định 766/QĐ-TTg"

_BY_APPLICANT = typed_metric(
    "no_resubmission",
    "Không phải nộp lại giấy tờ",
    "applicants_not_resubmitting",
    "applicants",
    "Lượt người dân, doanh nghiệp không phải nộp lại giấy tờ ÷ lượt làm thủ tục",
    "Kế hoạch đếm người dân, doanh nghiệp; số nhập tay",
    "lượt",
    remedy=FINAL,
)
_BY_COPY = typed_metric(
    "electronic_certified_copies",
    "Chứng thực bản sao điện tử",
    "certified_copies_electronic",
    "certified_copies",
    "Bản sao chứng thực điện tử ÷ bản sao chứng thực trong kỳ",
    case_name="bản sao",
    remedy=FINAL,
)
# Who had nothing to reuse is no failure, and lists do not say who that was: of the dossiers without
# reuse none or all may have been handed papers in again.
_REUSED = Metric(
    name="no_resubmission",
    label="Không phải nộp lại giấy tờ",
    numerator=("received_reused",),
    denominator=("received",),
    denominator_variant="received",
    formula="Hồ sơ có giấy tờ được dùng lại, hoặc không có gì để dùng lại ÷ hồ sơ tiếp nhận",
    source="Danh sách không cho biết hồ sơ nào không có gì để dùng lại, nên chỉ biết hai đầu",
    remedy=FINAL,
)

DOSSIER_METRICS: tuple[Metric, ...] = (
    Metric(
        name="end_to_end_filing",
        label="Hồ sơ nộp trực tuyến toàn trình",
        numerator=("received_online_end_to_end",),
        denominator=("received",),
        denominator_variant="received",
        formula="Hồ sơ tiếp nhận trực tuyến toàn trình ÷ hồ sơ tiếp nhận trong kỳ",
        source=(
            "Chỉ tính được khi biểu có cột toàn trình, hoặc danh sách ghi rõ toàn trình hay "
            "một phần ở mọi hồ sơ trực tuyến"
        ),
        remedy=FINAL,
    ),
    Metric(
        name="non_territorial_dossiers",
        label="Hồ sơ phi địa giới",
        numerator=("received_non_territorial",),
        denominator=("received",),
        denominator_variant="received",
        formula="Hồ sơ tiếp nhận cho xã, phường khác (phi địa giới) ÷ hồ sơ tiếp nhận trong kỳ",
        source="Chỉ tính được khi danh sách hoặc biểu có cột phi địa giới",
        remedy=FINAL,
    ),
    typed_metric(
        "digitised_components",
        "Số hóa thành phần hồ sơ",
        "components_digitised",
        "components",
        "Thành phần hồ sơ đã số hóa ÷ thành phần hồ sơ tiếp nhận trong kỳ",
        case_name="thành phần hồ sơ",
        remedy=DIGITISE,
    ),
    Metric(
        name="digitised_dossiers_and_results",
        label="Số hóa hồ sơ và kết quả",
        numerator=("received_digitised", "results_digitised"),
        denominator=("received", "results_due"),
        denominator_variant="received_and_results_due",
        formula="(Hồ sơ + kết quả đã số hóa) ÷ (hồ sơ tiếp nhận + kết quả giấy đã giải quyết)",
        source=f"{_Q766}, nhóm số hóa hồ sơ; kế hoạch giao chung một chỉ tiêu",
        case_name="hồ sơ, kết quả",
        remedy=DIGITISE,
    ),
    typed_metric(
        "digitised_legacy_results",
        "Số hóa kết quả còn hiệu lực",
        "valid_results_digitised",
        "valid_results",
        "Kết quả còn hiệu lực đã số hóa ÷ kết quả còn hiệu lực, đến ngày cuối kỳ",
        case_name="kết quả",
        remedy=STILL_OPEN,
    ),
    typed_metric(
        "results_published",
        "Công khai kết quả giải quyết",
        "results_published",
        "results_to_publish",
        "Kết quả đã công khai, tích hợp trên Cổng DVCQG ÷ kết quả phải công khai trong kỳ",
        case_name="kết quả",
        remedy=PUBLISH,
    ),
    Metric(
        name="online_processing",
        label="Hồ sơ xử lý trực tuyến",
        numerator=("resolved_online",),
        denominator=("resolved",),
        denominator_variant="resolved",
        formula="Hồ sơ nộp trực tuyến đã trả kết quả ÷ hồ sơ đã trả kết quả trong kỳ",
        source="Kế hoạch không nói thế nào là xử lý trực tuyến; đây là cách hiểu của bảng này",
        remedy=FINAL,
    ),
    typed_metric(
        "electronic_circulation",
        "Luân chuyển hồ sơ điện tử",
        "dossiers_circulated_electronically",
        "dossiers_circulated",
        "Hồ sơ luân chuyển nội bộ bằng phương thức điện tử ÷ hồ sơ luân chuyển nội bộ",
        case_name="hồ sơ",
        remedy=FINAL,
    ),
    typed_metric(
        "dossiers_on_system",
        "Hồ sơ giải quyết trên hệ thống",
        "dossiers_on_system",
        "dossiers_everywhere",
        "Hồ sơ tiếp nhận, giải quyết trên hệ thống ÷ mọi hồ sơ, kể cả hồ sơ ngoài hệ thống",
        case_name="hồ sơ",
        remedy="còn đưa lên hệ thống được",
    ),
    typed_metric(
        "electronic_work_files",
        "Hồ sơ công việc xử lý trên mạng",
        "work_files_electronic",
        "work_files",
        "Hồ sơ công việc xử lý trên môi trường mạng ÷ hồ sơ công việc, không kể hồ sơ mật",
        "Hồ sơ công việc của cơ quan, không phải hồ sơ thủ tục hành chính; số nhập tay",
        "hồ sơ công việc",
        remedy=FINAL,
    ),
    typed_metric(
        "electronic_receipts",
        "Biên lai điện tử",
        "receipts_electronic",
        "receipts",
        "Biên lai điện tử ÷ biên lai thu phí, lệ phí đã cấp trong kỳ",
        case_name="biên lai",
        remedy=FINAL,
    ),
    Metric(
        name="dossiers_synchronised",
        label="Đồng bộ hồ sơ với Cổng DVCQG",
        numerator=("synchronised",),
        denominator=("received",),
        denominator_variant="received",
        formula="Hồ sơ đã đồng bộ về Cổng DVCQG ÷ hồ sơ tiếp nhận trong kỳ",
        source=f"{_Q766}, chỉ số đồng bộ hồ sơ; biểu theo dõi chỉ tiêu DVC trực tuyến",
        remedy="còn đồng bộ được",
    ),
    replace(
        _REUSED,
        numerator=(),
        denominator=(),
        variants=(_BY_APPLICANT,),
        bounds=(_REUSED, replace(_REUSED, numerator=("received",), remedy=STILL_OPEN)),
    ),
    typed_metric(
        "no_resubmission_business",
        "Doanh nghiệp chỉ nộp giấy tờ một lần",
        "business_papers_once",
        "business_papers",
        "Giấy tờ chỉ phải cung cấp một lần ÷ giấy tờ của các TTHC sản xuất, kinh doanh",
        case_name="giấy tờ",
        remedy=FINAL,
    ),
    Metric(
        name="electronic_certified_copies",
        label="Chứng thực bản sao điện tử",
        numerator=("copy_services_given",),
        denominator=("copy_services_due",),
        denominator_variant="copy_services_due",
        formula="Đơn vị có chứng thực bản sao điện tử ÷ đơn vị phải có, đến ngày cuối kỳ",
        source=f"{_Q766}, chỉ số chứng thực bản sao điện tử: đếm nơi có dịch vụ",
        case_name="đơn vị",
        variants=(_BY_COPY,),
        remedy=STILL_OPEN,
    ),
)
