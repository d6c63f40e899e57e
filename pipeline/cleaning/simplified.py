"""Traditional text in, simplified text of the same length out."""

import re
from functools import lru_cache
from operator import ne

import opencc

# Below this share of changed hanzi a text is simplified with a few odd characters.
_MIN_CHANGED_SHARE = 0.05

_HANZI = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_T2S = opencc.OpenCC("t2s")

# Forms of Hong Kong and Taiwan, and of old county names, that the dictionary leaves alone.
_LEFT_OVER = str.maketrans("馀衞敍甯枱糭粧衹", "余卫叙宁台粽妆只")

# Names that the dictionary damages or leaves: what it makes of them, what they are.  Found by
# converting the names of all counties, cities and provinces there and back.
_NAMES: tuple[tuple[str, str], ...] = (
    ("干县", "乾县"),
    ("干安县", "乾安县"),
    ("濬县", "浚县"),
    ("澂江", "澄江"),
)
_LEVEL_1 = range(0xB0, 0xD8)  # first bytes of the 3,755 characters in daily use


def is_traditional(text: str) -> bool:
    """Tell whether at least one hanzi in twenty has another simplified form.

    >>> is_traditional("知識產權"), is_traditional("知识产权")
    (True, False)
    """
    hanzi = "".join(_HANZI.findall(text))
    changed = sum(map(ne, hanzi, simplify(hanzi)))
    return bool(hanzi) and changed >= _MIN_CHANGED_SHARE * len(hanzi)


def simplify(text: str) -> str:
    """Convert traditional ``text`` character by character, place names kept.

    >>> simplify("專利授權396件,乾縣")
    '专利授权396件,乾县'
    """
    simplified: str = _T2S.convert(text).translate(_LEFT_OVER)
    for damaged, name in _NAMES:
        simplified = simplified.replace(damaged, name)
    assert len(simplified) == len(text), "t2s maps one character to one character"
    return simplified


@lru_cache(maxsize=30_000)
def is_everyday(hanzi: str) -> bool:
    """Tell whether a character, in either script, is among those in daily use.

    >>> is_everyday("產"), is_everyday("靥")
    (True, False)
    """
    try:
        return _T2S.convert(hanzi).encode("gb2312")[0] in _LEVEL_1
    except UnicodeEncodeError:
        return False
