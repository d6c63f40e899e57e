"""The forms in which numbers appear that state no statistic.

Origin: written for this project from the forms that Chinese offices, web pages,
newspapers and standards use.  Each row is a reason and a verbose expression; the
comment gives examples, and after "not" what the row must leave alone.  The first row
that fits wins.
"""

from schemas.vocabulary import NonFact

Rows = tuple[tuple[NonFact, str], ...]
LabelledRows = tuple[tuple[NonFact, str, str], ...]

HAN = "〇零○一二三四五六七八九十百千万亿两"
_DIGIT = "一二三四五六七八九"
_YEAR = r"(?:19|20)\d\d"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_TO = r"\s?(?:[-~–—]{1,2}|至|到)\s?"
_CLOCK = r"(?:[01]?\d|2[0-4])(?:[:∶][0-5]\d){1,2}"
_QUARTERS = rf"(?:[一二三四1-4]季?度?(?:{_TO}|[、和]))?[一二三四1-4]季度"
_MONTHS = rf"""
    {_MONTH}(?:[ ]?月份?)?(?:(?:{_TO}|[、和]){_MONTH}(?:[ ]?月份?)?){{0,11}}
    (?:(?<=月)|(?<=月份))(?![均龄])
"""
_DAYS = rf"{_DAY}(?:[ ]?[日号]?(?:{_TO}|[、和])(?:{_MONTH}[ ]?月[ ]?)?{_DAY})?[ ]?[日号]"
_HAN_MONTH = rf"(?:十[一二]?|[{_DIGIT}])月"
_HAN_DAY = rf"(?:[一二三]?十[{_DIGIT}]?|[{_DIGIT}])[日号]"
_EDGE = r"(?:年?[底末初](?![步级中次审端子蕴])|[上中下]旬|以来|至今|度(?![过假]))?"
_PART = rf"(?:{_MONTHS}(?:[ ]?{_DAYS})?|前[一二两三1-3]季度|第?{_QUARTERS}|[上下]半年|全年)"
_PROVINCE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_CODE = r"[A-Za-z\d][A-Za-z\d\-—–/()〔〕]{2,40}(?:\.[\dXx](?!\d))?(?:号(?:-\d{1,3})?)?"

# A label, then at most a colon, 第 or a few letters, then the number.
LABELLED: LabelledRows = (
    # 电话:0999-87654321, 热线12345; not 咨询2100人次
    (
        NonFact.PHONE,
        r"电话 | 热线 | 传真 | 手机 | 来电 | 咨询 | 致电 | 拨打 | QQ[号群]? | (?i:tel|fax)",
        r"""
        (?:\(?0\d{2,3}\)?\s?[-—–]{0,2}\s?)?\d{5,12}(?:[-–—转]\d{1,8}){0,2}
        (?![\d.%])
        """,
    ),
    (NonFact.POSTCODE, r"邮编 | 邮政编码 | 邮码", r"\d{6}"),
    # 京ICP备10203040号-2, 京公网安备 99010203040506号, 苏A7-19990101, CN99-0099
    (
        NonFact.LICENCE,
        rf"""
        [{_PROVINCE}]\s?(?:ICP\s?[备证]|公网安备|网[安文]备?)\s?字? | 公网安备 | 标识码 | 信用代码
        | 许可证(?:编?号)? | 备案编?号 | [刊版]物?号 | 证号 | 注册号 | 准字 | 专利号 | 申请号
        | [{_PROVINCE}](?=[A-Z]) | ISSN | ISBN
        """,
        _CODE,
    ),
    # 索引号:990001112/2019-00045
    (
        NonFact.DOCUMENT_NUMBER,
        r"索引号? | 文号 | 编号 | 流水号 | 代[码号] | [学工单票案卡]号 | 批次?号 | 序号",
        _CODE,
    ),
    # 浏览次数: 48, 字号:16; not 阅读量达500万
    (
        NonFact.PAGE_FURNITURE,
        r"""
        (?:浏览|阅读|点击|访问|观看|播放|点赞|评论|转发|收藏|人气|字号|字数|次数)[次量数率]?数?\s?:
        | 版次\s?: | 零售(?:价|每[份册本]价?)\s?:? | 定价\s?:?
        """,
        r"\d{1,12}(?:\.\d{1,4})?(?:万?[次字元人])?",
    ),
    (NonFact.DATE, r"(?i:copyright|©|\(c\)|版权所有)", rf"{_YEAR}(?:-{_YEAR})?"),
    # 表1, 附件2-1, 图3; not 附件3份, 图12幅
    (
        NonFact.HEADING_NUMBER,
        r"附[件表图录]? | (?<![代发列外填报年仪手])[表图] | 专栏 | 注",
        r"\d{1,2}(?:-\d{1,2})?(?![\d.%‰])",
    ),
)

