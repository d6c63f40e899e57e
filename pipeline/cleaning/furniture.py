"""A line in, the rule that makes it part of the page and not of the article, out."""

import re
from functools import lru_cache

from pipeline.cleaning.furniture_words import BUTTONS, LABELS, SIZES

_DATE = r"\d{4}(?:年\d{1,2}月\d{1,2}日|[-/.]\d{1,2}[-/.]\d{1,2})"


def _rule(name: str, max_chars: int, pattern: str) -> tuple[str, int, re.Pattern[str]]:
    return name, max_chars, re.compile(rf"[\s•·●▪◆*|>\-]{{0,9}}(?:{pattern})", re.VERBOSE)


_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"

# Each pattern is matched at the beginning of a line, after bullets, and only if the line is
# no longer than the number says: a paragraph may begin with any of these words.
_RULES = (
    # A disclaimer runs on for several sentences.
    _rule(
        "disclaimer", 600, r"(?:免责(?:声明|信息)|版权声明|特别声明|声明|凡本[网站]注明)\s?[:\"“]"
    ),
    # 某某网移动端, 人民网客户端
    _rule("button", 12, r"\w{2,6}(?:移动端|客户端|手机版|公众号|视频号)$"),
    # 首页 > 新闻中心 > 宁波要闻, 您现在的位置
    _rule("path", 80, r"(?:网站|返回)?(?:首页|主页)\s{0,4}[>»›|/→-]+"),
    _rule("path", 80, r"您?(?:当前|现在|所在)(?:的|所在)?位置"),
    _rule("path", 60, r"[^,。;:>\d]{2,12}(?:\s{0,3}[>»›]\s{0,3}[^,。;:>\d]{2,20}){1,5}$"),
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
    # 责任编辑 张三 审核 李四: names alone
    _rule(
        "credit",
        40,
        r"(?:责任编辑|责编|编辑|审核|校对|摄影|供稿|来源)[\s/|丨][\u4e00-\u9fff·\s/|丨、]{2,40}$",
    ),
    # 阅读 1.2万, 评论(0)
    _rule(
        "counter",
        24,
        r"(?:阅读|点赞|评论|浏览|转发|收藏|在看|访问|点击)(?:量|数|次数)?\s?\(?\s?[\d.]{1,9}[万次]?\)?$",
    ),
    # 市政府办公室2023年5月4日印发
    _rule("imprint", 60, rf"[^,。;]{{2,30}}{_DATE}印发$"),
    # (新闻热线•传真:0999-87654321 …)
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
    | ^[^,。;\d]{4,40}(?:主办|承办)$ | ^\(此件.{0,8}公开.{0,4}\)$
    | 网站(?:已)?支持IPv6 | 政府网站找错 | Produced\sBy | 浏览器版本 | 扫描.{0,4}二维码,?关注
    | 建议使用.{0,20}(?:分辨率|浏览器) | 信息网络传播视听节目许可证 | 互联网新闻信息服务许可证
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MAX_FOOT_CHARS = 400
_MAX_FURNITURE_CHARS = 600

# 来源:市市场监管局, [字号:大 中 小], 索 引 号:431, (责任编辑:张三), 编辑丨张三.  Not
# 记者从…获悉: no colon.
_LABEL = re.compile(
    r"""
    [\s•·●▪◆*|>\-]{0,9} [\[【〔(]? \s{0,4}
    (?P<words>[\u4e00-\u9fff](?:\s{0,3}[\u4e00-\u9fff]){0,11})
    \s{0,4} (?P<mark>[:|丨])
    """,
    re.VERBOSE,
)
_MAX_LABEL_CHARS = 160
_MAX_BARRED_CHARS = 40

# 【返回顶部】 【关闭窗口】, 收藏 | 打印
_BETWEEN_BUTTONS = re.compile(r"[\s•·●▪◆*|>»\[\]【】()/,:.…-]+")
_MAX_BUTTONS_CHARS = 60


@lru_cache(maxsize=4_000)  # the same lines are asked about at several stages
def furniture_rule(line: str) -> str | None:
    """Return the name of the rule by which ``line`` is no part of the article, if any.

    >>> furniture_rule("来源:连州市市场监督管理局 发布时间:2023-04-06")
    'label'
    >>> furniture_rule("记者在车间看到,日产零件700件。")
    """
    if len(line) > _MAX_FURNITURE_CHARS:
        return None
    if _has_label(line):
        return "label"
    if _is_buttons(line):
        return "button"
    for name, max_chars, pattern in _RULES:
        if len(line) <= max_chars and pattern.match(line):
            return name
    return "foot" if len(line) <= _MAX_FOOT_CHARS and _FOOT.search(line) else None


def _has_label(line: str) -> bool:
    label = _LABEL.match(line) if len(line) <= _MAX_LABEL_CHARS else None
    if label is None or "".join(label["words"].split()) not in LABELS:
        return False
    has_digit = any(map(str.isdigit, line))
    if label["mark"] == ":":
        return not (has_digit and "。" in line)  # a sentence with a figure in it
    return not has_digit and len(line) <= _MAX_BARRED_CHARS


def _is_buttons(line: str) -> bool:
    if len(line) > _MAX_BUTTONS_CHARS:
        return False
    words = [word for word in _BETWEEN_BUTTONS.split(line) if word]
    is_any = any(word in BUTTONS for word in words)
    return is_any and all(word in BUTTONS or word in SIZES for word in words)
