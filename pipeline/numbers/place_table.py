"""The administrative divisions of China, by code and by name."""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path

from pipeline.numbers.place_former import FORMER


class Level(IntEnum):
    """How high a division stands, the highest first."""

    COUNTRY = 0
    PROVINCE = 1
    PREFECTURE = 2
    COUNTY = 3


@dataclass(frozen=True, slots=True)
class Division:
    """One division: its six-digit code of GB/T 2260 and its full name."""

    code: str
    name: str

    @property
    def level(self) -> Level:
        """Return how high the division stands."""
        if self.code.endswith("0000"):
            return Level.PROVINCE
        return Level.PREFECTURE if self.code.endswith("00") else Level.COUNTY


COUNTRY = "全国"

# From how many bearers on a name alone does not tell which division is meant.
_SEVERAL = 2

# Full names that are also plain words.
COMMON_WORDS = frozenset({"城区", "郊区", "矿区", "东区", "西区", "新城区", "老城区", "古城区"})

_PEOPLES = (
    "壮族|回族|维吾尔|(?<!内)蒙古族?|藏族|羌族|彝族|苗族|侗族|布依族|土家族|朝鲜族|满族|瑶族|白族|傣族|哈尼族|黎族|"
    "哈萨克族?|柯尔克孜族?|景颇族|傈僳族|独龙族|怒族|普米族|纳西族|拉祜族|佤族|布朗族|畲族|仡佬族|水族|"
    "毛南族|仫佬族|东乡族|保安族|撒拉族|裕固族|土族|塔吉克|锡伯|达斡尔族?|鄂温克族?|鄂伦春|各族|俄罗斯族"
)
_ETHNIC = re.compile(rf"(?:{_PEOPLES})+(?=自治[州县区])")
_SUFFIX = re.compile(r"(?:特别行政区|自治[州县区旗]|地区|林区|特区|新区|省|市|县|区|旗|盟)$")


def short_name(name: str) -> str | None:
    """Return a name without its rank, nothing where less than two characters are left.

    >>> short_name("榆林市"), short_name("恩施土家族苗族自治州"), short_name("沛县")
    ('榆林', '恩施', None)
    """
    short = _SUFFIX.sub("", _ETHNIC.sub("", name))
    return short if 2 <= len(short) < len(name) else None


@cache
def divisions() -> dict[str, Division]:
    """Return every division by its code."""
    lines = Path(__file__).with_name("places.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {code: Division(code, name) for code, name in rows}


@cache
def names() -> dict[str, tuple[Division, ...]]:
    """Return the divisions that bear each name: full, short and former, highest first.

    A short name belongs to the highest division that has it: 邯郸 is 邯郸市, not 邯郸县.
    """
    found: dict[str, tuple[Division, ...]] = {}
    for division in sorted(divisions().values(), key=lambda one: (one.level, one.code)):
        found[division.name] = (*found.get(division.name, ()), division)
    full = frozenset(found)
    for name, code in FORMER.items():
        found[name] = (*found.get(name, ()), Division(code, name))
    for name in [*full, *FORMER]:
        for division in found[name]:
            _add_short(found, full, division)
    return found


def _add_short(
    found: dict[str, tuple[Division, ...]], full: frozenset[str], division: Division
) -> None:
    for short in _short_forms(division.name):
        others = found.get(short, ())
        if short in full or any(other.level < division.level for other in others):
            continue
        found[short] = (*(o for o in others if o.level == division.level), division)


def _short_forms(name: str) -> list[str]:
    short = short_name(name)
    if short is None or name in COMMON_WORDS:
        return []
    return [short, f"{short}州"] if name.endswith("自治州") and len(short) == 2 else [short]


def qualified(division: Division) -> str:
    """Return the name of a division, after what it lies in where others bear it too.

    >>> qualified(Division("320106", "鼓楼区")), qualified(Division("320100", "南京市"))
    ('南京市鼓楼区', '南京市')
    """
    above = parent(division.code)
    is_only = len({bearer.code for bearer in names().get(division.name, ())}) < _SEVERAL
    return division.name if is_only or above is None else f"{above.name}{division.name}"


def parent(code: str) -> Division | None:
    """Return the division directly above, nothing above a province.

    >>> found = parent("610802")
    >>> found and found.name
    '榆林市'
    """
    if code.endswith("0000"):
        return None
    above = f"{code[:4]}00" if not code.endswith("00") else ""
    table = divisions()
    return table.get(above) or table.get(f"{code[:2]}0000")


def province(code: str) -> Division | None:
    """Return the province, municipality or region that a division lies in."""
    return divisions().get(f"{code[:2]}0000")
