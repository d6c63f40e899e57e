"""Documents by the body or the place they report on, grouped by what tells which.

REPORTS_ON   a text, its publisher, the home place, and the body (None: the place itself)
OWNED        sentences with numbers in brackets, home place, body, and each region

Origin: spelled-out rules; all bodies and figures are made up for this table.
"""

REPORTS_ON: list[tuple[str, str | None, str | None, str | None]] = [
    # It heads the title.
    ("拱北海关2022年知识产权保护情况\n全年扣留货物12批。", None, "珠海市", "拱北海关"),
    ("关于青城大学2021年度专利工作的报告\n我校授权80件。", None, None, "青城大学"),
    ("榆林市博物馆:去年登记版权31件\n我馆登记31件。", None, "榆林市", "榆林市博物馆"),
    ("苏州工业园区知识产权发展报告\n园区授权80件。", None, "苏州市", "苏州工业园区"),
    ("上海仲裁委员会2023年工作总结\n我委受理80件。", None, "上海市", "上海仲裁委员会"),
    # A name that goes on is that of the part.
    ("青城大学附属医院 2020年科研简报\n我院授权8件。", None, None, "青城大学附属医院"),
    # It publishes or signs.
    ("上半年扣留货物过万件\n\n该关扣留批次增长。", "拱北海关", "珠海市", "拱北海关"),
    ("科研简报\n全校授权80件。\n青城大学\n2021年3月5日", None, None, "青城大学"),
    ("科研简报\n全校授权80件。\n青城大学 2021年3月5日", None, None, "青城大学"),
    # A reporter has it from there.
    ("护航外贸\n\n记者从拱北海关获悉,全年扣留12批。", None, "珠海市", "拱北海关"),
    # A court that does not report on all courts of its place.
    ("铜陵市铜官区人民法院工作通报\n我院受理80件。", None, "铜官区", "铜陵市铜官区人民法院"),
    # An office, all courts of a place, media, whoever only helps: the place itself.
    ("榆林市市场监督管理局2022年总结\n全市授权80件。", None, "榆林市", None),
    ("榆林市知识产权局:授权80件\n全市授权80件。", None, "榆林市", None),
    ("榆林市中级人民法院工作通报\n全市法院受理80件。", None, "榆林市", None),
    ("工作简讯\n全市授权80件。\n榆林市融媒体中心", None, "榆林市", None),
    ("榆林海关助力\n我市出口,我市专利80件,全市商标9件,我市增长。", None, "榆林市", None),
    ("工作总结\n榆林市授权80件。", "某某新闻网络有限公司", "榆林市", None),
    ("榆林市授权80件", None, "榆林市", None),
    ("", None, None, None),
]

OWNED: list[tuple[str, str | None, str, list[str | None]]] = [
    ("我校授权[5件],转让[2件]。许可[1件]。", "武汉市", "青城大学", ["青城大学"] * 3),
    ("学校授权[5件]。图书馆藏书[9册]。", None, "青城大学", ["青城大学", "青城大学"]),
    ("青城大学授权[5件]。", None, "青城大学", ["青城大学"]),
    ("全市授权[50件],我校授权[5件]。", "武汉市", "青城大学", ["武汉市", "青城大学"]),
    ("全省授权[50件]。", "武汉市", "青城大学", ["湖北省"]),
    ("该关扣留[5批]。全关出动[9次]。", "珠海市", "拱北海关", ["拱北海关"] * 2),
    ("该关所属闸口海关查获[5批]。", "珠海市", "拱北海关", ["闸口海关"]),
    ("凭专利从青城农商银行贷到[9万元]。", None, "青城大学", ["青城大学"]),
    ("某某科技有限公司获许可[2件]。", None, "青城大学", ["某某科技有限公司"]),
]
