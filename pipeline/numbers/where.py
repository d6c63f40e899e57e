"""Mentions and their readings in, the place or body each figure is about out."""

import re
from collections.abc import Callable

from pipeline.cleaning.clean_text import CleanText
from pipeline.numbers.layout import Layout
from pipeline.numbers.mention import Mention
from pipeline.numbers.period_cells import cell_at
from pipeline.numbers.place_bodies import BODY, HOME, Sort
from pipeline.numbers.place_courts import spelled_out
from pipeline.numbers.place_dealing import dealt_place, listed_place, shared_place
from pipeline.numbers.place_finding import find_places
from pipeline.numbers.place_home_table import own_words
from pipeline.numbers.place_known import REACH, Known, know
from pipeline.numbers.place_owners import TURN, Owners
from pipeline.numbers.place_subjects import find_subject
from pipeline.numbers.places import is_home, normalise_region
from pipeline.numbers.reading import SILENT, Guess, Reading
from pipeline.numbers.searching import searched
from schemas.vocabulary import Kind

# The rules that are right in at least 99 of 100 cases on annotated documents.
SURE_RULES = frozenset({"cell", "level-sure", "company", "home-subject", "home-alone"})

_FOLLOWERS = frozenset(
    {Kind.GROWTH, Kind.CHANGE, Kind.POINT_CHANGE, Kind.RANK, Kind.MULTIPLE, Kind.SHARE}
)

# 7件的榆林…公司: whose they are stands behind them.
_OF_BEHIND = re.compile(r"的(?=[^,。;、]{4,30}公司)")
_BY_BEHIND = re.compile(
    r"[^。;,\d]{0,4},?由(?=[^,。;、]{2,30}(?:公司|集团|银行)(?:获|取得|拿|贷|凭|以|用))"
)
_HELPED = re.compile(
    r"(?:帮助|助力|支持|协助|推动|指导)(?P<name>[^,。;、的\d]{2,26}(?:公司|集团))(?:成功)?(?:获|取得|拿到|融|贷|质押)"
    r"|[由系](?P<by>[^,。;、的\d]{2,26}(?:公司|集团))(?:凭借?|以|用)$"
)
_WIDER_COUNT = re.compile(r"(?P<scope>全国|全省|我省|国内|省内)(?:共有?|已有|仅有?|有|累计)?$")


# A word for a body, so that the figures might be its own.
_SOMEBODY = searched(
    r"公司|集团|银行|农商行|法院|中院|检察院|中心|窗口|平台|示范区|园区|产业园|高新区|开发区|会展|博览会|市场(?!监)|大厦|大学|学院|研究[院所]|医院|协会|学会|商会|海关|仲裁|合作社|农信社|信用社|支行|分行|事务所|[总酒茶药纸钢糖]厂|服务站|工作站|联盟|[药酒实农渔林牧矿铝铜泵机化]业(?=[^一-鿿]|[凭以拥获的就手去今年])|博物馆|图书馆|公证处|他们?|她|企业(?:负责人|家)|董事长|总经理"
)

_OURS = re.compile(r"[我本全][省市县区州旗盟]")
_US = re.compile(r"[我本全][省市县区州旗盟]|我们")
_BACK = re.compile(r"[该此][一-鿿]|这[家个]|其(?!中|他|余)|对方|某")

# From how many places on a clause is not surely about the first of them.
_SEVERAL = 2


def read_regions(
    clean: CleanText,
    layout: Layout,
    mentions: tuple[Mention, ...],
    readings: tuple[Reading | None, ...],
    owners: Owners,
) -> tuple[Guess, ...]:
    """Return the place or body each mention is about, silent where nobody is known.

    By default it is the place the text reports on; another place, an enterprise, bank,
    court or institution owns the figures of the clauses it is the subject of; growth,
    share and rank belong to whom their level belongs to, and a rank is about who is ranked.
    """
    known = know(clean, layout, mentions, owners)
    for mention, reading in zip(mentions, readings, strict=True):
        if mention.why is None and reading is not None and not reading.is_silent:
            known.guesses[mention.index] = _guess(mention, reading, known)
    return tuple(known.guesses.get(mention.index, SILENT) for mention in mentions)


def _guess(mention: Mention, reading: Reading, known: Known) -> Guess:
    for rule, find in _RULES.items():
        name = find(mention, reading, known)
        if name is not None:
            others = tuple(dict.fromkeys(n for n in (name, known.own) if n))
            is_sure = rule in SURE_RULES and (name != known.own or known.is_own_named)
            return Guess(others, is_sure=is_sure, rule=rule)
    return SILENT


def _cell(mention: Mention, reading: Reading, known: Known) -> str | None:
    """Return the place that labels the row or the column of a table cell, else home."""
    cell = cell_at(known.cells, mention.span.start)
    if cell is None:
        return None
    for span in (cell.label, cell.column):
        label = span.of(known.clean.text).strip() if span else ""
        places = find_places(label)
        if len(places) == 1 and len(places[0].span) == len(label):
            return normalise_region(label, known.home)
    return known.own


def _behind(mention: Mention, reading: Reading, known: Known) -> str | None:
    text, end = known.clean.text, mention.span.end
    found = _OF_BEHIND.match(text, end) or _BY_BEHIND.match(text, end)
    body = BODY.match(text, found.end()) if found else None
    return body[0] if body else None


