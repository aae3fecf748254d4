"""Metrics of dossiers, papers, results and petitions that plans ask for besides the ten."""

from __future__ import annotations

from dataclasses import replace

from metrics.catalogue.metric import Metric, typed_metric

_Q766 = "Quyết định 766/QĐ-TTg"
_PETITIONS = "Biểu số II.05a/VPCP/KSTT"
_PETITION = "phản ánh, kiến nghị"

_BY_APPLICANT = typed_metric(
    "no_resubmission",
    "Không phải nộp lại giấy tờ",
    "applicants_not_resubmitting",
    "applicants",
    "Lượt người dân, doanh nghiệp không phải nộp lại giấy tờ ÷ lượt làm thủ tục",
    "Kế hoạch đếm người dân, doanh nghiệp; số nhập tay",
    "lượt",
)
_BY_COPY = typed_metric(
    "electronic_certified_copies",
    "Chứng thực bản sao điện tử",
    "certified_copies_electronic",
    "certified_copies",
    "Bản sao chứng thực điện tử ÷ bản sao chứng thực trong kỳ",
    unit="bản sao",
)
# Typed counts rest on a document, so they stand where there are any.
_BY_MARK = Metric(
    name="late_explained_and_apologised",
    label="Giải trình và xin lỗi hồ sơ quá hạn",
    numerator=("late_explained_and_apologised",),
    denominator=("resolved_late",),
    denominator_variant="resolved_late",
    formula="Hồ sơ trả quá hạn đã giải trình và xin lỗi ÷ hồ sơ trả quá hạn trong kỳ",
    source="Danh sách hồ sơ và đánh dấu ở trang Hồ sơ trễ hạn",
)

