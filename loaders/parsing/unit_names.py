"""Which commune a unit's text means (docs/rules.md, Uploads)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from data.communes import PROVINCE_LETTERS, Commune, communes, communes_by_name, province_code_in
from data.text import fold
from files.refusal import Refused

_CODE = re.compile(r"(?<!\d)\d{5}(?!\d)")
# "H24.91-260105-0001", also behind a procedure's numbers: "000.00.91.H24-260105-0001".
_LETTERS = re.compile(r"^(?:\d{3}\.\d{2}\.\d{2}\.)?([A-Z]\d{2})[.-]")
_LABEL = re.compile(
    r"^\W*(?:đơn vị báo cáo|cơ quan báo cáo|tên đơn vị|đơn vị|cơ quan)\s*:\s*", re.IGNORECASE
)
# "Danh sách hồ sơ của phường Trần Liễu": what a table is, before whose it is.
_KIND_OF_TABLE = re.compile(
    r"^\W*(?:danh sách|bảng|báo cáo|biểu|tổng hợp|thống kê|tình hình|kết quả|sổ|số liệu|theo dõi)\b"
    r"(?:(?!gửi).){0,120}?(?=\b(?:ubnd|ủy ban|uỷ ban|xã|phường|đặc khu)\s)",
    re.IGNORECASE,
)
# What stands behind a unit on its line: the days, in any wording, or who receives the report.
_AFTER_UNIT = re.compile(
    r"[.;,(-]?\s*(?:từ (?:ngày|tháng|quý|đầu|\d)|k[ỳì] báo cáo|tháng \d|qu[ýí] [ivx\d]+\b|"
    r"\d+ tháng\b|l(?:ũy|uỹ) kế|số liệu|năm 20\d\d|đơn vị nhận).*$",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 200  # no unit's name is longer; each comma in it is a place where it may end
_LONGEST_QUOTE = 60
# "UBND tỉnh", "Sở Tư pháp", "Trung tâm Phục vụ hành chính công thành phố Huế".
_HIGHER_OFFICE = re.compile(
    r"^(?:bộ|sở|cục|chi cục)\s|\b(?:tỉnh|thành phố|tp\.?|quận|huyện|thị xã)\s+\w", re.IGNORECASE
)
_OFFICE = re.compile(r"ubnd|ủy ban|uỷ ban|xã|phường|đặc khu|trung tâm", re.IGNORECASE)

# What was said of a unit that is none: a department.
NO_COMMUNE = "-"

NAMES_NONE = "Tệp không ghi xã, phường nào: hãy chọn xã, phường."
IS_NONE = "“{}” đã được chọn là không phải xã, phường: tệp này không có gì để nạp."


class UnitUnclear(Refused):
    """Which commune these units are is not certain; a person may say it."""

    def __init__(self, sentence: str, units: tuple[str, ...]) -> None:
        """A refusal with this sentence, which asks for the communes of these unit texts."""
        super().__init__(sentence, "commune")
        self.units = units


@dataclass(frozen=True)
class Hints:
    """What may settle a shared name: from the file, and from whoever loads it.

    `unit_codes` holds what was said once of this layout's units: folded text → commune code, or
    NO_COMMUNE; `planned_communes` are the codes of the communes that have a plan here.
    """

    commune_code: str | None = None
    province_code: str | None = None
    home_code: str | None = None
    title_province: str | None = None
    unit_codes: Mapping[str, str] = field(default_factory=dict)
    planned_communes: frozenset[str] = frozenset()

    def remembered_code(self, unit: str) -> str | None:
        """The commune code (or NO_COMMUNE) given to the unit's text once; None if none was."""
        return self.unit_codes.get(fold(unit))


@dataclass(frozen=True)
class SettledCommune:
    """A commune's code, and whether it is assumed for no more than that it has a plan here."""

    code: str
    assumed: bool = False


def unit_in_titles(texts: Iterable[str]) -> str | None:
    """The unit that a title line names ("Đơn vị báo cáo: UBND Xã …") without its label; or None."""
    for text in texts:
        unit = _unit_text(text)
        for name in (unit, _KIND_OF_TABLE.sub("", unit)):
            if _OFFICE.search(name) and (_communes_by_code(name) or communes_by_name(name, None)):
                return name
    return None


def _unit_text(text: str) -> str:
    """A title line without the label before a unit and what stands behind it."""
    return _AFTER_UNIT.sub("", _LABEL.sub("", text)).strip()


def higher_unit_in_titles(texts: Iterable[str]) -> str | None:
    """The unit above communes that a labelled title line names ("Đơn vị: UBND tỉnh …"), or None.

    None where a line names a commune, or none is labelled: over a commune's own figures stand the
    names of its province and of its offices too.
    """
    lines = list(texts)
    if unit_in_titles(lines) is not None:
        return None
    labelled_lines = (line for line in lines if _LABEL.match(line))
    units = map(_unit_text, labelled_lines)
    return next((unit for unit in units if _HIGHER_OFFICE.search(unit)), None)


def codes_in_titles(texts: Iterable[str]) -> frozenset[str]:
    """The codes of the communes that the unit in title lines may mean; empty without a unit."""
    unit = unit_in_titles(texts)
    if unit is None:
        return frozenset()
    return frozenset(c.code for c in _communes_by_code(unit) or communes_by_name(unit, None))


