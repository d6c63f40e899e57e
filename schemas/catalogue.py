"""The indicators this domain reports, found by any of their names."""

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

_TABLE = Path(__file__).with_name("indicators.toml")

_EMPTY = re.compile(
    r"""
    \A(?:全|我|本|该)[国省市区县州盟]            # the place the whole report is about
  | \A[一-鿿]{2,4}?(?:省|自治区|自治州            # a place in front: 广东省, 江门市 ...
      |(?<![上城都超股夜级强])市(?![场级直辖])    # ... but not 上市, 示范城市, 市场, 市级
      |县(?![级域]))
  | 数量|总量|总数|总额|的|数|量|额               # words that add nothing to a name
  | [\s“”‘’"'()《》〈〉、·,,/—-]+                 # what only dresses it up
    """,
    re.VERBOSE,
)
_PER_HEAD = re.compile(r"每?万(?:名)?(?:常住)?人口?(?:均)?(?!次)")
_TIMING = re.compile(r"\A(?:累计|年末|期末|当年|本年|全年|全市|目前|现有|共有)+")


class Dimension(StrEnum):
    """What the unit of an indicator counts."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    TIME = "time"


class Measure(StrEnum):
    """Whether an indicator is a level at a date, a sum over a period, or a ratio."""

    STOCK = "stock"
    FLOW = "flow"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of the catalogue.

    ``id`` is snake_case English and never changes.  ``name`` is the canonical Chinese
    name, ``aliases`` are others in use.  ``low`` and ``high`` bound what is plausible
    for a city in the base unit of the dimension, ``None`` where nothing is certain.
    ``part_of`` is the id of the indicator that this one can never exceed.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    dimension: Dimension
    measure: Measure
    low: Decimal | None
    high: Decimal | None
    part_of: str | None


def name_key(name: str) -> str:
    """Return what is left of an indicator's name without the words that add nothing.

    >>> name_key("全市发明专利的授权数量") == name_key("发明专利授权量")
    True
    """
    stripped = name.strip()
    return _PER_HEAD.sub("万人", _EMPTY.sub("", stripped)).casefold() or stripped.casefold()


def find_indicator(name: str) -> Indicator | None:
    """Return the indicator with this name or alias, compared by key; never a similar one.

    >>> find_indicator("全市有效商标注册数量").id
    'trademarks_in_force'
    >>> find_indicator("粮食产量") is None
    True
    """
    by_name, bare = _by_name(), name.strip()
    forms = (bare, name_key(bare), name_key(_TIMING.sub("", bare)))
    return next((by_name[form] for form in forms if form in by_name), None)


@lru_cache(maxsize=1)
def catalogue() -> tuple[Indicator, ...]:
    """Return every indicator, in the order of the catalogue."""
    rows: dict[str, dict[str, Any]] = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return tuple(_read(identifier, row) for identifier, row in rows.items())


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Indicator]:
    names = [(name, entry) for entry in catalogue() for name in (entry.name, *entry.aliases)]
    found = dict(reversed(names))
    for name, entry in names:
        found.setdefault(name_key(name), entry)
    return found


def _read(identifier: str, row: dict[str, Any]) -> Indicator:
    return Indicator(
        id=identifier,
        name=row["name"],
        aliases=tuple(row["aliases"]),
        dimension=Dimension(row["dimension"]),
        measure=Measure(row["measure"]),
        low=Decimal(row["low"]) if "low" in row else None,
        high=Decimal(row["high"]) if "high" in row else None,
        part_of=row.get("part_of"),
    )
