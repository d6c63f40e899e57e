"""The words that show a number to be no statistic: patterns only.

Origin: written for this project from the grammar of Chinese official prose (aims, plans,
conditions, denials, grants, classes); nothing was copied from a document.
"""

import re

# One look at a sentence: without any of these words no rule about it can fire.
TRIGGER = re.compile(
    r"""
    力争 | 有望 | 预计 | 预期 | 预测 | 确保 | 争取 | 计划 | 规划 | 拟 | 打算 | 准备 | 目标 | 任务
  | 指标 | 要 | 提出 | 明确 | 锚定 | 瞄准 | 应 | 将 | 如果 | 假如 | 假设 | 假定 | 倘若 | 若 | 一旦
  | 即使 | 哪怕 | 非 | 不是 | 没有 | 未 | 误 | 不实 | 谣 | 不属实 | 不准确 | 最高 | 不超 | 不高
  | 不得 | 不低 | 不少 | 上限 | 下限 | 限额 | 封顶 | 给予 | 比例 | 有人 | 听说
  | 罚款 | 按 | 20\d\d年
    """,
    re.VERBOSE,
)

# What is already done stays a fact, whatever it aimed at.
DONE = re.compile(
    r"""
    (?:已|已经|提前|超额|顺利|圆满|如期|全面完成)[一-鿿]{0,3}
    (?:完成|实现|达到|达成|突破|超过|建成|达|有|为|投|获)
  | 已(?!批|定|明确)
  | 截至 | 截止 | 目前 | 累计 | 去年 | 上年 | 以来 | 实际完成
  | (?:完成|实现|达成|超过|高于|好于|优于|低于|超出|的)[^,;]{0,12}
    (?:目标|任务|计划|预期|指标|进度)(?!为|是|:|达)
    """,
    re.VERBOSE,
)

# What is aimed at, expected or planned.
# Not 确保了, 争取到, 《行动计划》, 全力争取, 力争上游, 重点任务.
AIM = re.compile(
    r"""
    力争(?![取创上先当做]) | 有望 | 预计 | 预测 | 预期(?!目标|寿命|成果|效果)
  | 确保(?!了)
  | 争取(?![到了])(?=[^,;。]{0,3}\Z
      |[^,;。]{0,16}(?:达到|突破|实现|完成|超过|新增|增长|到20|年内|全年|再))
  | (?<!行动)(?<!试点)(?:计划|规划|拟|打算|准备)
    (?=到|在|于|[把将使让](?![要会])|新增|新建|投资|投入|培育|建设|建成|开展|举办|组织|引进|实施|完成|实现|安排|年内
      |今年|全年|总投|再|招|设立|打造|达到|每年|用\d|\Z)
  | (?:目标|任务|指标|任务数|计划数|目标值)(?:是|为|达到|定为|设定为|确定为|:)?\Z
  | (?:预期|发展|工作|年度|全年|总体)目标(?:任务)?(?:是|为|有|包括)?:
  | (?<![主重需纪])要(?:达到|达|突破|实现|完成|超过|确保|力争|控制在|不低于|保持在|稳定在|提高到
      |提升到|新增|再)
  | (?:提出|明确|锚定|瞄准)[^,;。]{0,20}(?:达到|突破|实现)
  | 应(?:达到|不低于|不少于|控制在)
    """,
    re.VERBOSE,
)

# 将 before what is to come.  Not 将用时由31天缩到24天, 已将, 将有关材料.
WILL = re.compile(
    r"""
    (?<![已并先])将(?:
        会 | 要 | 于 | 在 | 达 | 突破 | 超过 | 实现 | 新增 | 新建 | 再 | 继续 | 进一步 | 全面 | 力争
      | 以 | 对标 | 坚持 | 围绕 | 聚焦 | 建成 | 设立 | 举办 | 开展 | 组织 | 投入 | 完成 | 推动
      | 培育 | 打造 | 安排 | 增至 | 迎来 | 出台 | 实施 | 加快 | 持续 | 不断 | 努力 | 带动 | 形成
      | 有(?![关效限机色]) | 落实 | 推出 | 启动 | 引进 | 争取 | 紧扣 | 深入 | 按照
    )
    """,
    re.VERBOSE,
)

# A year that has not come yet, and the same where only 到2025年 shows that it lies ahead.
YEAR = re.compile(r"(?<![\d(—~-])(?<!截至)(?<!截止)(?<!截止到)(?P<year>20\d{2})年(?![\d-])")
UNTIL_YEAR = re.compile(r"(?:(?<![一-鿿])|确保|力争|争取|预计|计划)[到至](?P<year>20\d{2})年")
TITLE = re.compile(r"《[^《》]{0,80}》")

# 授权5000件的目标: the number is what was aimed at, reached or not.
AIM_AFTER = re.compile(r"的(?:年度|全年|预期|既定|总体|约束性)?(?:目标|任务|指标)(?!完成率)")

# 5年改革目标任务, 3年行动计划: the length of time is part of a name.
PLANNED_SPAN = re.compile(
    r"[一-鿿]{0,6}?(?:计划|规划|行动|目标|工程|方案|攻坚|战役|试点|改革|期(?!间)|滚动)"
)

# A condition.  Not 若干.
IF = re.compile(r"如果|假如|假设|假定|倘若|(?<![一-鿿])若(?!干)|一旦|即使|哪怕")

