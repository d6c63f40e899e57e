"""The words that touch a number and say how exactly it was stated."""

import re

from pipeline.numbers.searching import searched
from pipeline.numbers.unit_table import DIMENSIONS
from schemas.vocabulary import Bound

# Before a number.  The characters in front show another word: 节约, 侦破, 最近.
_BEFORE = searched(
    r"""
    (?:
        (?P<about>
            大约 | 大概 | 将近 | 接近于? | 逼近 | 近乎
          | (?:(?<=综合)|(?<![节签预公合条解违履契缔续租制简赴集大缩]))约[为达有]?
          | (?<![最附邻靠临贴亲就远新切])近
        )
      | (?P<at_most>
            不足 | 不到 | 不超过? | 不[高多大]于 | (?<!不)[少小]于 | 至多 | 最多 | 未超过?
          | [不未]满 | ≤ | <
        )
      | (?P<at_least>
            不[少低小]于 | [多大]于 | 至少 | 起码 | ≥ | > | 超过了? | 超出 | 突破了?
          | (?<![赶反高不未])超 | (?<!又)逾 | (?<![打攻侦查爆识击戳突说])破
        )
    )
    \ ?$
    """,
    re.VERBOSE,
)
_LAST = frozenset("约为达有概近于乎足到过超多少码了出破逾满 ≥≤<>")

# Before a bare 百, 千, 万 or 亿 these say "at least one": 上百家, 数千万, 过亿元.
_VAGUE = re.compile(
    r"""
    (?:
        好?几 | (?<![参号度])数
      | (?<![以之年月线路网市迈登跃站跨])上 | (?<![通经超不跨迈越闯跃])过了?
    )$
    """,
    re.VERBOSE,
)

# After a number and its unit.  Not 以上市公司, not 以下简称, not 左右岸.
_AFTER = re.compile(
    r"""
    \ ?(?:
        (?P<at_least>(?:\(含\)|[及或])?以上(?![市述各]) | 之多 | 有余 | 开外)
      | (?P<at_most>[及或]?以[下内](?!简称|[称简]|统称) | 之内)
      | (?P<about>左右(?![岸两手侧]) | 上下(?![联游班级]))
    )
    """,
    re.VERBOSE,
)

_AFTER_STARTS = frozenset(" (及或以之有开左上")

_INNER = re.compile("内[部外容设涵贸需]")


def bound_before(text: str, at: int) -> tuple[Bound | None, int]:
    """Return the bound of the words that end at ``at`` and where they begin.

    >>> bound_before("走访商户约70家", 5), bound_before("节约70万元", 2)
    ((<Bound.ABOUT: 'about'>, 4), (None, 2))
    """
    if at and text[at - 1] in _LAST:
        match = _BEFORE.search(text, max(0, at - 6), at)
        if match is not None:
            return Bound(str(match.lastgroup)), match.start()
    return None, at


def vague_before(text: str, at: int) -> int:
    """Return where a 数, 几, 上 or 过 in front of a bare scale begins, else ``at``.

    >>> vague_before("服务企业上百家", 5), vague_before("服务百家", 2)
    (4, 2)
    """
    match = _VAGUE.search(text, max(0, at - 3), at)
    return match.start() if match else at


def bound_after(text: str, at: int, unit: str = "") -> tuple[Bound | None, int]:
    """Return the bound of the words that start at ``at`` and where they end.

    内 alone is a limit after a unit of time: 30日内, not 2个园区内.

    >>> bound_after("合格97%以上", 5), bound_after("30日内办结", 3, "日")
    ((<Bound.AT_LEAST: 'at_least'>, 7), (<Bound.AT_MOST: 'at_most'>, 4))
    """
    match = _AFTER.match(text, at) if text[at : at + 1] in _AFTER_STARTS else None
    if match:
        return Bound(str(match.lastgroup)), match.end()
    if text.startswith("内", at) and DIMENSIONS.get(unit) == "time" and not _INNER.match(text, at):
        return Bound.AT_MOST, at + 1
    return None, at