def commune_text(text: str) -> str | None:
    """The text itself where it names a commune: "X. Ninh Giang", "11203"; else None."""
    return text if _communes_by_code(text) or communes_by_name(text[:_LONGEST], None) else None


def province_in_titles(texts: Iterable[str]) -> str | None:
    """The code of the one province that title lines name; None where none or several."""
    provinces = {code for text in texts if (code := province_code_in(text))}
    return provinces.pop() if len(provinces) == 1 else None


def province_of_letters(dossier_codes: Iterable[str]) -> str | None:
    """The code of the one province whose letters dossier codes begin with; None if not one."""
    letters = {match[1] for code in dossier_codes if (match := _LETTERS.match(code))}
    provinces = {PROVINCE_LETTERS[letter] for letter in letters if letter in PROVINCE_LETTERS}
    return provinces.pop() if len(provinces) == 1 else None


def settle_commune(unit: str | None, hints: Hints, letters_province: str | None) -> SettledCommune:
    """The commune that a unit's text means (None: no text); raises Refused if uncertain.

    A code in the file; else what was said of the unit once; else the province of the file's title
    or of its dossier codes (`letters_province`); else what the user chose; else the commune that
    has a plan here.
    """
    if unit is None:
        if hints.commune_code is None:
            raise Refused(NAMES_NONE, "commune")
        return SettledCommune(hints.commune_code)
    if hints.remembered_code(unit) == NO_COMMUNE:
        raise Refused(IS_NONE.format(_short_quote(unit)))
    candidates = (
        _communes_by_code(unit)
        or _remembered_communes(unit, hints, letters_province)
        or communes_by_name(unit[:_LONGEST], None)
    )
    if not candidates:
        sentence = f"Không rõ “{_short_quote(unit)}” là xã, phường nào: hãy chọn xã, phường."
        raise UnitUnclear(sentence, (unit,))
    for province in (hints.title_province, letters_province):
        candidates = _communes_in_province(candidates, province, unit)
    if hints.commune_code is not None:
        return _user_chosen_commune(candidates, hints.commune_code, unit)
    return _commune_meant(candidates, hints, unit)


def _remembered_communes(
    unit: str, hints: Hints, letters_province: str | None
) -> Sequence[Commune]:
    """[The commune that the unit's text meant once]; [] if none, or in another province."""
    commune = communes().get(hints.remembered_code(unit) or "")
    file_provinces = {hints.title_province, letters_province} - {None}
    return [commune] if commune and file_provinces <= {commune.province_code} else []


def _user_chosen_commune(candidates: Sequence[Commune], code: str, unit: str) -> SettledCommune:
    """The commune of the chosen `code`; raises Refused if `unit` means only other `candidates`."""
    if code not in {commune.code for commune in candidates}:
        name = communes()[code].name
        raise Refused(
            f"Tệp ghi “{_short_quote(unit)}”, không phải {name} ({code}): hãy kiểm tra lại tệp."
        )
    return SettledCommune(code)


def _commune_meant(candidates: Sequence[Commune], hints: Hints, unit: str) -> SettledCommune:
    """The one of several communes of a name that hints point to; raises UnitUnclear if none.

    By the province that the user chose, else the own centre or its province; without a chosen
    province the only one with a plan is assumed.
    """
    if hints.province_code is not None:
        candidates = _communes_in_province(candidates, hints.province_code, unit)
    if len(candidates) > 1 and hints.home_code in {commune.code for commune in candidates}:
        return SettledCommune(hints.home_code or "")
    if len(candidates) > 1 and hints.home_code:
        home_province = communes()[hints.home_code].province_code
        candidates = [c for c in candidates if c.province_code == home_province] or candidates
    if len(candidates) == 1:
        return SettledCommune(candidates[0].code)
    communes_with_plan = [
        commune for commune in candidates if commune.code in hints.planned_communes
    ]
    if len(communes_with_plan) == 1 and hints.province_code is None:
        return SettledCommune(communes_with_plan[0].code, assumed=True)
    provinces = ", ".join(sorted(commune.province for commune in candidates))
    raise UnitUnclear(
        f"“{_short_quote(unit)}” có ở {provinces}: hãy chọn đúng xã, phường.", (unit,)
    )


def _communes_in_province(
    candidates: Sequence[Commune], province_code: str | None, unit: str
) -> Sequence[Commune]:
    """The candidates in the province (None: all of them); raises Refused where there is none."""
    if province_code is None:
        return candidates
    communes_inside = [commune for commune in candidates if commune.province_code == province_code]
    if not communes_inside:
        name = next(c.province for c in communes().values() if c.province_code == province_code)
        raise Refused(
            f"{name} không có “{_short_quote(unit)}”: hãy kiểm tra tệp hoặc chọn lại tỉnh, thành."
        )
    return communes_inside


def _communes_by_code(unit: str) -> Sequence[Commune]:
    """The communes whose five-digit codes stand in a unit's text, in its order."""
    return [communes()[code] for code in _CODE.findall(unit) if code in communes()]


def _short_quote(unit: str) -> str:
    """The unit's text cut to _LONGEST_QUOTE letters."""
    return unit[:_LONGEST_QUOTE]