def _level(mention: Mention, reading: Reading, known: Known) -> str | None:
    found = _level_guess(mention, reading, known)
    return found.best if found and not found.is_sure else None


def _sure_level(mention: Mention, reading: Reading, known: Known) -> str | None:
    found = _level_guess(mention, reading, known)
    return found.best if found and found.is_sure else None


def _level_guess(mention: Mention, reading: Reading, known: Known) -> Guess | None:
    """Return whose the level is, unless a later clause names its own: 我市占8%."""
    kind = reading.kind.best
    if reading.level is None or kind is None or Kind(kind) not in _FOLLOWERS:
        return None
    level, start = known.mentions[reading.level].span, mention.span.start
    owner = known.owners.at(start)
    is_later = owner and owner.is_named and owner.clause.start > level.start
    if is_later or TURN in known.clean.text[level.end : start]:
        return None
    return known.guesses.get(reading.level)


def _turned(mention: Mention, reading: Reading, known: Known) -> str | None:
    """Return whom the text reports on where a clause turns to it: …11.8件——我们只有5件."""
    words = known.clean.text[known.clause_before(mention) : mention.span.start]
    _, turn, rest = words.rpartition(TURN)
    return known.own if turn and find_subject(rest, known.home) == HOME else None


def _wider(mention: Mention, reading: Reading, known: Known) -> str | None:
    before = known.clean.text[known.clause_before(mention) : mention.span.start]
    found = _WIDER_COUNT.search(before)
    if found is None or reading.kind.best in (Kind.RANK, Kind.SHARE):
        return None
    return normalise_region(found["scope"], known.home)


def _helped(mention: Mention, reading: Reading, known: Known) -> str | None:
    found = _HELPED.search(known.clean.text, known.clause_before(mention), mention.span.start)
    return (found["name"] or found["by"]) if found else None


def _company(mention: Mention, reading: Reading, known: Known) -> str | None:
    """Return the enterprise or place that the clause itself names in full."""
    owner = known.owners.at(mention.span.start)
    if owner is None or not owner.is_named or owner.subject.name is None:
        return None
    name = owner.subject.name
    words = known.clean.text[owner.clause.start : mention.span.start]
    if owner.subject.sort is Sort.PLACE:
        places = find_places(words)
        others = {place.name for place in places if not is_home(place, known.home)}
        is_full = len(others) < _SEVERAL and not _US.search(words)
    else:
        is_full = name.endswith("公司")
    return name if is_full and name in words else None


def _subject(mention: Mention, reading: Reading, known: Known) -> str | None:
    """Return whom else the clause itself names."""
    owner = known.owners.at(mention.span.start)
    return spelled_out(owner.subject, known) if owner and owner.is_named else None


def _carried(mention: Mention, reading: Reading, known: Known) -> str | None:
    """Return whom an earlier clause names."""
    owner = known.owners.at(mention.span.start)
    if owner is None or (owner.subject.sort is Sort.PLACE and reading.kind.best == Kind.RANK):
        return None
    return spelled_out(owner.subject, known)


def _home_subject(mention: Mention, reading: Reading, known: Known) -> str | None:
    """Return whom the text reports on where the clause itself says so, and names no other."""
    owner = known.owners.at(mention.span.start)
    if owner is None or not owner.is_named or known.own is None:
        return None
    words = known.clean.text[known.clause_before(mention) : mention.span.start]
    said = own_words(known.own) if known.owners.body else _OURS.findall(words)
    is_said = known.own in words or any(word in words for word in said)
    return known.own if is_said and _is_alone(words, known) else None


def _home_alone(mention: Mention, reading: Reading, known: Known) -> str | None:
    """Return whom the text reports on where the paragraph so far names and quotes nobody else."""
    text, start = known.clean.text, mention.span.start
    paragraph = known.layout.paragraph_at(start)
    words = text[max(paragraph.start, start - 2 * REACH) : start]
    sentence = text[max(known.layout.sentence_at(start).start, start - REACH) : start]
    is_quoted = sentence.count("“") > sentence.count("”") or _BACK.search(sentence)
    return known.own if not is_quoted and _is_alone(words, known) else None


def _is_alone(words: str, known: Known) -> bool:
    """Tell whether words name no body and no place but whom the text reports on."""
    if known.owners.body:
        words = words.replace(known.owners.body, "")
    if _SOMEBODY.search(words):
        return False
    if known.owners.body:
        return not (_OURS.search(words) or find_places(words))
    return all(is_home(place, known.home) for place in find_places(words))


def _home(mention: Mention, reading: Reading, known: Known) -> str | None:
    return known.own


_Rule = Callable[[Mention, Reading, Known], str | None]

_RULES: dict[str, _Rule] = {
    "cell": _cell,
    "behind": _behind,
    "turned": _turned,
    "level": _level,
    "level-sure": _sure_level,
    "respectively": dealt_place,
    "shared": shared_place,
    "wider": _wider,
    "listed": listed_place,
    "helped": _helped,
    "company": _company,
    "subject": _subject,
    "carried": _carried,
    "home-subject": _home_subject,
    "home-alone": _home_alone,
    "home": _home,
}