OF_DOSSIERS: tuple[Metric, ...] = (
    Metric(
        name="end_to_end_filing",
        label="Hồ sơ nộp trực tuyến toàn trình",
        numerator=("received_online_end_to_end",),
        denominator=("received",),
        denominator_variant="received",
        formula="Hồ sơ tiếp nhận trực tuyến toàn trình ÷ hồ sơ tiếp nhận trong kỳ",
        source="Chỉ tính được khi danh sách ghi rõ toàn trình hay một phần ở mọi hồ sơ trực tuyến",
    ),
    typed_metric(
        "digitised_components",
        "Số hóa thành phần hồ sơ",
        "components_digitised",
        "components",
        "Thành phần hồ sơ đã số hóa ÷ thành phần hồ sơ tiếp nhận trong kỳ",
        unit="thành phần hồ sơ",
    ),
    Metric(
        name="digitised_dossiers_and_results",
        label="Số hóa hồ sơ và kết quả",
        numerator=("received_digitised", "results_digitised"),
        denominator=("received", "results_due"),
        denominator_variant="received_and_results_due",
        formula="(Hồ sơ + kết quả đã số hóa) ÷ (hồ sơ tiếp nhận + kết quả giấy đã giải quyết)",
        source=f"{_Q766}, nhóm số hóa hồ sơ; kế hoạch giao chung một chỉ tiêu",
        unit="hồ sơ, kết quả",
    ),
    typed_metric(
        "digitised_legacy_results",
        "Số hóa kết quả còn hiệu lực",
        "valid_results_digitised",
        "valid_results",
        "Kết quả còn hiệu lực đã số hóa ÷ kết quả còn hiệu lực, đến ngày cuối kỳ",
        unit="kết quả",
    ),
    typed_metric(
        "results_published",
        "Công khai kết quả giải quyết",
        "results_published",
        "results_to_publish",
        "Kết quả đã công khai, tích hợp trên Cổng DVCQG ÷ kết quả phải công khai trong kỳ",
        unit="kết quả",
    ),
    Metric(
        name="online_processing",
        label="Hồ sơ xử lý trực tuyến",
        numerator=("resolved_online",),
        denominator=("resolved",),
        denominator_variant="resolved",
        formula="Hồ sơ nộp trực tuyến đã trả kết quả ÷ hồ sơ đã trả kết quả trong kỳ",
        source="Kế hoạch không nói thế nào là xử lý trực tuyến; đây là cách hiểu của bảng này",
    ),
    typed_metric(
        "electronic_circulation",
        "Luân chuyển hồ sơ điện tử",
        "dossiers_circulated_electronically",
        "dossiers_circulated",
        "Hồ sơ luân chuyển nội bộ bằng phương thức điện tử ÷ hồ sơ luân chuyển nội bộ",
        unit="hồ sơ",
    ),
    typed_metric(
        "dossiers_on_system",
        "Hồ sơ giải quyết trên hệ thống",
        "dossiers_on_system",
        "dossiers_everywhere",
        "Hồ sơ tiếp nhận, giải quyết trên hệ thống ÷ mọi hồ sơ, kể cả hồ sơ ngoài hệ thống",
        unit="hồ sơ",
    ),
    Metric(
        name="dossiers_synchronised",
        label="Đồng bộ hồ sơ với Cổng DVCQG",
        numerator=("synchronised",),
        denominator=("received",),
        denominator_variant="received",
        formula="Hồ sơ đã đồng bộ về Cổng DVCQG ÷ hồ sơ tiếp nhận trong kỳ",
        source=f"{_Q766}, chỉ số đồng bộ hồ sơ; biểu theo dõi chỉ tiêu DVC trực tuyến",
    ),
    Metric(
        name="late_apologised",
        label="Xin lỗi hồ sơ quá hạn",
        numerator=("late_apologised",),
        denominator=("resolved_late",),
        denominator_variant="resolved_late",
        formula="Hồ sơ trả quá hạn có xin lỗi (theo danh sách, đánh dấu) ÷ hồ sơ trả quá hạn",
        source="Nghị định 61/2018/NĐ-CP, khoản 9 Điều 19",
    ),
    replace(
        typed_metric(
            "late_explained_and_apologised",
            "Giải trình và xin lỗi hồ sơ quá hạn",
            "late_explained_apologised",
            "late_dossiers",
            "Hồ sơ quá hạn có báo cáo giải trình và xin lỗi ÷ hồ sơ quá hạn trong kỳ; "
            "chưa nhập thì theo đánh dấu ở trang Hồ sơ trễ hạn",
            "Số nhập tay theo văn bản; chưa nhập thì theo danh sách hồ sơ và đánh dấu",
            "hồ sơ",
        ),
        fallback=_BY_MARK,
    ),
    Metric(
        name="no_resubmission",
        label="Không phải nộp lại giấy tờ",
        numerator=("received_reused",),
        denominator=("received",),
        denominator_variant="received",
        formula="Hồ sơ có giấy tờ được dùng lại ÷ hồ sơ tiếp nhận trong kỳ",
        source="Cách tính gần nhất mà danh sách hồ sơ cho phép",
        variants=(_BY_APPLICANT,),
    ),
    typed_metric(
        "no_resubmission_business",
        "Doanh nghiệp chỉ nộp giấy tờ một lần",
        "business_papers_once",
        "business_papers",
        "Giấy tờ chỉ phải cung cấp một lần ÷ giấy tờ của các TTHC sản xuất, kinh doanh",
        unit="giấy tờ",
    ),
    Metric(
        name="electronic_certified_copies",
        label="Chứng thực bản sao điện tử",
        numerator=("copy_services_given",),
        denominator=("copy_services_due",),
        denominator_variant="copy_services_due",
        formula="Đơn vị có chứng thực bản sao điện tử ÷ đơn vị phải có, đến ngày cuối kỳ",
        source=f"{_Q766}, chỉ số chứng thực bản sao điện tử: đếm nơi có dịch vụ",
        unit="đơn vị",
        variants=(_BY_COPY,),
    ),
    typed_metric(
        "petitions_received",
        "Tiếp nhận phản ánh, kiến nghị",
        "petitions_taken_in",
        "petitions_sent",
        "Phản ánh, kiến nghị được tiếp nhận đúng quy định ÷ phản ánh, kiến nghị gửi đến",
        "Biểu II.05a chỉ đếm phản ánh đã tiếp nhận, không đếm số gửi đến; số nhập tay",
        _PETITION,
    ),
    Metric(
        name="petitions_handled",
        label="Xử lý phản ánh, kiến nghị",
        numerator=("petitions_handled",),
        denominator=("petitions_new", "petitions_carried_over"),
        denominator_variant="petitions",
        formula="Phản ánh, kiến nghị đã xử lý ÷ (tiếp nhận mới + kỳ trước chuyển sang)",
        source=_PETITIONS,
        unit=_PETITION,
    ),
    Metric(
        name="petitions_on_time",
        label="Xử lý phản ánh, kiến nghị đúng hạn",
        numerator=("petitions_handled_on_time",),
        denominator=("petitions_handled",),
        denominator_variant="petitions_handled",
        formula="Phản ánh, kiến nghị xử lý đúng hạn ÷ phản ánh, kiến nghị đã xử lý trong kỳ",
        source=f"{_Q766}, nhóm mức độ hài lòng; {_PETITIONS}",
        unit=_PETITION,
    ),
    Metric(
        name="petitions_published",
        label="Công khai kết quả xử lý phản ánh",
        numerator=("petitions_published",),
        denominator=("petitions_handled",),
        denominator_variant="petitions_handled",
        formula="Kết quả xử lý đã đăng công khai ÷ phản ánh, kiến nghị đã xử lý trong kỳ",
        source=_PETITIONS,
        unit="kết quả xử lý",
    ),
)
