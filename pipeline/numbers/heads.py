"""What follows a number in, the noun that it counts out."""

import re

from pipeline.numbers.verbs import makes_noun
from pipeline.numbers.words import (
    GENERAL_HEADS,
    REFUSED,
    REFUSED_KEPT,
    STOP_CHAR_SAFE,
    STOP_CHARS,
    STOPS,
    VERBS,
)

# 发展到目前, 增至: what follows a number is already the next step.
_STEP = re.compile(r"[一-鿿]{0,3}?(?:到|至)")


def head_of(tail: str) -> tuple[str, str]:
    """Split what follows a number into the counted noun and what is said about it.

    >>> head_of("企业通过知识产权管理体系认证")
    ('企业', '通过知识产权管理体系认证')
    >>> head_of("同比增长")
    ('', '同比增长')
    """
    if is_refused(tail):
        return "", tail
    general = _general_start(tail)
    if general:
        return tail[:general], tail[general:]
    for place in range(1, len(tail)):
        if _stops(tail, place):
            head = tail[:place].rstrip("的和与及、中")
            return (head, tail[place:]) if place > 1 or is_general(head) else ("", tail)
    return tail.rstrip("的和与及、中"), ""


def forced_head_of(tail: str) -> tuple[str, str]:
    """Split what follows 对390件: a noun must follow, whatever it starts with."""
    head, said = head_of(tail[2:])
    return (tail[:2] + head, said) if head else ("", tail)


def is_refused(tail: str) -> bool:
    """Tell whether what follows a number cannot name what it counts."""
    if not tail or not ("一" <= tail[0] <= "鿿" or tail[0].isalpha()):
        return True
    if tail[:2] in REFUSED_KEPT or tail[:3] in REFUSED_KEPT:
        return False
    return any(tail[:size] in REFUSED for size in (3, 2, 1)) or bool(_STEP.match(tail))


def _general_start(tail: str) -> int:
    """Return the length of a general head that a verb follows at once (企业 申报…)."""
    for size in (5, 4, 3, 2):
        verb, rest = tail[size : size + 2], tail[size + 2 :]
        if tail[:size] not in GENERAL_HEADS:
            continue
        if verb[:1] == "获" and verb not in ("获奖", "获证"):
            return size
        if verb in VERBS:
            return 0 if makes_noun(rest) else size
    return 0


def _stops(tail: str, place: int) -> bool:
    if tail[place : place + 2] in STOPS or tail[place : place + 3] in STOPS:
        return not makes_noun(tail[place + 2 :])
    if tail[place] not in STOP_CHARS:
        return False
    return not {tail[place : place + 2], tail[place - 1 : place + 1]} & STOP_CHAR_SAFE


def is_general(head: str) -> bool:
    """Tell whether ``head`` alone does not name an indicator (企业, 项目)."""
    return head in GENERAL_HEADS
