"""User schema ``funding``: who gives the money of an amount, and from which purse.

``shuzheng run … --schema funding`` asks it; copy this file to ask for something else.
"""

from enum import StrEnum

from pydantic import Field

from schemas.extra import Dated, Extra, Quoted


class Purse(StrEnum):
    """Where the money comes from; the words travel to the model."""

    CENTRAL = "中央财政"
    PROVINCE = "省级财政"
    CITY = "市级财政"
    COUNTY = "县级财政"
    BANK = "金融机构"
    COMPANY = "企业"
    OTHER = "其他"


class Funding(Extra):
    """Three things about an amount of money; all stay empty where the text does not say."""

    funder: Quoted = Field(
        alias="出资方", description="给出这笔钱的机构,照抄材料,不是金额或材料没说就留空"
    )
    purse: Purse = Field(alias="资金来源", description="这笔钱出自哪里,没说就留空")
    paid: Dated = Field(alias="到位时间", description="这笔钱拨付或到位的时间,照抄材料,没说就留空")
