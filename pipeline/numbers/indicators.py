"""Two indicator names in, whether they mean the same thing out."""

from functools import lru_cache

from schemas.catalogue import name_key

# Lowest share of common bigrams at which two names count as one.
LIKENESS = 0.6


@lru_cache(maxsize=8192)
def indicator_key(name: str) -> str:
    """Return what is left of ``name`` once everything that carries no meaning is dropped.

    >>> indicator_key("全市发明专利的授权数量") == indicator_key("发明专利授权量")
    True
    >>> indicator_key("每万人口发明专利拥有量") == indicator_key("万人发明专利拥有量")
    True
    """
    return name_key(name)


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
