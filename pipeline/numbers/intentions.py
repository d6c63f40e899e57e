"""The words around a number in, the reason why it states no statistic out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.numbers.horizons import holding, spans_ahead, spans_to_machines
from pipeline.numbers.layout import Layout
from pipeline.numbers.mention import Mention
from pipeline.numbers.reading import Guess
from pipeline.spans import Span
from schemas.vocabulary import Bound, NonFact

# One look at a sentence: without any of these words none of the rules below can fire.
_TRIGGER = re.compile(
    r"""
    力争 | 有望 | 预计 | 预期 | 预测 | 确保 | 争取 | 计划 | 规划 | 拟 | 打算 | 准备 | 目标 | 任务 | 指标 | 要 | 提出 | 明确 | 锚定
  | 瞄准 | 应 | 将 | 如果 | 假如 | 假设 | 假定 | 倘若 | 若 | 一旦 | 即使 | 哪怕 | 要是 | 非 | 不是 | 没有 | 未 | 误 | 不实 | 谣 | 不属实
  | 不准确 | 最高 | 不超 | 不高 | 不得 | 不低 | 不少 | 上限 | 下限 | 限额 | 封顶 | 给予 | 比例 | 罚款 | 到20 | 至20
    """,
    re.VERBOSE,
)

# What is already done stays a fact, whatever it aimed at.
_DONE = re.compile(
    r"""
    (?:已|已经|提前|超额|顺利|圆满|如期|全面完成)[一-鿿]{0,3}(?:完成|实现|达到|达成|突破|超过|建成|达|有|为|投|获)
  | 已(?!批|定|明确) | 截至 | 截止 | 目前 | 累计 | 去年 | 上年 | 以来
  | (?:完成|实现|达成|超过|高于|好于|优于|低于|超出|的)[^,;]{0,12}(?:目标|任务|计划|预期|指标|进度)(?!为|是|:|达)
    """,
    re.VERBOSE,
)

# What is aimed at, expected or planned.  Not 确保了, 争取到, 《行动计划》, 全力争取, 重点任务.
_AIM = re.compile(
    r"""
    力争(?![取创上先当做]) | 有望 | 预计 | 预测 | 预期(?!目标|寿命|成果|效果)
  | 确保(?!了)
  | 争取(?![到了])(?=[^,;。]{0,16}(?:达到|突破|实现|完成|超过|新增|增长|到20|年内|全年|再)|[^,;。]{0,3}\Z)
  | (?<!行动)(?<!试点)(?:计划|规划|拟|打算|准备)
    (?=到|在|于|新增|新建|投资|投入|培育|建设|建成|开展|举办|组织|引进|实施|完成|实现|安排|年内|今年|全年
      |总投|再|招|设立|打造|达到|每年|用\d|\Z)
  | (?:目标|任务|指标|任务数|计划数|目标值)(?:是|为|达到|定为|设定为|确定为|:)?\Z
  | (?<![主重需纪])要(?:达到|达|突破|实现|完成|超过|确保|力争|控制在|不低于|保持在|稳定在|提高到|提升到|新增|再)
  | (?:提出|明确|锚定|瞄准)[^,;。]{0,20}(?:达到|突破|实现)
  | 应(?:达到|不低于|不少于|控制在)
    """,
    re.VERBOSE,
)

# 将 before what is to come.  Not 将用时由60天缩短到46天, 已将, 将有关材料.
_WILL = re.compile(
    r"""
    (?<![已并先])将(?:
        会 | 要 | 于 | 在 | 达 | 突破 | 超过 | 实现 | 新增 | 新建 | 再 | 继续 | 进一步 | 全面 | 力争 | 以 | 对标 | 坚持 | 围绕 | 聚焦
      | 建成 | 设立 | 举办 | 开展 | 组织 | 投入 | 完成 | 推动 | 培育 | 打造 | 安排 | 增至 | 迎来 | 出台 | 实施 | 加快 | 持续
      | 不断 | 努力 | 带动 | 形成 | 有(?![关效限机色]) | 落实 | 推出 | 启动 | 引进 | 争取 | 紧扣 | 深入 | 按照
    )
    """,
    re.VERBOSE,
)
_COMING_YEAR = re.compile(r"(?<![\d(—~-])(?P<year>20\d{2})年(?![\d-])")
_TITLE = re.compile(r"《[^《》]{0,80}》")

_IF = re.compile(
    r"如果|假如|假设|假定|倘若|若是|若能|若(?=[^,;。]{2,20}(?:达|超|过))|一旦|即使|哪怕|要是"
)

_NOT = re.compile(
    r"""
    (?:并非|而非|绝非|并不是|而不是|不是|没有达到|没有超过|没有突破|未能?达到|未能?超过|未达|尚未达|远未达|未突破)
    [^,;。]{0,10}\Z
    """,
    re.VERBOSE,
)
_RUMOUR = re.compile(
    r"网传|网络传言|谣传|误传|传言|传闻|此前报道|先前报道|曾报道|误报|误写|笔误|消息|说法|数字|数据"
)
_DISPROVED = re.compile(
    r"不实(?!广告|宣传|信息|举报|投诉|之词)|不属实|有误|系误|谣言|不准确|与事实不符|子虚乌有|没有依据|毫无依据"
)
_CORRECTED = re.compile(r"(?:应为|实际为|实为|更正为|实际是|应当为|应是)[^,;。]{0,4}\Z")

# What a rule grants at most.  Not 最高的一笔达2000万元, not 平均用时不超过3天.
_LIMIT = re.compile(
    r"""
    最高(?:可|额|给予|奖励|补助|补贴|补偿|资助|支持|不超|贷款|授信|额度|限额|赔付|获|贴息|保额|限|按)[^,;。]{0,16}\Z
  | (?:单[笔个户家项件次]|每[家件项人户个笔]|原则上|一般|额度|比例|期限|补助|奖励|补贴|罚款|贷款)[^,;。]{0,14}
    (?:不超过|不高于|不得超过|不得高于|不得低于|不低于|上限为?|限额为?|最高为?)[^,;。]{0,3}\Z
  | 不得(?:超过|高于|低于|少于)[^,;。]{0,3}\Z
  | (?:凡|对(?:新|首次|获得|通过|符合|当年|年度|成功|被))[^;。]{0,40}给予[^,;。]{0,12}\Z
    """,
    re.VERBOSE,
)
_LIMIT_AFTER = re.compile(
    r"[^,;。]{0,4}(?:封顶|为限|为上限|以下(?:的)?罚款|的?比例(?:给予|进行|补偿|补贴|奖励|承担|分担|贴息))"
)

# A class of things, named by a bound: 超1亿元的有23家.  Not 超2000万元的资金支持.
_CLASS = re.compile(r"(?:及?以[上下内])?的(?P<head>[^,;。、]{0,24})")
_AMOUNTS = re.compile(
    r"""
    [一-鿿]{0,8}?(?:成绩|总数|总量|规模|增幅|增速|速度|水平|比例|比重|增长|涨幅|大关|资金|支持|贷款|授信|补助|奖励|收入|销售额
    |产值|融资额|投资额|订单|效益|损失|补贴|高位|新高|台阶|份额|占比|幅度|优势|差距|纪录|价格|满意度|准确率|[一-鿿]率)
    (?:支持|额度)?(?:\Z|[,;。])
    """,
    re.VERBOSE,
)
# The same without 的, before the number that counts the class: 5000万元以上项目35个.
_CLASS_COUNT = re.compile(
    r"(?:及?以[上下内])?(?P<head>[一-鿿]{2,12}?)(?:有|达|共|为)?(?:[\d一二三四五六七八九十两]|\Z)"
)
_CLASS_UNITS = frozenset(
    {"元", "万元", "亿元", "年", "岁", "人", "天", "平方米", "亩", "公里", "吨", "个月", "万"}
)
_WINDOW = 160


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a mention stands: ``said`` before it in the sentence, ``clause`` in the clause."""

    mention: Mention
    sentence: str
    said: str
    clause: str
    after: str