# At the first digit of a number.
FROM_DIGITS: Rows = (
    # 〔2017〕38号, (2017)第6号, (2017)云99民初45号, 2017年第6号, 990001112/2019-00045
    (
        NonFact.DOCUMENT_NUMBER,
        rf"""
        (?<=[〔\[(【]){_YEAR}[〕\])】]\s?(?:第\s?)?
            (?:[\u4e00-\u9fff]{{1,2}}\d{{0,4}}[\u4e00-\u9fff]{{1,4}})?\d{{1,6}}号
        | {_YEAR}年第\d{{1,4}}号 | \d{{6,20}}/\d{{4}}-\d{{3,8}}
        """,
    ),
    # 2022-06-16 14:54:30, 2022/6/16, 2022.06.16
    (
        NonFact.DATE,
        rf"""
        {_YEAR}(?:-{_MONTH}-{_DAY}|/{_MONTH}/{_DAY}|\.{_MONTH}\.{_DAY})(?!\d)
        (?:[\sT]{{1,2}}{_CLOCK})?
        """,
    ),
    # 2011-2015年, 2011—2015; not 2011-2015件
    (
        NonFact.DATE,
        rf"""
        {_YEAR}[ ]?年?度?{_TO}{_YEAR}
        (?:[ ]?年度?{_EDGE} | (?![\d.,%\u4e00-\u9fff]) | (?=学年|赛季))
        """,
    ),
    # 2017年1-8月, 2017年度, 2018年初, 2017 年
    (NonFact.DATE, rf"{_YEAR}\s?年度?(?:的?[ ]?{_PART})?{_EDGE}(?:\s?{_CLOCK})?"),
    # 2022、2023年; 2022Q3
    (NonFact.DATE, rf"{_YEAR}(?=[、和与]{_YEAR}年) | {_YEAR}(?:Q[1-4]|H[12])(?![A-Za-z\d])"),
    # 2022-06, 2022.06至; not 2022.06万元
    (NonFact.DATE, rf"{_YEAR}[-/](?:1[0-2]|0[1-9])(?![\d/\-.])"),
    (NonFact.DATE, rf"{_YEAR}\.(?:1[0-2]|0?[1-9])(?=\s|[-—~至)、,。]|$)"),
    # 17年8月, 17年底; not 10年以上
    (
        NonFact.DATE,
        rf"""
        \d\d年(?=\d{{1,2}}月 | [底末初] | [上下]半年 | 第?[一二三四1-4]季 | 前[一二三]季)
        {_PART}?{_EDGE}
        """,
    ),
    # 1980年代, 21世纪; 1-3季度, 前3季度, 前10个月
    (NonFact.PERIOD, rf"{_YEAR}年代 | \d0年代 | \d{{1,2}}世纪"),
    (NonFact.PERIOD, rf"{_QUARTERS} | (?<=前)[1-3]个?季度? | (?<=前)\d{{1,2}}个?月"),
    # 5月6日, 7月11日至13日, 1-8月, 6月份, 12月初
    (NonFact.DATE, rf"{_MONTHS}(?:[ ]?{_DAYS})?{_EDGE}(?:\s?{_CLOCK})?"),
    # 15日上午, 26日至28日; not 30日内, 压缩至5日, 由20日缩短
    (
        NonFact.DATE,
        rf"""
        (?<![至到为少过需限约近超逾仅满达提第由从原定的每时均期短速快延长共累计减了用省])(?:{_DAYS})(?<!号)
        (?![内均元游间常办减] | 之内 | 以[内上下] | 左右 | 缩短 | 压[缩减])
        """,
    ),
    # 连续12年, 近5年来, 3年行动; not 超7年
    (
        NonFact.SPAN_OF_YEARS,
        r"\d{1,3}周年 | (?<=连续)\d{1,3}(?:年|届|次|个?月|个?季度|天|周)[多余]?",
    ),
    (NonFact.SPAN_OF_YEARS, r"(?<=[近往来后去前这头])\d{1,3}[多余]?年[多余]?(?:来|间|以来)?"),
    (
        NonFact.SPAN_OF_YEARS,
        r"\d{1,3}[多余]?年[多余]?(?:间 | 以?来(?![自源访]) | (?=行动|规划|计划|攻坚))",
    ),
    # 14:30, 9:00-11:30, 9时30分; not the ratio 按20:30:50的比例
    (
        NonFact.CLOCK_TIME,
        rf"""
        (?<![按为比例以])(?<![按为比例以]\s){_CLOCK}(?:{_TO}{_CLOCK})?
        (?![\d:] | 的?[比权])
        """,
    ),
    # 8时至18时
    (NonFact.CLOCK_TIME, rf"(?:[01]?\d|2[0-4])[时点]{_TO}(?:[01]?\d|2[0-4])[时点](?![间候])"),
    (NonFact.CLOCK_TIME, r"\d{1,2}[时点]\d{1,2}分? | (?<=[午晨早晚夜])\d{1,2}[时点][半许整钟]?"),
    # 31日18时; not 20小时, 3时间
    (NonFact.CLOCK_TIME, r"(?<=[日号])(?:1?\d|2[0-4])时[许整]?(?![间候期代长段效])"),
    # 010-12345678, (010)62356655转8001, 13800138000, 400-123-4567
    (NonFact.PHONE, r"0\d{2,3}\)?\s?[-—–]{0,2}\s?\d{7,8}(?:[-—–转]\d{1,6})?(?!\d)"),
    (NonFact.PHONE, r"1[3-9]\d(?:-\d{4}-\d{4}|[ ]\d{4}[ ]\d{4})(?!\d)"),
    (NonFact.POSTCODE, r"(?:(?<=邮编[为是])|(?<=邮政编码[为是]))\d{6}(?!\d)"),
    (NonFact.PHONE, r"1[3-9]\d{9}(?![\d.%] | \s?[元万亿件家个人户次])"),
    (NonFact.PHONE, r"[48]00[-\s]?\d{3,4}[-\s]?\d{3,4}(?!\d)"),
    # 12368热线, 12366平台; not 12366件
    (NonFact.PHONE, r"12[1-9]\d\d(?=平台|热线|专线|系统|中心)"),
    # 全文约2400字
    (
        NonFact.PAGE_FURNITURE,
        r"(?:(?<=全文)|(?<=全文[约共])|(?<=全文共[约计]))\d{1,6}[余多]?字(?!节)",
    ),
    # 3.6.0; 1366×768
    (NonFact.MODEL_NAME, r"\d{1,3}(?:\.\d{1,4}){2,4}(?![\d%])"),
    (NonFact.PAGE_FURNITURE, r"\d{3,4}\s?[×xX*]\s?\d{3,4}(?!\d)"),
    # 6+3, 1+N; 3·15; “9.10”, 12.4国家宪法日
    (NonFact.NAME, r"\d{1,3}(?:\s?\+\s?(?:\d{1,3}|[NXnx](?![A-Za-z])))+(?![\d.%])"),
    (NonFact.NAME, r"\d{1,2}[·•・‧∙]\d{1,2}(?!\d|\s?[%‰万亿倍])"),
    (
        NonFact.NAME,
        rf"""{_MONTH}\.{_DAY}(?=[”"] | 世界 | 国际 | 消费者 | 中国品牌 | 知识产权[日宣] | 宪法
        | 晚会 | 维权)""",
    ),
    # 7×24, 1对1; 2.0版; 双11; “246”; 80后; 500强; “助农15条”
    (NonFact.NAME, r"\d{1,3}[×xX*对]\d{1,3}(?!\d) | \d{1,2}\.\d{1,2}版(?!权)"),
    (NonFact.NAME, r"(?<=工业)[1-9]\.0 | [1-9]\.0(?=时代|模式|战略|行动|计划|工程|平台|系统|”)"),
    (NonFact.NAME, r"""(?<=双)1[12](?!\d) | (?<=[“"‘「『])\d{1,6}(?=[”"’」』])"""),
    (NonFact.NAME, r"\d0后 | \d{2,4}强(?![化调势力制度省市国县])"),
    (NonFact.NAME, r"""\d{1,3}(?:条|[举招策法])(?=[”"’」』])"""),
    # 新科创30条, 0.618法则, 24小时热线; not 新增措施30条
    (
        NonFact.NAME,
        r"""
        (?:(?<=[\s,。;“《(、台出布施实落]新[\u4e00-\u9fff]{2})|(?<=^新[\u4e00-\u9fff]{2}))\d{1,3}条(?=[,。;、”》)“]|落地|实施|出台|发布|政策|细则)
        | \d(?:\.\d{1,3})?(?=法则|定律|定理)
        | 24小时(?=服务|热线|值班|值守|在线|自助|营业|开放|不打烊|受理|监控|响应|政务|图书)
        """,
    ),
    # Model 3, at the end of what is said; not PCT 18件
    (NonFact.MODEL_NAME, r"(?<=[A-Za-z]{2}[ ])\d{1,4}(?=[,。;、)”]|$)"),
    # 0的突破, 0距离
    (NonFact.IDIOM, r"0的?(?:突破|距离|投诉|跑动)"),
    # (1), [3], 1.2017年度, 2.完成; not (3家)
    (NonFact.HEADING_NUMBER, r"(?<=\()\d{1,2}(?=\)) | (?<=\[)\d{1,3}(?=\])"),
    (
        NonFact.HEADING_NUMBER,
        rf"\d{{1,2}}\.(?={_YEAR}年) | (?<=[\s。;:])\d{{1,2}}[.、](?=[\u4e00-\u9fff《“])",
    ),
    # 梧桐路77号, 88号5楼501室; not 路2号线
    (
        NonFact.ADDRESS,
        r"""
        (?<=[路街道巷弄里段村庄桥厦园苑院坊东南西北])\d{1,5}(?:-\d{1,4})?[号弄](?!线)[院楼]?
            (?:[A-Z\d-]{1,5}(?:栋|幢|座|号?楼|层|室|单元|房)){0,4}
        | \d{1,4}(?:号楼|室(?![内外]))
        """,
    ),
    # 2号线, 8号文件
    (NonFact.NAME, r"\d{1,4}号(?![召码称])(?!\s?人)"),
)

