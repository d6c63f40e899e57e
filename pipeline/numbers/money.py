"""The words around a number without a unit in, the currency it is counted in out."""

import re

_SIGNS = {"￥": "元", "¥": "元", "$": "美元", "€": "欧元", "£": "英镑"}

# A bare 万 or 亿 is money where money is spoken of: 获50万省级资金, 质押金额超1千万.
_AFTER = re.compile(
    r".{0,4}?(?:资金|补[助贴偿]|奖[励金]|贷款|授信|融资|经费|保[费额]|债券|罚[款没])"
)
_BEFORE = re.compile(
    r"""
    (?: [金总余限税费保]额 | 资金 | 补[助贴偿] | 奖[励金] | 贷款 | 授信 | 融资 | 投资 | 经费 | 保费
      | 产值 | 收入 | 营收 | 利润 | 税收 | 资本 | 估值 | 货值 | 案值 | 价值 | [销成交]售?额
      | 罚款 | 罚没款? )
    [约达为共近超过逾破了到至的总计]{0,4}$
    """,
    re.VERBOSE,
)


def currency_before(text: str, at: int) -> tuple[int, str]:
    """Return where the currency sign in front of ``at`` begins, and its unit.

    >>> currency_before("￥3,000", 1), currency_before("3,000", 0)
    ((0, '元'), (0, ''))
    """
    unit = _SIGNS.get(text[at - 1 : at] if at else "", "")
    if unit:
        return at - 1, unit
    return at, "元" if text.endswith("人民币", 0, at) else ""


def unsaid_money(text: str, start: int, end: int) -> str:
    """Return 元 if the words around a bare 万 or 亿 speak of money, else nothing.

    >>> unsaid_money("获50万省级资金支持", 1, 4), unsaid_money("粉丝50万", 2, 5)
    ('元', '')
    """
    before = _BEFORE.search(text, max(0, start - 10), start)
    return "元" if before or _AFTER.match(text, end) else ""
