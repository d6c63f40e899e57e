"""Annotations and predictions small enough to score by hand, and rules as tables.

GOOD and BAD hold pairs of a prediction and an annotation that agree or do not.
"""

from decimal import Decimal
from typing import Any

from pipeline.evaluating.gold import GoldFact, GoldNonFact
from pipeline.evaluating.predictions import Prediction

TEXT = "全年专利授权396件,同比下降4.3%。有效发明专利1200件。联系电话0763-123456。推进一批项目。"


def gold(quote: str = "396件", text: str = TEXT, **changes: Any) -> GoldFact:
    """Return an annotated fact at the first place of ``quote``."""
    start = text.index(quote)
    fields: dict[str, Any] = {
        "doc": "a",
        "quote": quote,
        "start": start,
        "end": start + len(quote),
        "value": "396",
        "unit": "件",
        "bound": "exact",
        "kind": "value",
        "indicator": "专利授权量",
        "aliases": ("专利授权",),
        "region": "连州市",
        "period": "2022",
    }
    return GoldFact.model_validate(fields | changes)


def nonfact(quote: str, why: str, text: str = TEXT) -> GoldNonFact:
    """Return an annotated non-fact at the first place of ``quote``."""
    start = text.index(quote)
    return GoldNonFact(doc="a", quote=quote, start=start, end=start + len(quote), why=why)


def predicted(quote: str = "396件", text: str = TEXT, **changes: Any) -> Prediction:
    """Return a prediction that is right about ``gold(quote)`` but for ``changes``."""
    start = text.index(quote)
    fields: dict[str, Any] = {
        "doc": "a",
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "value": Decimal(396),
        "unit": "件",
        "bound": "exact",
        "disposition": "fact",
        "kind": "value",
        "indicator": "专利授权量",
        "region": "连州市",
        "period": "2022",
    }
    return Prediction(**(fields | changes))


GROWTH_GOLD = gold("4.3%", value="-4.3", unit="%", kind="growth")
GROWTH = predicted("4.3%", value=Decimal("-4.3"), unit="%", kind="growth")

Amounts = tuple[tuple[str, str], tuple[str, str]]

SAME_VALUES: list[Amounts] = [
    (("396", "件"), ("396", "件")),
    (("12.5", "万"), ("125000", "")),
    (("12.5", "万件"), ("125000", "件")),
    (("1.079", "万亿元"), ("10790", "亿元")),
    (("3", "千万元"), ("3000", "万元")),
    (("0.3333", ""), ("0.333", "")),
    (("396.0", "件"), ("396", "件")),
]
OTHER_VALUES: list[Amounts] = [
    (("396", "件"), ("397", "件")),
    (("12.5", "万"), ("12.5", "")),
    (("-4.3", "%"), ("4.3", "%")),
    (("0.34", ""), ("0.333", "")),
    (("0.3333", "%"), ("0.333", "%")),
    (("2", "百分点"), ("200", "分点")),
]

SAME_UNITS = [("件", "件"), ("万元", "亿元"), ("万", ""), ("百分点", "百分点")]
OTHER_UNITS = [("件", "家"), ("%", "百分点"), ("", "件"), ("个", "个工作日")]

SAME_PERIODS = [
    ("2022", "2022"),
    ("@2022-12", "@2022-12-31"),
    ("@2022-12-31", "@2022-12"),
    ("@2024-Q1", "@2024-03-31"),
    ("2022-Q1..2022-Q3", "2022-01..2022-09"),
    ("2022-01..2022-06", "2022-H1"),
    ("2022-06-01..2022-06-30", "2022-06"),
    ("2021-07-01..", "2021-07.."),
    ("..2022-12", "..2022-12-31"),
    ("2025..2025-10-16", "2025-01..2025-10-16"),
    ("@2022", "@2022"),
]
OTHER_PERIODS = [
    (None, "2022"),
    ("2021", "2022"),
    ("@2022", "2022"),
    ("@2022", "@2022-12-31"),
    ("2022-01..2022-12", "2022"),
    ("2022", "2022-01-01..2022-12-31"),
    ("@2022-12-30", "@2022-12"),
    ("2022-Q1..2022-Q3", "2022-01..2022-10"),
    ("2021-07..2021-08", "2021-07.."),
    ("@2022-12-31", "2022-12-31"),
    ("去年", "2022-06"),
    ("2022-13", "2022-06"),
    ("2022-02-30", "2022-02"),
    ("..", "2022-06"),
]

SAME_REGIONS = [
    ("连州市", "连州市"),
    ("清远市连州市", "连州市"),
    ("广东省清远市连州市", "连州市"),
    ("广东江门市", "江门市"),
    ("广西壮族自治区南宁市", "南宁市"),
    ("泉州市中级人民法院", "福建省泉州市中级人民法院"),
    ("四川省(泸州)知识产权公共服务平台", "四川省（泸州）知识产权公共服务平台"),
    ("吉林市", "吉林省吉林市"),
]
OTHER_REGIONS = [
    (None, "连州市"),
    ("清远市", "连州市"),
    ("广东省", "江门市"),
    ("太平洋财险江门市分公司", "人保财险江门市分公司"),
    ("全国", "江门市"),
    ("吉林省", "吉林市"),
]

RIGHT_NAMES = [
    "专利授权量",
    "专利授权",
    "专利授权数量",
    "专利的授权总量",
    "全市专利授权量",
    "连州市专利授权量",
    "新增专利授权量",
    " 专利 授权量 ",
]
WRONG_NAMES = [None, "", "商标注册量", "有效发明专利", "量", "专利申请量和商标申请量"]
