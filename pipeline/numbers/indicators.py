"""Two indicator names in, whether they mean the same thing out."""

from functools import lru_cache

from schemas.catalogue import name_key

# Lowest share of common bigrams at which two names count as one.
LIKENESS = 0.6


@lru_cache(maxsize=8192)
def indicator_key(name: str) -> str:
    """Return what is left of ``name`` once everything that carries no meaning is dropped.

    >>> indicator_key("全市发明专利的授权数量") == indicator_key("发明专利授权量")
    True
    >>> indicator_key("每万人口发明专利拥有量") == indicator_key("万人发明专利拥有量")
    True
    """
    return name_key(name)


def indicators_agree(one: str, other: str) -> bool:
    """Tell whether two names have the same key or keys that are alike.

    >>> indicators_agree("知识产权质押融资金额", "知识产权质押融资额")
    True
    >>> indicators_agree("专利授权量", "商标注册量")
    False
    """
    return likeness(one, other) >= LIKENESS


def likeness(one: str, other: str) -> float:
    """Return how alike two names are: the Dice share of their keys' bigrams, 1 if equal.

    >>> likeness("有效商标", "有效商标数")
    1.0
    """
    left, right = indicator_key(one), indicator_key(other)
    if left == right:
        return 1.0
    a, b = _bigrams(left), _bigrams(right)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def complete_name(name: str, unit: str) -> str:
    """Return ``name`` with the measure that its unit implies, if it has none.

    >>> complete_name("专利授权", "件"), complete_name("知识产权质押融资", "亿元")
    ('专利授权量', '知识产权质押融资额')
    >>> complete_name("驰名商标", "件"), complete_name("结案率", "%")
    ('驰名商标数', '结案率')
    """
    if not name or not unit or name.endswith(_MEASURED) or name[-1].isascii():
        return name
    if unit.endswith("元"):
        return f"{name}额" if name.endswith(_DEALS) else name
    if unit.lstrip("万亿千百") in _PERSON_TIMES:
        return name + unit.lstrip("万亿千百")
    if unit in _UNCOUNTED:
        return name
    return f"{name}量" if name.endswith(_ACTS) else f"{name}数"


# Names that end like this say what is measured.
_MEASURED = (*"量额数率值比期限重例度价费款次龄", "成绩", "时间", "时长", "用时", "收入", "占比")
_DEALS = (
    "融资",
    "质押",
    "授信",
    "交易",
    "成交",
    "销售",
    "出口",
    "进口",
    "登记",
    "投资",
    "零售",
    "赔付",
    "理赔",
)
_ACTS = (
    "授权", "申请", "注册", "登记", "受理", "备案", "许可", "转让", "办结", "审结", "结案", "立案",
    "拥有", "发放", "咨询", "续展", "办理",
)  # fmt: skip
_PERSON_TIMES = frozenset({"人次", "家次", "户次", "件次", "车次", "架次", "班次", "批次", "场次"})
_UNCOUNTED = frozenset(
    {
        "%",
        "‰",
        "倍",
        "百分点",
        "番",
        "天",
        "年",
        "个月",
        "小时",
        "工作日",
        "个工作日",
        "分",
        "吨",
        "亩",
        "万亩",
        "万吨",
        "公里",
        "平方米",
        "平方公里",
        "公顷",
        "斤",
        "公斤",
        "千瓦时",
        "度",
        "米",
    }
)


@lru_cache(maxsize=8192)
def _bigrams(key: str) -> frozenset[str]:
    return frozenset(key[i : i + 2] for i in range(len(key) - 1))
