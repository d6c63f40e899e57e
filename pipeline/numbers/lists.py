"""Numbers that stand in a list in, the words that each takes from the others out."""

import re
from collections.abc import Sequence

from pipeline.numbers.named import Named, same_unit
from pipeline.numbers.scenes import Scene
from pipeline.numbers.subjects import core_of
from pipeline.numbers.words import STANDINS
from schemas.vocabulary import Kind

# What may leave 专利 to the words around it: 其中发明200件.
KINDS_OF_PATENT = frozenset({"发明", "实用新型", "外观设计"})

# The measure that the parts of a list share: 第一产业增加值100亿元,第二产业200亿元.
_SHARED = re.compile(
    r"""
    (?:
        品牌价值 | 年?总?产值 | 增加值 | 销售额 | 零售额 | 营业收入 | 总?收入 | 支出 | 进?出口总?额
      | 投资额? | 融资额? | 贷款余额 | 存款余额 | 余额 | 金额 | 总?产量 | 面积 | 人口 | 价值
      | 交易额
      | 成交额 | 利润 | 税收 | 受理量 | 授权量 | 申请量 | 注册量 | 拥有量 | 登记量
    )
    \Z
    """,
    re.VERBOSE,
)

# 专利、商标和版权: what joins subjects.  Not 和谐, 和解, 与会.
_JOINED = re.compile(r"[、和与及](?!谐|解|会)")

# 国家级知识产权示范企业2家、优势企业12家: the second has the rank of the first.
_HONOUR = re.compile(r"(?:国家|省|市|县|区|部|全国|中国)级?")

# The rank alone: 新增国家级2家.
_RANK_ONLY = re.compile(r"\A(?:新增)?(?:国家|部|省|自治区|市|州|县|区)级")

# The grade of a prize: 金奖2项、银奖5项.
_PRIZE = re.compile(r"(?:[金银铜]|优秀|[特一二三]等|提名|入围|设计[金银])奖\Z")

# These are measures of one thing only: 商标注册量 lends nothing to 专利.
_REGISTERED = frozenset({"受理量", "授权量", "申请量", "注册量", "拥有量", "登记量"})

# What is money by itself needs no measure of another.
_MONEYS = ("费", "款", "补贴", "奖励", "资金", "罚没", "税", "补助", "授信", "放贷")

# A subject that ends like this is a whole name.
_MEASURING = "量额数率值入款费比重度"


def in_turn(scene: Scene, earlier: Sequence[Named], count: int) -> tuple[str, ...]:
    """Return the names that 分别 deals out to ``count`` numbers, empty if it deals none.

    They stand before it (专利、商标分别增长12%和8%) or were counted before it.
    """
    if count < 2 or "分别" not in scene.lead[-14:]:
        return ()
    core = core_of(scene.lead[: scene.lead.rindex("分别")])
    parts = [part for part in _JOINED.split(core) if part] if core not in STANDINS else []
    if len(parts) == count:
        return completed(parts)
    same = [one for one in earlier if one.sentence == scene.sentence.start]
    levels = [one.name for one in same if one.kind in (Kind.VALUE, Kind.SHARE, Kind.DURATION)]
    return tuple(levels[-count:]) if not core and len(levels) >= count else ()


def completed(parts: Sequence[str]) -> tuple[str, ...]:
    """Give each of several joined subjects the ending that only the last one has.

    >>> completed(["专利", "商标申请量"]), completed(["发明专利申请量", "授权量"])
    (('专利申请量', '商标申请量'), ('发明专利申请量', '发明专利授权量'))
    """
    last = parts[-1]
    if last.endswith("专利"):
        parts = [f"{part}专利" if part in KINDS_OF_PATENT else part for part in parts]
    if _shares_start(parts[0], last):
        start = parts[0][: -len(last)]
        return (parts[0], *(start + part for part in parts[1:]))
    full = [
        part + last[len(part) :] if len(part) < len(last) and _lacks(part, last) else part
        for part in parts[:-1]
    ]
    return (*full, last)


def _shares_start(one: str, other: str) -> bool:
    """Tell whether 授权量 goes on with what stands before 申请量 in 发明专利申请量."""
    return len(other) <= 3 < len(one) - 1 and one[-1] == other[-1] and one[-1] in _MEASURING


def _lacks(part: str, last: str) -> bool:
    is_short = len(part) <= 4 and not part.isascii() and len(last) - len(part) >= 2
    return is_short and part[-1] not in _MEASURING and last[-1] in _MEASURING


def enumerated(core: str, last: Named | None, scene: Scene) -> str:
    """Return ``core`` with the rank and field that only the first of a list states."""
    if last is None or not scene.is_listed or not _HONOUR.match(last.name) or _HONOUR.match(core):
        return ""
    if _PRIZE.fullmatch(core) and last.name.endswith("奖"):
        return _PRIZE.sub("", last.name) + core
    same_head = last.name[-2:] == core[-2:] and 3 <= len(core) < len(last.name)
    return last.name[: -len(core)] + core if same_head and len(core) <= 6 else ""


def ranked_like(core: str, last: Named | None) -> str:
    """Return ``core`` (国家级, 新增省级) with the noun that only the number before has.

    示范单位15家,新增国家级2家: 国家级 means 国家级示范单位.
    """
    found = _RANK_ONLY.fullmatch(core)
    return core + _RANK_ONLY.sub("", last.name) if last and found else ""


def in_parallel(core: str, last: Named | None, scene: Scene) -> str:
    """Return ``core`` with the measure that the number before has and this one leaves out.

    茶叶产值5亿元,水果3亿元: 水果 means 水果产值.
    """
    if (
        last is None
        or not same_unit(last.unit, scene.mention.unit)
        or last.sentence != scene.sentence.start
    ):
        return ""
    shared = _SHARED.search(last.name)
    base = last.name[: shared.start()] if shared else ""
    if shared and shared[0] in _REGISTERED and base[-2:] != core[-2:]:
        return ""
    if shared is None or shared.start() == 0 or _SHARED.search(core) or core.endswith(_MONEYS):
        return ""
    return core + shared[0] if len(core) <= 10 else ""


def other_kind(core: str, name: str) -> str:
    """Return ``name`` with one kind of patent in place of another.

    >>> other_kind("实用新型", "授权发明专利")
    '授权实用新型专利'
    """
    return next((name.replace(kind, core) for kind in KINDS_OF_PATENT if kind in name), "")
