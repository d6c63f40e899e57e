"""A small Chinese numeral with its measure word in, why it counts nothing out."""

import re

from schemas.vocabulary import NonFact

# 一 counts only after what was done or got: 获批一项, 指导一次; not 是一个长期任务.
_DONE = re.compile(
    r"""
    (?: 获 | 获批 | 获得 | 荣获 | 获评 | 斩获 | 摘得 | 新增 | 新建 | 新设 | 增设 | 建成 | 建有
      | 完成 | 举办 | 召开 | 开展 | 查处 | 查办 | 查获 | 查封 | 受理 | 立案 | 成立 | 设立 | 入选
      | 制定 | 出台 | 发布 | 印发 | 授予 | 授权 | 认定 | 承担 | 承办 | 签订 | 捣毁 | 破获 | 侦破
      | 审结 | 办结 | 判决 | 注册 | 登记 | 共 | 仅 | 各 | 另 | 另有 | 指导 | 组织 | 申报 | 申请
      | 培训 | 奖励 | 落户 | 引进 | 编制 | 翻 )
    (?:了|有|得|过)?$
    """,
    re.VERBOSE,
)
_OWNED = frozenset("项件宗起")
_NOT = frozenset("没未")
_IDLE_WORDS = frozenset(("批", "方面", "种", "类", "代", "辈"))

# 一项一项, 一场场
_REPEATED = re.compile(r"一(.)(?:一)?\1")

# Words that make a slogan of a small count: 两个抓手, 三个提高, 四篇文章.
_SLOGANS = re.compile(
    r"""
    (?:抓手|提高|提升|首创|维护|自信|意识|结合|面向|转变|确保|聚焦|结点|坚持|必须|务必|不变|更加|走在前
      |统一|革命|文明|关系|百年|维度|层面|层次|阶段|环节|角度|视角|导向|引领|驱动|全面|清单|文章|平衡
      |[主红生底]?线(?![索上下路])|翅膀|轮子|拳头|短板|到位|严禁|一律|同步|优先|率先|突出|注重|围绕|强化|深化|指标(?!任务))
    """,
    re.VERBOSE,
)
# 我提三条, 报三组数字: how many points a speech makes.
_SPOKEN = re.compile(r"(?<!前)[提讲谈说报强调](?:了|出)?$")
_POINTS = frozenset("条点组句")
_SLOGAN_UNITS = frozenset(("方面", *"个条篇项张块道种类只"))


def idle_count(text: str, start: int, end: int, unit: str) -> NonFact | None:
    """Return why the one-character numeral at ``start`` counts nothing, if it does not.

    >>> text = "这是一个长期任务,我市获批一项试点"
    >>> idle_count(text, 2, 4, "个"), idle_count(text, 13, 15, "项")
    (<NonFact.IDIOM: 'idiom'>, None)
    """
    if text[start] == "一" and unit != "倍" and unit[:1] not in ("万", "亿"):
        return None if _is_done(text, start, unit) else NonFact.IDIOM
    if unit in _POINTS and _SPOKEN.search(text, max(0, start - 3), start):
        return NonFact.IDIOM
    if unit in _SLOGAN_UNITS and _SLOGANS.match(text, end):
        return NonFact.NAME
    return None


def _is_done(text: str, start: int, unit: str) -> bool:
    if unit in _IDLE_WORDS or _REPEATED.match(text, start):
        return False
    if text[start - 1 : start] == "有" and unit in _OWNED:
        return text[max(0, start - 2) : start - 1] not in _NOT
    return _DONE.search(text, max(0, start - 5), start) is not None