NOT = re.compile(
    r"""
    (?:并非|而非|绝非|并不是|而不是|不是|没有达到|没有超过|没有突破|未能?达到|未能?超过|未达
      |尚未达|远未达|未突破)
    [^,;。]{0,10}\Z
    """,
    re.VERBOSE,
)
RUMOUR = re.compile(
    r"网传|有人[说讲称]|听说|网络传言|谣传|误传|传言|传闻|此前报道|先前报道|曾报道|误报|误写|笔误|消息|说法|数字|数据"
)
DISPROVED = re.compile(
    r"""
    不实(?!广告|宣传|信息|举报|投诉|之词) | 不属实 | 有误 | 系误 | 谣言 | 不准确 | 与事实不符
  | 不是事实
  | 子虚乌有 | 没有依据 | 毫无依据
    """,
    re.VERBOSE,
)
CORRECTED = re.compile(r"(?:应为|实际为|实为|更正为|实际是|应当为|应是)[^,;。]{0,4}\Z")

# What a rule grants at most.  Not 最高的一笔达870万元, not 平均用时不超过3天.
LIMIT = re.compile(
    r"""
    最高(?:可|额|给予|奖励|补助|补贴|补偿|资助|支持|不超|贷款|授信|额度|限额|赔付|获|贴息|保额
      |限|按)[^,;。]{0,16}\Z
  | (?:给予|补助|补贴|奖励|资助|贴息|贷款|授信|额度|赔付|支持)[^,;。]{0,6}最高\Z
  | (?:单[笔个户家项件次]|每[家件项人户个笔]|原则上|一般|额度|比例|期限|补助|奖励|补贴|罚款|贷款)
    [^,;。]{0,14}
    (?:不超过|不高于|不得超过|不得高于|不得低于|不低于|上限为?|限额为?|最高为?)[^,;。]{0,3}\Z
  | 不得(?:超过|高于|低于|少于)[^,;。]{0,3}\Z
  | 每[件项家人个户笔年月](?:给予|奖励|补助|补贴|资助)[^,;。\d]{0,6}\Z
  | (?:可|最多可|最高可)(?:获得?|享受|申请|贷款?)[^,;。\d]{0,10}\Z
  | 对[^,;。\d]{2,40}的[^,;。\d]{0,12},?[^,;。\d]{0,6}给予[^,;。\d]{0,8}\Z
  | (?:凡|对(?:新|首次|获得|通过|符合|当年|年度|成功|被))[^;。]{0,40}给予[^,;。]{0,12}\Z
    """,
    re.VERBOSE,
)
# 应在5个工作日内办结: a time limit, not a time taken.
DUE = re.compile(r"(?:应当?|须|需|必须|要求|规定|法定|原则上)[^,;。]{0,14}\Z")
WITHIN = re.compile(r"[^,;。]{0,2}(?:以内|之内|内|前)")

# The number's own bound may be the limit: 单笔 + 不超过500万元.
LIMIT_BEFORE = re.compile(
    r"""
    (?:单[笔个户家项件次]|每[家件项人户个笔]|原则上|额度|补助|奖励|补贴|资助|罚款)[^,;。]{0,14}\Z
  | 最高\Z
    """,
    re.VERBOSE,
)
LIMIT_AFTER = re.compile(
    r"""
    [^,;。]{0,4}
    (?:封顶|为限|为上限|以下(?:的)?罚款|的?比例(?:给予|进行|补偿|补贴|奖励|承担|分担|贴息))
    """,
    re.VERBOSE,
)
# 按照贷款额的2%给予贴息: a rule, whatever was paid by it.
RULE = re.compile(r"按照?[^,;。]{0,14}\Z")
GRANT = re.compile(r"(?:的标准|的比例|给予|予以|进行)")

# 给予贷款金额2%的资助: a rate of support is a rule.
GIVING = re.compile(r"(?:给予|提供|享受)[^,;。\d]{0,10}\Z")
GIVEN = re.compile(r"的?(?:补偿|补贴|资助|奖励|贴息|补助|支持|优惠)")

# A class of things, named by a bound: 超1亿元的有23家.
CLASS = re.compile(r"(?:及?以[上下内])?的(?P<head>[^,;。、]{0,24})")
# What is itself an amount makes no class: 超2000万元的资金支持, 突破10亿元的成绩.
AMOUNTS = re.compile(
    r"""
    [一-鿿]{0,8}?
    (?:成绩|总数|总量|规模|增幅|增速|速度|水平|比例|比重|增长|涨幅|大关|资金|支持|贷款|授信|补助|奖励
      |收入|销售额|产值|融资额|投资额|订单|效益|损失|补贴|高位|新高|台阶|份额|占比|幅度|优势|差距
      |纪录|价格|满意度|准确率|[一-鿿]率)
    (?:支持|额度)?(?:\Z|[,;。])
    """,
    re.VERBOSE,
)
# A rate names a class only as a rate: 满意度90%以上的单位, not 9成以上的合作社.
RATED = re.compile(r"(?:率|度|比例|占比|比重)[^,;。]{0,4}\Z")

# Without 的 only a bound that is spelled out names a class: not 3000多亩茶园.
BOUNDED = re.compile(r"以[上下内]|超|不[足满到]|[低高]于")

# The same without 的, before the number that counts the class: 5000万元以上项目35个.
CLASS_COUNT = re.compile(
    r"(?:及?以[上下内])?(?P<head>[一-鿿]{2,12}?)[有达共为]?(?:[\d一二三四五六七八九十两]|\Z)"
)
CLASS_UNITS = frozenset(
    {"元", "万元", "亿元", "年", "岁", "人", "天", "平方米", "亩", "公里", "吨", "个月", "万"}
)
NO_CLASS = frozenset(
    {
        "惠及", "受惠", "同比", "较上", "比上", "用于", "支持", "帮助", "带动", "涉及", "位居",
        "增长", "下降", "其中", "左右", "服务", "覆盖", "群众", "发放", "累计",
    }
)  # fmt: skip