def read_intentions(
    text: str, layout: Layout, mentions: Sequence[Mention], published_year: int | None
) -> dict[int, Guess]:
    """Return why mentions that look like statistics are none, by their index.

    ``published_year`` tells what lies ahead: 到2025年 is a target in a report of 2023.
    """
    told, ahead = spans_to_machines(text, layout), spans_ahead(text, layout)
    found: dict[int, Guess] = {}
    for mention in mentions:
        if mention.why is not None:
            continue
        place = _place(text, layout, mention)
        guess = _named(mention, told, ahead, place) or _said(place, published_year)
        if guess is not None:
            found[mention.index] = guess
    return found


def _place(text: str, layout: Layout, mention: Mention) -> _Place:
    start, end = mention.span.start, mention.span.end
    sentence, clause = layout.sentence_at(start), layout.clause_at(start)
    return _Place(
        mention=mention,
        sentence=sentence.of(text),
        said=text[max(sentence.start, start - _WINDOW) : start],
        clause=text[max(clause.start, start - _WINDOW) : start],
        after=text[end : min(clause.end, end + 40)],
    )


def _named(
    mention: Mention,
    told: Sequence[Span],
    ahead: Sequence[tuple[Span, str]],
    place: _Place,
) -> Guess | None:
    start = mention.span.start
    if told and holding(told, start):
        return _why(NonFact.INSTRUCTION, "machine")
    if mention.bound is not Bound.EXACT and (rule := _class_rule(place)):
        return _why(NonFact.THRESHOLD, rule)
    rule = next((rule for span, rule in ahead if span.start <= start < span.end), "")
    if rule and not _DONE.search(place.said if rule == "ahead-heading" else place.clause):
        return _why(NonFact.TARGET, rule)
    return None


