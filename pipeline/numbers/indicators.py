"""Two indicator names in, whether they mean the same thing out."""

import re
from functools import lru_cache

# Lowest share of common bigrams at which two names count as one.
LIKENESS = 0.6

_EMPTY = re.compile(
    r"""
    \A(?:全|我|本|该)[国省市区县州盟]            # the place the whole report is about
  | \A[一-鿿]{2,4}?(?:省|自治区|自治州            # a place in front: 广东省, 江门市 ...
      |(?<![上城都超股门夜级强])市(?![场级直辖])    # ... but not 上市, 示范城市, 市场, 市级
      |县(?![级域]))
  | 数量|总量|总数|总额|的|数|量|额               # words that add nothing to a name
  | [\s“”‘’"'()《》〈〉、·,,/—-]+                 # what only dresses it up
    """,
    re.VERBOSE,
)
_PER_HEAD = re.compile(r"每?万(?:名)?(?:常住)?人口?(?:均)?")


@lru_cache(maxsize=8192)
def indicator_key(name: str) -> str:
    """Return what is left of ``name`` once everything that carries no meaning is dropped.

    >>> indicator_key("全市发明专利的授权数量") == indicator_key("发明专利授权量")
    True
    >>> indicator_key("每万人口发明专利拥有量") == indicator_key("万人发明专利拥有量")
    True
    """
    bare = _EMPTY.sub("", name.strip())
    return _PER_HEAD.sub("万人", bare).casefold() or name.strip().casefold()


def indicators_agree(one: str, other: str) -> bool:
    """Tell whether two names have the same key or keys that are alike.

    >>> indicators_agree("知识产权质押融资金额", "知识产权质押融资额")
    True
    >>> indicators_agree("专利授权量", "商标注册量")
    False
    """
    return likeness(one, other) >= LIKENESS


def likeness(one: str, other: str) -> float:
    """Return how alike two names are: the Dice share of their keys' bigrams, 1 if equal.

    >>> likeness("有效商标", "有效商标数")
    1.0
    """
    left, right = indicator_key(one), indicator_key(other)
    if left == right:
        return 1.0
    a, b = _bigrams(left), _bigrams(right)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


@lru_cache(maxsize=8192)
def _bigrams(key: str) -> frozenset[str]:
    return frozenset(key[i : i + 2] for i in range(len(key) - 1))
