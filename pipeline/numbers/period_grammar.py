"""The shapes in which reports write times, each a named part of one expression."""

import re

from pipeline.numbers.searching import guarded_by_firsts

_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_TO = r"\s?(?:[-~–—]{1,2}|至|到)\s?"

# 12件 is no month, 2.3 no day: a number starts where no other number goes on.
_FRESH = r"(?<![\d.第一二三四五六七八九十百])"

# 三月龄 and 月饼 name no month.
_MONTH = r"月(?![龄经子饼季球亮嫂薪供租均度])份?"

_YEAR = r"""
    (?:
        (?P<four>(?<!\d)(?:19|20)\d\d)\s?(?:年度?|(?=[QH][1-4]))   # 2018年, not 12018年
      | (?P<hanzi>[一二][〇零○O九][〇零○O一二三四五六七八九]{2})年度?
      | (?P<two>(?<![\d.第])\d\d)年(?=                      # 18年5月, not 15年以上
            (?:1[0-2]|0?[1-9])月 | [上下]半年 | 第?[一二三四1-4]季 | 前[二三]?[季三]
          | [底末](?!蕴|子)
        )
      | (?P<relative>今年|本年|去年|(?<!以)上年|上一年|前年|明年|后年|下一年)度?
      | (?P<governed>(?<!想)当年|同年|次年|翌年)度?
    )
"""

_PART = rf"""
    (?:
        (?P<day_month>{_NUMBER})月(?P<day_from>{_NUMBER})[日号]?{_TO}
            (?:(?P<day_month_to>{_NUMBER})月)?(?P<day_to>{_NUMBER})[日号]     # 5月11日至13日
      | (?P<month_from>{_NUMBER})月?份?{_TO}(?P<month_to>{_NUMBER}){_MONTH}   # 1-9月
      | (?P<month>{_NUMBER}){_MONTH}(?:(?P<day>{_NUMBER})[日号])?             # 5月, 5月11日
      | [前头](?P<first_months>{_NUMBER}|两)个?月                             # 前5个月
      | [前头](?P<first_quarters>[一二两三2-3])个?季度?                       # 前三季度
      | (?P<quarter_from>[1一])季?度?{_TO}(?P<quarter_to>[2-4二三四])季度     # 1-3季度
      | 第?(?P<quarter>[1-4一二三四])季度
      | (?<=[年\d])(?:Q(?P<latin_quarter>[1-4])|H(?P<latin_half>[12]))         # not H1N1
      | (?P<half>[上下前后])半年
      | (?P<whole>全年(?!度?[目预任]))
    )
"""

_TAIL = r"""
    (?:\s?(?P<edge>年?底(?!蕴|子|气|线|数|部)|年?末(?!端|梢)|年?初(?!步|级|中|审|心)
        |岁末|月底|月末|上旬|中旬|下旬)
      |期间|(?<=年)内|(?<=月)当月)?
    (?P<same>同期)?
    (?P<since>以来|至今|迄今|起(?![草诉源步点来到飞])|来(?=[,、。]))?
"""

_TO_OR_FROM = r"(?P<to>截至到?|截止[到至]?|[到至止])?(?P<from>自从?|从)?"

# A date with its year.  截至, 到 and 自 belong to it, since they say what it bounds.
DATED = re.compile(rf"{_TO_OR_FROM}{_YEAR}(?:的?{_PART})?{_TAIL}", re.VERBOSE)

# A date whose year is said elsewhere: 1-9月, 上半年, 截至5月初.
BARE = re.compile(rf"{_TO_OR_FROM}{_FRESH}{_PART}{_TAIL}", re.VERBOSE)

YEARS = re.compile(
    rf"""
    (?<!\d)(?P<first>(?:19|20)\d\d)年?{_TO}     # 2012-2018年, 2012年至2018年
    (?P<last>(?:19|20)\d\d)年
    (?!度?[底末初\d] | [上下前后]半年 | 第?[一二三四1-4]季    # not 2012年至2018年5月
     | [一二三四五六七八九十]{{1,3}}月 | [QH]\d | 前[二三]季)
    """,
    re.VERBOSE,
)

