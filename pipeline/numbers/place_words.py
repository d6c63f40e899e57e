"""Words for places that are no names, and what may stand beside a name."""

import re

# Areas that are no division of their own but that figures are given for.
AREAS = (
    "珠三角九市", "珠三角", "粤港澳大湾区", "长三角", "京津冀", "成渝地区双城经济圈", "长江经济带",
    "粤东西北", "粤东", "粤西", "粤北", "苏南", "苏中", "苏北", "浙东", "浙西", "胶东", "鲁南",
    "东北三省", "西北五省", "黄河流域", "淮海经济区",
)  # fmt: skip

COUNTRY_WORDS = frozenset(
    {"全国", "我国", "国内", "中国", "全国范围", "国家", "中华人民共和国", "全国各地"}
)

# 我市 by its last character: the rank of the place that is meant.
HOME_WORDS = re.compile(
    r"(?:全|我|本|该|各|市|整个)?(?P<rank>省|市|州|盟|县|区|旗|自治区|自治州|自治县|地区)(?:域|内|里|范围内?|区域内|辖区)?"
    r"|本地|当地|本级|市级|县级|区级|市本级|我[局院委办厅]|本[局院委]|市局|区局|县局|辖区内?"
)

# A short name is no place in front of these: 中山大学, 东莞路.
NOT_AFTER_SHORT = re.compile(
    r"""
    大学|学院|理工|师范|医科|农业大学|职业技术|路|街|大道|桥|湖水|江水|站台|号|石材|菜|话|戏|剧
  | 时间|经济林|产业|价格|饰品|小异|康养|久安|装
    """,
    re.VERBOSE,
)

# A full name is no place where it goes on as another word: 中山区域, 中山市场.
NOT_AFTER_FULL = re.compile(
    r"(?<=区)[域间块别划]|(?<=县)域|(?<=市)[场民值面况集井委价售占](?!办|会)"
)

# The last character before a short name that may stand inside a sentence.
BEFORE_SHORT = frozenset(
    " \t\n,.;:!?、。“”‘’()《》〈〉【】[]·|-—_/>•●◆■0123456789"
    "在和与及是从由向对为到至驻自让把使以同跟比较占居赴将令被给"
    "的了等该即如约有也又且而则于全会"
)
