"""The words around a number without a unit in, the currency it is counted in out."""

import re

_SIGNS = {"￥": "元", "¥": "元", "$": "美元", "€": "欧元", "£": "英镑"}

_WORD = re.compile("(?:人民币|港币|港元|美元|美金|欧元|日元|澳元)$")
_WORDS = {"人民币": "元", "港币": "港元", "美金": "美元"}

# A bare 万 or 亿 is money where money is spoken of: 获80万专项资金, 抵押金额逾2千万.
_AFTER = re.compile(
    r".{0,4}?(?:资金|补[助贴偿]|奖[励金]|贷款|授信|融资|经费|保[费额]|债券|罚[款没])"
)
_BEFORE = re.compile(
    r"""
    (?: [金总余限税费保]额 | 资金 | 补[助贴偿] | 奖[励金] | 贷款 | 授信 | 融资 | 投[资入] | 募[集资]
      | 放款 | 市值 | 经费 | 保费
      | 产值 | 收入 | 营收 | 利润 | 税收 | 资本 | 估值 | 货值 | 案值 | 价值 | [销成交]售?额
      | 罚款 | 罚没款? )
    [约达为共近超过逾破了到至的总计]{0,4}$
    """,
    re.VERBOSE,
)


def currency_before(text: str, at: int, floor: int = 0) -> tuple[int, str]:
    """Return where the currency sign in front of ``at`` begins, and its unit.

    A currency that is spelled out stays in front; it stands at ``floor`` or after, or
    else it belongs to the number before.

    >>> currency_before("￥3,000", 1), currency_before("港币80万元", 2), currency_before("3,000", 0)
    ((0, '元'), (2, '港元'), (0, ''))
    """
    if at <= floor:
        return at, ""
    unit = _SIGNS.get(text[at - 1], "")
    if unit:
        return at - 1, unit
    word = _WORD.search(text, max(floor, at - 3), at) if text[at - 1] in "币元金" else None
    return at, _WORDS.get(word[0], word[0]) if word else ""


def unsaid_money(text: str, start: int, end: int) -> str:
    """Return 元 if the words around a bare 万 or 亿 speak of money, else nothing.

    >>> unsaid_money("获80万专项资金扶持", 1, 4), unsaid_money("粉丝50万", 2, 5)
    ('元', '')
    """
    before = _BEFORE.search(text, max(0, start - 10), start)
    return "元" if before or _AFTER.match(text, end) else ""
