"""A line in, the rule that makes it part of the page and not of the article, out."""

import re
from collections.abc import Iterable
from functools import lru_cache

from pipeline.cleaning.furniture_words import BUTTONS, LABELS

_DATE = r"\d{4}(?:年\d{1,2}月\d{1,2}日|[-/.]\d{1,2}[-/.]\d{1,2})"


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _rule(name: str, max_chars: int, pattern: str) -> tuple[str, int, re.Pattern[str]]:
    return name, max_chars, re.compile(rf"[\s•·●▪◆*|>\-]{{0,9}}(?:{pattern})", re.VERBOSE)


_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"

# Each pattern is matched at the beginning of a line, after bullets, and only if the line is
# no longer than the number says: a paragraph may begin with any of these words.
_RULES = (
    # 来源:市市场监管局, [字号:大 中 小], (责任编辑:张三).  Not 记者从…获悉: no colon.
    _rule("label", 160, rf"[\[【〔(]?\s{{0,4}}(?:{_any(LABELS)})\s{{0,4}}:"),
    # A disclaimer runs on for several sentences.
    _rule(
        "disclaimer", 600, r"(?:免责(?:声明|信息)|版权声明|特别声明|声明|凡本[网站]注明)\s?[:\"“]"
    ),
    # [打印本页], 分享到
    _rule("button", 24, rf"[\[【(]?(?:{_any(BUTTONS)})[\]】)]?[\s.>»]{{0,4}}$"),
    # 中广网移动端, 人民网客户端
    _rule("button", 12, r"\w{2,6}(?:移动端|客户端|手机版|公众号|视频号)$"),
    # 首页 > 新闻中心 > 宁波要闻, 您现在的位置
    _rule("path", 80, r"(?:网站|返回)?(?:首页|主页)\s{0,4}[>»›|/→-]+"),
    _rule("path", 80, r"您?(?:当前|现在|所在)(?:的|所在)?位置"),
    # 政务公开 | 通知公告 | 互动交流: bars between words.  Not a table row: no digits.
    _rule("menu", 200, r"(?:[^|,。;:\d]{1,12}\|){2,20}[^|,。;:\d]{1,12}$"),
    # 2023-05-05 09:00:00 来源: 三峡日报; 2017-11-07 责任编辑:李林
    _rule(
        "date line",
        100,
        rf"{_DATE}(?:\s{{0,4}}{_CLOCK})?[^,。]{{0,60}}"
        r"(?:来源|浏览|阅读|点击|编辑|作者|发布|字号|字体)",
    ),
    # 2023-04-06 14:54:30 alone.  Not a date without a clock: reports are signed with one.
    _rule("date line", 40, rf"[\[(]?{_DATE}\s{{1,4}}{_CLOCK}[\])]?$"),
    # 泉州新闻 2023年4月27日 星期四 版次:A05
    _rule(
        "masthead",
        80,
        rf"[^,。;]{{0,30}}{_DATE}\s{{0,4}}(?:星期|周)[一二三四五六日天](?!.*[,。;])",
    ),
    _rule("masthead", 60, r"(?:第\s?[A-Z]?\d{1,3}\s?版|版次)[\s:]"),
    # - 3 -, 第3页 共12页.  Not a bare number, which may be a cell of a table.
    _rule(
        "page number",
        20,
        r"[-—–]?\s?\d{1,4}\s?[-—–]$|第\s?\d{1,4}\s?页(?:\s?[,/]?\s?共\s?\d{1,4}\s?页)?$",
    ),
    # 文/图 陈敏锐, 本报记者 张三 通讯员 李四 摄.  Not a sentence: no comma, no full stop.
    _rule(
        "credit",
        60,
        r"""
        \(?\s{0,2}
        (?:
            (?:本报|本网|本刊|本台|见习|实习|特约|全媒体|首席){0,2}(?:记者|通讯员)[\s/:|]
            | 文/图 | 图/文 | 文图[\s/:] | 文/ | 图/ | 撰文[\s/:]
        )
        (?!.*[,。;])
        """,
    ),
    # (新闻热线•传真:0595-22500110 …)
    _rule(
        "credit",
        200,
        r"""
        \(\s{0,2}(?:新闻|投稿|服务|咨询|联系|举报|监督)?(?:热线|电话|传真|邮箱|联系人)
        [^。]{1,190}\)$
        """,
    ),
)

# Anywhere in a line: what only the foot of a page says.  It must not match the words 备案 or
# 版权 by themselves, which reports on intellectual property are full of.
_FOOT = re.compile(
    r"""
    ICP\s?备\s?(?:案号)?\s?:?\s?\d | ICP\s?证\s?:?\s?\d | 公网安备\s?:?\s?\d
    | [京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z]\d-\d{8}
    | 版权所有(?![权者人]) | All\s{1,3}Rights?\s{1,3}Reserved | Copyright\b | ©\s?\d{4}
    | 不良信息举报(?:电话|热线|中心|邮箱|入口) | 网站标识码\s?:?\s?\d
    | 国内统一(?:连续出版物|刊)号 | 零售每份 | 未经授权(?:禁止|不得|请勿)
    | 建议使用.{0,20}(?:分辨率|浏览器) | 信息网络传播视听节目许可证 | 互联网新闻信息服务许可证
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MAX_FOOT_CHARS = 400


@lru_cache(maxsize=4_000)  # the same lines are asked about at several stages
def furniture_rule(line: str) -> str | None:
    """Return the name of the rule by which ``line`` is no part of the article, if any.

    >>> furniture_rule("来源:连州市市场监督管理局 发布时间:2023-04-06")
    'label'
    >>> furniture_rule("记者从市市场监管局获悉,授权396件。")
    """
    for name, max_chars, pattern in _RULES:
        if len(line) <= max_chars and pattern.match(line):
            return name
    return "foot" if len(line) <= _MAX_FOOT_CHARS and _FOOT.search(line) else None
