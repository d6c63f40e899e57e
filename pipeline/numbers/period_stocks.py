"""Words around a number in, whether it counts what there is or what was done."""

import re

from pipeline.numbers.searching import searched

# What exists at a moment.  Not 有效率 (a rate) or 有效破解 (an adverb).
_STOCK = searched(
    r"""
    [手名]里(?=的|有)|手[中头]上?(?=的|有)|名下(?=的|有)|账上(?=的|有)|拥有量|保有量|拥有|保有|存量|持有|手握|现有|现共有|共有|在册|实有|家底|余额|覆盖率
  | 用标(?:企业|主体|单位|农?户|商户|经营主体|市场主体)(?:数量?|总数|总量)?$
  | 有效(?![率性期地推破解提缓打开促助激防遏降整衔]|保障|保护|维护|服务|应对|增强|改善)
  | (?:每|折合每|平均每)?万人(?!次|民|以)
  | (?:驰名|地理标志|集体|证明|国际注册|马德里)[^授申新,。]{0,6}商标(?!注册申请|申请|授权)
    """,
    re.VERBOSE,
)

# What was done over a time, whatever stock it added to.
_FLOW = re.compile(
    r"""
    新增|新添|又添|新认定|新获|新注册|新建|新晋|新入|净增|增加了|授权量|专利授权|申请|受理|办理
  | 查处|查办|立案|审结|办结|登记|质押|融资|案件|培训|走访|举办|开展|发放|人次|场次|销售|交易|成交
  | 产值|授信|保费|获奖|罚没|案值
    """,
    re.VERBOSE,
)

# Counted from the beginning up to now.
_TOTAL = re.compile(r"累计|总计|现(?:已|有|共)|至今")


# 共有7家企业参展: something happened, whatever there is.
_HAPPENED = re.compile(
    r"上榜|入选|入围|获|参加|参展|参赛|参保|投保|报名|亮相|通过|完成|晋级|受益|受惠|开展|进行|申报|签约"
)


_BODIES = re.compile(r"(?:企业|单位|机构|基地|园区|站|中心|示范[县区市])(?:数量?)?$")

# 将12家企业的300项存量技术入库, 盘点库存商品300件: what something was done to.
_ACTED_ON = re.compile(
    r"(?:[对将]|(?<!第)把)[^,。;:]{2,24}的$|(?:盘点|盘活|梳理|唤醒|激活|清查|评价)[^,。;:]{0,6}存量[^,。;:]{0,8}$"
)

# 近三成企业处于…: what stood so, not what happened.
_STATE = re.compile(r"[^,。;:]{0,10}(?:处于|仍[在是未无处]|尚[未无处])")

# 新认定, 新增: added in a time, whatever it was added to.
_NEW = re.compile(r"新(?:增|认定|注册|获|建|设|培育|入选|添|晋|申请|授权|入|核准|登记)")

# …512件,总量达4356件: the running total of what was just counted.
_RUNNING_TOTAL = re.compile(
    r"^[,、(]?(?:总量|总数|总计|累计|存量)(?:已?达到?|为|已有|已?突破|已?超过?|有|已?[增升扩](?:加|大)?[至到为])?(?:近|约)?$"
)


def is_stock(indicator: str, lead: str, rest: str = "") -> bool:
    """Tell whether an indicator, or the words around its number, name a stock.

    ``lead`` are the words before the number, ``rest`` those behind it in its clause.

    >>> is_stock("有效发明专利拥有量", ""), is_stock("新增有效商标量", "")
    (True, False)
    """
    if _RUNNING_TOTAL.match(lead):
        return True
    if _NEW.search(indicator) or _NEW.search(lead[-12:]):
        return False
    if _STOCK.search(indicator):
        return True
    if _STATE.match(rest):
        return True
    return bool(_STOCK.search(lead)) and not (_FLOW.search(indicator) or _HAPPENED.search(rest))


def is_acted_on(clause: str) -> bool:
    """Tell whether the words of a clause before a number make it what something is done to.

    >>> is_acted_on("将12家企业的"), is_acted_on("12家企业的")
    (True, False)
    """
    return _ACTED_ON.search(clause) is not None


def is_flow(indicator: str, lead: str) -> bool:
    """Tell whether an indicator, or the words that lead up to its number, name a flow."""
    return bool(_FLOW.search(indicator) or (not indicator and _FLOW.search(lead)))


def is_sum(indicator: str, lead: str) -> bool:
    """Tell whether bodies or titles are counted up to now, not what was done: 累计12家."""
    return is_total(lead) and bool(_BODIES.search(indicator)) and not is_flow(indicator, lead)


def is_total(lead: str) -> bool:
    """Tell whether the words before a number say that it is a total up to now."""
    return _TOTAL.search(lead) is not None