ISO = re.compile(
    r"""
    (?<![\d.\-/])(?P<year>(?:19|20)\d\d)           # not the end of a longer number
    (?:
        [-/](?P<month>1[0-2]|0?[1-9])(?:[-/](?P<day>3[01]|[12]\d|0?[1-9]))?
      | \.(?P<dotted_month>1[0-2]|0?[1-9])\.(?P<dotted_day>3[01]|[12]\d|0?[1-9])   # not 2013.6
    )
    (?![\d\-/]|\.\d)                                 # not 2018-00734
    (?:[\sT]\d{1,2}:\d\d(?::\d\d)?)?
    """,
    re.VERBOSE,
)

NOW = re.compile(
    r"""
    截至(?:目前|当前|现在|今日|今天|发稿[时日前]?|日前|报告期末) | 截止(?:目前|当前|发稿时?)
  | 到目前为止 | 目前 | 当前 | 迄今(?:为止)? | 至今 | 如今 | 眼下 | 现今
  | (?<![发出呈体实表展再重])现(?:在|有|已|共有?|拥有|存|存有)(?!代|实|场)   # not 发现有
    """,
    re.VERBOSE,
)

PLAN = re.compile(
    r"""
    “?(?P<plan>十[一二三四五]五|[八九]五)”?
    (?:(?P<since>以来)|(?P<end>末|期末)|时期|期间)      # not the name “十四五”规划
    """,
    re.VERBOSE,
)

SINCE = re.compile(
    r"(?:党的)?(?P<congress>十[五六七八九]大|二十大)(?:胜利)?(?:召开)?以来"
    r"|(?P<beginning>改革开放|新中国成立|建国|入世)以来"
)

NEAR = re.compile(
    r"(?:近|最近|过去|这)(?P<count>[两二三四五六七八九十]|\d{1,2})(?:个)?年(?:来|间|内|时间)?"
    r"|(?<![\d一二三四五六七八九十近这])(?P<ago>[两三四五])年(?:来|(?=累计|共计|总计))"
)

EDGE = re.compile(
    r"""
    (?P<to>截至|截止[到至]?|[到至])?
    (?:(?P<end>报告期末|(?<![\d一二三四五六七八九十两几多今去上前明当全同])(?:年底|年末|岁末))
      |(?P<start>(?<![\d今去上前明当全])年初)
      |(?P<within>(?<![\d一二三四五六七八九十两几多半])年内)
      |(?P<month_end>(?<!\d)(?P<which>上月|本月|上个月|当月)(?P<month_edge>底|末|初)?份?)
      |(?P<quarter_end>季末|季度末|一季末|二季末|三季末))
    """,
    re.VERBOSE,
)

DAY = re.compile(r"今天|今日|昨天|昨日|昨晚|前天|前日")

SAME = re.compile(r"(?<![年比])同期(?!声)")

VAGUE = re.compile(
    r"近年来?|近些年来?|近几年来?|多年来?|长期以来|历年来?|以来年|日前|近日|近期|连日来|此前|以往|前不久|不久前"
    r"|(?<![\d.第前近])(?:\d{1,2}|[一两二三四五六七八九十]{1,2})(?:多|几)?(?:年|个月)(?:之|以)?前(?!三?季|[一-九]?[名位])"
)

FUTURE = re.compile(r"未来|今后|下一步|下一阶段|接下来")

# Every shape with its name.  Where two fit the same place, the earlier one is read.
SHAPES: dict[str, re.Pattern[str]] = {
    "years": YEARS,
    "iso": ISO,
    "plan": PLAN,
    "since": SINCE,
    "now": NOW,
    "dated": DATED,
    "bare": BARE,
    "near": NEAR,
    "edge": EDGE,
    "day": DAY,
    "same": SAME,
    "vague": VAGUE,
    "future": FUTURE,
}

# Characters an expression can start with, so that most places are passed at once.
_STARTS = (
    "0-9一二三四五六七八九十两截到至止自从今本去上前明后下当同次翌头第全目迄如眼现"
    "党改新建入“近最过这年岁季报昨日多长历以连此不未接几"
)


def _guarded(pattern: re.Pattern[str]) -> str:
    """Return a shape without the names of its parts, tried only where it can begin."""
    return guarded_by_firsts(re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern), re.VERBOSE)


# The empty group at the end of a shape names it: one around it would hide how it begins.
ANY = re.compile(
    rf"(?=[{_STARTS}])(?:"
    + "|".join(f"(?:{_guarded(shape)}\n)(?P<{name}>)" for name, shape in SHAPES.items())
    + ")",
    re.VERBOSE,
)
