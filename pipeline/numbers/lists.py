"""Numbers that stand in a list in, the words that each takes from the others out."""

import re
from collections.abc import Sequence

from pipeline.numbers.directions import find_change
from pipeline.numbers.named import Named, same_unit
from pipeline.numbers.place_bodies import BODY
from pipeline.numbers.place_finding import find_places
from pipeline.numbers.scenes import Scene
from pipeline.numbers.searching import searched
from pipeline.numbers.subjects import core_of, topic_of
from pipeline.numbers.verbs import object_of
from pipeline.numbers.words import STANDINS
from schemas.vocabulary import Kind

# What may leave 专利 to the words around it: 其中发明200件.
KINDS_OF_PATENT = frozenset({"发明", "实用新型", "外观设计"})

# The measure that the parts of a list share: 第一产业增加值100亿元,第二产业200亿元.
_SHARED = searched(
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

# 举报最多的行业依次是餐饮、旅游: of what, and in which order.
_ORDERED = re.compile(
    r"""
    \A (?P<base>[^,]{2,12}?)
    (?: 数量 | 量 )?
    (?: 最[为多集高大]中?的? | 较[多集高]中?的? | 居?前[一-鿿\d]{1,2}位的? | 主要 | 集中 | 排名 )
    [^,是为在]{0,8} (?:依次|分别|主要)? (?: 是 | 为 | 有 | 在 | 包括 )
    (?P<parts> [^,]+ ) \Z
    """,
    re.VERBOSE,
)

# 件数、货值在全省的位次: where it was ranked.
_RANKING = re.compile(r"(?:在|于)[^、和与及]{0,10}的?(?:排名|位次|排位|名次)\Z")

# The unit that a bare measure is counted in.
_UNITS_OF = {"金额": "元", "额度": "元", "次数": "次", "户数": "户", "家数": "家", "件数": "件"}

# 省级科普示范基地2家、特色基地12家: the second has the rank of the first.
_HONOUR = re.compile(r"(?:国家|省|市|县|区|部|全国|中国)级?")

# The rank alone: 新增国家级2家.
_RANK_ONLY = re.compile(r"\A(?:新增)?(?:国家|部|省|自治区|市|州|县|区)级(?:及?以[上下])?")

# The grade of a prize: 金奖2项、银奖5项.
_PRIZE = re.compile(r"(?:[金银铜]|优秀|[特一二三]等|提名|入围|设计[金银])奖\Z")

# What is done with each of several: 锅炉和电梯注册登记.
_ACTED = re.compile(
    r"(?:申请|授权|注册|登记|受理|备案|许可|转让|续展|质押|检验|投诉|举报)+[量数]?\Z"
)

# These are measures of one thing only: 商标注册量 lends nothing to 专利.
_REGISTERED = frozenset({"受理量", "授权量", "申请量", "注册量", "拥有量", "登记量"})

# What is money by itself needs no measure of another.
_MONEYS = ("费", "款", "补贴", "奖励", "资金", "罚没", "税", "补助", "授信", "放贷")

# What stands between two numbers and nothing else: 8件和3件.
_NEXT = frozenset({"和", "与", "及"})

# 商标权、专利权纠纷: of each.
_CASES = re.compile(r"(?:纠纷|案件|案)\Z")

# A subject that ends like this is a whole name.
_MEASURING = "量额数率值入款费比重度"


def in_turn(scene: Scene, earlier: Sequence[Named], count: int) -> tuple[str, ...]:
    """Return the names that 分别 deals out to ``count`` numbers, empty if it deals none.

    They stand before it (专利、商标分别增长12%和8%) or were counted before it.
    """
    if count < 2:
        return ()
    same = [one for one in earlier if one.sentence == scene.sentence.start]
    if "分别" not in scene.lead[-14:]:
        return _dealt_before(scene, same, count) or _paired(scene, count)
    core = _RANKING.sub("", core_of(scene.lead[: scene.lead.rindex("分别")]))
    core = "" if core in STANDINS else core
    parts = [part for part in _JOINED.split(core) if part]
    if len(parts) == count:
        return _had_by(parts, scene) or tuple(
            _of_earlier(part, earlier) for part in completed(parts)
        )
    if not core and (announced := _announced(scene.before, count)):
        return announced
    levels = [one.name for one in same if one.kind in (Kind.VALUE, Kind.SHARE, Kind.DURATION)]
    return tuple(levels[-count:]) if not core and len(levels) >= count else ()


def _paired(scene: Scene, count: int) -> tuple[str, ...]:
    """Return the names that stand joined before as many numbers: 专利、商标纠纷8件和3件."""
    parts = [part for part in _JOINED.split(core_of(scene.lead)) if part]
    is_pair = len(parts) == count == len([part for part in parts if len(part) > 1])
    is_next = is_pair and scene.tail in _NEXT and scene.mention.unit
    return completed(parts) if is_next and not find_change(scene.lead) else ()


def _had_by(parts: Sequence[str], scene: Scene) -> tuple[str, ...]:
    """Return what each of several had or did: 高校和企业分别持有专利4件、5件."""
    said = core_of(scene.lead[scene.lead.rindex("分别") + 2 :])
    if not said or find_change(scene.lead):
        return ()
    if all(find_places(part) or BODY.fullmatch(part) for part in parts):
        return (said,) * len(parts)
    verb, what = object_of(said)
    return tuple(f"{part}{what}" for part in parts) if verb and len(what) > 1 else ()


def _dealt_before(scene: Scene, same: Sequence[Named], count: int) -> tuple[str, ...]:
    """Return the names that were dealt out just before: …分别为4件和9件,降幅为6%、8%."""
    change = find_change(scene.said)
    dealt = same[-count:]
    if change is None or core_of(change.subject) or len(dealt) < count:
        return ()
    is_dealt = len(dealt[0].pending) == count - 1 and not dealt[-1].pending
    return tuple(one.name for one in dealt) if is_dealt else ()


def _announced(before: str, count: int) -> tuple[str, ...]:
    """Return the names in the clause before: 举报最多的行业依次是餐饮、旅游,分别为…."""
    found = _ORDERED.search(before)
    if found is None:
        parts = [part for part in _JOINED.split(topic_of(before)) if part]
        return completed(parts) if len(parts) == count else ()
    parts = [part for part in _JOINED.split(found["parts"]) if part]
    if len(parts) != count:
        return ()
    base = core_of(found["base"])
    return tuple(part if part.endswith(base) else part + base for part in parts)


def _of_earlier(part: str, earlier: Sequence[Named]) -> str:
    """Return what a bare measure measured before: 金额 is the money before."""
    unit = _UNITS_OF.get(part)
    alike = (one for one in reversed(earlier) if unit and one.unit.endswith(unit))
    return next((one.name for one in alike if one.kind is Kind.VALUE), part)


def completed(parts: Sequence[str]) -> tuple[str, ...]:
    """Give each of several joined subjects the ending that only the last one has.

    >>> completed(["专利", "商标申请量"]), completed(["发明专利申请量", "授权量"])
    (('专利申请量', '商标申请量'), ('发明专利申请量', '发明专利授权量'))
    """
    last = parts[-1]
    if last.endswith("专利"):
        parts = [f"{part}专利" if part in KINDS_OF_PATENT else part for part in parts]
    own = next((kind for kind in KINDS_OF_PATENT if last.startswith(kind)), "")
    if own and all(part in KINDS_OF_PATENT for part in parts[:-1]):
        return (*(part + last[len(own) :] for part in parts[:-1]), last)
    if case := _CASES.search(last):
        parts = [part if _CASES.search(part) else part + case[0] for part in parts]
    acted = _ACTED.search(last)
    is_whole = any(_ACTED.search(part) or part[-1] in _MEASURING for part in parts[:-1])
    if acted and acted.start() > 0 and not is_whole:
        return (*(part + acted[0] for part in parts[:-1]), last)
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
