"""Scenes of shares and ranks in, the names of what is compared out."""

import re

from pipeline.numbers.changes import carried
from pipeline.numbers.heads import head_of
from pipeline.numbers.named import Named, names
from pipeline.numbers.phrases import without_links, without_openers
from pipeline.numbers.reading import Guess
from pipeline.numbers.scenes import Scene
from pipeline.numbers.subjects import core_of, subject_of, topic_of
from pipeline.numbers.verbs import object_of
from pipeline.numbers.words import GENERAL_HEADS, STANDINS
from schemas.vocabulary import Kind

# 绿电占用电总量的, 相当于去年产量的.  Not 占地, 占比 (the rate is named there).
_PART = re.compile(
    r"(?P<part>[^,]*?)占(?:比(?=[一-鿿]{3})|到了?|了)?(?![比道领]|[地用](?:率|面积))(?P<whole>[^,]*)\Z"
)
# 不到规上企业的三分之一, 约为总数的一成: of what, without 占.
_OF_WHOLE = re.compile(
    r"(?P<part>)(?:还|仅|只|尚)?(?:不到|不足|超过?|接近|将近|大约|约|近|仅|只)(?:为|占|有)?"
    r"(?P<whole>[^,占率]{2,16})的\Z"
)

# 在同期专利申请总量中占比: of what stands before.
_SHARE_INSIDE = re.compile(
    r"(?P<part>[^,]*?)在?(?P<whole>[^,在]{2,24}?)(?:当中|之中|(?<![集其])[中里])的?(?:占比|比重|比例|份额)\Z"
)
_LIKE = re.compile(r"(?P<part>[^,]*?)相当于(?P<whole>[^,]*)\Z")
_DONE = re.compile(r"(?P<part>[^,]*?)(?:完成|达到|实现)(?P<whole>[^,]{2,20})\Z")
_RATIO_WORD = re.compile(r"(?:的)?(?:比重|比例|份额|比率)\Z")
_TOTAL = re.compile(r"占(.{2,20})比重$", re.MULTILINE)
_INSIDE = re.compile(r"(?:[中里]|当中|之中)\Z")
# 用户中有三成…, 有五分之一…: of whom the share is.  Not 集中.
_AMONG = re.compile(
    r"(?:(?P<whole>[^,]{2,24}?)(?:当中|之中|(?<![集其])[中里]),?)?(?:还|仍|已|约|仅)?(?:有|只有)?"
)

# 居全省第二, 在沿海各市里列第五, 是全省第三个.
_PLACING = re.compile(
    r"""
    (?: 综合 | 总成绩 )?
    (?:
        排名 | 排在 | 排到 | 排位 | 排 | 位次 | 列 | 名列 | 位列 | 位居 | 居于 | 居 | 位于 | 稳居
      | 跃居
      | 升至 | 升到 | 跃升 | 获评 | 获得 | 获 | 成为 | 拿下 | 保持 | 蝉联 | 处于 | 进入 | 跻身 | 在
    )
    [^,;。]{0,16} \Z
  | (?: 全[国省市区县球] | 世界 | 国内 | 同类城市 ) [^,;。]{0,4} \Z
    """,
    re.VERBOSE,
)
_RANKED_ENDING = re.compile(r"(?:综合)?(?:排名|排位|位次|名次)\Z")
_ARENA = re.compile(r"\A(?:在)?(?P<name>[^,]{4,40}?)(?:中|里|上|方面)?\Z")
# 在全省河长制考核中: where the rank was won.
_CONTEST = re.compile(
    r"""
    (?:\A|在)(?P<name>[^,]{2,40}(?:考核|评价|评估|测评|评比|竞赛|大赛|指数|排行|评选|考评|检查|评议|调查))
    (?:结果|成绩|名单|排名)?(?:中|里|上)?\Z
    """,
    re.VERBOSE,
)
_ORDINAL_UNITS = frozenset({"个", "家", "座", "例", "项", "件"})


def name_share(scene: Scene, last: Named | None) -> Guess:
    """Return the names of what a share is a share of, best first."""
    inside = _SHARE_INSIDE.match(_plain(scene.lead))
    of_whole = _OF_WHOLE.match(scene.lead) if last else None
    if found := inside or of_whole:
        return _proportion(found, "比重", scene, last)
    for pattern, ending in ((_PART, "比重"), (_LIKE, "比例"), (_DONE, "完成率")):
        found = pattern.match(
            without_links(scene.lead)[0] if pattern is _DONE else _plain(scene.lead)
        )
        if found and (pattern is not _DONE or scene.lead.endswith("的")):
            return _proportion(found, ending, scene, last)
    if among := _among(scene, last):
        return names("share-among", *among)
    return _own_share(scene, last)


