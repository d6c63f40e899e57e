"""The words before a number in, which way it changed and against what out."""

import re
from dataclasses import dataclass

from pipeline.numbers.phrases import without_links
from pipeline.numbers.reading import Direction
from pipeline.numbers.searching import searched
from pipeline.numbers.words import COMPARING, DOWN, DOWN_NOUNS, REACHING, UP, UP_NOUNS

# What a change is measured against.  Not 比重, 比例, 比赛, 评比, 比较, 较大.
_COMPARISON = searched(
    r"""
    (?:
        同比 | 环比
      | (?<![评占对])(?:相)?比(?![重例率值赛选武对价学利亚如照拟喻])
        [^,;。比较]{0,14}
      | (?<!比)较(?![大高好快多低少小强弱为长短]) [^,;。比较]{0,14}
      | [与和同跟] [^,;。]{1,14} 相比
    )
    \Z
    """,
    re.VERBOSE,
)

# The same, as written, for the record: 较上年, not 较上年专利授权量.
_BASE = re.compile(
    r"""
    同比 | 环比
  | (?: (?<!比)较(?![大高好快多低少小强弱为长短])
      | (?<![评占对])比(?![重例率值赛选武对价学利亚如照拟喻])
    )
    (?:
        (?:上年|去年|前年|\d{4}年|年初|上月|上季度|上半年)(?:同期|全年|底|末|初|年末|年底)*
      | 同期
      | [^,;。较比]{2,16}?(?=高|低|多|少|快|慢|增长|提高|下降|上升|$)
    )
  | [与和同跟][^,;。]{1,14}相比
    """,
    re.VERBOSE,
)

# 压缩审图时间80%: the verb opens the clause and its object stands before the number.
_OBJECT = re.compile(
    r"""
    (?P<word>
        压缩 | 缩短 | 压减 | 减少 | 降低 | 缩减 | 精简 | 提高 | 提升 | 节省 | 节约 | 加快
      | 增加 | 下降
    )
    (?![到至为了率幅比值额量数点长])          # not 压缩到, 提升率, 增加值
    (?P<object>[^,;。的]{2,24})
    \Z
    """,
    re.VERBOSE,
)
# 高于沿江各市1.2个百分点: what it is compared with stands before the number.
_AGAINST = searched(
    r"""
    (?:
        (?<!不)(?P<word>高于|低于|快于|慢于|高出|低出|领先于?|落后于?|好于|多于|少于)
        [^,;。]{0,20}
      | (?P<over>超)(?!过)[^,;。]{0,10}(?:均值|平均|平均水平)    # 超全市均值
    )
    \Z
    """,
    re.VERBOSE,
)
# 已超去年全年10.8%.  Not 超去年全年的八成.
_BEYOND = re.compile(r"(?<!不)超过?(?:去年|上年|前年|上年度|\d{4}年)(?:同期|全年|总[量数额])?\Z")

# 增幅由上年的23.5%收窄: 的 belongs to the time.  Not 增长最快的3个领域.
_OF_TIME = re.compile(r"[由从年时期月]")
_FALLING = frozenset({"节省", "节约", "低于", "慢于", "低出", "落后", "落后于", "少于"})
_UNIT_NOUNS = ("户均", "人均", "亩均", "平均")


@dataclass(frozen=True, slots=True)
class Change:
    """The word that says a number changed, and what changed.

    ``word`` is the verb or noun as written, ``is_noun`` says 增幅 rather than 增长,
    ``is_object`` that what changed follows the word (压缩审图时间80%), ``subject`` is
    what changed, without the comparison.
    """

    word: str
    direction: Direction
    is_noun: bool
    is_object: bool
    subject: str


def find_change(lead: str) -> Change | None:
    """Find the change word that rules the number after ``lead``, nothing for a level.

    >>> find_change("商标注册量同比增长").subject
    '商标注册量'
    >>> find_change("撤回率提高到") is None
    True
    >>> find_change("压缩审图时间").direction.value
    'down'
    >>> find_change("增长最快的") is None
    True
    """
    if beyond := _BEYOND.search(lead):
        subject = without_links(lead[: beyond.start()])[0]
        return Change("超", Direction.UP, False, False, subject)
    core, links = without_links(lead)
    if links.endswith("的") and not _OF_TIME.search(links):
        return None
    compared = _against(core)
    if compared:
        return compared
    word = _ending(core)
    if not word:
        return _of_object(core)
    is_noun = word in UP_NOUNS or word in DOWN_NOUNS
    if not is_noun and links.startswith(REACHING):
        return None
    before = without_links(core[: len(core) - len(word)])[0]
    subject = without_comparison(before)
    is_lost = word in DOWN and links.startswith("了")  # 少了5件, but 多了5件 were new
    is_bare = word in COMPARING and subject == before and not is_lost
    if is_bare and not before.endswith(_UNIT_NOUNS):
        return None
    return Change(word, _direction(word), is_noun, False, subject)


def _ending(core: str) -> str:
    if core[-1:] not in _LAST:
        return ""
    sizes = range(min(6, len(core)), 0, -1)
    return next((core[-size:] for size in sizes if core[-size:] in _WORDS), "")


_WORDS = UP_NOUNS | DOWN_NOUNS | UP | DOWN
_LAST = frozenset(word[-1] for word in _WORDS)


def _of_object(core: str) -> Change | None:
    found = _OBJECT.search(core)
    if found is None:
        return None
    return Change(found["word"], _direction(found["word"]), False, True, found["object"])


def _against(core: str) -> Change | None:
    found = _AGAINST.search(core)
    if found is None:
        return None
    subject = without_links(core[: found.start()])[0]
    word = found["word"] or found["over"]
    return Change(word, _direction(word), False, False, subject)


def _direction(word: str) -> Direction:
    is_down = word in DOWN or word in DOWN_NOUNS or word in _FALLING
    return Direction.DOWN if is_down else Direction.UP


def without_comparison(lead: str) -> str:
    """Return ``lead`` without the comparison that ends it.

    >>> without_comparison("有效发明专利比上年末")
    '有效发明专利'
    """
    found = _COMPARISON.search(lead)
    return without_links(lead[: found.start()])[0] if found else lead


def find_base(words: str) -> str | None:
    """Return the last comparison base in ``words`` as written (同比, 较上年).

    >>> find_base("专利授权量比上年末增长")
    '比上年末'
    """
    found = _BASE.findall(words)
    return found[-1] if found else None
