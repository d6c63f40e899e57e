"""The words before a number in, which way it changed and against what out."""

import re
from dataclasses import dataclass

from pipeline.numbers.phrases import without_links
from pipeline.numbers.reading import Direction
from pipeline.numbers.words import COMPARING, DOWN, DOWN_NOUNS, REACHING, UP, UP_NOUNS

# What a change is measured against, as written.  Not 比重, 比例, 比赛, 评比, 比较.
_COMPARED = re.compile(
    r"""
    同比 | 环比
  | (?<![评占对])比(?![重例率值赛选武对价学利亚如照拟喻]) [^,,;;。比较]{0,14}
  | (?<!比)较(?![大高好快多低少小强弱为长短]) [^,,;;。比较]{1,14}
  | (?:与|和|同|跟) [^,,;;。]{1,14} 相比
    """,
    re.VERBOSE,
)
_BASE = re.compile(
    r"""
    (?P<base>
        同比 | 环比
      | [较比](?: 上年(?:同期|末|底)? | 去年(?:同期|末|底|全年)? | 年初 | 上月(?:末)? | 上季度? | 同期 | 前年
               | \d{4}年(?:同期|末|底|度)? | 全[国省市][^,,;;。]{0,8} | [^,,;;。较比]{2,10}? )
      | (?:与|和|同|跟)[^,,;;。]{1,14}相比
    )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Change:
    """The word that says a number changed, and the words in front of it.

    ``word`` is the verb or noun as written, ``is_noun`` says 增幅 rather than 增长,
    ``subject`` is what stands before it without the comparison.
    """

    word: str
    direction: Direction
    is_noun: bool
    subject: str


def find_change(lead: str) -> Change | None:
    """Find the change word that ends ``lead``, or nothing when the number is a level.

    >>> find_change("商标注册量同比增长").subject
    '商标注册量'
    >>> find_change("撤回率提高到") is None
    True
    """
    core, links = without_links(lead)
    found = _change_word(core)
    if found is None or (found[2] is False and links.startswith(REACHING)):
        return None
    word, direction, is_noun = found
    before = core[: len(core) - len(word)]
    subject = without_comparison(before)
    if word in COMPARING and subject == before and not before.endswith(("户均", "人均")):
        return None
    return Change(word, direction, is_noun, subject)


def _change_word(core: str) -> tuple[str, Direction, bool] | None:
    for size in (6, 5, 4, 3, 2, 1):
        word = core[-size:]
        if len(word) < size:
            continue
        if word in UP_NOUNS or word in DOWN_NOUNS:
            return word, Direction.UP if word in UP_NOUNS else Direction.DOWN, True
        if word in UP or word in DOWN:
            return word, Direction.UP if word in UP else Direction.DOWN, False
    return None


def without_comparison(lead: str) -> str:
    """Return ``lead`` without the comparison that ends it.

    >>> without_comparison("有效发明专利比上年末")
    '有效发明专利'
    """
    last = None
    for last in _COMPARED.finditer(lead):
        pass
    if last is None or last.end() < len(lead) - 2:
        return lead
    return without_links(lead[: last.start()])[0]


def find_base(words: str) -> str | None:
    """Return the last comparison base in ``words`` as written (同比, 较上年).

    >>> find_base("专利授权量比上年末增长")
    '比上年末'
    """
    last = None
    for last in _BASE.finditer(words):
        pass
    return last["base"] if last else None
