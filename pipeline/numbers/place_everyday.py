"""Short county names that are everyday words and so name no place by themselves.

Origin: chosen by hand for this project among the short names of places.tsv.
"""

_WORDS = """
    万年 三元 三台 三门 东光 东山 东方 东湖 东胜 东风 中方 丰满 乐业 二七 互助
    五台 五常 会同 光明 光泽 全州 公安 兴业 兴化 内乡 前进 前锋 北山 南山 南岸
    南湖 南部 友好 双城 双桥 台前 合作 合水 同心 名山 向阳 周至 和平 和顺 响水
    回民 团结 城东 城中 城关 城北 城厢 城西 复兴 大化 大名 大方 大观 天台 天河
    太和 太平 安化 安宁 安定 安居 宏伟 富民 富裕 小店 山海关 工农 市中 市北 市南
    平利 平和 平安 平定 平房 延长 建华 建设 开发 振兴 政和 文明 新兴 新化 新华
    新城 新民 新源 无为 桥东 桥西 正安 正定 比如 民乐 民和 水城 永和 永定 永新
    江东 江北 江南 河东 河西 洞口 海港 清水 港口 灯塔 白云 石棉 石门 站前 红旗
    红星 老城 芙蓉 莲花 西山 西湖 解放 资源 路北 路南 运河 连山 通道 道外 道里
    金山 钟楼 铁东 铁西 长子 长安 集贤 青山 高台 高明 黄岩 鼓楼 龙门
"""

EVERYDAY = frozenset(_WORDS.split())
