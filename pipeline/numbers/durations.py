"""Scenes of lengths of time in, what took that time out, where no noun of its own says it."""

import re

from pipeline.numbers.named import Named, names
from pipeline.numbers.reading import Guess
from pipeline.numbers.scenes import Scene
from pipeline.numbers.subjects import core_of, topic_of
from schemas.vocabulary import Kind

# 从申请到拿证: the way that took the time.  Not 从严到快 in one phrase, not 由3天到2天.
_WAY = re.compile(
    r"从(?P<way>[^,;。从到\d]{2,12}到[^,;。到\d]{2,16}?)(?:,|\Z|全|前后|只|仅|用|平均|共)"
)

# Words that speak of time taken and name nothing: 实际平均, 全流程用时, 每件耗时, 常态化.
_BARE = re.compile(
    r"""
    (?:
        实际 | 平均 | 全流程 | 全程 | 整个过程 | 过程 | 前后 | 最快 | 最短 | 最长 | 一般 | 通常
      | 常态化 | 每[件起宗单笔批户家次个] | 单件 | 用时 | 耗时 | 历时 | 花费?了? | 时间 | 只 | 仅
    )*
    \Z
    """,
    re.VERBOSE,
)

# Measures that time takes the place of: 开办环节 took 开办用时.
_OTHER_MEASURE = re.compile(r"(?:环节|材料|步骤|次数|案件)?(?:数|量|额)?\Z")

# What the time was needed for stands after it: 3小时内办结.
_ENDED = re.compile(
    r"(?:以?内|之内|左右)?(?:即可|就能?|可)?(?:办[结理完成好]|完成|审结|结案|处置完|出证|拿证)"
)


def name_duration(scene: Scene, last: Named | None) -> Guess | None:
    """Name a time by the way or the thing that took it; ``None`` where its own words do."""
    core = core_of(scene.lead)
    if not _BARE.match(core) and not _WAY.search(core):
        return None
    way = _WAY.search(f"{scene.before},{scene.lead}")
    if way:
        return names("duration-way", f"{way['way']}用时", f"{core}用时")
    is_after_time = last is not None and last.kind is Kind.DURATION
    if not core and (is_after_time or not _ENDED.match(scene.tail)):
        return None
    topic = topic_of(scene.before) or (_OTHER_MEASURE.sub("", last.name) if last else "")
    return names("duration-of", f"{topic}用时", core) if topic else None
