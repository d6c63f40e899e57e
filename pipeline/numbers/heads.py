"""What follows a number in, the noun that it counts out."""

import re

from pipeline.numbers.verbs import makes_noun
from pipeline.numbers.words import (
    GENERAL_HEADS,
    NOUN_ENDING_SAFE,
    NOUN_ENDINGS,
    REFUSED,
    REFUSED_KEPT,
    STOP_CHAR_SAFE,
    STOP_CHARS,
    STOPS,
    VERBS,
)

# 发展到目前, 增至: what follows a number is already the next step.
_STEP = re.compile(
    r"""
    (?:
        发展 | 增加 | 提高 | 增长 | 上升 | 扩大 | 下降 | 减少 | 缩短 | 压缩 | 提升 | 跃升 | 攀升
      | 调整 | 变 | 增 | 减 | 升 | 降 | 缩 | 达 | 涨 | 跌 | 扩 | 拓展 | 延长 | 回落 | 收窄 | 精简
      | 降低
    )?
    (?:到|至)
    """,
    re.VERBOSE,
)

# 5个环节并为2个: the next step, where a noun stands before it.  Not 认为, 达到.
_STEP_INSIDE = re.compile(
    r"""
    (?<=[一-鿿])
    (?: 合并 | 精简 | 压缩 | 缩减 | 缩短 | 减少 | 增加 | 扩大 | 提高 | 下降 | [压减并缩降增升变扩] )
    (?: 到 | 至 | 为 | 成 )
    """,
    re.VERBOSE,
)

# 参加了, 用上了: 了 follows the verb that ends the noun before it.
_DONE = re.compile(
    r"""
    (?P<verb>[一-鿿]{1,2}?)
    (?: 了(?!解) | (?<![通经超度])过(?![程滤度境期]) )      # not 通过, 过程
    """,
    re.VERBOSE,
)

# 企业、高校和院所: what joins bodies.
_JOINED = re.compile(r"[、和与及]")

# A general head at the start is the noun when one of these follows: 案件在…, 企业从….
_AFTER_GENERAL = frozenset("在从因用以于自随凭到赴走进参出被将均都已正先共还仍全有")
_AFTER_GENERAL_SAFE = frozenset(
    {
        "在线", "在职", "在校", "在建", "在册", "用地", "用户", "用电", "用水", "用房", "自主",
        "自有", "自建", "进口", "进度", "出口", "出资", "参股", "全称", "有限", "用工", "用人",
        "用品", "从业",
    }
)  # fmt: skip


def head_of(tail: str) -> tuple[str, str]:
    """Split what follows a number into the counted noun and what is said about it.

    >>> head_of("企业通过绿色工厂评价")
    ('企业', '通过绿色工厂评价')
    >>> head_of("同比增长")
    ('', '同比增长')
    """
    if is_refused(tail):
        return "", tail
    step = _STEP_INSIDE.search(tail)
    if step:
        return tail[: step.start()], tail[step.start() :]
    general = _general_start(tail)
    if general:
        return tail[:general], tail[general:]
    done = _before_done(tail)
    if done:
        return tail[:done], tail[done:]
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
    for size in (5, 4, 3, 2, 1):
        verb, rest = tail[size : size + 2], tail[size + 2 :]
        if tail[:size] not in GENERAL_HEADS:
            continue
        if verb[:1] == "获" and verb not in ("获奖", "获证"):
            return size
        if verb[:1] in _AFTER_GENERAL and verb not in _AFTER_GENERAL_SAFE:
            return size
        if verb in VERBS:
            return 0 if makes_noun(rest) else size
    return 0


def _before_done(tail: str) -> int:
    """Return where the verb before 了 begins, so that a noun of some length is left."""
    found = _DONE.search(tail, 1)
    if found is None:
        return 0
    ends = [found.end("verb") - 2, found.end("verb") - 1]
    general = [end for end in ends if end > 0 and _ends_in_general(tail[:end])]
    return next(iter(general), ends[0] if ends[0] > 1 else 0)


def _ends_in_general(head: str) -> bool:
    return any(head[-size:] in GENERAL_HEADS for size in (4, 3, 2, 1) if len(head) >= size)


def _stops(tail: str, place: int) -> bool:
    if tail[place : place + 2] in STOPS or tail[place : place + 3] in STOPS:
        rest = tail[place + 2 :]
        return rest[:2] in NOUN_ENDING_SAFE or rest[:1] not in NOUN_ENDINGS
    if tail[place] not in STOP_CHARS:
        return False
    return not {tail[place : place + 2], tail[place - 1 : place + 1]} & STOP_CHAR_SAFE


def is_general(head: str) -> bool:
    """Tell whether ``head`` alone does not name an indicator (企业, 项目)."""
    return head in GENERAL_HEADS or (
        "、" in head and all(one in GENERAL_HEADS for one in _JOINED.split(head))
    )
