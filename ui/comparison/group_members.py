"""Groups of communes to set side by side: their keys in the address, members and labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.communes import communes
from data.record.commune_groups import CommuneGroup
from ui.display import words

ALL, CHOSEN = "tat-ca", "tu-chon"
_PROVINCE, NEAR, _NAMED = "tinh-", "gan-", "nhom-"
# A kind's key in the address, and the kind as the list of communes writes it.
KINDS: Mapping[str, str] = {"xa": "Xã", "phuong": "Phường", "dac-khu": "Đặc khu"}
EVERY_KIND = "moi-loai"


@dataclass(frozen=True)
class GroupOffer:
    """What groups are made of: the communes with figures, one's own, and the named groups."""

    codes_with_figures: tuple[str, ...]
    home_code: str
    named_groups: tuple[CommuneGroup, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all groups on offer: all, each province, near home, the named, chosen."""
        provinces = dict.fromkeys(communes()[c].province_code for c in self.codes_with_figures)
        near_keys = (near_key(self.home_code),) if self.home_code in self.codes_with_figures else ()
        return (
            ALL,
            *(f"{_PROVINCE}{code}" for code in sorted(provinces)),
            *near_keys,
            *(named_key(group.name) for group in self.named_groups),
            CHOSEN,
        )

    def members(self, key: str) -> tuple[str, ...]:
        """The codes of a group that is all, a province or named; () of a near or chosen one."""
        if key == ALL:
            return self.codes_with_figures
        if key.startswith(_PROVINCE):
            return _codes_of_province(key.removeprefix(_PROVINCE))
        groups = (group for group in self.named_groups if named_key(group.name) == key)
        return next((group.codes for group in groups), ())


def near_key(commune_code: str) -> str:
    """The key of the group of communes that are most like the commune of this code."""
    return f"{NEAR}{commune_code}"


def named_key(name: str) -> str:
    """The key of the group to which somebody gave this name."""
    return f"{_NAMED}{name}"


def name_of_group(key: str) -> str:
    """The name that somebody gave the group of this key; "" where it is no named group."""
    return key.removeprefix(_NAMED) if key.startswith(_NAMED) else ""


def base_commune(key: str) -> str:
    """The code of the commune that a group's members are like; "" of any other kind of group."""
    return key.removeprefix(NEAR) if key.startswith(NEAR) else ""


def is_admitted(key: str) -> bool:
    """Whether a key not on offer may stand in an address: of a province, or near a commune."""
    return base_commune(key) in communes() or bool(
        key.startswith(_PROVINCE) and _codes_of_province(key.removeprefix(_PROVINCE))
    )


def group_label(key: str) -> str:
    """A group's Vietnamese name by its key, for the choice and the table: "Gần giống Hoa Lư"."""
    if key == ALL:
        return "Mọi nơi có số liệu"
    if key == CHOSEN:
        return "Tự chọn từng nơi"
    if code := base_commune(key):
        return f"Gần giống {words.commune_name(code)}"
    if key.startswith(_PROVINCE):
        return communes()[_codes_of_province(key.removeprefix(_PROVINCE))[0]].province
    return f"Nhóm “{name_of_group(key)}”"


def kinds_of(codes: Iterable[str]) -> tuple[str, ...]:
    """The kinds that the communes are of, as keys "xa", "phuong", "dac-khu", in this order."""
    kinds = {communes()[code].kind for code in codes}
    return tuple(key for key, kind in KINDS.items() if kind in kinds)


def codes_of_kind(codes: Sequence[str], kind_key: str) -> tuple[str, ...]:
    """The codes of the communes of one kind ("xa"); all of them where the key is of no kind."""
    kind = KINDS.get(kind_key)
    return tuple(code for code in codes if kind is None or communes()[code].kind == kind)


def _codes_of_province(province_code: str) -> tuple[str, ...]:
    """The codes of all communes of a province, with figures or without."""
    return tuple(c.code for c in communes().values() if c.province_code == province_code)
