"""Traditional text in, simplified text of the same length out."""

import re
from operator import ne

import opencc

# Below this share of changed hanzi a text is simplified with a few odd characters.
_MIN_CHANGED_SHARE = 0.05

_HANZI = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_T2S = opencc.OpenCC("t2s")

# Names that the dictionary of phrases would damage: what it makes of them, what they are.
_NAMES: tuple[tuple[str, str], ...] = (
    ("干县", "乾县"),
    ("干安县", "乾安县"),
)


def is_traditional(text: str) -> bool:
    """Tell whether at least one hanzi in twenty has another simplified form.

    >>> is_traditional("知識產權"), is_traditional("知识产权")
    (True, False)
    """
    hanzi = "".join(_HANZI.findall(text))
    changed = sum(map(ne, hanzi, _T2S.convert(hanzi)))
    return bool(hanzi) and changed >= _MIN_CHANGED_SHARE * len(hanzi)


def simplify(text: str) -> str:
    """Convert traditional ``text`` character by character, place names kept.

    >>> simplify("專利授權396件,乾縣")
    '专利授权396件,乾县'
    """
    simplified: str = _T2S.convert(text)
    for damaged, name in _NAMES:
        simplified = simplified.replace(damaged, name)
    assert len(simplified) == len(text), "t2s maps one character to one character"
    return simplified
