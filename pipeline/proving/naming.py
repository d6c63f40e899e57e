"""Two indicator names in, how far they mean the same statistic out."""

from enum import Enum, auto
from functools import lru_cache

from pipeline.numbers.indicators import indicators_agree
from pipeline.proving.grounding import is_made_of
from schemas.catalogue import find_indicator, name_key

# Words that make another statistic of a name that is otherwise alike.
_TELLING = (
    *("发明", "实用新型", "外观", "专利", "商标", "版权", "著作权", "地理标志"),
    *("高价值", "国际", "海外", "企业", "高校", "有效", "首次", "平均", "最大"),
    *("新增", "申请", "授权", "注册", "登记", "受理", "结案", "办结"),
    *("万人", "万户", "产值", "销售", "保费", "保额", "占", "率"),
)

# What a name says is measured, by how it ends: 质押融资金额, 质押融资笔数 and 质押融资企业数
# are three statistics.  A name that ends otherwise may mean any of them.
_MEASURES = {
    "money": ("金额", "总额", "额", "资金", "产值", "收入"),
    "bodies": ("企业数", "家数", "户数", "机构数", "单位数"),
    "persons": ("人数", "人次", "人次数"),
    "pieces": ("件数", "笔数", "项数", "宗数", "批次", "次数"),
    "rate": ("率", "占比", "比重", "比例"),
}


class Likeness(Enum):
    """How far two names mean the same statistic."""

    SAME = auto()
    NEAR = auto()
    OTHER = auto()


@lru_cache(maxsize=16384)
def compare_names(one: str, other: str) -> Likeness:
    """Compare two names by the catalogue, else by their words.

    The same are two names of one catalogue entry, or names that agree and have the
    same telling words (发明, 有效, 申请, …); other are names of two entries, names that
    measure two things (额, 笔数, 企业数), or names that do not agree; near is what lies
    between and counts neither way.

    >>> compare_names("有效发明专利量", "发明专利拥有量")
    <Likeness.SAME: 1>
    >>> compare_names("发明专利授权量", "专利授权量")
    <Likeness.OTHER: 3>
    """
    known, other_known = find_indicator(one), find_indicator(other)
    if known and other_known:
        return Likeness.SAME if known.id == other_known.id else Likeness.OTHER
    if _measured(one) != _measured(other) and _measured(one) and _measured(other):
        return Likeness.OTHER
    if name_key(one) == name_key(other):
        return Likeness.SAME
    if not indicators_agree(one, other):
        return Likeness.OTHER
    return Likeness.SAME if _telling(one) == _telling(other) else Likeness.NEAR


@lru_cache(maxsize=16384)
def compare_claim(said: str, stands: str) -> Likeness:
    """Compare the name a model gives with the name that stands.

    As ``compare_names``, but a name that says all that stands, and more, is near: it may
    be fuller, or another.  The reverse does not hold, because what stands may say too
    much.

    >>> compare_claim("企业维权援助次数", "援助数"), compare_claim("援助数", "企业维权援助次数")
    (<Likeness.NEAR: 2>, <Likeness.OTHER: 3>)
    """
    likeness = compare_names(said, stands)
    if likeness is not Likeness.OTHER or (find_indicator(said) and find_indicator(stands)):
        return likeness
    is_sentence = any(character.isdecimal() for character in said)
    holds_all = not is_sentence and is_made_of(name_key(stands), name_key(said))
    return Likeness.NEAR if holds_all else Likeness.OTHER


@lru_cache(maxsize=16384)
def statistic_key(name: str) -> str:
    """Return what all names of one statistic share: the catalogue's id, else the bare name."""
    known = find_indicator(name)
    return known.id if known else name_key(name)


def _measured(name: str) -> str | None:
    ends = ((kind, end) for kind, several in _MEASURES.items() for end in several)
    return next((kind for kind, end in ends if name.endswith(end)), None)


def _telling(name: str) -> frozenset[str]:
    key = name_key(name)
    return frozenset(word for word in _TELLING if word in key)