def _own_share(scene: Scene, last: Named | None) -> Guess:
    core = subject_of(scene)
    if not core and scene.tail[:1] in ("是", "为", "系") and len(scene.tail) > 2:
        return names("rate-claim", f"{scene.tail[1:]}占比", scene.tail[1:])
    head, said = head_of(scene.tail.lstrip("的"))
    if core and not (head and scene.lead.endswith(("了", "进行", "有"))):
        return _rate(core, scene)
    if head:
        return _rate_of_head(head, said)
    topic = topic_of(scene.before)
    if topic.endswith(("率", "占比", "比重", "比例", "度")):
        return names("rate-topic", topic)
    if last and core_of(scene.lead) in STANDINS and scene.lead.startswith(("占比", "比重", "占")):
        return names("rate-of-last", f"{last.name}占比")
    return carried(scene, last, "carried-rate")


def _among(scene: Scene, last: Named | None) -> tuple[str, ...]:
    """Name 用户中有三成使用新能源 and 用户9万户,有三成使用新能源 by what is said of whom."""
    found = _AMONG.fullmatch(scene.lead)
    said = scene.tail.removeprefix("的").removeprefix("是")
    if found is None or len(said) < 3:
        return ()
    whole = core_of(found["whole"] or "") or (last.name if last and scene.lead else "")
    return (f"{said}的{whole}占比", f"{said}占比") if whole else ()


def _rate_of_head(head: str, said: str) -> Guess:
    """Name 七成住户参加改造 by the noun and what is said of it; 100%全覆盖 by the noun."""
    if len(said) > 2:
        return names("rate-head-said", f"{said}的{head}占比", f"{head}占比", head)
    return names("rate-head", f"{head}占比" if head in GENERAL_HEADS else head, f"{head}占比")


def name_rank(scene: Scene, last: Named | None) -> Guess:
    """Return the names of what a rank is a rank in, best first."""
    if scene.mention.unit in _ORDINAL_UNITS:
        head, said = head_of(scene.tail or scene.rest)
        full = without_openers(scene.tail or scene.rest)
        if head or full:
            return names("rank-ordinal", full or head + said)
    found = _PLACING.search(scene.lead)
    core = subject_of(scene, scene.lead[: found.start()] if found else scene.lead)
    core = _RANKED_ENDING.sub("", core)
    contest = _CONTEST.search(scene.opening)
    near = last is not None and last.sentence == scene.sentence.start
    if contest and len(core) <= 4 and not near:
        return names("rank-contest", core_of(contest["name"]))
    if len(core) <= 2 and scene.before and scene.is_apart:
        arena = _ARENA.match(scene.before)
        if arena:
            return names("rank-arena", core_of(arena["name"]))
    if core and not (len(core) <= 2 and last):
        return names("rank-subject", object_of(core)[1], core)
    return carried(scene, last, "carried-rank")


def _plain(lead: str) -> str:
    """Return ``lead`` without its links, unless they are all that follows 占."""
    core, links = without_links(lead)
    return core if not links.startswith("的") or not core.endswith("占") else lead


def _proportion(found: re.Match[str], ending: str, scene: Scene, last: Named | None) -> Guess:
    part = core_of(found["part"])
    part = part if part and part not in STANDINS else last.name if last else ""
    part = part.removesuffix("占比")  # 占全省25%,占全国3%
    whole = _RATIO_WORD.sub("", without_links(found["whole"])[0]).replace("的", "")
    if ending == "完成率":
        return names("completion", f"{whole}完成率", f"{part}{whole}完成率")
    if ending == "比例":
        return names("likened", f"{part}相当于{whole}的比例", f"相当于{whole}的比例")
    if whole:
        if whole == part:
            return names("proportion-plain", f"{part}占比")
        return names("proportion", f"{part}占{whole}比重", f"占{whole}比重", f"{part}占比")
    if _INSIDE.search(scene.before):
        total = topic_of(_INSIDE.sub("", scene.before))
        return names("proportion-inside", f"{part}{total}占比", f"{part}占{total}比重")
    if last and last.kind is Kind.SHARE and (named := _TOTAL.search("\n".join(last.others))):
        return names("proportion-inside", f"{part}{named[1]}占比", f"{part}占{named[1]}比重")
    if last and last.whole and last.whole.name != part and not core_of(found["part"]):
        return names("proportion-part", f"{part}占{last.whole.name}比重", f"{part}占比")
    return names("proportion-plain", f"{part}占比")


def _rate(core: str, scene: Scene) -> Guess:
    verb, name = object_of(core)
    return names("rate-subject", name, f"{verb}{name}", core)
