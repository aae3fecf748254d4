"""The five centres of the demonstration: how many dossiers they receive and how well they do."""

from dataclasses import dataclass

# A level moves evenly from its first share (July 2025) to its second (October 2026). A second
# share above 1 means that everything is done some months before the end.
Level = tuple[float, float]


@dataclass(frozen=True)
class Centre:
    """A commune's centre: its names, its dossiers in an ordinary month, its levels (shares)."""

    commune_code: str
    name: str
    province: str
    code_prefix: str
    monthly_count: int
    online: Level
    paid: Level
    digitised: Level
    result_digitised: Level
    electronic: Level
    reused: Level
    on_time: Level
    satisfied: Level
    satisfied_land: Level
    early_share: float
    apologised_share: float


# The levels are chosen against each commune's plan for its year, so that a month shows some
# targets met, some missed narrowly and some missed widely.
NINH_GIANG = Centre(
    commune_code="11203",
    name="Xã Ninh Giang",
    province="Thành phố Hải Phòng",
    code_prefix="H24.91",
    monthly_count=300,
    online=(0.68, 0.89),
    paid=(0.50, 0.84),
    digitised=(0.86, 1.02),
    result_digitised=(0.82, 0.985),
    electronic=(0.78, 0.93),
    reused=(0.40, 0.66),
    on_time=(0.92, 0.975),
    satisfied=(0.90, 0.975),
    satisfied_land=(0.80, 0.88),
    early_share=0.50,
    apologised_share=0.90,
)
VINH_THUAN = Centre(
    commune_code="11842",
    name="Xã Vĩnh Thuận",
    province="Thành phố Hải Phòng",
    code_prefix="H24.97",
    monthly_count=215,
    online=(0.55, 0.80),
    paid=(0.45, 0.72),
    digitised=(0.80, 0.96),
    result_digitised=(0.78, 0.95),
    electronic=(0.70, 0.90),
    reused=(0.46, 0.66),
    on_time=(0.90, 0.96),
    satisfied=(0.92, 0.955),
    satisfied_land=(0.80, 0.87),
    early_share=0.42,
    apologised_share=0.70,
)
TRAN_LIEU = Centre(
    commune_code="10729",
    name="Phường Trần Liễu",
    province="Thành phố Hải Phòng",
    code_prefix="H24.63",
    monthly_count=340,
    online=(0.60, 0.80),
    paid=(0.45, 0.64),
    digitised=(0.88, 0.99),
    result_digitised=(0.84, 0.97),
    electronic=(0.76, 0.92),
    reused=(0.45, 0.75),
    on_time=(0.93, 0.98),
    satisfied=(0.93, 0.98),
    satisfied_land=(0.86, 0.94),
    early_share=0.55,
    apologised_share=0.85,
)
DONG_NGUYEN = Centre(
    commune_code="09385",
    name="Phường Đồng Nguyên",
    province="Tỉnh Bắc Ninh",
    code_prefix="H05.84",
    monthly_count=360,
    online=(0.70, 0.95),
    paid=(0.55, 0.86),
    digitised=(0.90, 0.993),
    result_digitised=(0.90, 1.02),
    electronic=(0.85, 0.975),
    reused=(0.50, 0.75),
    on_time=(0.94, 0.985),
    satisfied=(0.91, 0.96),
    satisfied_land=(0.78, 0.85),
    early_share=0.575,
    apologised_share=0.80,
)
HOA_AN = Centre(
    commune_code="31393",
    name="Xã Hòa An",
    province="Thành phố Cần Thơ",
    code_prefix="H13.58",
    monthly_count=260,
    online=(0.60, 0.89),
    paid=(0.46, 0.76),
    digitised=(0.82, 0.985),
    result_digitised=(0.80, 0.96),
    electronic=(0.75, 0.91),
    reused=(0.35, 0.68),
    on_time=(0.91, 0.985),
    satisfied=(0.90, 0.97),
    satisfied_land=(0.82, 0.92),
    early_share=0.48,
    apologised_share=0.88,
)
CENTRES = (NINH_GIANG, VINH_THUAN, TRAN_LIEU, DONG_NGUYEN, HOA_AN)
