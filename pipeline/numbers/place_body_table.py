"""Words that make up the names of bodies: their last words, and words that name nobody.

Origin: written for this project.
"""


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a table."""
    return tuple(text.split())


# Last words of the names of enterprises.
ENTERPRISES = words_of("""
    有限责任公司 股份有限公司 有限公司 集团公司 分公司 子公司 总公司 公司 集团 合作社
    律师事务所 事务所 制药厂 总厂 酒厂 茶厂
""")

# Last words of the names of banks.
BANKS = words_of("""
    农村商业银行 农商银行 农商行 信用社 农信社 支行 分行 银行
""")

# Last words of the names of courts and the like.
COURTS = words_of("""
    高级人民法院 中级人民法院 巡回法庭 知识产权法庭
    人民法院 知识产权法院 中院 法院 人民检察院 检察院 仲裁委员会
    仲裁委
""")

# Last words of centres, zones, fairs, associations.
INSTITUTIONS = words_of("""
    分中心 中心 窗口 平台 示范区 试验区 产业园 科技园 园区 高新区 经开区 开发区 博览会 展览会
    交易会 洽谈会 展销会 大厦 研究院 研究所 大学 学院 医院 协会 商会 联盟 基地 工作站 服务站
    海关 学校 科学院 博物馆 图书馆 美术馆 科技馆 学会 联合会 基金会 公证处 保税区
""")

# Last words of the names of marketplaces.
MARKETS = words_of("""
    批发市场 专业市场 商贸城 小商品城 交易市场 农贸市场 市场
""")

# Trades that end the short names of enterprises: 某某电气.
TRADES = words_of("""
    电气 电器 光学 光电 科技 股份 重工 药业 医药 制药 生物 化工 化学 电子 通信 通讯 汽车 机械
    机床 新材 新材料 能源 新能源 食品 酒业 实业 智能 装备 半导体 软件 网络 信息 动力 纺织 钢铁
    铝业 铜业 矿业 控股 厨具 家电 服饰 陶瓷 照明 乳业 茶业 轮胎 轴承 电缆 精工 激光 传感 航空
    航天 船舶 水泥 玻璃 家居 种业 农业 环保
""")

# Words that by themselves tell no body from another.
GENERIC = words_of("""
    国家知识产权局 国家级 省级 市级 县级 区级 国家 全国 全省 全市 全县 全区 知识产权 知产
    地理标志 商标品牌 商标 品牌 专利 版权 发明 高价值 保护 快速 协同 维权 援助 公共 综合 信息
    服务 运营 运用 交易 质押 融资 指导 业务 受理 预审 审查 培育 布局 创新 创造 产业 产品 重点
    示范 试点 特色 工业 农业 经济 技术 高新技术 高新 科技 线上 线下 专业 窗口 中心 分中心 平台
    大数据 一站式 基层 两级 各级 企业 龙头 骨干 金融 保险 机构 商业 合作 银行 法院 检察院 人民
    中级 高级 中院 园区 产业园 基地 工作站 服务站 研究院 研究所 高校 大学 学院 院所 市场 主体
    监管 部门 行业 协会 商会 联盟 市 省 县 区 州 等 各 上市 集团 公司 子 总 股份 控股 智能
    装备 新材料 新能源 生物 医药 电子 化工 汽车 机械 食品 软件 网络 能源 环保 制造 先进 战略性
    新兴 数字 文化 旅游 建设 城市 强市 强国 大厦 支行 分行 展览会 博览会
    海关 学校 医院 科学院 博物馆 图书馆 美术馆 科技馆 学会 联合会 基金会 公证处 开发区
    高新区 经开区 保税区 产业集聚区
""")

# A subject does not begin with what is done, to whom, or how.
NO_SUBJECT_STARTS = words_of("""
    建设 建立 打造 推动 推进 支持 组织 开展 设立 成立 完善 加强 引导 联合 依托 培育 新增 获批
    通过 聚焦 围绕 指导 帮助 助力 鼓励 利用 发挥 走访 实施 创建 优化 强化 深化 支撑 落实 建成
    新建 先期 积极 大力 持续 充分 全力 着力 扎实 不断 深入 选取 筛选 推荐 遴选 优选 摸排 针对
    惠及 受惠 引进 引入 办好 办 搭建 构建 形成 发布 制定 签署 印发 下发 邀请 协调 争取 享受
    获得 获 拥有 累计 共 其他 各 多 一批 一个 首批 首个 首家 每 对 向 为 与 在 以 从 由 被 将
    把 给 让 使 有 是 据 经 等 及 但 也 还 并 又 已 均 分别 到 至 于 同 和 因 受 用 靠 凭 借
    我们 占 比 较 超 涉及 包括 包含 含 除 会同 牵头 主动 协助 服务企业 赴 进 入 入驻 上门 面向 按
    按照 根据 结合 立足 做 做好 做强 抓 强 重 提升 提高 扩大 增加 增强 促进 促成 带动 吸引
    集聚 汇聚 整合 开通 开设 启动 启用 认定 确定 列入 纳入 入选 评选 评定 命名 授予 表彰 奖励
    兑付 发放 拨付 投入 安排 下达 新设 新认定 现有 共有 设有 设 建有 建 拟 正在 目标
""")
