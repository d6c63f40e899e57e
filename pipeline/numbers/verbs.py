"""A phrase in, its verb and what the verb governs out."""

import re

from pipeline.numbers.words import (
    NOMINAL,
    NOUN_ENDING_SAFE,
    NOUN_ENDINGS,
    NOUN_WORDS,
    OBJECT_WORDS,
    VERBS,
)

# 市政府将资助标准由…: what is acted on follows 将 and 把.  Not 将军, 把关.
_ACTED_ON = re.compile(r"[^将把]{0,30}(?:将|把)(?![军握关手])(?=[一-鿿]{2})")

# 农商行对产业团体授信: what follows 对 says it all.  Not 应对, 对外, 对口.
_TOWARD = re.compile(
    r"""
    [^对]{2,14} (?<![应针相绝核比面反派]) 对
    (?![接外口标账公策象手比话应照立抗冲称错]) (?=[一-鿿]{4})
    """,
    re.VERBOSE,
)

# What stands between who acts and what is done.  Not 公共, 共同, 中共.
_ADVERB = re.compile(
    r"累计|总计|共计|合计|先后|成功|陆续|相继|已经?|(?<![公中])共(?![同享建管识和])|全年"
)

# 各类, 各种 in front of an object say nothing about it.
_OF_EVERY = re.compile(r"\A各(?:级各)?[类种项](?=[一-鿿]{2})")

# 获 is a verb by itself in 获渔业捕捞许可.  Not in 获得, nor in 抓获, 查获.
_GOT = frozenset({"获批", "获评", "获得", "获奖", "获准", "获权", "获取", "获利", "获益", "获证"})
_CATCHING = frozenset("抓查破斩荣捕缴收截起")

# 新设立合作社: new is what was set up.
_NEWLY_DONE = frozenset({"设立", "登记", "注册", "成立", "认定", "培育"})

# These make no noun with what follows: 现有技师 is 现有 and 技师.
_HAVING = frozenset({"现有", "共有", "建有", "设有", "配有", "配备", "聘请", "招聘"})

# What is handled, so that a verb before it is one: 查处商标违法案件.
_HANDLED = ("案件", "纠纷", "投诉", "诉求")

# Who acts, so that 受理 after it is a verb: 法律援助中心受理咨询.
_ORGANS = (
    "中心", "热线", "平台", "法院", "局", "站", "部门", "窗口", "公司", "委", "机关", "机构",
    "中院", "基地", "联盟", "协会", "法庭", "检察院", "支队", "大厅",
)  # fmt: skip


def object_of(phrase: str) -> tuple[str, str]:
    """Split ``phrase`` into its last verb and what that verb governs.

    >>> object_of("为新市民提供法律咨询")
    ('提供', '法律咨询')
    >>> object_of("任务完成率")
    ('', '任务完成率')
    """
    handled = _ACTED_ON.match(phrase)
    if handled:
        return object_of(phrase[handled.end() :])
    phrase = _after_adverb(phrase)
    for start in range(len(phrase) - 4, -1, -1):
        verb = phrase[start : start + 2]
        if verb[0] == "新" and phrase[start + 1 : start + 3] in VERBS:
            continue
        if start and phrase[start - 1] == "新" and verb in _NEWLY_DONE:
            return "", phrase[start - 1 :]
        if verb in VERBS and _governs(phrase, start):
            return verb, _OF_EVERY.sub("", phrase[start + 2 :].lstrip("了的过到于"))
        if (
            verb[0] == "获"
            and verb not in _GOT
            and phrase[:start][-1:] not in _CATCHING
            and "的" not in phrase[start:]
        ):
            return "获", phrase[start + 1 :].lstrip("了")
    toward = _TOWARD.match(phrase)
    return "", phrase[toward.end() :] if toward else phrase


def _after_adverb(phrase: str) -> str:
    """Return what an adverb of sum sets off: 各中心共受理案件 speaks of 受理案件.

    >>> _after_adverb("调解组织累计受理案件")
    '受理案件'
    """
    ends = (found.end() for found in _ADVERB.finditer(phrase, 1))
    places = [end for end in ends if phrase[end : end + 2] in VERBS]
    return phrase[places[-1] :] if places else phrase


def _governs(phrase: str, start: int) -> bool:
    rest = phrase[start + 2 :].lstrip("了过到于")
    having = phrase[start : start + 2] in _HAVING
    if len(rest) < 2 or (makes_noun(rest) and not having) or "的" in rest:
        return False
    if phrase[start : start + 2] not in NOMINAL or phrase[:start].endswith(_ORGANS):
        return True
    if rest[:2] in OBJECT_WORDS and not (start == 0 and rest.endswith(_HANDLED)):
        return False
    return start == 0 and len(rest) >= 4


def makes_noun(rest: str) -> bool:
    """Tell whether ``rest`` makes a noun of the verb before it: 完成率, 办理时限.

    >>> makes_noun("率"), makes_noun("数据")
    (True, False)
    """
    if rest[:2] in NOUN_WORDS:
        return True
    return rest[:1] in NOUN_ENDINGS and rest[:2] not in NOUN_ENDING_SAFE


def ends_in_verb(phrase: str) -> bool:
    """Tell whether ``phrase`` stops right after a verb, so that its object follows.

    >>> ends_in_verb("全市设立"), ends_in_verb("商标注册")
    (True, False)
    """
    return phrase[-2:] in VERBS and phrase[-2:] not in NOMINAL