def _class_rule(place: _Place) -> str:
    found = _CLASS.match(place.after)
    if found:
        return "" if _AMOUNTS.match(found["head"]) else "class-of"
    if place.mention.unit not in _CLASS_UNITS:
        return ""
    counted = _CLASS_COUNT.match(place.after)
    return "class-count" if counted and counted["head"][:2] not in _NOT_CLASS else ""


_NOT_CLASS = frozenset(
    {
        "惠及",
        "受惠",
        "同比",
        "较上",
        "比上",
        "用于",
        "支持",
        "帮助",
        "带动",
        "涉及",
        "位居",
        "增长",
        "下降",
        "其中",
        "左右",
    }
)


def _said(place: _Place, published_year: int | None) -> Guess | None:
    if not _TRIGGER.search(place.sentence) and not (published_year and "20" in place.said):
        return None
    return (
        _limited(place)
        or _aimed(place, published_year)
        or _denied(place)
        or (_why(NonFact.HYPOTHETICAL, "condition") if _IF.search(place.said) else None)
    )


def _limited(place: _Place) -> Guess | None:
    if _DONE.search(place.clause):
        return None
    if _LIMIT.search(place.clause) or _LIMIT_AFTER.match(place.after):
        return _why(NonFact.POLICY_LIMIT, "limit")
    return None


def _aimed(place: _Place, published_year: int | None) -> Guess | None:
    said = _TITLE.sub("", place.said)
    for pattern, rule in ((_AIM, "aim"), (_WILL, "will")):
        found = None
        for found in pattern.finditer(said):  # noqa: B007 (the last one counts)
            pass
        if found is not None and not _DONE.search(said, found.start()):
            return _why(NonFact.TARGET, rule)
    if published_year:
        years = [int(year) for year in _COMING_YEAR.findall(said)]
        if years and years[-1] > published_year:
            return _why(NonFact.TARGET, "coming-year")
    return None


def _denied(place: _Place) -> Guess | None:
    if _NOT.search(place.clause):
        return _why(NonFact.DENIED, "denied")
    wrong = _DISPROVED.search(place.sentence, len(place.said))
    if wrong and _RUMOUR.search(place.sentence) and not _CORRECTED.search(place.clause):
        return _why(NonFact.DENIED, "disproved")
    return None


def _why(reason: NonFact, rule: str) -> Guess:
    return Guess((reason.value,), rule=rule)