# At the beginning of a line.
LINE_START: Rows = (
    # 1. 2、 (3) 一、 1.2. and 1、3家企业; not 1、2月份
    (
        NonFact.HEADING_NUMBER,
        rf"\d{{1,3}}(?:\.\d{{1,2}}){{0,3}}[.、)](?!\d) | [{HAN}]{{1,3}}[、.)]",
    ),
    (NonFact.HEADING_NUMBER, r"\d{1,2}、(?!\d{1,2}月)"),
    # 1.3家企业, where things cannot be cut; 1.2 总则
    (
        NonFact.HEADING_NUMBER,
        r"[1-9]\d?\.(?=[1-9]\d{0,2}(?:家|个(?![小工月百钟季自星基点])|[名人项场起]|次(?!方)))",
    ),
    (NonFact.HEADING_NUMBER, r"\d{1,2}(?:\.\d{1,2}){1,3}(?=\s[\u4e00-\u9fff])"),
)

# At the first character of a Chinese numeral.
FROM_HANZI: Rows = (
    # 二〇二二年六月, 十月一日, 六月底; not 三个月
    (
        NonFact.DATE,
        rf"[一二][〇零○0{_DIGIT}]{{3}}年度?(?:{_HAN_MONTH}份?(?:{_HAN_DAY})?)?{_EDGE}",
    ),
    (NonFact.DATE, rf"{_HAN_MONTH}份?(?:{_HAN_DAY})?{_EDGE}"),
    # 上半年
    (NonFact.PERIOD, r"[上下]半年"),
    # 近半年来, 半年以来
    (
        NonFact.SPAN_OF_YEARS,
        r"""
        (?<=[近去])半年[多余]?来? | (?<![至到为用需])半年[内间](?!部) | 半年[多余]?以?来(?![自源访])
        """,
    ),
    # 前三季度, 一季度, 前十个月
    (NonFact.PERIOD, rf"(?<=前)(?:[一二两三]个?季度?|[{HAN}]{{1,3}}个月) | {_QUARTERS}"),
    # 十四五; 二十届三中全会, 十四届人大
    (NonFact.NAME, r"十[一二三四五六七八]五(?![个项家件名])"),
    (
        NonFact.NAME,
        rf"""
        [{HAN}]{{1,4}}届[{HAN}]{{1,2}}(?:中(?=全会|[、和])|次(?=全会|会议))
        | [十一二三四五六七八九]{{1,3}}届(?=全国人大|人大|省委|市委)
        """,
    ),
    # 二十大, 十大行动; not 一大批, 十大类
    (NonFact.NAME, rf"(?!一)[{_DIGIT}十两]{{1,3}}大(?![类约概专学多家量幅小型])"),
    (NonFact.NAME, rf"[{_DIGIT}十百千]{{1,3}}(?:强(?![化调势力制度省市国])|佳)"),
    # 二等奖; 三审合一; 百店千村
    (NonFact.NAME, rf"[特{_DIGIT}]等奖 | [{_DIGIT}两十][^\s,。、;“”\d]{{1,2}}合一 | 三次(?=产业)"),
    (NonFact.NAME, r"百[^\s\d]千[^\s\d](?:万[^\s\d])?"),
    # “五六七八”, “四个首创”
    (NonFact.NAME, rf"(?<=[“‘「『])[{HAN}]{{1,6}}(?:[^\s,。;:、“”‘’」』\d]{{1,6}})?(?=[”’」』])"),
    # 新“国九条”, 全国人大二次会议; not 召开三次会议
    (
        NonFact.NAME,
        rf"[{_DIGIT}十]{{1,3}}条(?=[”’」』]) | (?<=[大协届会])[{_DIGIT}]次(?=会议|全会)",
    ),
    (NonFact.IDIOM, r"[三两]番[五两四][次回]"),
    (NonFact.IDIOM, r"零的?(?:突破|距离|投诉|跑动|事故|差错)|零(?:部件|配件|售|散|星)"),
    # 连续三年, 近两年, 十年来, 三年行动
    (NonFact.SPAN_OF_YEARS, rf"(?<=连续)[{HAN}]{{1,3}}(?:年|届|次|个?月|个?季度|天|周)[多余]?"),
    (
        NonFact.SPAN_OF_YEARS,
        rf"""
        (?<=[近去])[{HAN}]{{1,3}}年半
        | [{HAN}]{{1,4}}[多余几]?周?年(?!半(?!载))
          (?:[多余](?![挣赚卖销产缴得花收出少拿投交招办]))?(?:间|以?来(?![自源访]))?(?![级度])
        """,
    ),
    (NonFact.HEADING_NUMBER, rf"(?<=\()[{_DIGIT}十]{{1,3}}(?=\))"),
    # 每万人口, 每百户; 万人商标拥有数, 万元GDP能耗; not 上万人
    (
        NonFact.PER_UNIT,
        r"""
        (?<=每)(?!一)[一二三四五六七八九十百千万亿两]{1,4}(?:人口?|[户名亩家元])
        | (?<![上数几近超约过逾破])[十百千]?万(?:人口?|户|元)
        (?=有效|高价值|发明|专利|拥有|商标|市场主体|GDP|地区生产|产值|工业)
        """,
    ),
)

# Numbers without a unit that are nothing but digits: 2023, 20230406, 12315, 315.
UNITLESS: Rows = (
    (NonFact.DATE, rf"{_YEAR}(?:(?:1[0-2]|0[1-9])(?:3[01]|[12]\d|0[1-9]))?"),
    (NonFact.PHONE, r"123\d\d | 1[3-9]\d{9}"),
    (NonFact.LICENCE, r"\d{9,}"),
    (NonFact.NAME, r"315 | 618"),
)
