"""What is said of counted things in, the names that this gives them out."""

import re

from pipeline.numbers.heads import head_of, is_general
from pipeline.numbers.named import Named, names, same_unit
from pipeline.numbers.phrases import without_openers, without_session
from pipeline.numbers.reading import Guess
from pipeline.numbers.scenes import Scene
from pipeline.numbers.subjects import topic_of
from pipeline.numbers.verbs import makes_noun
from pipeline.numbers.words import NOMINAL, REFUSED, VERBS

# The verbs of 认定为…, 入选…: what follows is the title that is held.
_TITLE = re.compile(
    r"""
    (?:被|获|成功)*
    (?:认定为|评为|列为|评定为|命名为|确定为|认定|获评|入选|成为|晋级)
    (?:为|了)?
    """,
    re.VERBOSE,
)

# 获第二十五届中国专利奖优秀奖: a prize.  Not 获批, 获得贷款.
_PRIZE = re.compile(r"(?:荣|斩)?获得?(?P<prize>[^,;。]{2,30}奖[^,;。]{0,6})\Z")

# What a title is held on: 示范城市名单.
_LISTING = re.compile(r"(?:名单|榜单|目录|名录|行列)\Z")

# Verbs and closing words of what is said of a general head that add nothing to its name.
_EMPTY_VERB = re.compile(
    r"\A(?:从中|已经?|均|都|成功|顺利|先后|共同|正在)?(?:开展|进行|办理|实施|从事|完成)?"
)
_EMPTY_END = re.compile(r"(?:业务|工作|活动|其中|过程中|等|了)\Z")

# Verbs of having: what is had is what counts (38件拿到证书).
_HAVING = frozenset({"拿到", "获得", "取得", "收到", "拥有", "领到", "赢得"})


def name_by_saying(head: str, said: str, scene: Scene) -> Guess:
    """Name a general head by what is said of it: 7家工厂通过认证 are 通过认证的工厂."""
    prize = _PRIZE.match(said)
    if prize:
        won = without_session(without_openers(prize["prize"]))
        return names("head-prize", f"获{won}的{head}", won, head)
    title = _TITLE.match(said)
    if title:
        held = without_openers(said[title.end() :])
        if not held:
            return _listed_title(head, scene)
        same = held.endswith(head[-2:])
        return names("head-title", held if same else f"{held}{head}", f"{held}的{head}", head)
    act = _EMPTY_END.sub("", _EMPTY_VERB.sub("", said)).replace("了", "", 1)
    return names("head-said", f"{act}的{head}", f"{said}的{head}", head)


def _listed_title(head: str, scene: Scene) -> Guess:
    """Name 公布美丽县城名单,12个县城入选 by the list that the clause before speaks of."""
    topic = _LISTING.sub("", topic_of(scene.before)) if scene.before else ""
    if topic.endswith(head[-2:]):
        return names("head-listed", topic, f"入选{head}", head)
    return names("head-listed", f"入选{topic}的{head}" if topic else f"入选{head}", head)


def doing(tail: str) -> str:
    """Return what follows a number when that is what the counted things did.

    >>> doing("发布了水情公报"), doing("推广项目")
    ('发布了水情公报', '')
    """
    verb, rest = tail[:2], tail[2:]
    if _TITLE.match(tail):
        return tail
    if (verb not in VERBS and tail[:1] != "被") or not rest:
        return ""
    if rest[0] == "了" or tail[0] == "被":
        return tail
    is_verb = verb not in NOMINAL or verb in REFUSED
    return tail if is_verb and not makes_noun(rest) else ""


def name_by_doing(done: str, last: Named | None, scene: Scene) -> Guess:
    """Name numbers without a noun by what they did: 4个发布了标准, 15人获评专家."""
    if last and is_general(last.name) and same_unit(last.unit, scene.mention.unit):
        return names("doing-general", f"{done.replace('了', '')}的{last.name}", done)
    title = _TITLE.match(done)
    if title:
        return names("doing-title", without_openers(done[title.end() :]), done)
    verb, what = done[:2], done[2:].lstrip("了到")
    name = what if verb in _HAVING else verb + what
    return names("doing", name, *([f"{done}的{last.name}"] if last else []))


def said_of(said: str, scene: Scene) -> str:
    """Return what is said of a head, with its object or itself behind the next number.

    走进60场活动 goes on there; in 为7家农场90台农机办理保险 it only stands there.
    """
    if len(said) == 1:
        return said + scene.rest if scene.rest else ""
    if said:
        return said + head_of(scene.rest)[0] if len(said) == 2 and scene.rest else said
    head, later = head_of(scene.rest)
    return later if head else ""
