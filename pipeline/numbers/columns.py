"""A text with rows of cells in, what row and column say that each cell measures out."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.numbers.phrases import bare
from pipeline.numbers.table_rows import TableCell, find_tables
from pipeline.numbers.units import dimension
from schemas.catalogue import find_indicator
from schemas.vocabulary import Kind

# What a column with this head holds; anything else holds levels.
_HEADS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.RANK, re.compile(r"排名|位次|名次|排位")),
    (Kind.POINT_CHANGE, re.compile(r"百分点")),
    (
        Kind.GROWTH,
        re.compile(
            r"同比|环比|增[速幅]|增长|涨幅|降幅|[±+-]%|比(?:上年|去年)|(?:增减|变[化动])[^一-鿿]*%"
        ),
    ),
    (Kind.SHARE, re.compile(r"占比|比重|比例|份额|率(?:[(].*)?\Z")),
    (Kind.CHANGE, re.compile(r"净增|增减(?:数|量|额)?\Z|增量|变化")),
)

# The head of a column that only says when, or that it holds the figures.
_NO_NAME = re.compile(
    r"""
    \A(?:
        (?:\d{2,4}年?度?)?
        (?:[\d一二三四上下前]{1,3}(?:-[\d]{1,2})?(?:月份?|季度|半年))?
        (?:底|末|累计|合计|当月|本月)?
      | 本[年期月季]累?计? | 上年同期 | 去年同期 | 上年 | 今年 | 全年 | 数值 | 数量 | 数据
      | 绝对[数值] | 总量 | 指标值 | 实绩 | 完成[数值情况]* | 实际[数完成]* | 期末数? | 年末数?
      | 累计[数值]? | 合计 | 金额 | 数额 | 总计 | 总数 | 结果
    )\Z
    """,
    re.VERBOSE,
)
_NAMING_HEADS = re.compile(r"指标|项目|名称|类别|类型|内容|事项|科目|统计项|业务")
_SERIAL = re.compile(r"序号|编号|No\.?\Z|#")
_UNIT_HEAD = re.compile(r"(?:计量)?单位\Z")

# What stands in front of a label and is no part of it: 其中:, 1., (一), 一、.
_LABEL_MARK = re.compile(
    r"\A(?:[#*·\s]|\d{1,2}[.、)](?!\d)|[(（]?[一二三四五六七八九十]{1,2}[、)）]|其中[:：]?)+"
)
_DIGIT = re.compile(r"\A[+-]?\d")
_YEAR = re.compile(r"(?:年|月|季度|半年)[度份底末]?\Z")


@dataclass(frozen=True, slots=True)
class Figure:
    """What heads say about the cell ``start`` to ``end``: its name and kind.

    ``is_part`` says that its row is a part (其中) of the row before.
    """

    start: int
    end: int
    name: str
    kind: Kind
    is_part: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """The cells of all tables of a text, in order."""

    figures: tuple[Figure, ...]

    def at(self, place: int) -> Figure | None:
        """Return the cell that holds the character at ``place``, nothing outside tables."""
        after = bisect_right(self.figures, place, key=lambda figure: figure.start)
        found = self.figures[after - 1] if after else None
        return found if found and place < found.end else None


@dataclass(frozen=True, slots=True)
class _Head:
    """What the heads above a column say: all their words, a name if they give one, a kind."""

    words: str
    name: str
    kind: Kind


def find_figures(text: str) -> Figures:
    r"""Read each block of lines with tabs as a table with heads, rows and labels.

    >>> text = "指标\t单位\t2018年\t同比(%)\n作品登记量\t件\t512\t-6.4"
    >>> [(one.name, one.kind.value) for one in find_figures(text).figures]
    [('作品登记量', 'value'), ('作品登记量', 'growth')]
    """
    return Figures(
        tuple(
            figure
            for table in find_tables(text)
            for row in table.rows
            if not row.is_head
            for figure in _figures(row.cells, [_head(heads) for heads in row.heads])
        )
    )


def _head(heads: Sequence[str]) -> _Head:
    kinds = (kind for part in reversed(heads) if (kind := _kind(part)) is not Kind.VALUE)
    return _Head("".join(heads), _name(heads), next(kinds, Kind.VALUE))


def _name(heads: Sequence[str]) -> str:
    """Return what the heads of a column name, the top ones after those below: 发明 + 授权量."""
    said = [head for head in heads if not _says_nothing(head) and not _is_unit(head, heads)]
    names = [bare(head) for head in said]
    known = (name for name in reversed(names) if find_indicator(name))
    whole = "".join(reversed(names))
    return whole if find_indicator(whole) else next(known, whole)


def _is_unit(head: str, heads: Sequence[str]) -> bool:
    return len(heads) > 1 and dimension(head) is not None


def _is_number(text: str) -> bool:
    return bool(_DIGIT.match(text)) and not _YEAR.search(text)


def _figures(row: Sequence[TableCell], heads: Sequence[_Head]) -> list[Figure]:
    labels = [i for i, cell in enumerate(row) if not _is_number(cell.text)]
    labels = [i for i in labels if not _counts_nothing(heads[i].words)]
    at = labels[0] if labels else 0
    raw = row[at].text
    label, is_named = _label(raw), _names_rows(heads, at)
    found = []
    for column, cell in enumerate(row):
        if column != at and _is_number(cell.text):
            name = label if is_named else _above(heads, column)
            kind, is_part = heads[column].kind, raw.startswith("其中")
            found.append(Figure(cell.start, cell.end, name or label, kind, is_part))
    return found


def _names_rows(heads: Sequence[_Head], at: int) -> bool:
    """Tell whether the rows, not the columns, are the indicators."""
    if _NAMING_HEADS.search(heads[at].words):
        return True
    return not any(head.name for i, head in enumerate(heads) if i != at)


def _says_nothing(head: str) -> bool:
    name = bare(head)
    return bool(_NO_NAME.match(name) or _counts_nothing(name)) or _kind(head) is not Kind.VALUE


def _counts_nothing(words: str) -> bool:
    return bool(_UNIT_HEAD.search(words) or _SERIAL.search(words))


def _above(heads: Sequence[_Head], column: int) -> str:
    """Return the name of the column, or of the nearest one to its left that has a name."""
    if heads[column].kind is Kind.SHARE:
        return bare(heads[column].words)
    named = (head.name for head in reversed(heads[: column + 1]) if head.name)
    return next(named, bare(heads[column].words))


def _label(text: str) -> str:
    return bare(_LABEL_MARK.sub("", text))


def _kind(head: str) -> Kind:
    return next((kind for kind, pattern in _HEADS if pattern.search(head)), Kind.VALUE)
