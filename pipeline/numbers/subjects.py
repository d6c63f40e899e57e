"""A scene in, the subject that its words before the number state out."""

import re

from pipeline.numbers.directions import without_comparison
from pipeline.numbers.named import Named
from pipeline.numbers.phrases import without_links, without_openers
from pipeline.numbers.scenes import Scene
from pipeline.numbers.verbs import object_of
from pipeline.numbers.words import BODIES, KEPT_ENDINGS, MEASURES, STANDINS

# 每万人7件, 户均2.1万元: what it is per stands before the number, what it is stands earlier.
_PER = re.compile(
    r"""
    (?:折合|合|平均|摊到|分摊到)?
    (?P<per>每?万人口?|每百万?人口?|人均|户均|亩均|每户|每亩|每[家件项人户])
    (?:拥有量)?
    """,
    re.VERBOSE,
)

# 标准由每件5000元提高到8000元: what it is per ends the words before the number.
_EACH = re.compile(r"(?:由|从|按)?每[件家项人户亩吨个]\Z")

# 由“十三五”末的8.6万件, 是疫情前的3倍, 是平均水平的2倍: what a level is compared with.
_FROM_TIME = re.compile(
    r"""
    (?:由|从|是|为|相当于) [^,;。由从是]{0,14}
    (?:[年全][度年](?:计划|目标|任务)|末|底|初|前|后|时期|期间|同期|时|平均|水平|均值|平均值) 的? \Z
    """,
    re.VERBOSE,
)

# The measure that ends a name: 融资笔数 and 融资金额 are the same thing measured twice.
_MEASURE = re.compile(
    r"""
    (?:
        余额 | 笔数 | 件数 | 家数 | 户数 | 人数 | 次数 | 项目数 | 项数 | 总数 | 总量 | 数量 | 金额
      | (?:种植|栽种|栽培|养殖|占地|建筑)?面积 | 总?产量 | 总产 | [年总]?产值 | 规模 | 数 | 量 | 额
    )
    \Z
    """,
    re.VERBOSE,
)

# 在新评定的名品中: where it is counted.  Not 集中, 其中.
_INSIDE = re.compile(r"(?:当中|之中|(?<![集其])[中里])\Z")

# What a clause says of its subject: 建设加快推进, 占比更高, 数量增幅最为显著.
_SAYING = re.compile(
    r"""
    (?:
        也(?=[实呈保取有再]) | (?:增[幅速长]|降幅|涨幅|最为?)(?=[最较明显高快大])
      | 加快 | 持续 | 稳步 | 不断 | 显著 | 进一步 | 大幅 | 明显 | 有序 | 扎实 | 深入 | 更加 | 更
      | 首次 | 双双 | 却(?!步) | 逆势 | 走[低高强弱]
      | 则(?=[双均都略稍继保]) | 取得 | 实现 | 迈上 | 跃上 | 再[创刷上添]
      | 创历史 | 突破 | 渐成 | 成效 | 增势
      | 喜人 | 量质 | 稳中 | 保持 | 越来越 | 快速 | 迅速 | 全面 | 有力 | 成功 | 运行 | 形势 | 向好
      | 走在 | 领跑 | 势头 | 态势
    )
    .*
  | [较很最]? [高大多快好低少] \Z
    """,
    re.VERBOSE,
)


def subject_of(scene: Scene, lead: str | None = None) -> str:
    """Return what the words before the number speak of, nothing if they only point back.

    ``lead`` takes the place of the nearest stretch when its end has been read already.
    """
    leads = scene.leads if lead is None else (lead, *scene.leads[1:])
    for stretch in leads:
        core = core_of(stretch)
        if is_standin(core):
            return ""
        if core:
            return core
    return ""


def is_standin(core: str) -> bool:
    """Tell whether ``core`` only points back: 数量, 这个数字.  Not 金额, which measures."""
    return core in STANDINS and core not in MEASURES


def core_of(lead: str) -> str:
    """Return ``lead`` without links, comparison and openers.

    What ends in 和 belongs to the number before: 13个区县和85%的乡镇.

    >>> core_of("其中我市专利授权量比上年同期共"), core_of("区县和")
    ('专利授权量', '')
    """
    if lead.endswith(("和", "与", "及")) and lead[-2:] not in KEPT_ENDINGS:
        return ""
    said = without_links(_FROM_TIME.sub("", lead))[0]
    core = without_links(without_openers(without_comparison(said)))[0]
    return core if _PER.fullmatch(core) else _EACH.sub("", core)


def is_body(core: str, scene: Scene) -> bool:
    """Tell whether ``core`` names who acts rather than what is counted."""
    if scene.mention.unit in ("家", "个", "所", "户") or object_of(core)[0]:
        return False
    return any(core[-size:] in BODIES for size in (4, 3, 2)) or scene.lead.endswith(("以", "凭"))


def per_unit(core: str) -> str:
    """Return the unit a number is relative to when ``core`` says nothing else.

    >>> per_unit("折合每万人"), per_unit("每万人养老床位")
    ('每万人', '')
    """
    found = _PER.fullmatch(core)
    return found["per"] if found else ""


def measured(core: str, last: Named) -> str:
    """Return ``core`` (金额, 面积) as a measure of what the number before counted."""
    return _MEASURE.sub("", last.name) + core if core in MEASURES else ""


def per_last(core: str) -> str:
    """Return ``core`` with what it is per in front: 农户收入人均 is 人均农户收入.

    >>> per_last("农户收入人均"), per_last("人均")
    ('人均农户收入', '')
    """
    is_last = len(core) > 3 and core.endswith(("人均", "户均", "亩均"))
    return core[-2:] + core[:-2] if is_last else ""


def topic_of(clause: str) -> str:
    """Return what a clause without numbers is about.

    >>> topic_of("就业服务站点布局加快推进")
    '就业服务站点布局'
    """
    said = _INSIDE.sub("", _SAYING.sub("", core_of(clause)))
    return object_of(said)[1] if said else ""
